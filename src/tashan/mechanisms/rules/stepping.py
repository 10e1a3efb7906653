"""One row's whole numbers and truths, step by step in Python's unbounded numbers.

For what is too wide for an engine's columns, and to test every engine against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tashan.mechanisms.rules import wholes as w

Cells = Mapping[str, int | None]


def step(node: w.Whole | w.Truth, cells: Cells) -> int | None:
    """What a node comes to; None is unknown. Truths are True or False."""
    match node:
        case w.Cell(key) | w.TruthCell(key):
            return cells[key]
        case w.Fixed(value) | w.Known(value):
            return value
        case w.Picked() | w.PickedTruth():
            when = step(node.when, cells)
            return None if when is None else step(node.then if when else node.otherwise, cells)
        case w.Every(items):
            return _every(step(item, cells) for item in items)
        case w.Some(items):
            return _opposite(_every(_opposite(step(item, cells)) for item in items))
        case w.AtLeast(number, items):
            return _at_least(number, [step(item, cells) for item in items])
        case w.Negated(of):
            return _opposite(step(of, cells))
    return _of_known(node, [step(part, cells) for part in w.parts(node)])


def _of_known(node: w.Whole | w.Truth, inner: list[int | None]) -> int | None:
    """What is unknown where anything within is."""
    known = [value for value in inner if value is not None]
    if len(known) < len(inner):
        return None
    match node:
        case w.Sum():
            return known[0] + known[1]
        case w.Product():
            return known[0] * known[1]
        case w.Divided():
            return known[0] // known[1]
        case w.Cut(_, by):
            return known[0] // by if known[0] >= 0 else -(-known[0] // by)
        case w.Foremost(is_greatest):
            return max(known) if is_greatest else min(known)
        case w.Looked(_, start, values):
            return values.items[known[0] - start]
        case w.AsWhole():
            return int(known[0])
        case w.InRange(_, low, high):
            return (low is None or known[0] >= low) and (high is None or known[0] <= high)
        case w.Member(_, runs):
            return any(low <= known[0] <= high for low, high in runs)
    raise TypeError(f"{type(node).__name__} is no node")


def _every(values: Iterable[int | None]) -> int | None:
    found = set(values)
    return False if False in found else None if None in found else True


def _opposite(value: int | None) -> int | None:
    return None if value is None else not value


def _at_least(number: int, values: list[int | None]) -> int | None:
    if values.count(True) >= number:
        return True
    return False if len(values) - values.count(False) < number else None
