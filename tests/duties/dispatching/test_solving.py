"""The best plan: exact quotas, no conflict, and the same points as other ways to find it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from tashan.duties.dispatching import solving
from tashan.duties.dispatching.problem import Person, Place, Plan, Problem, Weights, points_of
from tashan.duties.dispatching.solving import second_best, solve, who_instead
from tashan.duties.dispatching.verifying import faults

CODES = ("electronics", "machinery", "food", "english")
WEIGHTS = Weights(dict.fromkeys(CODES, 10), stays=6, load=2)


def invented(people: int, places: int, seed: int = 1) -> Problem:
    """One person for each place; some are there already, some are barred."""
    chance = random.Random(seed)
    who = tuple(
        Person(n, frozenset(chance.sample(CODES, chance.randint(0, 3))), chance.randint(0, 3))
        for n in range(people)
    )
    where = tuple(
        Place(1000 + n, "ab"[n % 2], frozenset(chance.sample(CODES, chance.randint(1, 3))))
        for n in range(places)
    )
    pairs = [(chance.randrange(people), 1000 + chance.randrange(places)) for _ in range(people * 3)]
    quotas = {"a": (places + 1) // 2, "b": places // 2}
    return Problem(
        who, where, quotas, WEIGHTS, frozenset(pairs[people:]), frozenset(pairs[:people])
    )


def by_scipy(problem: Problem) -> int:
    table = np.array([[points_of(problem, a, b) for b in problem.places] for a in problem.people])
    for n, a in enumerate(problem.people):
        for m, b in enumerate(problem.places):
            if (a.key, b.key) in problem.barred:
                table[n, m] = -10_000
    rows, columns = linear_sum_assignment(table, maximize=True)
    return int(table[rows, columns].sum())


@pytest.mark.parametrize("seed", range(5))
def test_nothing_better_is_found_by_another_way(seed: int) -> None:
    problem = invented(60, 40, seed)
    plan = solve(problem)
    assert list(faults(problem, plan)) == []
    assert plan.points == by_scipy(problem)


@pytest.mark.parametrize("seed", range(3))
def test_a_pruned_problem_comes_to_the_same_points(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = invented(200, 90, seed)
    whole = solve(problem)
    monkeypatch.setattr(solving, "DENSE", 0)
    monkeypatch.setattr(solving, "FIRST", 2)
    pruned = solve(problem)
    assert list(faults(problem, pruned)) == []
    assert pruned.points == whole.points == by_scipy(problem)
    assert pruned.rounds > 1


def test_the_order_in_which_things_are_given_changes_nothing() -> None:
    problem = invented(40, 30)
    turned = replace(problem, people=problem.people[::-1], places=problem.places[::-1])
    assert solve(turned) == solve(problem)


def test_what_is_fixed_holds_and_counts() -> None:
    problem = invented(40, 30)
    free = next(
        (a.key, b.key) for a in problem.people for b in problem.places
        if (a.key, b.key) not in problem.barred | set(solve(problem).pairs)
    )  # fmt: skip
    held = replace(problem, fixed=frozenset([free]))
    plan = solve(held)
    assert free in plan.pairs
    assert list(faults(held, plan)) == []
    with pytest.raises(ValueError, match="is not to go"):
        solve(replace(held, barred=problem.barred | {free}))


def test_who_is_there_stays_where_it_costs_nothing() -> None:
    people = (Person(1, frozenset(["food"])), Person(2, frozenset(["food"])))
    places = (Place(10, "a", frozenset(["food"])),)
    for there in (1, 2):
        problem = Problem(people, places, {"a": 1}, WEIGHTS, there=frozenset([(there, 10)]))
        assert solve(problem).pairs == ((there, 10),)


def test_the_second_best_is_solved_anew() -> None:
    people = (Person(1, frozenset(["food"])), Person(2), Person(3, frozenset(), load=1))
    problem = Problem(people, (Place(10, "a", frozenset(["food"])),), {"a": 1}, WEIGHTS)
    plan = solve(problem)
    other = second_best(problem, plan, (1, 10))
    assert (plan.points, other.points, who_instead(plan, other, 10)) == (10, 0, [2])


def test_a_quota_that_cannot_be_met_says_why() -> None:
    people = (Person(1), Person(2))
    places = (Place(10, "a"), Place(11, "a"), Place(12, "b"))
    problem = Problem(people, places, {"a": 2, "b": 1}, WEIGHTS,
                      barred=frozenset([(1, 12), (2, 12)]))  # fmt: skip
    plan = solve(problem)
    assert plan.pairs == ()
    (short,) = [one for one in plan.short if one.group == "b"]
    assert (short.wanted, short.possible, short.alone) == (1, 0, (12,))


def test_the_verifier_finds_what_is_wrong() -> None:
    problem = invented(20, 10)
    plan = solve(problem)
    first = plan.pairs[0]
    wrong = Plan((*plan.pairs[1:], plan.pairs[1]), plan.points)
    found = " ".join(faults(replace(problem, barred=frozenset([plan.pairs[2]])), wrong))
    for words in ("twice", "conflict", "come to", "instead of"):
        assert words in found
    assert "fixed and missing" in " ".join(
        faults(replace(problem, fixed=frozenset([first])), wrong)
    )
    assert "points" in " ".join(faults(problem, replace(plan, points=0)))
