"""What each pair of a large problem is worth, by the profiles of people and places."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from tashan.duties.dispatching.problem import Pair, Problem

Numbers = NDArray[np.int64]
BLOCK = 500  # people looked at together
FAR = 1 << 50


class Worth:
    """The points of needs by profile, and the pairs that are barred or hold now.

    A pair is written as person × places + place, both by their place in the problem. The load is
    not in it: it is a matter of the person alone.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people, self.places = len(problem.people), len(problem.places)
        self.size = self.people * self.places
        brings = _profiles(one.brings for one in problem.people)
        needs = _profiles(one.needs for one in problem.places)
        self.brings, self.needs = brings[1], needs[1]
        self.table = np.array(
            [
                [sum(problem.weights.needs[code] for code in a & b) for b in needs[0]]
                for a in brings[0]
            ],
            dtype=np.int64,
        ).reshape(len(brings[0]), len(needs[0]))
        self.barred = self._numbers(problem.barred)
        self.there = np.setdiff1d(self._numbers(problem.there), self.barred)
        self.open_pairs = self.size - len(self.barred)

    def _numbers(self, pairs: Iterable[Pair]) -> Numbers:
        """Pairs of keys as numbers, those of people and places of the problem."""
        people = {one.key: n for n, one in enumerate(self.problem.people)}
        places = {one.key: n for n, one in enumerate(self.problem.places)}
        found = [
            people[who] * self.places + places[where]
            for who, where in pairs
            if who in people and where in places
        ]
        return np.unique(np.array(found, dtype=np.int64))

    def of(self, people: Numbers, places: Numbers) -> Numbers:
        """What pairs are worth, the load left out."""
        gains = self.table[self.brings[people], self.needs[places]]
        stays = np.isin(people * self.places + places, self.there, assume_unique=False)
        found: Numbers = gains + self.problem.weights.stays * stays
        return found

    def all_pairs(self) -> Numbers:
        """Every pair that is not barred."""
        return np.setdiff1d(np.arange(self.size, dtype=np.int64), self.barred)

    def promising(self, number: int) -> Numbers:
        """For each place so many people by points less load, other people for each of the places
        of one profile; and who is there now."""
        load = self.problem.weights.load * np.array([one.load for one in self.problem.people])
        found = [self.there]
        for profile in range(self.table.shape[1]):
            places = np.flatnonzero(self.needs == profile)
            order = np.argsort(load - self.table[self.brings, profile], kind="stable")
            for n, place in enumerate(places):
                picked = order[(n * number // 2 + np.arange(number)) % self.people]
                found.append(picked * self.places + place)
        return np.setdiff1d(np.concatenate(found), self.barred)

    def pairs_below(
        self, people: Numbers, places: Numbers, arcs: Numbers, number: int
    ) -> Numbers:  # fmt: skip
        """The pairs besides ``arcs`` whose price is too high for what they are worth, so many of
        each place."""
        found: list[Numbers] = []
        for start in range(0, self.people, BLOCK):
            block = np.arange(start, min(start + BLOCK, self.people))
            gains = self.table[self.brings[block]][:, self.needs]
            reduced = people[block, None] - gains - places[None, :]
            self._mark(reduced, start, len(block), arcs)
            rows, columns = np.nonzero(reduced < 0)
            found.append((start + rows) * self.places + columns)
            found.append(reduced[rows, columns])
        pairs, lacks = np.concatenate(found[::2]), np.concatenate(found[1::2])
        order = np.lexsort((pairs, lacks, pairs % self.places))
        pairs = pairs[order]
        return _first_of_each(pairs, pairs % self.places, number)

    def _mark(self, reduced: Numbers, start: int, rows: int, arcs: Numbers) -> None:
        """Continuity off, and what is barred or an arc out of reach, within a block of people."""
        low, high = start * self.places, (start + rows) * self.places
        for pairs, by in (
            (self.there, -self.problem.weights.stays),
            (self.barred, FAR),
            (arcs, FAR),
        ):
            inside = pairs[np.searchsorted(pairs, low) : np.searchsorted(pairs, high)]
            who, where = np.divmod(inside, self.places)
            reduced[who - start, where] += by


def _first_of_each(pairs: Numbers, keys: Numbers, number: int) -> Numbers:
    """The first so many of each key; pairs stand in the order of their keys."""
    if not pairs.size:
        return pairs
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    lengths = np.diff(np.r_[starts, len(keys)])
    place = np.arange(len(keys)) - np.repeat(starts, lengths)
    return pairs[place < number]


def _profiles(sets: Iterable[frozenset[str]]) -> tuple[list[frozenset[str]], Numbers]:
    """The different sets, and the number of each one's."""
    known: dict[frozenset[str], int] = {}
    numbers = [known.setdefault(one, len(known)) for one in sets]
    return list(known), np.array(numbers, dtype=np.int64)
