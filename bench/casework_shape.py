"""The case that all engines of the casework bench run: 25 matters and 39 prerequisites."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

Edges = list[tuple[int, int]]
MATTERS = 25
EDGES = [((after - 1) // 2, after) for after in range(1, MATTERS)] + [
    (after - 3, after) for after in range(10, MATTERS)
]
assert len(set(EDGES)) == 39


# What django-viewflow can run: its joins take only what one split parted. One matter, then four
# branches of six.
BRANCHES = [list(range(first, first + 6)) for first in range(1, MATTERS, 6)]
SIMPLER = [(0, branch[0]) for branch in BRANCHES] + [
    (first, after) for branch in BRANCHES for first, after in pairwise(branch)
]


def before(matter: int, edges: Edges = EDGES) -> list[int]:
    return [first for first, after in edges if after == matter]


def is_legal(order: Iterable[int], edges: Edges = EDGES) -> bool:
    """Whether every matter comes once, and after all that must come before it."""
    done: set[int] = set()
    for matter in order:
        if matter in done or not done.issuperset(before(matter, edges)):
            return False
        done.add(matter)
    return len(done) == MATTERS
