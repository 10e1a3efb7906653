"""Ranks and sums over all rows of a table: what no row can tell by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import OverPopulation, Population
from tashan.mechanisms.rules.engines.reference.values import Over, Row
from tashan.mechanisms.rules.tables import Table

Places = dict[OverPopulation, Sequence[Fraction | None]]


def over_all(table: Table, nodes: Iterable[OverPopulation], calendar: Calendar) -> Places:
    """For each node its number of each row. Only known values are ranked and summed."""
    rows = [Row(cells, calendar, {}) for cells in table.rows()]
    return {node: _over(node.what, [row.number(node.of) for row in rows]) for node in nodes}


def of_row(places: Places, number: int) -> Over:
    return {node: numbers[number] for node, numbers in places.items()}


def _over(what: Population, values: list[Fraction | None]) -> list[Fraction | None]:
    known = [value for value in values if value is not None]
    if what is Population.TOTAL:
        total = sum(known, Fraction(0)) if known else None
        return [total] * len(values)
    ordered = sorted(known, reverse=what is Population.RANK)
    ranks: dict[Fraction, int] = {}
    for rank, value in enumerate(ordered, start=1):
        ranks.setdefault(value, rank)
    return [None if value is None else Fraction(ranks[value]) for value in values]
