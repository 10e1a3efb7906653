"""Why a quota cannot be met, told from the problem itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tashan.duties.dispatching.problem import Place, Problem, Short


def shorts(
    problem: Problem, filled: Mapping[str, int], below: Collection[int]
) -> tuple[Short, ...]:
    """Each group that gets fewer than its quota, or has a place with fewer than its least."""
    free = {one.key for one in problem.people if one.takes}
    barred: dict[int, int] = {}
    for who, where in problem.barred:
        if who in free:
            barred[where] = barred.get(where, 0) + 1
    found = []
    for group, quota in problem.quotas.items():
        places = [one for one in problem.places if one.group == group]
        less = tuple(one.key for one in places if one.key in set(below))
        if filled[group] < quota or less:
            alone = tuple(one.key for one in places if barred.get(one.key, 0) >= len(free))
            found.append(Short(group, quota, filled[group], _room(places), len(free), alone, less))
    return tuple(found)


def _room(places: list[Place]) -> int:
    return sum(one.most for one in places)
