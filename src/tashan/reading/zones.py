"""Stretches of a report in one mood: what was done, what falls short, what is planned."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Mood(StrEnum):
    TOLD = "told"  # what is or was
    GAP = "gap"  # the writer's own shortfall
    PLAN = "plan"  # what is recommended, planned or expected


@dataclass(frozen=True, slots=True)
class Zones:
    """Moods by offset of the normalised text: ``moods[i]`` holds from ``starts[i]`` on."""

    starts: tuple[int, ...]
    moods: tuple[Mood, ...]

    def at(self, offset: int) -> Mood:
        return self.moods[bisect_right(self.starts, offset) - 1]
