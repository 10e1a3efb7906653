"""Formulas over indicators: + - * /, parentheses, numbers and indicator codes.

Read with Python's own ``ast`` and reduced to the nodes below; all else is refused. Three values:
where an input is unknown or a divisor is zero, the result is unknown.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

LONGEST = 300
_TOKEN = re.compile(r"\s+|[0-9]+(?:\.[0-9]+)?(?![\w.])|[a-z][a-z0-9_]*(?![\w.])|[-+*/()]")
# as Python's default, but what cannot be computed is told by its result and not by a trap
_CONTEXT = Context(prec=28, traps=[])


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    code: str
    offset: int  # where it stands in the formula


@dataclass(frozen=True, slots=True)
class Negative:
    of: Node


@dataclass(frozen=True, slots=True)
class Operation:
    sign: str  # one of + - * /
    left: Node
    right: Node


Node = Number | Name | Negative | Operation
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPUTE: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": _CONTEXT.divide,
}


class FormulaError(ValueError):
    """The formula is refused; ``offset`` is the character it begins to be wrong at."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def parse(text: str) -> Node:
    """The nodes of a formula. Raises FormulaError with what may be written instead."""
    _check_tokens(text)
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        at = getattr(error, "offset", None) or 1
        raise FormulaError("the formula is not complete or not in order.", at - 1) from error
    indent = len(text) - len(text.lstrip())
    return _node(tree.body, text.strip(), indent=indent)


def _check_tokens(text: str) -> None:
    if not text.strip() or len(text) > LONGEST or "\n" in text:
        raise FormulaError(f"a formula is one line of 1 to {LONGEST} characters.")
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None or keyword.iskeyword(token.group()):
            raise FormulaError(
                f"{text[at : at + 12]!r} has no meaning in a formula. "
                "Expected indicator codes, numbers, + - * / and parentheses.",
                at,
            )
        at = token.end()


def _node(found: ast.expr, text: str, *, indent: int) -> Node:
    match found:
        case ast.Constant():
            return Number(Decimal(text[found.col_offset : found.end_col_offset]))
        case ast.Name():
            return Name(found.id, found.col_offset + indent)
        case ast.UnaryOp(op=ast.USub()):
            return Negative(_node(found.operand, text, indent=indent))
        case ast.BinOp() if type(found.op) in _SIGNS:
            left = _node(found.left, text, indent=indent)
            right = _node(found.right, text, indent=indent)
            return Operation(_SIGNS[type(found.op)], left, right)
    raise FormulaError(
        "this has no meaning in a formula. Expected indicator codes, numbers, + - * / and "
        "parentheses.",
        found.col_offset + indent,
    )


def names(node: Node) -> tuple[Name, ...]:
    """Every code the formula names, in the order it names them."""
    match node:
        case Name():
            return (node,)
        case Negative():
            return names(node.of)
        case Operation():
            return names(node.left) + names(node.right)
    return ()


def value(node: Node, inputs: Mapping[str, Decimal | None]) -> Decimal | None:
    """The result in decimals, or None where an input is unknown or a divisor is zero."""
    match node:
        case Number():
            return node.value
        case Name():
            return inputs.get(node.code)
        case Negative():
            of = value(node.of, inputs)
            return None if of is None else _known(_CONTEXT.minus(of))
    left, right = value(node.left, inputs), value(node.right, inputs)
    if left is None or right is None:
        return None
    return _known(_COMPUTE[node.sign](left, right))


def _known(result: Decimal) -> Decimal | None:
    """Division by zero gives infinity or no number here: unknown."""
    return result if result.is_finite() else None
