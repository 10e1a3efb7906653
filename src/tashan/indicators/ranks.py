"""Places in order of a figure. Ties share the better rank, and the next is skipped: 1, 2, 2, 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tashan.indicators.derived import rounded


class Direction(StrEnum):
    """Which way an indicator is better."""

    HIGHER = "higher"
    LOWER = "lower"

    def is_better(self, one: Decimal, other: Decimal) -> bool:
        return one > other if self is Direction.HIGHER else one < other


@dataclass(frozen=True, slots=True)
class Standing:
    """One place in a ranking, told by its code; ``is_shared`` where another has the same rank."""

    code: str
    value: Decimal
    rank: int
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """The standings from the first to the last, and the codes whose figure is unknown."""

    standings: tuple[Standing, ...]
    unranked: tuple[str, ...]

    def standing_of(self, code: str) -> Standing | None:
        return next((s for s in self.standings if s.code == code), None)


def ranking(
    values: Mapping[str, Decimal | None], direction: Direction, *, places: int | None = None
) -> Ranking:
    """Ranks of the known figures; equal ones stand in the order of their codes.

    With ``places`` they are ranked as they are printed, so that what looks equal is equal.
    """
    shown = {c: v if places is None else rounded(v, places) for c, v in values.items()}
    known = {code: value for code, value in shown.items() if value is not None}
    # a reversed sort keeps equals in their order too
    order = sorted(sorted(known), key=known.__getitem__, reverse=direction is Direction.HIGHER)
    figures = [known[code] for code in order]
    first: dict[Decimal, int] = {}
    count: dict[Decimal, int] = {}
    for place, figure in enumerate(figures, start=1):
        first.setdefault(figure, place)
        count[figure] = count.get(figure, 0) + 1
    standings = [
        Standing(code, known[code], first[known[code]], count[known[code]] > 1) for code in order
    ]
    return Ranking(tuple(standings), tuple(sorted(set(values) - set(known))))


def rank_among(
    ours: Decimal | None, peers: Mapping[str, Decimal | None], direction: Direction
) -> tuple[int, int] | None:
    """Our rank and of how many, among ourselves and the peers that are known."""
    if ours is None:
        return None
    known = [value for value in peers.values() if value is not None]
    ahead = sum(direction.is_better(value, ours) for value in known)
    return ahead + 1, len(known) + 1
