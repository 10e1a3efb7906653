"""Why: the comparisons that decided a condition, both sides of each, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from tashan.mechanisms.rules.answers import Detail, Reason
from tashan.mechanisms.rules.bound import (
    AtLeast,
    Both,
    Bound,
    BoundCondition,
    BoundProgramme,
    Chosen,
    Column,
    Compared,
    Constant,
    Either,
    Negated,
    Within,
)
from tashan.mechanisms.rules.engines.reference.values import Row, Scalar
from tashan.mechanisms.rules.folding import negated
from tashan.mechanisms.rules.measuring import unit_of
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.rules.walking import columns, walk

Cells = Mapping[str, Cell]


def reasons(row: Row, programme: BoundProgramme, cells: Cells) -> tuple[Reason, ...]:
    """Of every condition, then of every exclusion: met where it does not hold."""
    eligible = [_reason(row, c, c.rule, cells) for c in programme.eligible]
    excluded = [_reason(row, c, negated(c.rule), cells, out=True) for c in programme.excluded]
    return (*eligible, *excluded)


def _reason(
    row: Row, condition: BoundCondition, rule: Bound, cells: Cells, *, out: bool = False
) -> Reason:
    met = row.truth(rule)
    details = tuple(_detail(row, leaf, cells) for leaf in deciding(row, rule, met))
    return Reason(condition.code, out, met, details)


def deciding(row: Row, rule: Bound, held: bool | None) -> Iterator[Bound]:
    """The comparisons by which the rule came out as it did."""
    match rule:
        case Both() | Either() | AtLeast():
            every = held is (not isinstance(rule, Either)) and not isinstance(rule, AtLeast)
            for item in rule.items:
                one = row.truth(item)
                if every or one is held:
                    yield from deciding(row, item, one)
        case Chosen():
            when = row.truth(rule.when)
            yield from deciding(row, rule.when, when)
            if when is not None:
                yield from deciding(row, rule.then if when else rule.otherwise, held)
        case _:
            yield rule


def _detail(row: Row, leaf: Bound, cells: Cells) -> Detail:
    held = row.truth(leaf)
    missing = tuple(missing_of(leaf, cells)) if held is None else ()
    if isinstance(leaf, Compared):
        return _of_comparison(row, leaf, held, missing)
    inner = leaf.of if isinstance(leaf, Negated) else leaf
    if isinstance(inner, Within):
        wanted = ("not " if isinstance(leaf, Negated) else "") + ", ".join(sorted(inner.among))
        found = row.value(inner.of)
        return Detail(inner.offset, held, _shown(found), wanted, "", None, missing)
    found = row.value(inner)
    return Detail(0, held, _shown(found), _shown(leaf is inner), "", None, missing)


def _of_comparison(row: Row, leaf: Compared, held: bool | None, missing: tuple[str, ...]) -> Detail:
    value, wanted = row.value(leaf.left), row.value(leaf.right)
    if not columns(leaf.left) and columns(leaf.right):
        value, wanted = wanted, value
    gap = None if held is not False or leaf.sign == "!=" else _gap(value, wanted)
    unit = "日" if isinstance(value, date) else unit_of(leaf.left) or unit_of(leaf.right)
    return Detail(leaf.offset, held, _shown(value), _shown(wanted), unit, gap, missing)


def _gap(value: Scalar, wanted: Scalar) -> Fraction | None:
    if isinstance(value, Fraction) and isinstance(wanted, Fraction):
        return abs(wanted - value)
    if isinstance(value, date) and isinstance(wanted, date):
        return Fraction(abs((wanted - value).days))
    return None


def _shown(value: Scalar) -> Fraction | str | None:
    if value is None or isinstance(value, Fraction):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value


def missing_of(leaf: Bound, cells: Cells) -> dict[str, None]:
    """The keys of the empty columns and the parameters not in force, each once, in order."""
    found: dict[str, None] = {}
    for node in walk(leaf):
        if isinstance(node, Column) and cells.get(node.key) is None:
            found[node.key] = None
        elif isinstance(node, Constant) and node.missing:
            found[node.missing] = None
    return found
