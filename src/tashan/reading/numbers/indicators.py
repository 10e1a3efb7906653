"""Indicators: a quantity with its name, type, place and period, and the words that say it."""

from __future__ import annotations

from collections.abc import Sequence

from tashan.base.quantities import base_quantity
from tashan.reading.attribution.periods import PeriodRef, Periods
from tashan.reading.attribution.places import PlaceRef, Places
from tashan.reading.findings import Finding, Kind
from tashan.reading.meaning.zones import Mood, Zones
from tashan.reading.numbers.amounts import Quantity
from tashan.reading.numbers.clauses import Clauses
from tashan.reading.numbers.grading import graded
from tashan.reading.numbers.names import Namer
from tashan.reading.numbers.quantities import read_quantities
from tashan.reading.numbers.statements import Statement, read_statements
from tashan.reading.text.normalise import Normal

# How sure a rule is of what it set; the others are.
_SURE = {
    "value:bare": 0.7,
    "value:ratio": 0.8,
    "value:numeral": 0.8,
    "name:carried": 0.8,
    "name:list": 0.9,
    "name:pair": 0.9,
    "name:none": 0.5,
}
_INDICATOR, _PLAN = Kind.INDICATOR, Mood.PLAN  # an enum looks a member up each time


def read_indicators(
    normal: Normal, zones: Zones, places: Places, periods: Periods
) -> list[Finding]:
    """Every indicator of the text, in order."""
    text = normal.text
    clauses = Clauses(text, places.clauses)
    quantities = [q for q in read_quantities(text) if not places.is_named_by(q.start, q.end)]
    statements = read_statements(text, quantities, clauses)
    lists = _list_lengths(statements)
    namer = Namer(text, clauses, places.named)
    found = []
    for quantity, statement, values in zip(quantities, statements, lists, strict=True):
        name, name_rule = namer.name(quantity, statement, values=values)
        start, end = quantity.start, quantity.end
        planned = zones.at(start) is _PLAN
        kind, type_rule = graded(quantity, statement, planned=planned)
        place, period = places.subject(start, end), periods.of(start, end)
        finding = _finding(normal, quantity, statement, place, period)
        finding.name, finding.type = name, kind
        finding.rules = [quantity.rule, name_rule, type_rule, place.rule, period.rule]
        if name_rule in _SURE or quantity.rule in _SURE:
            finding.confidence = _SURE.get(quantity.rule, 1.0) * _SURE.get(name_rule, 1.0)
        found.append(finding)
    return found


def _list_lengths(statements: Sequence[Statement]) -> list[int]:
    """How many values the list has that begins at each statement."""
    lengths = [1] * len(statements)
    for index in range(len(statements) - 1, 0, -1):
        if statements[index].link == "list":
            lengths[index - 1] = lengths[index] + 1
    return lengths


def _finding(
    normal: Normal, quantity: Quantity, statement: Statement, place: PlaceRef, period: PeriodRef
) -> Finding:
    start, end = normal.span(statement.start, statement.end)
    value, unit = quantity.value, quantity.unit
    base_value, base_unit = base_quantity(value, unit) if value is not None else (None, None)
    return Finding(  # in the order of its fields: half the time of naming them
        _INDICATOR,
        start,
        end,
        normal.original[start:end],
        "",
        value,
        unit,
        place.name,
        period.printed,
        period.iso,
        None,
        base_value,
        base_unit,
        quantity.approximate,
        quantity.status,
        place.scope,
    )
