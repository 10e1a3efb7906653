"""A rule in whole numbers as the steps that the compiled part works, one register a step."""

from __future__ import annotations

from dataclasses import dataclass, field

from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.engines.kernel.cells import Array
from tashan.mechanisms.rules.engines.kernel.compiled import EMPTY, REGISTERS, Step

_MOST = 2**63 - 1
_OF_TWO = {w.Sum: Step.ADD, w.Product: Step.TIMES, w.Divided: Step.DIVIDE}
Row = tuple[int, int, int, int, int]


@dataclass(slots=True)
class Arrays:
    """Where each column's array stands, and the lists that rules look values up in."""

    arrays: dict[str, tuple[Array, int]]
    lists: list[int] = field(default_factory=list)
    begins: dict[w.Values, int] = field(default_factory=dict)

    def begin(self, values: w.Values) -> int:
        """Where these values begin in the one list of all."""
        if values not in self.begins:
            self.begins[values] = len(self.lists)
            self.lists.extend(values.items)
        return self.begins[values]


def fits(node: w.Whole | w.Truth) -> bool:
    """Whether the compiled part can work it: 64 bits, and registers enough."""
    nodes = set(w.all_nodes(node))
    if any(isinstance(inner, w.AtLeast) for inner in nodes):
        return False
    runs = sum(2 * len(inner.runs) for inner in nodes if isinstance(inner, w.Member))
    several = sum(len(n.items) for n in nodes if isinstance(n, w.Every | w.Some))
    return w.widest(node) <= _MOST and len(nodes) + runs + several < REGISTERS


def steps(node: w.Whole | w.Truth, arrays: Arrays) -> list[Row]:
    """The code of a node that ``fits``; truths are 1 and 0."""
    writer = _Writer(arrays)
    writer.write(node)
    return writer.rows


@dataclass(slots=True)
class _Writer:
    arrays: Arrays
    rows: list[Row] = field(default_factory=list)
    places: dict[w.Whole | w.Truth, int] = field(default_factory=dict)

    def write(self, node: w.Whole | w.Truth) -> int:
        """The register of the node's result; a node that comes twice is worked once."""
        if node not in self.places:
            self.places[node] = self._write(node)
        return self.places[node]

    def _write(self, node: w.Whole | w.Truth) -> int:
        match node:
            case w.Cell(key) | w.TruthCell(key):
                array, place = self.arrays.arrays[key]
                return self._step(Step.LOAD, array.width, place, array.empty)
            case w.Fixed(value) | w.Known(value):
                return self._step(Step.FIXED, EMPTY if value is None else int(value))
            case w.Sum() | w.Product() | w.Divided():
                return self._step(_OF_TWO[type(node)], *map(self.write, (node.left, node.right)))
            case w.Foremost(is_greatest, left, right):
                step = Step.GREATEST if is_greatest else Step.LEAST
                return self._step(step, self.write(left), self.write(right))
            case w.Cut(of, by):
                return self._step(Step.CUT, self.write(of), by)
            case w.Looked(of, start, values):
                begin = self.arrays.begin(values)
                return self._step(Step.LOOK, self.write(of), begin - start)
            case w.Picked() | w.PickedTruth():
                ways = (node.when, node.then, node.otherwise)
                return self._step(Step.PICK, *map(self.write, ways))
            case w.AsWhole(of):
                return self.write(of)
        return self._truth(node)

    def _truth(self, node: w.Whole | w.Truth) -> int:
        match node:
            case w.InRange(of, low, high):
                ends = (-_MOST if low is None else low, _MOST if high is None else high)
                return self._step(Step.RANGE, self.write(of), *ends)
            case w.Member(of, runs):
                return self._joined(Step.OR, [w.InRange(of, low, high) for low, high in runs])
            case w.Negated(of):
                return self._step(Step.NOT, self.write(of))
            case w.Every(items):
                return self._joined(Step.AND, list(items))
            case w.Some(items):
                return self._joined(Step.OR, list(items))
        raise TypeError(f"{type(node).__name__} has no step")

    def _joined(self, step: Step, items: list[w.Truth]) -> int:
        register = self.write(items[0])
        for item in items[1:]:
            register = self._step(step, register, self.write(item))
        return register

    def _step(self, step: Step, a: int, b: int = 0, c: int = 0) -> int:
        register = len(self.rows)
        self.rows.append((step, register, a, b, c))
        return register
