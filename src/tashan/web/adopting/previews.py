"""What a mechanism would do here, tried on our own register: who qualifies, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tashan.learning.fitness import Lack
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.schema import Mechanism


@dataclass(frozen=True, slots=True)
class Tried:
    """One programme tried: how many qualify, nearly do or may, and the cost in fen."""

    part: str
    title: str
    of: int
    eligible: int
    near: int
    unknown: int
    fen: int | None
    names: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Preview:
    """``lacks`` is None where nothing could be tried; ``problem`` says why."""

    tried: Sequence[Tried] = ()
    lacks: Sequence[Lack] | None = None
    problem: str = ""


def preview(mechanism: Mechanism, parameters: Mapping[str, Parameter], *, on: date) -> Preview:
    """Nothing is kept of it."""
    return Preview()
