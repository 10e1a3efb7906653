"""One indicator of one subject over time: every period with what follows from its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tashan.base.dates import Period, add_months
from tashan.base.periods import FigurePeriod
from tashan.indicators import catalogue
from tashan.indicators.cumulative import month_figure
from tashan.indicators.derived import Derived, Reason, missing
from tashan.indicators.evidence import with_sources
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.growth import PublishedGrowth, check_published, growth, two_year_average
from tashan.indicators.models import Holder, Measure, Observation
from tashan.indicators.naming import published_period
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Nature
from tashan.record.perms import Visitor
from tashan.registry.models import Entity

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Row:
    """A period: the figure, the growth as published, and what follows from them.

    ``check`` is None where the published rate is at other prices than the figure, so that it need
    not be the figure's own. ``beside`` are other holders' figures for the same days.
    """

    period: FigurePeriod | Period
    level: Observation | None
    growth: Observation | None
    alone: Derived
    recomputed: Derived
    check: PublishedGrowth | None
    two_years: Derived
    beside: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The rows of one holder, the newest first; ``holders`` are all who counted."""

    subject: Entity
    definition: IndicatorDefinition
    holder: Holder
    holders: tuple[Holder, ...]
    rows: tuple[Row, ...]

    @property
    def mismatches(self) -> list[Row]:
        """Where the published rate is not the figures' own."""
        return [row for row in self.rows if row.check is not None and row.check.agrees is False]


def history(
    subject: Entity, code: str, *, viewer: Visitor, holder: Holder | None = None
) -> History:
    """All periods of an indicator; without ``holder`` of the one that counted most of them."""
    found = catalogue.definition(code)
    mine = Observation.objects.filter(subject=subject, indicator__code=code)
    figures = list(counting(with_sources(visible_to(mine, viewer))))
    holders = _holders(figures)
    chosen = holder or (holders[0] if holders else Holder.STATISTICS)
    return History(subject, found, chosen, tuple(holders), _rows(figures, found, chosen))


def _holders(figures: Iterable[Observation]) -> list[Holder]:
    counts: dict[str, int] = {}
    for figure in figures:
        counts[figure.holder] = counts.get(figure.holder, 0) + 1
    order = list(Holder)
    return sorted(map(Holder, counts), key=lambda one: (-counts[one], order.index(one)))


def _rows(
    figures: Sequence[Observation], found: IndicatorDefinition, holder: Holder
) -> tuple[Row, ...]:
    own = [f for f in figures if f.holder == holder and not f.scope]
    levels = {_days(f): f for f in own if f.measure == Measure.LEVEL}
    rates = {_days(f): f for f in own if f.measure == Measure.GROWTH}
    others: dict[Days, list[Observation]] = {}
    for figure in figures:
        if figure.holder != holder or figure.scope:
            others.setdefault(_days(figure), []).append(figure)
    days = sorted({*levels, *rates, *others}, key=lambda d: (d[1], d[0]), reverse=True)
    return tuple(_row(day, found, levels, rates, tuple(others.get(day, ()))) for day in days)


def _row(
    days: Days,
    found: IndicatorDefinition,
    levels: dict[Days, Observation],
    rates: dict[Days, Observation],
    beside: tuple[Observation, ...],
) -> Row:
    before = _year_before(days)
    now, then = _value(levels.get(days)), _value(levels.get(before))
    rate = rates.get(days)
    return Row(
        period=published_period(*days, found),
        level=levels.get(days),
        growth=rate,
        alone=_alone(days, found, levels),
        recomputed=_no_rate(found) or growth(now, then),
        check=_checked(rate, found, now=now, then=then),
        two_years=two_year_average(_value(rates.get(before)), _value(rate)),
        beside=beside,
    )


def _days(figure: Observation) -> Days:
    return figure.first, figure.last


def _value(figure: Observation | None) -> Decimal | None:
    return figure.value if figure else None


def _year_before(days: Days) -> Days:
    """The same period of the year before; the end of February stays the end of February."""
    first, last = days
    end = add_months(last.replace(day=1), -11) - date.resolution
    is_month_end = last == add_months(last.replace(day=1), 1) - date.resolution
    before = end if is_month_end else add_months(last, -12)
    return (before if first == last else add_months(first, -12)), before


def _alone(days: Days, found: IndicatorDefinition, levels: dict[Days, Observation]) -> Derived:
    """The last month by itself, out of the years to date; of a stock there is none."""
    if not found.cumulative or found.nature is not Nature.FLOW or days[0].month != 1:
        return missing(Reason.UNKNOWN_VALUE)
    year = days[1].year
    to_date = {
        last.month: figure.value
        for (first, last), figure in levels.items()
        if first == date(year, 1, 1) and last.year == year
    }
    return month_figure(to_date, days[1].month)


def _no_rate(found: IndicatorDefinition) -> Derived | None:
    """A share has no growth in per cent: it moves by percentage points."""
    return missing(Reason.NOT_ADDITIVE) if found.unit == "%" else None


def _checked(
    rate: Observation | None,
    found: IndicatorDefinition,
    *,
    now: Decimal | None,
    then: Decimal | None,
) -> PublishedGrowth | None:
    if rate is None or found.growth_prices != found.price_basis:
        return None
    return check_published(rate.value, now=now, before=then)
