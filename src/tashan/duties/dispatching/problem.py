"""What the solver is given and what it answers: plain values, no database.

Points are whole numbers. ``Person.key`` and ``Place.key`` are any numbers, each once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[int, int]  # a person's key, a place's key


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be sent: ``brings`` are codes of needs, ``takes`` at most so many places."""

    key: int
    brings: frozenset[str] = frozenset()
    load: int = 0
    takes: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A destination of a group, for ``least`` to ``most`` people."""

    key: int
    group: str
    needs: frozenset[str] = frozenset()
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """Points for each need that is met, for who stays, and off for each duty besides."""

    needs: Mapping[str, int]
    stays: int = 0
    load: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Who may be sent where. ``barred`` pairs have a conflict, those of ``there`` are there now,
    those of ``fixed`` hold whatever else comes out."""

    people: tuple[Person, ...]
    places: tuple[Place, ...]
    quotas: Mapping[str, int]
    weights: Weights
    barred: frozenset[Pair] = frozenset()
    there: frozenset[Pair] = frozenset()
    fixed: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Short:
    """A quota that cannot be met: only ``possible`` of ``wanted``. ``room`` is how many its places
    take together, ``people`` how many could go, ``alone`` the places that nobody may go to."""

    group: str
    wanted: int
    possible: int
    room: int
    people: int
    alone: tuple[int, ...] = ()
    below: tuple[int, ...] = ()  # places that get fewer than their least


@dataclass(frozen=True, slots=True)
class Plan:
    """The pairs in the order of their keys, and their points in all; or what is short."""

    pairs: tuple[Pair, ...] = ()
    points: int = 0
    short: tuple[Short, ...] = ()
    rounds: int = field(default=1, compare=False)  # how often the flow was solved


def points_of(problem: Problem, person: Person, place: Place) -> int:
    """What a pair is worth: needs met, continuity, less the person's load."""
    weights = problem.weights
    met = sum(weights.needs[code] for code in person.brings & place.needs)
    stays = weights.stays if (person.key, place.key) in problem.there else 0
    return met + stays - weights.load * person.load
