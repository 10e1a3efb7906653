"""Figures are recorded with their source; a correction is a new number under the same key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.models import Observation
from tashan.indicators.refusals import refuse
from tashan.indicators.said import Figure as Figure
from tashan.indicators.said import Key
from tashan.record import perms
from tashan.record.copying import copied
from tashan.record.models import PermittedUse, Source, User
from tashan.registry.kinds import Kind

RECORDING = 7401  # the advisory locks of what is being recorded: one an indicator


class Recorded(NamedTuple):
    """How many figures are new, how many correct an earlier one, how many said the same again."""

    made: int
    corrected: int
    unchanged: int


@transaction.atomic
def record(
    figures: Iterable[Figure], *, source: Source, actor: User | None, at: datetime
) -> Recorded:
    """Store the figures. What the newest number says already is not stored again.

    ``actor`` is None for what Tashan itself ships. Raises UserError for what cannot be a figure
    of its indicator, and where a single firm's statistical return would leave its scope.
    """
    given = list(figures)
    refuse(given, at=at)
    _refuse_statistics_elsewhere(given, source=source, actor=actor)
    lock({figure.indicator.pk for figure in given})
    newest = _newest({figure.key for figure in given})
    made: list[Observation] = []
    corrected = 0
    for figure in given:
        before = newest.get(figure.key)
        if before is not None and _says_the_same(figure, before):
            continue
        row = _row(figure, number=before.number + 1 if before else 1, source=source, at=at)
        corrected += before is not None
        newest[figure.key] = row
        made.append(row)
    copied(made)
    return Recorded(len(made) - corrected, corrected, len(given) - len(made))


@transaction.atomic
def say_again(
    figures: Iterable[Figure], *, lost: Source, source: Source, actor: User, at: datetime
) -> int:
    """Store what a withdrawn source had told alone although ``source`` says the same; how many.

    A figure that was corrected since is left as it is.
    """
    given = list(figures)
    lock({figure.indicator.pk for figure in given})
    newest = _newest({figure.key for figure in given})
    gone = {key for key, row in newest.items() if row.source_id == lost.pk}
    again = [f for f in given if f.key in gone and newest[f.key].value == f.value]
    return sum(record(again, source=source, actor=actor, at=at)[:2])


def _refuse_statistics_elsewhere(
    figures: Iterable[Figure], *, source: Source, actor: User | None
) -> None:
    """Statistics law, article 28: a single respondent's return serves statistics alone."""
    if source.permitted_use != PermittedUse.STATISTICS or actor is None:
        return
    single = any(figure.subject.kind == Kind.ENTERPRISE for figure in figures)
    if single and not perms.may_see_statistics(actor):
        raise UserError(
            _("A single firm's statistical return stays with the statistics office."),
            hint=_("Use the firm's own signed return, or ask a statistician to enter it."),
        )


def lock(indicators: set[int]) -> None:
    """Two recordings of one indicator wait for each other, always in one order."""
    with connection.cursor() as cursor:
        for indicator in sorted(indicators):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [RECORDING, indicator])


def _newest(keys: set[Key]) -> dict[Key, Observation]:
    """The highest number of each key, whether its source was withdrawn or not."""
    if not keys:
        return {}
    rows = Observation.objects.filter(
        subject__in={key.subject for key in keys},
        indicator__in={key.indicator for key in keys},
        last__in={key.last for key in keys},
    )
    fields = ("subject_id", "indicator_id", "last", "first", "measure", "holder", "scope")
    ordered = (
        rows.order_by(*fields, "-number").distinct(*fields).select_related("source__withdrawal")
    )
    found = {Key(*(getattr(row, name) for name in fields)): row for row in ordered}
    return {key: row for key, row in found.items() if key in keys}


def _says_the_same(figure: Figure, row: Observation) -> bool:
    if getattr(row.source, "withdrawal", None) is not None:
        return False
    return row.value == figure.value and row.vintage == figure.vintage


def _row(figure: Figure, *, number: int, source: Source, at: datetime) -> Observation:
    return Observation(
        subject=figure.subject,
        indicator=figure.indicator,
        measure=figure.measure,
        first=figure.first,
        last=figure.last,
        holder=figure.holder,
        scope=figure.scope,
        number=number,
        value=figure.value,
        approximate=figure.approximate,
        stated=figure.stated,
        vintage=figure.vintage,
        source=source,
        row=figure.row,
        at=at,
    )
