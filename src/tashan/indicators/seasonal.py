"""What a month was to be expected at by its season, and whether it is out of the ordinary.

The month in question never helps to expect itself: the expectation comes from the months before.
With two years of them or more, STL (a robust decomposition by statsmodels) gives season and trend;
the trend goes on as it did over the last year. With less, or where a long gap cuts the series, the
expectation is the same month a year before plus the usual change over a year. How far off is usual
is told by the median absolute deviation (MAD), which single outliers do not move.

This is the one place where figures become floats: an expectation is an estimate, no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import exp, inf, isfinite, log, sqrt
from statistics import median

from tashan.indicators.derived import rounded

Month = tuple[int, int]  # (year, month)
Series = Mapping[Month, Decimal | None]

THRESHOLD = 3.5  # of the robust z: Iglewicz and Hoaglin (1993)
MAD_TO_SIGMA = 1.4826  # of a normal distribution
LONGEST_FILLED_GAP = 1  # months; a longer gap cuts the series
LEAST_CYCLES = 2  # whole years that a decomposition needs
LEAST_CHANGES = 6  # changes over a year that tell what is usual
SHARE_OF_TREND = 0.5  # of the noise: what the end of the trend adds to a forecast's miss
LEAST_SCALE = 0.005  # of a level: half a per cent off is never out of the ordinary


class Method(StrEnum):
    STL = "stl"
    SAME_MONTH = "same_month"  # seasonally naive, with the usual change over a year


class Deviation(StrEnum):
    """Why a month is, or is not, or cannot be called an anomaly."""

    USUAL = "usual"
    ABOVE = "above"
    BELOW = "below"
    UNKNOWN_MONTH = "unknown_month"
    SHORT_HISTORY = "short_history"  # an expectation perhaps, but nothing that tells what is usual


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was expected of a month and the band of the usual around it, beside what came.

    ``is_anomaly`` is None where it cannot be told. ``filled`` are the months that were unknown and
    taken from the straight line between their neighbours; ``since`` is where the history used
    begins; ``periods`` is 11 where January is never published alone and February stands for both.
    ``z`` counts sigmas; it is None too where a level fell to zero or below, which has no logarithm.
    """

    value: Decimal | None
    expected: Decimal | None
    low: Decimal | None
    high: Decimal | None
    z: Decimal | None
    deviation: Deviation
    method: Method | None = None
    periods: int = 12
    since: Month | None = None
    filled: tuple[Month, ...] = ()

    @property
    def is_anomaly(self) -> bool | None:
        if self.deviation in (Deviation.UNKNOWN_MONTH, Deviation.SHORT_HISTORY):
            return None
        return self.deviation is not Deviation.USUAL


def expectation(
    series: Series, month: Month, *, places: int, threshold: float = THRESHOLD
) -> Expectation:
    """``month`` against its season; months of ``series`` after it are not looked at.

    Levels that were all above zero are taken as growing and swinging by shares (in logarithms), all
    others, such as rates, by amounts. Expectation and band are rounded to ``places``.
    """
    calendar = _Calendar.of(series, month)
    value = series.get(month)
    if not calendar.has(month):
        return _without_expectation(value, calendar)
    history = {calendar.number(m): v for m, v in series.items() if v is not None and m < month}
    scale = _Scale.of(list(history.values()), places=places)
    known = {number: scale.into(float(v)) for number, v in history.items()}
    target = calendar.number(month)
    forecast = _by_decomposition(known, target, calendar.periods)
    if forecast is None:
        forecast = _by_same_month(known, target, calendar.periods)
    if forecast is None:
        return _without_expectation(value, calendar)
    return _judged(value, forecast, _Bounds(calendar, scale, threshold, places))


def _without_expectation(value: Decimal | None, calendar: _Calendar) -> Expectation:
    deviation = Deviation.UNKNOWN_MONTH if value is None else Deviation.SHORT_HISTORY
    return Expectation(value, None, None, None, None, deviation, periods=calendar.periods)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Numbers the periods of a year one after another: 12 months, or 11 without January."""

    periods: int

    @classmethod
    def of(cls, series: Series, month: Month) -> _Calendar:
        if not all(1 <= m <= 12 for _, m in [*series, month]):
            raise ValueError("a month of the series is none of the twelve")
        known = {m for (y, m), v in series.items() if v is not None and (y, m) <= month}
        return cls(11 if 2 in known and 1 not in known else 12)

    def has(self, month: Month) -> bool:
        """False of January where it is never published alone."""
        return month[1] > 12 - self.periods

    def number(self, month: Month) -> int:
        return month[0] * self.periods + month[1] - 1 - (12 - self.periods)

    def month(self, number: int) -> Month:
        year, place = divmod(number, self.periods)
        return year, place + 1 + (12 - self.periods)


@dataclass(frozen=True, slots=True)
class _Scale:
    """In which a series swings evenly: logarithms of levels, or the figures as they are."""

    into: Callable[[float], float]
    back: Callable[[float], float]
    least: float  # the least spread that is taken for one, lest a flat series cry at everything

    @classmethod
    def of(cls, values: list[Decimal], *, places: int) -> _Scale:
        if values and min(values) > 0:
            return cls(lambda value: log(value) if value > 0 else -inf, exp, LEAST_SCALE)
        return cls(float, float, 0.5 * 10.0**-places)


@dataclass(frozen=True, slots=True)
class _Forecast:
    method: Method
    expected: float
    spread: float | None  # one sigma, None where nothing tells
    since: int
    filled: tuple[int, ...] = ()


def _by_decomposition(known: Mapping[int, float], target: int, periods: int) -> _Forecast | None:
    stretch, filled = _last_stretch(known)
    if len(stretch) < LEAST_CYCLES * periods:
        return None
    since, last = min(stretch), max(stretch)
    ahead = target - last
    if ahead > LONGEST_FILLED_GAP + 1:
        return None
    from statsmodels.tsa.seasonal import STL  # a second to import

    values = [stretch[number] for number in range(since, last + 1)]
    # so wide a window makes every season the mean of its months: few years cannot tell its drift
    window = 10 * len(values) + 1
    parts = STL(values, periods, window, seasonal_deg=0, robust=True).fit()
    trend = [float(value) for value in parts.trend]
    slope = median(trend[i] - trend[i - 1] for i in range(len(trend) - periods + 1, len(trend)))
    season = float(parts.seasonal[(target - since) % periods])
    spread = _spread_of_misses([float(value) for value in parts.resid], values, periods)
    return _Forecast(Method.STL, trend[-1] + slope * ahead + season, spread, since, filled)


def _spread_of_misses(remainders: list[float], values: list[float], periods: int) -> float:
    """One sigma of what the forecast misses by.

    Remainders are smaller than the noise, for seasons and trend were fitted to them; changes over a
    year hold the noise twice. The greater of the two is taken, and to the month's own noise are
    added that of its season (a mean over the years) and of the trend's end.
    """
    count = len(values)
    of_remainders = _sigma(remainders) * sqrt(count / (count - periods - 2))
    of_changes = _sigma([values[i] - values[i - periods] for i in range(periods, count)]) / sqrt(2)
    return max(of_remainders, of_changes) * sqrt(1 + periods / count + SHARE_OF_TREND)


def _last_stretch(known: Mapping[int, float]) -> tuple[dict[int, float], tuple[int, ...]]:
    """The known figures since the last long gap, short gaps filled in, and which were."""
    stretch: dict[int, float] = {}
    filled: list[int] = []
    for number in sorted(known, reverse=True):
        if stretch:
            later = min(stretch)
            if later - number - 1 > LONGEST_FILLED_GAP:
                break
            for gap in range(number + 1, later):
                share = (gap - number) / (later - number)
                stretch[gap] = known[number] + (known[later] - known[number]) * share
                filled.append(gap)
        stretch[number] = known[number]
    return stretch, tuple(sorted(filled))


def _by_same_month(known: Mapping[int, float], target: int, periods: int) -> _Forecast | None:
    """From known months only; nothing is filled in."""
    year_before = known.get(target - periods)
    if year_before is None:
        return None
    changes = [v - known[n - periods] for n, v in known.items() if n - periods in known]
    usual = median(changes) if changes else 0.0
    spread = _sigma(changes) if len(changes) >= LEAST_CHANGES else None
    return _Forecast(Method.SAME_MONTH, year_before + usual, spread, min(known))


def _sigma(values: list[float]) -> float:
    middle = median(values)
    return MAD_TO_SIGMA * median(abs(value - middle) for value in values)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How a forecast becomes figures again."""

    calendar: _Calendar
    scale: _Scale
    threshold: float
    places: int

    def figure(self, scaled: float) -> Decimal | None:
        value = self.scale.back(scaled)
        return rounded(Decimal(repr(value)), self.places) if isfinite(value) else None


def _judged(value: Decimal | None, forecast: _Forecast, bounds: _Bounds) -> Expectation:
    expected, low, high, z = forecast.expected, None, None, None
    if forecast.spread is not None:
        spread = max(forecast.spread, bounds.scale.least)
        low = bounds.figure(expected - bounds.threshold * spread)
        high = bounds.figure(expected + bounds.threshold * spread)
        z = None if value is None else (bounds.scale.into(float(value)) - expected) / spread
    return Expectation(
        value=value,
        expected=bounds.figure(expected),
        low=low,
        high=high,
        z=None if z is None or not isfinite(z) else rounded(Decimal(repr(z)), 2),
        deviation=_deviation(value, z, bounds.threshold),
        method=forecast.method,
        periods=bounds.calendar.periods,
        since=bounds.calendar.month(forecast.since),
        filled=tuple(bounds.calendar.month(number) for number in forecast.filled),
    )


def _deviation(value: Decimal | None, z: float | None, threshold: float) -> Deviation:
    if value is None:
        return Deviation.UNKNOWN_MONTH
    if z is None:
        return Deviation.SHORT_HISTORY
    if abs(z) <= threshold:
        return Deviation.USUAL
    return Deviation.ABOVE if z > 0 else Deviation.BELOW
