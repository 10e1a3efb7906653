"""Indicators: a quantity with its name, type and the clause that says it."""

from __future__ import annotations

from tashan.base.quantities import base_quantity
from tashan.reading.amounts import Quantity
from tashan.reading.clauses import Clauses
from tashan.reading.findings import Finding, Kind
from tashan.reading.normalise import Normal
from tashan.reading.quantities import read_quantities


def read_indicators(normal: Normal) -> list[Finding]:
    """Every indicator of the text, in order."""
    clauses = Clauses(normal.text)
    return [_finding(normal, clauses, quantity) for quantity in read_quantities(normal.text)]


def _finding(normal: Normal, clauses: Clauses, quantity: Quantity) -> Finding:
    left, right = clauses.around(quantity.start, quantity.end)
    start, end = normal.span(left, right)
    base_value, base_unit = (
        (None, None) if quantity.value is None else base_quantity(quantity.value, quantity.unit)
    )
    return Finding(
        kind=Kind.INDICATOR,
        start=start,
        end=end,
        quote=normal.original[start:end],
        name=normal.text[left : quantity.start],
        value=quantity.value,
        unit=quantity.unit,
        base_value=base_value,
        base_unit=base_unit,
        approximate=quantity.approximate,
        status=quantity.status,
        rules=[quantity.rule],
    )
