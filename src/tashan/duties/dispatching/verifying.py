"""Whether a plan holds what it must, checked without the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tashan.duties.dispatching.problem import Plan, Problem, points_of


def faults(problem: Problem, plan: Plan) -> Iterator[str]:
    """Everything that is wrong with a plan; none where it holds."""
    people = {one.key: one for one in problem.people}
    places = {one.key: one for one in problem.places}
    sent, come = Counter(who for who, _p in plan.pairs), Counter(where for _w, where in plan.pairs)
    if len(set(plan.pairs)) < len(plan.pairs):
        yield "a pair stands there twice"
    yield from (f"conflict: {pair}" for pair in plan.pairs if pair in problem.barred)
    yield from (f"fixed and missing: {pair}" for pair in problem.fixed - set(plan.pairs))
    yield from (f"{key} is sent {n} times" for key, n in sent.items() if n > people[key].takes)
    for key, place in places.items():
        if not place.least <= come[key] <= place.most:
            yield f"{come[key]} come to {key}"
    groups = Counter(places[where].group for _who, where in plan.pairs)
    for group, quota in problem.quotas.items():
        if groups[group] != quota:
            yield f"{groups[group]} instead of {quota} for {group}"
    points = sum(points_of(problem, people[a], places[b]) for a, b in plan.pairs)
    if points != plan.points:
        yield f"{points} points, and not {plan.points}"
