"""Names in rules: fields, parameters on a day, what applicants are asked, the day itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from tashan.mechanisms.head import Parameter
from tashan.mechanisms.problems import unknown
from tashan.mechanisms.rules.bound import Constant, Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import Name
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.typed import SetField, Tiers, Typed, Value, WordList
from tashan.mechanisms.rules.units import BARE, Measure, measure, number_column
from tashan.mechanisms.rules.vocabulary import AS_OF, Field

T = TypeVar("T")
ASKED = "asked:"  # begins the key of what applicants state
PARAMETER = "parameter:"  # begins the name of one that is not in force yet


def named(node: Name, scope: Scope, on: date) -> Value:
    """Raises RuleError with the nearest right name."""
    if node.code == AS_OF:
        return Typed(Constant(on), Sort.DATE, node.offset)
    field = scope.field(node.code, node.offset)
    if field is not None:
        return of_field(field, node.offset)
    if node.code in scope.asks:
        measured = measure(scope.asks[node.code].unit or "")
        column = number_column(f"{ASKED}{node.code}", measured)
        return Typed(column, Sort.NUMBER, node.offset, measured)
    if node.code in scope.parameters:
        return _parameter(scope.parameters[node.code], node, on)
    if node.code in scope.indicators:
        told = f"the indicator {node.code!r} needs a period: {node.code}[last_year]."
        raise RuleError(told, node.offset)
    raise RuleError(unknown("name", node.code, [*scope.names, *scope.indicators]), node.offset)


def of_field(field: Field, offset: int) -> Value:
    if field.is_set:
        return SetField(field, offset)
    measured = measure(field.unit)
    return Typed(field.column, field.sort, offset, measured, field)


def _parameter(parameter: Parameter, node: Name, on: date) -> Value:
    """Its value in force on the day; its sort is that of any of its values."""
    value, sample = parameter.on(on), next(iter(parameter.values.values()))
    if isinstance(sample, tuple):
        return _several(parameter, value, sample, node)
    missing = f"{PARAMETER}{node.code}" if value is None else ""
    if isinstance(sample, bool):
        return Typed(Constant(_same(value, bool), missing), Sort.TRUTH, node.offset)
    if isinstance(sample, str):
        words = Constant(_same(value, str), missing)
        return Typed(words, Sort.WORDS, node.offset, is_literal=True)
    measured = measure_of(parameter)
    number = _same(value, Decimal)
    settled = None if number is None else Fraction(number) * measured.factor
    return Typed(Constant(settled, missing), Sort.NUMBER, node.offset, measured)


def measure_of(parameter: Parameter) -> Measure:
    """Without a unit its numbers are bare."""
    return measure(parameter.unit) if parameter.unit else BARE


def _several(parameter: Parameter, value: object, sample: tuple[object, ...], node: Name) -> Value:
    found = value if isinstance(value, tuple) else None
    missing = f"{PARAMETER}{node.code}" if found is None else ""
    if isinstance(sample[0], str):
        words = None if found is None else tuple((str(word), node.offset) for word in found)
        return WordList(words, node.offset, missing)
    return Tiers(found, parameter.unit or "", node.offset, missing)


def _same(value: object, sort: type[T]) -> T | None:
    return value if isinstance(value, sort) else None
