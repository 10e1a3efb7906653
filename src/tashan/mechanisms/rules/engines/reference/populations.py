"""Ranks and sums over all rows of a table: what no row can tell by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules.bound import OverPopulation, Population
from tashan.mechanisms.rules.engines.reference.values import Over, Row
from tashan.mechanisms.rules.tables import Table
from tashan.mechanisms.rules.walking import walk

Places = dict[OverPopulation, Sequence[Fraction | None]]


def over_all(table: Table, nodes: Iterable[OverPopulation], calendar: Calendar) -> Places:
    """For each node its number of each row, the inner before the outer.

    Only known values are ranked and summed.
    """
    places: Places = {}
    rows = list(table.rows())
    for node in sorted(nodes, key=lambda found: sum(1 for _ in walk(found))):
        values = [
            Row(cells, calendar, of_row(places, number)).number(node.of)
            for number, cells in enumerate(rows)
        ]
        places[node] = _over(node.what, values)
    return places


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
