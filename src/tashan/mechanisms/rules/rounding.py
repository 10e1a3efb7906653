"""Half up, away from zero: as offices round."""

from __future__ import annotations

from fractions import Fraction

_CENT = 100


def half_up(number: Fraction, places: int = 0) -> Fraction:
    """To so many places behind the point; below nought before it: -2 is to the hundred."""
    scale = Fraction(10) ** places
    whole = int(abs(number) * scale + Fraction(1, 2))
    return Fraction(-whole if number < 0 else whole) / scale


def fen(yuan: Fraction) -> int:
    return int(half_up(yuan * _CENT))
