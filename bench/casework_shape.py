"""The case that all engines of the casework bench run: 25 matters and 39 prerequisites."""

from __future__ import annotations

from collections.abc import Iterable

MATTERS = 25
EDGES = [((after - 1) // 2, after) for after in range(1, MATTERS)] + [
    (after - 3, after) for after in range(10, MATTERS)
]
assert len(set(EDGES)) == 39


def before(matter: int) -> list[int]:
    return [first for first, after in EDGES if after == matter]


def is_legal(order: Iterable[int]) -> bool:
    """Whether every matter comes once, and after all that must come before it."""
    done: set[int] = set()
    for matter in order:
        if matter in done or not done.issuperset(before(matter)):
            return False
        done.add(matter)
    return len(done) == MATTERS
