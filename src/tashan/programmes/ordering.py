"""In which order those who qualify stand: by the numbers that the file names, unknown ones last."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tashan.mechanisms.rules.bound import Bound, Column
from tashan.mechanisms.rules.tables import Matched, Table
from tashan.programmes.binding import OrderKey, Settlement
from tashan.programmes.outcomes import Claim, Sorting
from tashan.programmes.values import values_of


def claims_of(table: Table, one: Settlement, matched: Matched) -> list[Claim]:
    """The claims of those who qualify, each with its keys for places and for the budget."""
    rows = list(matched.eligible)
    places = keys_of(table, rows, one.place_order)
    budget = keys_of(table, rows, one.budget_order)
    return [
        Claim(table.subjects[row], fen, place, money)
        for row, fen, place, money in zip(rows, matched.fen, places, budget, strict=True)
    ]


def keys_of(table: Table, rows: Sequence[int], order: Sequence[OrderKey]) -> list[Sorting]:
    """For each row what it is sorted by; who has no known number stands behind all who have."""
    columns = [[_sorting(value, key) for value in _numbers(table, rows, key.by)] for key in order]
    return list(zip(*columns, strict=True)) if columns else [()] * len(rows)


def _numbers(table: Table, rows: Sequence[int], by: Bound) -> Sequence[Fraction | int | None]:
    """Of a plain column the cells themselves, which stand in the order of their values."""
    if isinstance(by, Column):
        cells = table.cells[by.key]
        found = [cells[row] for row in rows]
        return [cell if isinstance(cell, int) else None for cell in found]
    return values_of(table, rows, by)


def _sorting(value: Fraction | int | None, key: OrderKey) -> tuple[bool, Fraction | int]:
    if value is None:
        return (True, 0)
    return (False, -value if key.highest_first else value)
