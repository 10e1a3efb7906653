"""What an engine answers: yes, no or unknown, and each condition with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, held: bool | None) -> Verdict:
        """Of Kleene's three values."""
        return cls.UNKNOWN if held is None else cls.YES if held else cls.NO


@dataclass(frozen=True, slots=True)
class Detail:
    """One comparison within a condition: both sides, and by how much it is missed.

    ``value`` and ``wanted`` are in base units (words and dates as text); ``gap`` is how far the
    value would have to move, None where the comparison is met, unknown or not of numbers or dates.
    """

    offset: int
    held: bool | None
    value: Fraction | str | None
    wanted: Fraction | str | None
    unit: str
    gap: Fraction | None
    missing: tuple[str, ...] = ()  # the keys of the columns that are empty


@dataclass(frozen=True, slots=True)
class Reason:
    """How one condition stands: ``met`` from the subject's point of view (an exclusion that does
    not hold is met), and the comparisons that decided it."""

    code: str
    is_exclusion: bool
    met: bool | None
    details: tuple[Detail, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns whose figure is needed and unknown, each once."""
        return tuple(dict.fromkeys(key for d in self.details for key in d.missing))


@dataclass(frozen=True, slots=True)
class Answer:
    """One subject under one programme; ``fen`` is None where it is unknown or nothing is due."""

    programme: str
    verdict: Verdict
    fen: int | None
    reasons: tuple[Reason, ...]

    @property
    def is_near_miss(self) -> bool:
        """Would qualify with one condition more."""
        return [reason.met for reason in self.reasons].count(False) == 1 and all(
            reason.met is not None for reason in self.reasons
        )
