"""Do the units of a formula fit, and are its inputs known of the same subjects?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.formula import Name, Negative, Node, Operation
from tashan.mechanisms.plain import Path, Tree
from tashan.mechanisms.problems import Problem

_SHARES = ("%", "比值")


def check_measuring(
    indicator: IndicatorDefinition, known: Mapping[str, IndicatorDefinition], tree: Tree
) -> Iterator[Problem]:
    """Sums of unlike units, shares of unlike units, inputs that its subjects do not have."""
    if indicator.tree is None or not all(code in known for code in indicator.inputs):
        return
    path: Path = ("parts", indicator.origin.part, "ratio" if indicator.ratio else "formula")
    for told in [*_unlike(indicator, known), *_without(indicator, known)]:
        yield Problem(tree.mark(path), "measuring", told)


def _unlike(
    indicator: IndicatorDefinition, known: Mapping[str, IndicatorDefinition]
) -> Iterator[str]:
    assert indicator.tree is not None
    for left, right in _sums(indicator.tree):
        units = known[left].unit, known[right].unit
        if units[0] != units[1]:
            yield f"{left} is in {units[0]} and {right} in {units[1]}: they cannot be added."
    if indicator.ratio and indicator.unit in _SHARES:
        above, below = known[indicator.ratio.numerator], known[indicator.ratio.denominator]
        if above.unit != below.unit:
            yield (
                f"{above.code} is in {above.unit} and {below.code} in {below.unit}: "
                f"this makes no share in {indicator.unit}."
            )


def _sums(node: Node) -> Iterator[tuple[str, str]]:
    """The pairs of indicators that are added or subtracted as they are."""
    match node:
        case Negative():
            yield from _sums(node.of)
        case Operation():
            yield from _sums(node.left)
            yield from _sums(node.right)
            left, right = _plain_name(node.left), _plain_name(node.right)
            if node.sign in "+-" and left and right:
                yield left, right


def _plain_name(node: Node) -> str | None:
    """The last name of a chain of sums; None where a factor may have changed the unit."""
    match node:
        case Name():
            return node.code
        case Negative():
            return _plain_name(node.of)
        case Operation() if node.sign in "+-":
            return _plain_name(node.right) or _plain_name(node.left)
    return None


def _without(
    indicator: IndicatorDefinition, known: Mapping[str, IndicatorDefinition]
) -> Iterator[str]:
    for code in indicator.inputs:
        lacking = [s.value for s in indicator.subjects if s not in known[code].subjects]
        if lacking:
            yield f"{code} is not kept for the subject {' and '.join(lacking)}."
