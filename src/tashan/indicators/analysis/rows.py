"""One line of the sheet in one month: the figure of its own latest period, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from tashan.base.dates import Period
from tashan.base.periods import FigurePeriod
from tashan.indicators.analysis.ends import End, due, expected, previous
from tashan.indicators.analysis.series import Basis, Cell, Series, own, period_of, usual_basis
from tashan.indicators.analysis.sheet import Line
from tashan.indicators.cumulative import Fall, falls, month_figure
from tashan.indicators.derived import Derived, Reason, missing, rounded
from tashan.indicators.growth import (
    PublishedGrowth,
    check_published,
    growth,
    points,
    two_year_average,
)
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Frequency, Nature

RATE_PLACES = 1


class Absence(StrEnum):
    """Why the figure that the sheet expects is not there."""

    NOT_YET = "not_yet"  # it comes out later
    NOT_REPORTED = "not_reported"  # it should have come out


@dataclass(frozen=True, slots=True)
class Missing:
    """The figure that is expected and unknown: of which period, why, and when it is due."""

    period: FigurePeriod | Period
    absence: Absence
    due: End


@dataclass(frozen=True, slots=True)
class Beside:
    """What somebody else counted for the same period: shown, never mixed in."""

    holder: str
    scope: str
    level: Cell | None
    growth: Cell | None


@dataclass(frozen=True)
class Row:
    """``end`` is the month that the shown figure runs to, which may be earlier than the sheet's."""

    line: Line
    of: IndicatorDefinition
    series: Series | None = None
    end: End | None = None
    missing: Missing | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def code(self) -> str:
        return self.line.code

    @cached_property
    def period(self) -> FigurePeriod | Period | None:
        return self._period(self.end)

    @cached_property
    def period_before(self) -> FigurePeriod | Period | None:
        """That of the figure before in its series."""
        return self._period(self.end_before)

    @cached_property
    def end_before(self) -> End | None:
        return None if self.end is None else previous(self.of, self.end)

    @property
    def level(self) -> Cell | None:
        return None if self.series is None or self.end is None else self.series.levels.get(self.end)

    @property
    def published(self) -> Cell | None:
        """The growth as published, in per cent: it is what counts."""
        if self.series is None or self.end is None:
            return None
        return self.series.growths.get(self.end)

    @property
    def figure(self) -> Cell | None:
        """What the line stands on: the level, or the growth where no level is published."""
        return self.level or self.published

    @property
    def is_rate(self) -> bool:
        """A share in per cent: it has no growth, it moves by points."""
        return self.of.nature is Nature.RATIO

    @property
    def has_same_prices(self) -> bool:
        """Whether the growth of the levels is the growth that is published."""
        return self.of.growth_prices is self.of.price_basis and not self.is_rate

    @cached_property
    def recomputed(self) -> Derived:
        return self._recomputed(self.end)

    @cached_property
    def check(self) -> PublishedGrowth | None:
        """Published against recomputed; only where both are of the same prices."""
        if self.published is None or not self.has_same_prices or self.series is None:
            return None
        assert self.end is not None
        before = self.series.level(self.end.a_year_before)
        return check_published(self.published.value, now=self.series.level(self.end), before=before)

    @property
    def is_mismatch(self) -> bool:
        return self.check is not None and self.check.agrees is False

    @cached_property
    def rate(self) -> Derived:
        """Growth on the year in per cent: as published, else worked out where prices are alike."""
        return self.rate_at(self.end)

    def rate_at(self, end: End | None) -> Derived:
        if self.series is None or end is None or self.is_rate:
            return missing(Reason.UNKNOWN_GROWTH)
        told = self.series.growth(end)
        if told is not None:
            return Derived(told)
        if not self.has_same_prices:
            return missing(Reason.UNKNOWN_GROWTH)
        found = self._recomputed(end)
        if found.value is None:
            return found
        return Derived(rounded(found.value, RATE_PLACES))

    @cached_property
    def rate_before(self) -> Derived:
        """Growth in the period before in its series."""
        return self.rate_at(self.end_before)

    @cached_property
    def change(self) -> Derived:
        """How far growth moved since the period before, in percentage points."""
        return points(self.rate.value, self.rate_before.value)

    @cached_property
    def rate_a_year_ago(self) -> Derived:
        return self.rate_at(None if self.end is None else self.end.a_year_before)

    @property
    def is_faster(self) -> bool | None:
        """Whether it grows faster than in the same period a year ago; None where unknown."""
        now, then = self.rate.value, self.rate_a_year_ago.value
        return None if now is None or then is None else now > then

    @cached_property
    def two_years(self) -> Derived:
        """Growth on average over two years."""
        return two_year_average(self.rate_a_year_ago.value, self.rate.value)

    @cached_property
    def on_year(self) -> Derived:
        """How far a share moved on the year, in percentage points."""
        if self.series is None or self.end is None or not self.is_rate:
            return missing(Reason.UNKNOWN_VALUE)
        return points(self.series.level(self.end), self.series.level(self.end.a_year_before))

    @cached_property
    def since_new_year(self) -> Derived:
        """How much a stock grew since the end of the last year."""
        if self.series is None or self.end is None or self.series.basis is not Basis.POINT:
            return missing(Reason.UNKNOWN_BASE)
        return points(self.series.level(self.end), self.series.level(End(self.end.year - 1, 12)))

    @property
    def has_months(self) -> bool:
        """Whether a single month can be told from the run since January."""
        run = self.series is not None and self.series.basis is Basis.RUN
        return run and self.of.cumulative and self.of.frequency is Frequency.MONTH

    @cached_property
    def month(self) -> Derived:
        """The last month by itself: this run less the run to the month before."""
        if self.series is None or self.end is None or not self.has_months:
            return missing(Reason.UNKNOWN_VALUE)
        return month_figure(year_of(self.series, self.end.year), self.end.month)

    @cached_property
    def fall(self) -> Fall | None:
        """Where the run since January fell at the row's end, which the run of a flow cannot."""
        if self.series is None or self.end is None or not self.has_months:
            return None
        found = falls(year_of(self.series, self.end.year))
        return next((fall for fall in found if fall.month == self.end.month), None)

    def _recomputed(self, end: End | None) -> Derived:
        if self.series is None or end is None or self.is_rate:
            return missing(Reason.UNKNOWN_VALUE)
        return growth(self.series.level(end), self.series.level(end.a_year_before))

    def _period(self, end: End | None) -> FigurePeriod | Period | None:
        if self.series is None or end is None:
            return None
        return self.series.period(end, self.of)


def year_of(series: Series, year: int) -> Mapping[int, Decimal | None]:
    """The levels of one year by month."""
    return {end.month: cell.value for end, cell in series.levels.items() if end.year == year}


def row(line: Line, of: IndicatorDefinition, held: list[Series], *, sheet: End, on: End) -> Row:
    """The line with the newest figure that its sheet may show, and what is missing of it."""
    wanted = expected(of, sheet)
    series = own(held, of)
    end = None if series is None else series.latest(wanted)
    basis = usual_basis(of) if series is None else series.basis
    lacking = None
    if end != wanted:
        comes = due(of, wanted)
        absence = Absence.NOT_YET if on <= comes else Absence.NOT_REPORTED
        lacking = Missing(period_of(basis, wanted, of), absence, comes)
    shown = wanted if end is None else end
    others = [one for one in held if one is not series]
    return Row(line, of, series if end else None, end, lacking, _beside(others, shown))


def _beside(others: list[Series], end: End) -> tuple[Beside, ...]:
    lines = [
        Beside(o.track.holder, o.track.scope, o.levels.get(end), o.growths.get(end))
        for o in sorted(others, key=lambda one: one.track)
    ]
    return tuple(line for line in lines if line.level or line.growth)
