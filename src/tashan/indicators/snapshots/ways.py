"""The stored figures that tell an indicator in a period: itself, its months, or January to then.

The six months to June may be stored as one, as six, or as January to June less nothing; those to
September of figures that run from January on are January to September less January to March.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tashan.base.dates import add_months
from tashan.indicators.catalogue import definition
from tashan.indicators.choices import is_stock
from tashan.indicators.snapshots.keys import FigureKey
from tashan.mechanisms.indicator import Nature
from tashan.mechanisms.library import library


@dataclass(frozen=True, slots=True)
class Piece:
    """A stored figure's days, and whether it is added or taken away."""

    first: date
    last: date
    sign: int = 1


Way = tuple[Piece, ...]


def ways(key: FigureKey) -> list[Way]:
    """All pieces of one way must be known; the first such way tells the figure."""
    found = definition(key.code)
    if key.is_growth:
        return [(Piece(key.first, key.last),)]
    if is_stock(key.code, library().indicators):
        return [(Piece(key.last, key.last),), (Piece(key.first, key.last),)]
    whole: list[Way] = [(Piece(key.first, key.last),)]
    if found.nature is not Nature.FLOW:
        return [*whole, (Piece(key.last, key.last),)]
    if not found.additive.periods or not _of_whole_months(key):
        return whole
    return list(dict.fromkeys([*whole, tuple(_months(key)), tuple(_from_january(key))]))


def _of_whole_months(key: FigureKey) -> bool:
    return key.first.day == 1 and (key.last + timedelta(days=1)).day == 1


def _months(key: FigureKey) -> Iterator[Piece]:
    first = key.first
    while first <= key.last:
        following = add_months(first, 1)
        yield Piece(first, following - timedelta(days=1))
        first = following


def _from_january(key: FigureKey) -> Iterator[Piece]:
    for year in range(key.first.year, key.last.year + 1):
        january = date(year, 1, 1)
        yield Piece(january, min(key.last, date(year, 12, 31)))
        if key.first > january:
            yield Piece(january, key.first - timedelta(days=1), -1)
