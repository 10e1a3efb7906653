"""Text into nodes: Python's expression grammar, reduced to what a rule may say."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from functools import lru_cache

from tashan.mechanisms.problems import unknown
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.lexing import Lexed, lex
from tashan.mechanisms.rules.nodes import (
    All,
    AnyOf,
    Call,
    Comparison,
    Conditional,
    Figure,
    Function,
    Growth,
    In,
    Listing,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operation,
    PeriodWord,
    Truth,
    Words,
)
from tashan.mechanisms.rules.refusing import refusal

DEEPEST = 60
_FIRST_YEAR, _LAST_YEAR = 1949, 2200
_MOST_MONTHS = 60
_MONTHS = re.compile(r"last_([0-9]{1,3})_months")
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_TRUTHS = {"true": True, "false": False}
_GROWTH = "growth"
_PERIODS = [*(word.value for word in PeriodWord), "last_6_months"]


@lru_cache(maxsize=4096)  # the rules of a library are bound again for every day
def parse(text: str) -> Node:
    """The nodes of a rule. Raises RuleError with what to write instead, and nothing else."""
    lexed = lex(text)
    start = len(lexed.source) - len(lexed.source.lstrip())
    try:
        tree = ast.parse(lexed.source[start:].rstrip(), mode="eval")
    except SyntaxError as error:
        raise _disorder(error, lexed.source, start) from error
    except (ValueError, MemoryError, RecursionError) as error:
        raise RuleError("the rule is too deep. Split it.") from error
    return _Reader(lexed, start).node(tree.body, 0)


def _disorder(error: SyntaxError, source: str, start: int) -> RuleError:
    end = len(source.rstrip())
    at = min(error.offset - 1 + start, end) if error.offset else end
    told = "the rule is not complete or not in order here: something is missing."
    return RuleError(told, max(at, 0))


class _Reader:
    def __init__(self, lexed: Lexed, start: int) -> None:
        self._lexed = lexed
        places = [at for at, sign in enumerate(lexed.source[start:]) for _ in sign.encode()]
        self._places = [place + start for place in places]  # by the byte that Python counts

    def _at(self, found: ast.expr) -> int:
        return self._places[found.col_offset]

    def node(self, found: ast.expr, depth: int) -> Node:
        at = self._at(found)
        if depth > DEEPEST:
            raise RuleError("the rule is too deep. Split it.", at)
        match found:
            case ast.Constant():
                return self._constant(found, at)
            case ast.Name() | ast.Attribute():
                return self._name(found, at)
            case ast.Subscript():
                return self._figure(found.value, found.slice, at)
            case ast.List():
                return Listing(self._nodes(found.elts, depth), at)
            case ast.IfExp():
                when, then = self.node(found.test, depth + 1), self.node(found.body, depth + 1)
                return Conditional(when, then, self.node(found.orelse, depth + 1), at)
            case ast.Call():
                return self._call(found, at, depth)
        return self._joined(found, at, depth)

    def _joined(self, found: ast.expr, at: int, depth: int) -> Node:
        match found:
            case ast.BoolOp(op=ast.And()):
                return All(self._nodes(found.values, depth), at)
            case ast.BoolOp():
                return AnyOf(self._nodes(found.values, depth), at)
            case ast.UnaryOp(op=ast.Not()):
                return Not(self.node(found.operand, depth + 1), at)
            case ast.UnaryOp(op=ast.USub()):
                return Negative(self.node(found.operand, depth + 1), at)
            case ast.BinOp() if type(found.op) in _SIGNS:
                left = self.node(found.left, depth + 1)
                right = self.node(found.right, depth + 1)
                return Operation(_SIGNS[type(found.op)], left, right, at)
            case ast.Compare():
                return self._compared(found, at, depth)
        raise RuleError(refusal(found), at)

    def _nodes(self, found: list[ast.expr], depth: int) -> tuple[Node, ...]:
        return tuple(self.node(one, depth + 1) for one in found)

    def _constant(self, found: ast.Constant, at: int) -> Node:
        if isinstance(found.value, bool):
            return Truth(found.value, at)
        if isinstance(found.value, str):
            return Words(found.value, at)
        return Number(Decimal(self._lexed.numbers[at]), self._lexed.units.get(at), at)

    def _name(self, found: ast.Name | ast.Attribute, at: int) -> Node:
        if isinstance(found, ast.Attribute):
            if not isinstance(found.value, ast.Name):
                raise RuleError("one point at most: register.field, as park_tenant.entered_on.", at)
            return Name(f"{found.value.id}.{found.attr}", at)
        if found.id in _TRUTHS:
            return Truth(_TRUTHS[found.id], at)
        if not found.id.islower():
            told = f"{found.id!r} has capitals: names have none. Write codes in quotes: "
            raise RuleError(f"{told}'{found.id}'.", at)
        return Name(found.id, at)

    def _figure(self, of: ast.expr, period: ast.expr, at: int) -> Figure:
        if not isinstance(of, ast.Name):
            raise RuleError("brackets stand behind an indicator: tax_paid[last_year].", at)
        word, months = self._period(period)
        return Figure(of.id, word, months, at)

    def _period(self, found: ast.expr) -> tuple[PeriodWord | int, bool]:
        at = self._at(found)
        if isinstance(found, ast.Constant) and type(found.value) is int:
            if at in self._lexed.units or not _FIRST_YEAR <= found.value <= _LAST_YEAR:
                told = f"a year from {_FIRST_YEAR} to {_LAST_YEAR} without a unit: output[2025]."
                raise RuleError(told, at)
            return found.value, False
        if not isinstance(found, ast.Name):
            raise RuleError("a period is one word or a year: tax_paid[last_year].", at)
        months = _MONTHS.fullmatch(found.id)
        if months and 1 <= int(months.group(1)) <= _MOST_MONTHS:
            return int(months.group(1)), True
        if found.id not in set(PeriodWord):
            raise RuleError(unknown("period", found.id, _PERIODS), at)
        return PeriodWord(found.id), False

    def _compared(self, found: ast.Compare, at: int, depth: int) -> Node:
        sides = self._nodes([found.left, *found.comparators], depth)
        pairs = zip(found.ops, sides[:-1], sides[1:], strict=True)
        items = [self._pair(op, left, right, at) for op, left, right in pairs]
        return items[0] if len(items) == 1 else All(tuple(items), at)

    def _pair(self, op: ast.cmpop, left: Node, right: Node, at: int) -> Node:
        begins = left.offset
        if isinstance(op, ast.In):
            return In(left, right, begins)
        if isinstance(op, ast.NotIn):
            return Not(In(left, right, begins), begins)
        if type(op) in _COMPARED:
            return Comparison(_COMPARED[type(op)], left, right, begins)
        raise RuleError("'is' is written '=='.", at)

    def _call(self, found: ast.Call, at: int, depth: int) -> Node:
        if not isinstance(found.func, ast.Name):
            raise RuleError("only the functions of rules can be called: min(a, b).", at)
        name = found.func.id
        if found.keywords:
            raise RuleError(f"{name}(…) takes values without names.", at)
        if name == _GROWTH:
            return self._growth(found, at)
        if name not in set(Function):
            known = [*(function.value for function in Function), _GROWTH]
            raise RuleError(unknown("function", name, known), at)
        return Call(Function(name), self._nodes(found.args, depth), at)

    def _growth(self, found: ast.Call, at: int) -> Growth:
        match found.args:
            case [ast.Name() as of, period]:
                return Growth(self._figure(of, period, self._at(of)), at)
        raise RuleError("growth takes an indicator and a period: growth(tax_paid, last_year).", at)
