"""The columns that a bound rule reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from tashan.mechanisms.rules.bound import Bound, Column, OverPopulation


def columns_in(rule: Bound) -> tuple[Column, ...]:
    """Each once, in the order in which the rule names them."""
    return tuple(dict.fromkeys(node for node in _nodes(rule) if isinstance(node, Column)))


def populations_in(rule: Bound) -> tuple[OverPopulation, ...]:
    """The numbers that depend on all rows of the table and not on one alone."""
    return tuple(node for node in _nodes(rule) if isinstance(node, OverPopulation))


def _nodes(value: object) -> Iterator[object]:
    """The node and all below it; tuples and dataclasses are gone into."""
    if isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from _nodes(getattr(value, field.name))
