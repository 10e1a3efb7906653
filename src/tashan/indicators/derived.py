"""A figure worked out from others: its value, or the one reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

# Digits that roots, logarithms and powers are worked out with before they are cut to a Decimal's
# usual 28, so that a cube root of 8 is 2 and not 1.99….
WORKING_DIGITS = 50


class Reason(StrEnum):
    """Why a figure cannot be worked out; a page says it in the reader's tongue."""

    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_BASE = "unknown_base"
    NO_BASE = "no_base"  # the base is zero or negative
    JOINT_MONTHS = "joint_months"  # January and February were published together
    NO_CHANGE = "no_change"  # the total stood still: nothing to contribute to
    UNKNOWN_GROWTH = "unknown_growth"
    ALREADY_THERE = "already_there"  # ahead, or level
    EQUAL_GROWTH = "equal_growth"  # never: the distance stays as it is
    WIDENING = "widening"  # never: the distance grows
    NOT_ADDITIVE = "not_additive"  # ratios and rates do not add up
    UNKNOWN_PART = "unknown_part"
    RATE_TARGET = "rate_target"  # a rate is met or missed by points, never completed by a share
    NOT_COMPARABLE = "not_comparable"  # the two figures count different things
    NOT_A_LEVEL = "not_a_level"  # a growth rate is compared and not projected
    NO_DIRECTION = "no_direction"  # neither way is better: nobody is behind
    DEFINITION_CHANGED = "definition_changed"  # between the two periods
    NOT_WHOLE = "not_whole"  # shares that do not make up a hundred


@dataclass(frozen=True, slots=True)
class Derived:
    """Either ``value`` or ``reason``, never both and never neither; never infinite."""

    value: Decimal | None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a derived figure has either a value or a reason why it has none")
        if self.value is not None and not self.value.is_finite():
            raise ValueError(f"{self.value} is not a figure")

    @property
    def is_known(self) -> bool:
        return self.value is not None

    def rounded(self, places: int) -> Decimal | None:
        """To the places of its indicator, halves away from zero; see :func:`rounded`."""
        return rounded(self.value, places)


def missing(reason: Reason) -> Derived:
    return Derived(None, reason)


def rounded(value: Decimal | None, places: int) -> Decimal | None:
    """ROUND_HALF_UP to so many decimal places; unknown stays unknown, and no zero has a minus."""
    if value is None:
        return None
    with localcontext(prec=max(WORKING_DIGITS, value.adjusted() + places + 2)):
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0


def root(value: Decimal, degree: int) -> Decimal:
    """The positive root of a value that is not negative."""
    if value == 0:
        return Decimal(0)
    with localcontext(prec=WORKING_DIGITS):
        found = value.sqrt() if degree == 2 else (value.ln() / degree).exp()
    return +found
