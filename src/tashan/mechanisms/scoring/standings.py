"""Scores in order: rounding as declared, ranks with ties, classes by share or by points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from tashan.mechanisms.ranking import Grade

DIGITS = 100  # more than any score has


def half_up(exact: Fraction, places: int) -> Decimal:
    """Rounded once, halves away from zero, with exactly so many places; no zero has a minus."""
    scaled = abs(exact) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    with localcontext(prec=DIGITS):
        return Decimal(whole if exact >= 0 else -whole).scaleb(-places) + 0


def ranks(scores: Sequence[Decimal]) -> list[int]:
    """The rank of each, 1 for the highest; equals share the better one, the next is skipped."""
    ascending = sorted(scores)
    return [len(scores) - bisect_right(ascending, score) + 1 for score in scores]


def grade_by_share(rank: int, number: int, grades: Sequence[Grade]) -> str | None:
    """The first class whose cumulative share holds the rank; who ties is in the same class.

    Of 13, the first fifth (2.6) is the first two.
    """
    for grade in grades:
        if grade.up_to_share is not None and rank <= Fraction(grade.up_to_share) * number:
            return grade.code
    return None


def grade_by_points(score: Decimal, grades: Sequence[Grade]) -> str | None:
    """The class with the highest beginning at or below the score."""
    reached = [g for g in grades if g.from_points is not None and g.from_points <= score]
    return max(reached, key=lambda g: g.from_points or Decimal(0)).code if reached else None


def last_class(grades: Sequence[Grade]) -> str | None:
    """The class of those who are struck: the lowest, however the file orders them."""
    if not grades:
        return None
    return max(grades, key=_depth).code


def _depth(grade: Grade) -> Decimal:
    """How low a class lies; a file has classes of one kind only."""
    if grade.up_to_share is not None:
        return grade.up_to_share
    return -(grade.from_points or Decimal(0))
