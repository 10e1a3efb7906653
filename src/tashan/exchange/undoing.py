"""A whole import taken back: what it said is replaced by what was known before.

Refused where somebody built on it since; nothing is deleted, and the history shows both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.exchange.loading import _LOCK
from tashan.exchange.looking import Part, looked
from tashan.exchange.models import Import, ImportState
from tashan.exchange.targets import TARGETS, target
from tashan.record import sources
from tashan.record.copying import copied
from tashan.record.events import append
from tashan.record.models import Source, User
from tashan.registry.dated import Dated, fields_of
from tashan.registry.models import Entity
from tashan.registry.naming import names_on

_MOST_NAMED = 5
_AT_ONCE = 5_000


@transaction.atomic
def undo(run: Import, *, at: datetime, part: Part) -> None:
    """Take back all that the import stored. Raises UserError, with a list, where it cannot be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, target(run.target).lock])
    run = Import.objects.select_related("actor", "source", "file").get(pk=run.pk)
    if run.state != ImportState.UNDOING or run.source is None:
        return
    part(10)
    _refuse_where_built_on(run.source, at)
    reason = _("The import of “%s” is undone.") % run.file.name
    actor = _who(run)
    taking_back = sources.entry(reason[:300], actor=actor, at=at)
    taken, said = _registers(run.source, taking_back, part)
    if (own := target(run.target).take_back) is not None:
        taken += own(run.source, actor, at, timezone.localdate(at))
    figures = run.source.observations.count()
    sources.withdraw(run.source, reason[:300], actor=actor, at=at)
    others = _said_by_others(run, at) if figures else 0
    run.state, run.progress, run.finished_at = ImportState.UNDONE, 100, at
    run.save()
    payload = {"taken_back": taken, "said_again": said, "figures": figures,
               "said_by_others": others, "source": run.source.pk, "by": taking_back.pk}  # fmt: skip
    append(run.stream, "import.undone", payload, actor=actor, at=at)


def _who(run: Import) -> User:
    """Who asked for it: the last to do so."""
    from tashan.record.models import Event

    asked = Event.objects.filter(stream=run.stream, kind="import.asked_back").order_by("-sequence")
    found = asked.select_related("actor").first()
    return found.actor if found and found.actor else run.actor


def _said_by_others(run: Import, at: datetime) -> int:
    """What later imports found as this one had said it stands on them now; how many figures."""
    alike = [code for code, other in TARGETS.items() if other.lock == target(run.target).lock]
    later = Import.objects.filter(
        state=ImportState.LOADED, target__in=alike, unchanged_rows__gt=0,
        finished_at__gt=run.finished_at,
    ).select_related("actor", "file", "source")  # fmt: skip
    told, lost = 0, run.source
    assert lost is not None  # it was loaded: import_loaded_has_a_source
    for other in later.order_by("finished_at"):
        assert other.source is not None
        found = looked(other, target(other.target), at=at, today=timezone.localdate(at))
        told += found.loading.say_again(found.good, lost=lost, source=other.source)
    return told


def _registers(source: Source, by: Source, part: Part) -> tuple[int, int]:
    """How many rows were taken back, and how many of those they replaced were said again."""
    taken = said = 0
    tables = _dated_models()
    for at, model in enumerate(tables, start=1):
        manager = model._default_manager
        before = list(manager.filter(replaced=source).exclude(entered=source))
        taken += manager.filter(entered=source, replaced__isnull=True).update(replaced=by)
        again = [
            model(**fields_of(row), since=row.since, until=row.until, source_id=row.source_id,
                  entered=by)
            for row in before
        ]  # fmt: skip
        copied(again)
        said += len(again)
        part(20 + 75 * at // len(tables))
    return taken, said


def _dated_models() -> list[type[Dated]]:
    """Units before their tenancies: what refers to a row comes after it."""
    return [model for model in apps.get_models() if issubclass(model, Dated)]


def _refuse_where_built_on(source: Source, at: datetime) -> None:
    found = list(_built_on(source))
    if found:
        names = names_on([pk for pk, _what in found[:_MOST_NAMED]], at.date())
        told = "、".join(
            f"{names.get(pk) or f'#{pk}'}（{what}）" for pk, what in found[:_MOST_NAMED]
        )
        raise UserError(
            _("Later entries build on this import, %(count)s of them: %(names)s.")
            % {"count": f"{len(found):,}", "names": told},
            hint=_("Take those back first, or correct the entries one by one."),
        )


def _built_on(source: Source) -> Iterator[tuple[int, str]]:
    """Entities whose imported rows were replaced since, or that others refer to."""
    for model in _dated_models():
        later = model._default_manager.filter(entered=source, replaced__isnull=False)
        yield from _whom(model, later.exclude(replaced=source))
    for relation in Entity._meta.related_objects:
        rows = _of_others(relation.related_model, relation.field.name, source)
        if rows is not None:
            name = relation.field.name
            for pk in rows.values_list(name, flat=True)[:_AT_ONCE]:
                yield pk, str(relation.related_model._meta.verbose_name)


_BY_WAY_OF = {"Tenancy": "unit__floor__building", "Unit": "floor__building"}


def _whom(model: type[Dated], rows: models.QuerySet[Dated]) -> Iterator[tuple[int, str]]:
    names = [f.name for f in model._meta.concrete_fields if f.related_model is Entity]
    path = names[0] if names else _BY_WAY_OF.get(model.__name__)
    if path is None:
        return
    for pk in rows.values_list(path, flat=True)[:_AT_ONCE]:
        yield pk, str(model._meta.verbose_name)


def _of_others(
    model: type[models.Model], field: str, source: Source
) -> models.QuerySet[models.Model] | None:
    """Rows that refer to entities of the import and did not come with it; None for what follows."""
    kept = {f.name: f.related_model for f in model._meta.concrete_fields}
    rows = model._default_manager.filter(**{f"{field}__entered": source})
    if "entered" in kept and "replaced" in kept:
        return rows.filter(replaced__isnull=True).exclude(entered=source)
    if kept.get("source") is Source:
        return rows.exclude(source=source).filter(source__withdrawal__isnull=True)
    return rows if model is Entity else None
