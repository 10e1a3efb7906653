"""Rates over the years: they move by percentage points, in straight lines, not by compound growth.

What ``tashan.indicators.gaps`` does with growth, here with points a year.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal, localcontext

from tashan.indicators.derived import WORKING_DIGITS, Derived, Reason, missing
from tashan.indicators.gaps import LAST_DRAWN_YEAR, CatchUp, Crossing, Pace
from tashan.indicators.growth import points
from tashan.indicators.ranks import Direction


def annual_points(first: Decimal | None, last: Decimal | None, *, years: int) -> Derived:
    """How many percentage points a year lead from ``first`` to ``last``."""
    if years < 1:
        raise ValueError(f"points a year need one year or more, not {years}")
    moved = points(last, first)
    return moved if moved.value is None else Derived(moved.value / years)


def catch_up_by_points(ours: Pace, theirs: Pace, direction: Direction) -> CatchUp:
    """Years until two rates meet, each moving on as now; ``Pace.growth`` is points a year."""
    if ours.value is None or theirs.value is None:
        return CatchUp(missing(Reason.UNKNOWN_VALUE))
    if not direction.is_better(theirs.value, ours.value):
        return CatchUp(missing(Reason.ALREADY_THERE))
    if ours.growth is None or theirs.growth is None:
        return CatchUp(missing(Reason.UNKNOWN_GROWTH))
    if ours.growth == theirs.growth:
        return CatchUp(missing(Reason.EQUAL_GROWTH))
    if not direction.is_better(ours.growth, theirs.growth):
        return CatchUp(missing(Reason.WIDENING))
    with localcontext(prec=WORKING_DIGITS):
        years = (theirs.value - ours.value) / (ours.growth - theirs.growth)
    years = +years
    if years > LAST_DRAWN_YEAR:
        return CatchUp(Derived(years))
    whole = int(round(years, 15).to_integral_value(ROUND_CEILING))
    return CatchUp(Derived(years), Crossing(years, whole, theirs.value + theirs.growth * years))


def points_needed(
    ours: Decimal | None, theirs: Pace, direction: Direction, *, years: int
) -> Derived:
    """Our points a year that would bring us level in exactly so many years."""
    if years < 1:
        raise ValueError(f"catching up needs one year or more, not {years}")
    if ours is None or theirs.value is None:
        return missing(Reason.UNKNOWN_VALUE)
    if not direction.is_better(theirs.value, ours):
        return missing(Reason.ALREADY_THERE)
    if theirs.growth is None:
        return missing(Reason.UNKNOWN_GROWTH)
    return Derived((theirs.value - ours) / years + theirs.growth)
