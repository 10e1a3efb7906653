"""Why: the comparisons that decided a condition, both sides of each, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from tashan.mechanisms.rules.answers import Detail, Reason
from tashan.mechanisms.rules.bound import (
    AtLeast,
    Both,
    Bound,
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
Leaf = tuple[Bound, bool | None]  # a comparison and how it came out


class Explainer:
    """Explains a programme, row by row. Exclusions are turned round: met where they do not hold."""

    __slots__ = ("_comparisons", "_conditions")

    def __init__(self, programme: BoundProgramme) -> None:
        eligible = [(c.code, False, c.rule) for c in programme.eligible]
        excluded = [(c.code, True, negated(c.rule)) for c in programme.excluded]
        self._conditions = (*eligible, *excluded)
        # by the identity of a comparison of these rules: whether its value stands right, its unit
        self._comparisons: dict[int, tuple[bool, str]] = {}

    def reasons(
        self, row: Row, cells: Cells, met: Sequence[bool | None] | None = None
    ) -> tuple[Reason, ...]:
        """Of every condition, then of every exclusion. ``met`` where it is known already."""
        if met is None:
            met = [row.truth(rule) for _, _, rule in self._conditions]
        return tuple(
            Reason(code, out, held, self._details(row, rule, held, cells))
            for (code, out, rule), held in zip(self._conditions, met, strict=True)
        )

    def _details(
        self, row: Row, rule: Bound, held: bool | None, cells: Cells
    ) -> tuple[Detail, ...]:
        if isinstance(rule, Compared):
            return (self._compared(row, rule, held, cells),)
        return tuple(self._detail(row, leaf, one, cells) for leaf, one in deciding(row, rule, held))

    def _detail(self, row: Row, leaf: Bound, held: bool | None, cells: Cells) -> Detail:
        if isinstance(leaf, Compared):
            return self._compared(row, leaf, held, cells)
        missing = tuple(missing_of(leaf, cells)) if held is None else ()
        inner = leaf.of if isinstance(leaf, Negated) else leaf
        if isinstance(inner, Within):
            wanted = ("not " if isinstance(leaf, Negated) else "") + ", ".join(sorted(inner.among))
            found = row.value(inner.of)
            return Detail(inner.offset, held, _shown(found), wanted, "", None, missing)
        found = row.value(inner)
        return Detail(0, held, _shown(found), _shown(leaf is inner), "", None, missing)

    def _compared(self, row: Row, leaf: Compared, held: bool | None, cells: Cells) -> Detail:
        value, wanted = row.value(leaf.left), row.value(leaf.right)
        is_right, unit = self._comparison(leaf)
        if is_right:
            value, wanted = wanted, value
        gap = None if held is not False or leaf.sign == "!=" else _gap(value, wanted)
        missing = tuple(missing_of(leaf, cells)) if held is None else ()
        if isinstance(value, date):
            unit = "日"
        return Detail(leaf.offset, held, _shown(value), _shown(wanted), unit, gap, missing)

    def _comparison(self, leaf: Compared) -> tuple[bool, str]:
        found = self._comparisons.get(id(leaf))
        if found is None:
            is_right = not columns(leaf.left) and bool(columns(leaf.right))
            found = is_right, unit_of(leaf.left) or unit_of(leaf.right)
            self._comparisons[id(leaf)] = found
        return found


def deciding(row: Row, rule: Bound, held: bool | None) -> Iterator[Leaf]:
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
            yield rule, held


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
