"""The best assignment of people to places: exact quotas, no conflict, the most points.

A flow from people to places whose cost is what the pairs are not worth. For a large problem only
promising pairs become arcs; prices then prove that no pair left out would do better, or name
those that would, and it is solved again. The answer is the best there is, and always the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from tashan.duties.dispatching.explaining import shorts
from tashan.duties.dispatching.problem import Pair, Place, Plan, Problem, points_of
from tashan.duties.dispatching.worth import Worth

Numbers = NDArray[np.int64]
DENSE = 400_000  # pairs that are all made arcs
FIRST = 32  # promising people of a place at first
MORE = 60  # of a place at each further round
UNFILLED = 1_000_000_000  # what a place of a quota costs that nobody fills
LEAST = 1_000_000  # what the first people of a place are worth, before any points


def solve(problem: Problem) -> Plan:
    """The plan with the most points; or what is short. Raises ValueError for a fixed pair that is
    barred, unknown or one too many."""
    rest, points = _without_fixed(problem)
    worth = Worth(rest)
    arcs = worth.all_pairs() if worth.size <= DENSE else worth.promising(FIRST)
    flow = _Flow(worth)
    rounds = 0
    while True:
        rounds += 1
        flow.solve(arcs)
        missing = _better(worth, flow, arcs)
        if not missing.size:
            break
        arcs = np.unique(np.concatenate([arcs, missing]))
    if flow.unfilled or flow.below:
        return Plan(short=shorts(rest, flow.filled, flow.below), rounds=rounds)
    pairs = sorted([*problem.fixed, *flow.pairs])
    return Plan(tuple(pairs), points + flow.points, rounds=rounds)


def _without_fixed(problem: Problem) -> tuple[Problem, int]:
    """The problem that is left once the fixed pairs hold, and what these are worth."""
    people = {one.key: one for one in problem.people}
    places = {one.key: one for one in problem.places}
    quotas, points = dict(problem.quotas), 0
    for person, place in sorted(problem.fixed):
        if (person, place) in problem.barred or person not in people or place not in places:
            raise ValueError(f"{person} is not to go to {place}")
        who, where = people[person], places[place]
        if not (who.takes and where.most and quotas[where.group]):
            raise ValueError(f"{person} and {place} are fixed beyond what there is room for")
        points += points_of(problem, who, where)
        people[person] = replace(who, takes=who.takes - 1)
        places[place] = replace(where, most=where.most - 1, least=max(0, where.least - 1))
        quotas[where.group] -= 1
    rest = replace(
        problem,
        people=tuple(sorted(people.values(), key=lambda one: one.key)),
        places=tuple(sorted(places.values(), key=lambda one: one.key)),
        quotas=dict(sorted(quotas.items())),
        barred=problem.barred | problem.fixed,
        fixed=frozenset(),
    )
    return rest, points


class _Flow:
    """The network over some of the pairs: 0 is where people come from, then people, places,
    groups, and last where the flow ends."""

    def __init__(self, worth: Worth) -> None:
        self.worth, self.problem = worth, worth.problem
        people, places = self.problem.people, self.problem.places
        self.first_place = 1 + len(people)
        self.first_group = self.first_place + len(places)
        self.groups = list(self.problem.quotas)
        self.sink = self.first_group + len(self.groups)
        self._fixed_arcs = self._frame()

    def _frame(self) -> Numbers:
        """The arcs besides those of pairs: tail, head, capacity, cost."""
        load = self.problem.weights.load
        found: list[tuple[int, int, int, int]] = [
            (0, 1 + n, one.takes, load * one.load) for n, one in enumerate(self.problem.people)
        ]
        at = {code: self.first_group + n for n, code in enumerate(self.groups)}
        for n, place in enumerate(self.problem.places):
            node, group = self.first_place + n, at[place.group]
            found.append((node, group, place.least, -LEAST))
            found.append((node, group, place.most - place.least, 0))
        for code, quota in self.problem.quotas.items():
            found.append((at[code], self.sink, quota, 0))
            found.append((0, at[code], quota, UNFILLED))
        return np.array(found, dtype=np.int64)

    def solve(self, arcs: Numbers) -> None:
        """Solve over these pairs, written as person × places + place."""
        people, places = np.divmod(arcs, len(self.problem.places))
        gains = self.worth.of(people, places)
        pairs = np.column_stack([1 + people, self.first_place + places, np.ones_like(arcs), -gains])
        table = np.concatenate([self._fixed_arcs, pairs])
        tails, heads, most, costs = (np.ascontiguousarray(column) for column in table.T)
        network = SimpleMinCostFlow()
        network.add_arcs_with_capacity_and_unit_cost(
            tails.astype(np.int32), heads.astype(np.int32), most, costs
        )
        total = sum(self.problem.quotas.values())
        network.set_node_supply(0, total)
        network.set_node_supply(self.sink, -total)
        if network.solve() != network.OPTIMAL:
            raise RuntimeError("the flow could not be solved")
        self._read(network.flows(np.arange(len(table), dtype=np.int32)), table, len(pairs))

    def _read(self, flows: Numbers, table: Numbers, number: int) -> None:
        self.table, self.flows = table, flows
        own, start = flows[: len(self._fixed_arcs)], len(self._fixed_arcs)
        used = table[start:][flows[start:] > 0]
        people, places = self.problem.people, self.problem.places
        self.pairs: list[Pair] = [
            (people[int(tail) - 1].key, places[int(head) - self.first_place].key)
            for tail, head, _most, _cost in used
        ]
        load = sum(int(n) * int(c) for n, c in zip(own[: len(people)], table[:, 3], strict=False))
        self.points = -int(used[:, 3].sum()) - load
        first = len(people)
        least = own[first : first + 2 * len(places) : 2]
        ends = own[first + 2 * len(places) :]
        self.filled = {
            code: int(ends[2 * n] - ends[2 * n + 1]) for n, code in enumerate(self.groups)
        }
        self.unfilled = int(ends[1::2].sum())
        self.below = [one.key for one, n in zip(places, least, strict=True) if n < one.least]

    def prices(self) -> Numbers:
        """For each node the least cost of what could still flow to it: no arc there is cheaper."""
        tail, head, most, cost = self.table.T
        forth, back = self.flows < most, self.flows > 0
        tails = np.concatenate([tail[forth], head[back]])
        heads = np.concatenate([head[forth], tail[back]])
        costs = np.concatenate([cost[forth], -cost[back]])
        order = np.argsort(heads, kind="stable")
        tails, heads, costs = tails[order], heads[order], costs[order]
        starts = np.flatnonzero(np.r_[True, heads[1:] != heads[:-1]])
        ends = heads[starts]
        price = np.zeros(self.sink + 1, dtype=np.int64)
        while True:
            reached = np.minimum.reduceat(price[tails] + costs, starts)
            better = reached < price[ends]
            if not better.any():
                return price
            price[ends[better]] = reached[better]


def _better(worth: Worth, flow: _Flow, arcs: Numbers) -> Numbers:
    """The pairs left out that would do better than some of those taken, a few of each place."""
    if len(arcs) == worth.open_pairs:
        return np.empty(0, dtype=np.int64)
    price = flow.prices()
    people = price[1 : flow.first_place]
    places = price[flow.first_place : flow.first_group]
    return worth.pairs_below(people, places, arcs, MORE)


def second_best(problem: Problem, plan: Plan, pair: Pair) -> Plan:
    """The best plan without this pair, solved anew: its points and who goes there instead."""
    barred = problem.barred | {pair}
    return solve(replace(problem, barred=barred, fixed=problem.fixed - {pair}))


def who_instead(plan: Plan, other: Plan, place: Place | int) -> list[int]:
    """Who goes to a place in the other plan and not in this one."""
    key = place if isinstance(place, int) else place.key
    before = _at(plan.pairs, key)
    return sorted(_at(other.pairs, key) - before)


def _at(pairs: Iterable[Pair], place: int) -> set[int]:
    return {who for who, where in pairs if where == place}
