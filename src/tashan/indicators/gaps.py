"""How far apart two places stand, and the years until the one behind has caught up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext

from tashan.indicators.derived import WORKING_DIGITS, Derived, Reason, missing, root
from tashan.indicators.growth import HUNDRED
from tashan.indicators.ranks import Direction

# Beyond this many years the lines of a chart are not drawn to where they cross.
LAST_DRAWN_YEAR = 100


def gap(ours: Decimal | None, theirs: Decimal | None) -> Derived:
    """Ours less theirs, in the unit of both."""
    if ours is None or theirs is None:
        return missing(Reason.UNKNOWN_VALUE)
    return Derived(ours - theirs)


def ratio(ours: Decimal | None, theirs: Decimal | None) -> Derived:
    """Ours as a multiple of theirs; no base where theirs is zero or below."""
    if theirs is None:
        return missing(Reason.UNKNOWN_BASE)
    if theirs <= 0:
        return missing(Reason.NO_BASE)
    return missing(Reason.UNKNOWN_VALUE) if ours is None else Derived(ours / theirs)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the known figures of several places lie; quartiles as Excel's QUARTILE.INC has them."""

    least: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    most: Decimal
    known: int
    unknown: int


def spread(values: Iterable[Decimal | None]) -> Spread | None:
    """The spread of the known figures; None where none is known."""
    figures = list(values)
    known = sorted(value for value in figures if value is not None)
    if not known:
        return None
    least, lower, middle, upper, most = (_quantile(known, Decimal(q) / 4) for q in range(5))
    return Spread(least, lower, middle, upper, most, len(known), len(figures) - len(known))


def _quantile(known: list[Decimal], share: Decimal) -> Decimal:
    """On the straight line between the two neighbours of the place ``share`` × (n − 1)."""
    place = share * (len(known) - 1)
    below = int(place)
    if place == below:
        return known[below]
    return known[below] + (known[below + 1] - known[below]) * (place - below)


@dataclass(frozen=True, slots=True)
class Pace:
    """A figure today, and its yearly growth in per cent."""

    value: Decimal | None
    growth: Decimal | None

    def after(self, years: Decimal) -> Decimal | None:
        """The figure after so many years of the same compound growth; also of part of a year."""
        if self.value is None or self.growth is None or _factor(self.growth) <= 0:
            return None
        with localcontext(prec=WORKING_DIGITS):
            found = self.value * _factor(self.growth) ** years
        return +found


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the two lines of a chart meet; ``whole_years`` is ``years`` rounded up."""

    years: Decimal
    whole_years: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Years until we are level, each growing as now; or why there is no such year."""

    years: Derived
    crossing: Crossing | None = None  # None too where it lies beyond what a chart shows


def catch_up(ours: Pace, theirs: Pace, direction: Direction) -> CatchUp:
    """n with ours·(1+g)ⁿ = theirs·(1+h)ⁿ; where lower is better, ours comes down to theirs."""
    if ours.value is None or theirs.value is None:
        return CatchUp(missing(Reason.UNKNOWN_VALUE))
    obstacle = _no_way(ours.value, theirs.value, direction)
    if obstacle is not None:
        return CatchUp(missing(obstacle))
    if ours.growth is None or theirs.growth is None:
        return CatchUp(missing(Reason.UNKNOWN_GROWTH))
    obstacle = _no_closing(ours.growth, theirs.growth, direction)
    if obstacle is not None:
        return CatchUp(missing(obstacle))
    with localcontext(prec=WORKING_DIGITS):
        closing = _factor(ours.growth) / _factor(theirs.growth)
        years = (theirs.value / ours.value).ln() / closing.ln()
    return CatchUp(Derived(+years), _crossing(+years, theirs))


def growth_needed(
    ours: Decimal | None, theirs: Pace, direction: Direction, *, years: int
) -> Derived:
    """Our yearly growth in per cent that would bring us level in exactly so many years."""
    if years < 1:
        raise ValueError(f"catching up needs one year or more, not {years}")
    if ours is None or theirs.value is None:
        return missing(Reason.UNKNOWN_VALUE)
    obstacle = _no_way(ours, theirs.value, direction)
    if obstacle is not None:
        return missing(obstacle)
    if theirs.growth is None:
        return missing(Reason.UNKNOWN_GROWTH)
    if _factor(theirs.growth) <= 0:
        return missing(Reason.NO_BASE)
    with localcontext(prec=WORKING_DIGITS):
        needed = root(theirs.value / ours, years) * _factor(theirs.growth)
    return Derived((needed - 1) * HUNDRED)


def _no_way(ours: Decimal, theirs: Decimal, direction: Direction) -> Reason | None:
    """Why no catching up starts from where the two stand."""
    if not direction.is_better(theirs, ours):
        return Reason.ALREADY_THERE
    return Reason.NO_BASE if ours <= 0 or theirs <= 0 else None


def _no_closing(ours: Decimal, theirs: Decimal, direction: Direction) -> Reason | None:
    """Why two growth rates never bring the places level."""
    if _factor(ours) <= 0 or _factor(theirs) <= 0:
        return Reason.NO_BASE
    if ours == theirs:
        return Reason.EQUAL_GROWTH
    return None if direction.is_better(ours, theirs) else Reason.WIDENING


def _factor(growth: Decimal) -> Decimal:
    return 1 + growth / HUNDRED


def _crossing(years: Decimal, theirs: Pace) -> Crossing | None:
    value = theirs.after(years) if years <= LAST_DRAWN_YEAR else None
    if value is None:
        return None
    # what the last digits of the logarithms leave over makes no further year
    whole = round(years, 15).to_integral_value(ROUND_CEILING)
    return Crossing(years, int(whole), value)
