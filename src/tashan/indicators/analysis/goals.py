"""How much of the year's targets is done, for the figures that come nearer to them by the month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.rows import Row
from tashan.indicators.growth import HUNDRED
from tashan.indicators.models import Measure, Target
from tashan.indicators.terms_of_targets import accumulates
from tashan.mechanisms.indicator import Direction
from tashan.registry.dated import held_on
from tashan.registry.models import Entity


def done(place: Entity, rows: Iterable[Row], *, sheet: End, on: date) -> dict[str, Decimal]:
    """Per cent of the year's target by code, each as of the row's own period.

    Of targets that are set for the place as a whole, not of what offices take of them. Those of a
    plan of the year alone come before those of a longer plan; where it cannot be told in per cent
    (a rate, a ceiling) nothing is.
    """
    goals: dict[tuple[str, str], Decimal] = {}
    for code, holder, value in _targets(place, sheet, on=on):
        goals.setdefault((code, holder), value)
    shares: dict[str, Decimal] = {}
    for row in rows:
        if row.level is None or row.series is None or row.end is None:
            continue
        goal = goals.get((row.code, row.series.track.holder))
        if goal and row.end.year == sheet.year and _comes_nearer(row):
            shares[row.code] = row.level.value / goal * HUNDRED
    return shares


def _targets(place: Entity, sheet: End, *, on: date) -> Iterable[tuple[str, str, Decimal]]:
    is_whole = Q(answerable=None) | Q(parent=None) | ~Q(parent__plan=F("plan"))
    rows = Target.objects.filter(
        held_on(on),
        is_whole,
        subject=place,
        measure=Measure.LEVEL,
        first=date(sheet.year, 1, 1),
        last=date(sheet.year, 12, 31),
    )
    by_length = rows.order_by(F("plan__last") - F("plan__first"), "pk")
    return by_length.values_list("indicator__code", "holder", "value")


def _comes_nearer(row: Row) -> bool:
    return accumulates(row.of) and row.of.direction is Direction.HIGHER
