"""The light of a matter: a colour, and a shape for those who do not see the colour."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    STOPPED = "stopped"  # the clock stands still for a recorded reason

    @property
    def shape(self) -> str:
        """A character that tells the light without its colour: circle, triangle, square, bars."""
        return _SHAPES[self]

    @property
    def urgency(self) -> int:
        """Sorts the most urgent first when ascending; a stopped clock comes last."""
        return _URGENCY[self]


_SHAPES = {Light.GREEN: "●", Light.YELLOW: "▲", Light.RED: "■", Light.STOPPED: "‖"}
_URGENCY = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.STOPPED: 3}
