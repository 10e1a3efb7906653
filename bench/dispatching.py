"""`make bench-dispatching`: 10,000 officers to 3,000 destinations. See README.md beside this.

The plan is checked without the solver, and SciPy's assignment of the same data must come to the
same points; then both are timed.
"""

from __future__ import annotations

import argparse
import random
import time

import numpy as np
from scipy.optimize import linear_sum_assignment

from tashan.duties.dispatching.problem import Person, Place, Plan, Problem, Weights, points_of
from tashan.duties.dispatching.solving import solve
from tashan.duties.dispatching.verifying import faults

OFFICERS, DESTINATIONS, SEED = 10_000, 3_000, 20260105
CODES = tuple(f"need_{n}" for n in range(12))
GROUPS = ("strongest", "best", "parks", "villages")
WEIGHTS = Weights(dict.fromkeys(CODES, 10), stays=6, load=2)
BARRED = -1_000_000
MOST_SECONDS = 60


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-dispatching", description=__doc__)
    parser.add_argument("--officers", type=int, default=OFFICERS)
    parser.add_argument("--destinations", type=int, default=DESTINATIONS)
    parser.add_argument("--alone", action="store_true", help="without SciPy")
    options = parser.parse_args()
    problem = invented(options.officers, options.destinations)
    began, cpu = time.perf_counter(), time.process_time()
    plan = solve(problem)
    ours, used = time.perf_counter() - began, time.process_time() - cpu
    wrong = list(faults(problem, plan))
    assert not wrong, wrong[:3]
    print(f"{options.officers:,} officers, {options.destinations:,} destinations")
    print(f"{len(plan.pairs):,} sent, quotas exact, no conflict, {plan.points:,} points")
    print(f"ours                {ours:7.2f} s, {used:.2f} s of a processor, {plan.rounds} rounds")
    print(f"                            (to reach: at most {MOST_SECONDS} s)")
    if not options.alone:
        _beside_scipy(problem, plan, ours)


def invented(officers: int, destinations: int, seed: int = SEED) -> Problem:
    """Each destination takes one or two people; three in a hundred thousand pairs have a
    conflict, a quarter of the officers are at a destination now."""
    chance = random.Random(seed)
    people = tuple(
        Person(n, frozenset(chance.sample(CODES, chance.randint(0, 3))), chance.randint(0, 4))
        for n in range(officers)
    )
    places, quotas = [], dict.fromkeys(GROUPS, 0)
    for n in range(destinations):
        group, number = GROUPS[n % len(GROUPS)], chance.choice((1, 1, 2))
        needs = frozenset(chance.sample(CODES, chance.randint(1, 3)))
        places.append(Place(officers + n, group, needs, number, number))
        quotas[group] += number
    at = [officers + chance.randrange(destinations) for _ in range(officers * 3)]
    barred = frozenset((n % officers, place) for n, place in enumerate(at))
    there = frozenset((n, officers + chance.randrange(destinations)) for n in range(0, officers, 4))
    return Problem(people, tuple(places), quotas, WEIGHTS, barred, there)


def _beside_scipy(problem: Problem, plan: Plan, ours: float) -> None:
    """Every seat of a destination is a column; its points are counted anew by the plain rule."""
    began = time.perf_counter()
    seats = [n for n, place in enumerate(problem.places) for _ in range(place.most)]
    table = _table(problem)[:, seats]
    rows, columns = linear_sum_assignment(table, maximize=True)
    seconds = time.perf_counter() - began
    people, places = problem.people, problem.places
    pairs = [(people[r], places[seats[c]]) for r, c in zip(rows, columns, strict=True)]
    points = sum(points_of(problem, who, where) for who, where in pairs)
    assert points == plan.points, (points, plan.points)
    assert not {(who.key, where.key) for who, where in pairs} & problem.barred
    print(f"SciPy's assignment  {seconds:7.2f} s, the same points")
    print(f"ours ÷ SciPy        {ours / seconds:7.2f}")


def _table(problem: Problem) -> np.ndarray:
    """What every pair is worth, whole."""
    brings = np.array([[code in one.brings for code in CODES] for one in problem.people])
    needs = np.array([[code in one.needs for code in CODES] for one in problem.places])
    points = np.array([problem.weights.needs[code] for code in CODES], dtype=np.float64)
    table = (brings * points) @ needs.T.astype(np.float64)
    table -= problem.weights.load * np.array([one.load for one in problem.people])[:, None]
    first = problem.places[0].key
    for pairs, by in ((problem.there, problem.weights.stays), (problem.barred, BARRED)):
        who, where = np.array(sorted(pairs)).T
        table[who, where - first] += by
    return table


if __name__ == "__main__":
    main()
