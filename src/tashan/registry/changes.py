"""What officers do to an entity: each act writes dated rows and one event of its stream.

Who did it, when and why is the source's to say. Callers hold no locks: each act is one
transaction that locks the entity first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.events import append
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.dated import Dated, as_of
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName, Label, Succession


def note(
    entity: Entity, kind: str, payload: Mapping[str, Any], *, source: Source, on: date
) -> None:
    """One event of the entity's stream; ``on`` is the day from which it holds."""
    said = {key: _plain(value) for key, value in payload.items()} | {"source": source.pk}
    append(entity.stream, kind, said, actor=source.actor, at=source.at, occurred_on=on)


def _plain(value: object) -> object:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def lock(entity: Entity) -> Entity:
    """The entity's row, held until the transaction ends."""
    return Entity.objects.select_for_update().get(pk=entity.pk)


@transaction.atomic
def enter(kind: Kind, new: keeping.New, *, source: Source, short: str = "") -> Entity:
    """A new entity. A code that is taken is refused with the name of who has it."""
    refuse_taken_code(kind, new.code)
    entity = keeping.enter(kind, new, source=source)
    if short and short != new.name:
        keeping.call(entity, short, sort=NameSort.SHORT, since=new.since, source=source)
    said = {"name": new.name, "code": new.code} | new.facts
    note(entity, "entity.entered", said, source=source, on=new.since)
    return entity


def refuse_taken_code(kind: Kind, code: str) -> None:
    """Raises UserError where another entity of the kind has the code."""
    row = EntityName.objects.filter(entity__kind=kind, entity__code=code).order_by("-since").first()
    if code and row is not None:
        raise UserError(
            _("%(code)s is in the register already: %(name)s.") % {"code": code, "name": row.name},
            hint=_("Open that entry and change it there."),
        )


@transaction.atomic
def change(
    entity: Entity, *, since: date, source: Source, until: date | None = None, **facts: Any
) -> Dated:
    """From a day on these facts hold; what they say already is no change and no event."""
    lock(entity)
    before = _facts_on(entity, since)
    row = keeping.state(entity, since=since, until=until, source=source, **facts)
    if before is None or row.pk != before.pk:
        note(entity, "entity.changed", facts | {"until": until}, source=source, on=since)
    return row


def _facts_on(entity: Entity, day: date) -> Dated | None:
    model: type[models.Model] = keeping.FACTS[entity.kind]
    rows = model._default_manager.filter(entity=entity)
    return as_of(rows, day).first()  # type: ignore[return-value]  # FACTS are dated


@transaction.atomic
def rename(entity: Entity, name: str, *, since: date, source: Source) -> None:
    """From a day on another official name."""
    lock(entity)
    keeping.rename(entity, name, since=since, source=source)
    note(entity, "entity.renamed", {"name": name.strip()}, source=source, on=since)


@transaction.atomic
def call(entity: Entity, name: str, *, sort: NameSort, since: date, source: Source) -> EntityName:
    """A short name, or another that texts use."""
    lock(entity)
    row = keeping.call(entity, name, sort=sort, since=since, source=source)
    note(entity, "entity.called", {"name": row.name, "sort": sort.value}, source=source, on=since)
    return row


@transaction.atomic
def label(
    entity: Entity,
    code: str,
    *,
    since: date,
    source: Source,
    until: date | None = None,
    remark: str = "",
) -> Label:
    """A dated mark; a second one of the same code on the same days is refused."""
    lock(entity)
    for other in Label.objects.filter(entity=entity, code=code, replaced__isnull=True):
        if (until is None or other.since < until) and (other.until is None or since < other.until):
            raise UserError(
                _("It carries the label “%(code)s” since %(since)s already.")
                % {"code": code, "since": other.since},
                hint=_("End that one first, or give a day after its end."),
            )
    if until is not None and until <= since:
        raise UserError(_("A label ends after it begins."), hint=_("Give a later last day."))
    row = Label.objects.create(
        entity=entity,
        code=code,
        note=remark,
        since=since,
        until=until,
        source=source,
        entered=source,
    )
    note(entity, "entity.labelled", {"label": code, "until": until}, source=source, on=since)
    return row


@transaction.atomic
def end_label(row: Label, *, on: date, source: Source) -> None:
    """The label is carried no more from a day on."""
    lock(row.entity)
    keeping.end(row, on=on, source=source)
    note(row.entity, "entity.label_ended", {"label": row.code}, source=source, on=on)


@transaction.atomic
def take_back_label(row: Label, *, source: Source) -> None:
    """The label is carried on no day; that it was once written stays."""
    lock(row.entity)
    keeping.take_back(row, source=source)
    note(row.entity, "entity.label_taken_back", {"label": row.code}, source=source, on=row.since)


@transaction.atomic
def succeed(
    entity: Entity, successor: Entity, *, on: date, source: Source, remark: str = ""
) -> Succession:
    """From a day on another entity is what this one was; several may follow one."""
    if entity.kind != successor.kind or entity == successor:
        raise UserError(
            _("Only another entity of the same kind can follow."),
            hint=_("Choose the one that took over."),
        )
    lock(entity)
    row, is_new = Succession.objects.get_or_create(
        entity=entity,
        successor=successor,
        defaults={"on": on, "note": remark, "source": source},
    )
    if is_new:
        note(entity, "entity.succeeded", {"successor": successor}, source=source, on=on)
    return row
