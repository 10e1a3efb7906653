"""Growth in per cent, change of a rate in percentage points, and averages over years.

A rate is never compared by dividing: from 5.0 % to 5.5 % is half a percentage point. Growth on a
base of zero or below has no base; it is neither infinite nor zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from tashan.indicators.derived import WORKING_DIGITS, Derived, Reason, missing, root

HUNDRED = Decimal(100)
PUBLISHED_TOLERANCE = Decimal("0.05")  # percentage points: half of the one printed decimal place


def growth(now: Decimal | None, before: Decimal | None) -> Derived:
    """Growth in per cent over the figure before: of the same period a year ago, year on year."""
    if before is None:
        return missing(Reason.UNKNOWN_BASE)
    if before <= 0:
        return missing(Reason.NO_BASE)
    if now is None:
        return missing(Reason.UNKNOWN_VALUE)
    return Derived((now - before) / before * HUNDRED)


def points(now: Decimal | None, before: Decimal | None) -> Derived:
    """How far a rate in per cent moved, in percentage points; any base will do."""
    if before is None:
        return missing(Reason.UNKNOWN_BASE)
    if now is None:
        return missing(Reason.UNKNOWN_VALUE)
    return Derived(now - before)


def two_year_average(first: Decimal | None, second: Decimal | None) -> Derived:
    """The even yearly growth in per cent that two years' growth amounts to.

    ((1+g₁)(1+g₂))^½ − 1. No base where the first year ends at zero or below, or the second below.
    """
    if first is None or second is None:
        return missing(Reason.UNKNOWN_GROWTH)
    factors = (1 + first / HUNDRED, 1 + second / HUNDRED)
    if factors[0] <= 0 or factors[1] < 0:
        return missing(Reason.NO_BASE)
    return Derived((root(factors[0] * factors[1], 2) - 1) * HUNDRED)


def annual_growth(first: Decimal | None, last: Decimal | None, *, years: int) -> Derived:
    """The even yearly growth in per cent that leads from ``first`` to ``last`` in ``years``."""
    if years < 1:
        raise ValueError(f"annual growth needs one year or more, not {years}")
    if first is None:
        return missing(Reason.UNKNOWN_BASE)
    if first <= 0:
        return missing(Reason.NO_BASE)
    if last is None:
        return missing(Reason.UNKNOWN_VALUE)
    if last < 0:
        return missing(Reason.NO_BASE)
    with localcontext(prec=WORKING_DIGITS):
        ratio = last / first
    return Derived((root(ratio, years) - 1) * HUNDRED)


@dataclass(frozen=True, slots=True)
class PublishedGrowth:
    """A published rate beside the rate recomputed from the figures; the published one counts."""

    published: Decimal
    recomputed: Derived
    difference: Derived  # published − recomputed, in percentage points
    agrees: bool | None  # None where nothing can be recomputed


def check_published(
    published: Decimal,
    *,
    now: Decimal | None,
    before: Decimal | None,
    tolerance: Decimal = PUBLISHED_TOLERANCE,
) -> PublishedGrowth:
    """Whether a published rate is the figures' own, give or take ``tolerance``, both ends in.

    Only for figures of the same price basis as the rate: growth at constant prices is not the
    growth of figures at current prices. How both were rounded is allowed for by ``tolerance``.
    """
    recomputed = growth(now, before)
    if recomputed.value is None:
        return PublishedGrowth(published, recomputed, recomputed, None)
    difference = published - recomputed.value
    return PublishedGrowth(published, recomputed, Derived(difference), abs(difference) <= tolerance)
