"""The base unit of a bound number, for those who show it."""

from __future__ import annotations

from tashan.mechanisms.rules.bound import (
    Arithmetic,
    Between,
    Bound,
    Chosen,
    Column,
    Counted,
    Growing,
    OverPopulation,
    Population,
    Span,
)
from tashan.mechanisms.rules.units import divided, measure, multiplied
from tashan.mechanisms.rules.walking import parts


def unit_of(node: Bound) -> str:
    """``1`` of shares, empty of what has none or is a settled number."""
    match node:
        case Column():
            return node.unit
        case Growing():
            return "1"
        case Counted():
            return ""
        case Between():
            return "年" if node.span is Span.YEARS else "日"
        case OverPopulation():
            return unit_of(node.of) if node.what is Population.TOTAL else ""
        case Arithmetic(sign="*" | "/"):
            return _of_product(node)
        case Chosen():
            return unit_of(node.then) or unit_of(node.otherwise)
    return next((unit for part in parts(node) if (unit := unit_of(part))), "")


def _of_product(node: Arithmetic) -> str:
    left, right = unit_of(node.left), unit_of(node.right)
    if not left or not right:
        return left or right
    make = multiplied if node.sign == "*" else divided
    return make(measure(left), measure(right)).base
