"""Figures entered, corrected, or taken back with their source by an officer; all is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.models import Holder, Measure, Observation, Vintage
from tashan.indicators.recording import Recorded, record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.events import append
from tashan.record.models import PermittedUse, Source, User


@transaction.atomic
def enter(figure: Figure, *, reason: str, actor: User, at: datetime) -> Observation:
    """One figure by hand. Raises UserError where it says what counts already."""
    source = sources.entry(reason, actor=actor, at=at)
    recorded = record([figure], source=source, actor=actor, at=at)
    if recorded.unchanged:
        raise UserError(
            _("This figure is recorded already."),
            hint=_("Correct it where it is wrong; a later vintage is entered as such."),
        )
    row = source.observations.get()
    _tell("figure.corrected" if recorded.corrected else "figure.entered", row, actor=actor, at=at)
    return row


@transaction.atomic
def correct(
    row: Observation, value: Decimal, *, vintage: Vintage, reason: str, actor: User, at: datetime
) -> Observation:
    """A new number under the figure's key; the old one stays and is shown with it."""
    return enter(replace(figure_of(row), value=value, vintage=vintage, stated=""), reason=reason,
                 actor=actor, at=at)  # fmt: skip


def figure_of(row: Observation) -> Figure:
    """The figure that a stored one tells, to be said anew."""
    return Figure(
        subject=row.subject,
        indicator=row.indicator,
        first=row.first,
        last=row.last,
        value=row.value,
        measure=Measure(row.measure),
        holder=Holder(row.holder),
        scope=row.scope,
        vintage=Vintage(row.vintage),
        approximate=row.approximate,
        stated=row.stated,
    )


@transaction.atomic
def withdraw(source: Source, *, reason: str, actor: User, at: datetime) -> None:
    """All figures of the source count no more. Raises UserError where they do so already."""
    if hasattr(source, "withdrawal"):
        raise UserError(_("This source was withdrawn already: %s") % source.withdrawal.reason)
    if not reason.strip():
        raise UserError(_("A withdrawal needs its reason."), hint=_("Say what was wrong."))
    sources.withdraw(source, reason.strip(), actor=actor, at=at)
    for row in source.observations.select_related("subject", "indicator")[:1]:
        _tell("figure.withdrawn", row, actor=actor, at=at)


def _tell(kind: str, row: Observation, *, actor: User, at: datetime) -> None:
    payload = {"indicator": row.indicator.code, "number": row.number, "source": row.source_id}
    payload |= {"first": row.first.isoformat(), "last": row.last.isoformat()}
    append(row.subject.stream, kind, payload, actor=actor, at=at)


class Entered(NamedTuple):
    """What became of figures entered together, and the rows that are new."""

    recorded: Recorded
    source: Source
    rows: tuple[Observation, ...]


@transaction.atomic
def enter_many(
    figures: Iterable[Figure],
    *,
    reason: str,
    actor: User,
    at: datetime,
    use: PermittedUse = PermittedUse.WORK,
) -> Entered:
    """Figures from one source, all or none; each subject's stream tells how many are its own."""
    source = sources.entry(reason, actor=actor, at=at, use=use)
    recorded = record(figures, source=source, actor=actor, at=at)
    rows = tuple(source.observations.select_related("subject").order_by("pk"))
    for subject, count in Counter(row.subject for row in rows).items():
        payload = {"figures": count, "source": source.pk}
        append(subject.stream, "figures.entered", payload, actor=actor, at=at)
    return Entered(recorded, source, rows)
