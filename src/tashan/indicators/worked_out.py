"""The newest figure of indicators that are computed: made of their inputs, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tashan.base.periods import FigurePeriod, PeriodKind
from tashan.indicators.choices import Choice, Definitions, is_stock
from tashan.indicators.held import Figures, Held, Measured, Wanted, measured, shelved
from tashan.indicators.models import Holder, Measure, Observation
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Frequency

HOLDERS = (Holder.STATISTICS, Holder.OFFICE, Holder.STATED)


def shelf_of(rows: Iterable[Observation]) -> Figures:
    """Counting figures of one subject, with their indicators, as :mod:`held` looks them up."""
    return shelved(
        Held(
            row.pk, row.indicator.code, row.measure, row.first, row.last, row.holder, row.scope,
            row.value, row.vintage, row.approximate,
        )
        for row in rows
    )  # fmt: skip


def newest_worked_out(
    code: str, shelf: Figures, definitions: Definitions
) -> tuple[FigurePeriod, Measured] | None:
    """The last period for which all inputs are known, and the figure made of them."""
    definition = definitions[code]
    if definition.tree is None:
        return None
    inputs = set(definition.inputs)
    lasts = {last for of, measure, last in shelf if of in inputs and measure == Measure.LEVEL}
    for last in sorted(lasts, reverse=True):
        period = period_to(last, definition, definitions)
        if period.last != last:
            continue
        found = measured(Choice(code), Wanted(period, HOLDERS), shelf, definitions)
        if found is not None:
            return period, found
    return None


def period_to(
    last: date, definition: IndicatorDefinition, definitions: Definitions
) -> FigurePeriod:
    """The period that a computed figure of this day is of, by how its indicator is published."""
    if is_stock(definition.code, definitions):
        return FigurePeriod(PeriodKind.MONTH_END, last.year, last.month)
    match definition.frequency:
        case Frequency.YEAR:
            return FigurePeriod(PeriodKind.YEAR, last.year)
        case Frequency.QUARTER:
            return FigurePeriod(PeriodKind.YTD_QUARTER, last.year, (last.month + 2) // 3)
        case Frequency.HALF_YEAR:
            return FigurePeriod(PeriodKind.HALF, last.year, 1 if last.month <= 6 else 2)
    return FigurePeriod(PeriodKind.YTD_MONTH, last.year, last.month)
