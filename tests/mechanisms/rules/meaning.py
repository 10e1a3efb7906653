"""What bound rules mean, read straight from their docstrings: Fractions, one row, no haste."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor

from tashan.mechanisms.rules import bound as b
from tashan.mechanisms.rules.tables import Cell, Matched, Table
from tashan.mechanisms.working_days import calendar

Value = Fraction | bool | str | date | None
SIGNS = {
    **{"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv},
    **{"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le},
    **{">": operator.gt, ">=": operator.ge},
}


class Meaning:
    """Of rules over one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.over: dict[b.Bound, list[Value]] = {}

    def matched(self, programme: b.BoundProgramme) -> Matched:
        eligible, fen, unknown = [], [], []
        for number, row in enumerate(self.table.rows()):
            met = [self.of(condition.rule, row) for condition in programme.eligible]
            met += [opposite(self.of(condition.rule, row)) for condition in programme.excluded]
            held = both(met)
            if held:
                eligible.append(number)
                fen.append(self.fen(programme.amount, row))
            elif held is None:
                unknown.append(number)
        return Matched(programme.code, eligible, fen, unknown)

    def fen(self, amount: b.Bound | None, row: dict[str, Cell]) -> int | None:
        value = None if amount is None else self.of(amount, row)
        return None if value is None else int(half_up(value * 100))

    def of(self, node: b.Bound, row: dict[str, Cell]) -> Value:
        match node:
            case b.Constant(value):
                return value
            case b.Column(key, sort, _, factor):
                cell = row.get(key)
                return cell * factor if sort is b.Sort.NUMBER and cell is not None else cell
            case b.Both(items):
                return both([self.of(item, row) for item in items])
            case b.Either(items):
                return opposite(both([opposite(self.of(item, row)) for item in items]))
            case b.AtLeast(number, items):
                return at_least(number, [self.of(item, row) for item in items])
            case b.Chosen(when, then, otherwise):
                held = self.of(when, row)
                return None if held is None else self.of(then if held else otherwise, row)
            case b.OverPopulation():
                return self.over_population(node, row)
        return self.of_known(node, row)

    def of_known(self, node: b.Bound, row: dict[str, Cell]) -> Value:
        inner = [self.of(part, row) for part in inside(node)]
        if None in inner:
            return None
        match node:
            case b.Arithmetic("/") if inner[1] == 0:
                return None
            case b.Arithmetic(sign) | b.Compared(sign):
                return SIGNS[sign](*inner)
            case b.Extreme(is_greatest):
                return max(inner) if is_greatest else min(inner)
            case b.Absolute():
                return abs(inner[0])
            case b.Rounded(_, places):
                return half_up(inner[0] * 10**places) / 10**places
            case b.Growing():
                return inner[0] / inner[1] - 1 if inner[1] > 0 else None
            case b.Stepped(_, tiers):
                return next((v for end, v in tiers if end is None or inner[0] <= end), None)
            case b.Tiered(_, tiers):
                return tiered(inner[0], tiers)
            case b.Between(span):
                return Fraction(apart(span, *inner))
            case b.Within(_, among, is_tree):
                return any(inner[0].startswith(a) if is_tree else inner[0] == a for a in among)
            case b.Negated():
                return not inner[0]
            case b.Counted():
                return Fraction(inner.count(True))
        raise TypeError(node)

    def over_population(self, node: b.OverPopulation, row: dict[str, Cell]) -> Value:
        if node.of not in self.over:
            self.over[node.of] = [self.of(node.of, each) for each in self.table.rows()]
        known = [value for value in self.over[node.of] if value is not None]
        if node.what is b.Population.TOTAL:
            return sum(known, Fraction(0)) if known else None
        value = self.of(node.of, row)
        if value is None:
            return None
        if node.what is b.Population.RANK:
            return Fraction(1 + sum(other > value for other in known))
        return Fraction(1 + sum(other < value for other in known))


def inside(node: b.Bound) -> Sequence[b.Bound]:
    names = ("left", "right", "items", "now", "base", "of", "start", "end")
    found = [getattr(node, name) for name in names if hasattr(node, name)]
    return found[0] if isinstance(found[0], tuple) else found


def both(values: Sequence[Value]) -> bool | None:
    return False if False in values else None if None in values else True


def opposite(value: Value) -> bool | None:
    return None if value is None else not value


def at_least(number: int, values: Sequence[Value]) -> bool | None:
    if values.count(True) >= number:
        return True
    return False if values.count(True) + values.count(None) < number else None


def half_up(value: Fraction) -> Fraction:
    return Fraction(floor(abs(value) + Fraction(1, 2)) * (1 if value >= 0 else -1))


def tiered(value: Fraction, tiers: Sequence[tuple[Fraction | None, Fraction]]) -> Fraction:
    total, start = Fraction(0), Fraction(0)
    for end, rate in tiers:
        total += rate * max(Fraction(0), (value if end is None else min(value, end)) - start)
        start = end or start
    return total


def apart(span: b.Span, start: date, end: date) -> int:
    if span is b.Span.DAYS:
        return (end - start).days
    if span is b.Span.WORKING_DAYS:
        return calendar().working_days_between(start, end)
    if end < start:
        return -apart(span, end, start)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
