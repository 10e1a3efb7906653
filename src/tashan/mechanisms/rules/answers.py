"""What an engine answers: yes, no or unknown, and each condition with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import overload


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


class Reasons(Sequence[Reason]):
    """The reasons of an answer. ``met`` is there at once; details are worked out when looked at."""

    __slots__ = ("_explain", "_explained", "met")

    def __init__(
        self, met: Sequence[bool | None], explain: Callable[[], tuple[Reason, ...]]
    ) -> None:
        self.met = met
        self._explain = explain
        self._explained: tuple[Reason, ...] | None = None

    def all(self) -> tuple[Reason, ...]:
        if self._explained is None:
            self._explained = self._explain()
        return self._explained

    def __len__(self) -> int:
        return len(self.met)

    @overload
    def __getitem__(self, at: int) -> Reason: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Reason, ...]: ...
    def __getitem__(self, at: int | slice) -> Reason | tuple[Reason, ...]:
        return self.all()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.all() == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # compared by what it holds

    def __repr__(self) -> str:
        return repr(self.all())


@dataclass(frozen=True, slots=True)
class Answer:
    """One subject under one programme; ``fen`` is None where it is unknown or nothing is due."""

    programme: str
    verdict: Verdict
    fen: int | None
    reasons: Sequence[Reason]

    @property
    def met(self) -> Sequence[bool | None]:
        """Of each condition and exclusion, without working out its details."""
        reasons = self.reasons
        if isinstance(reasons, Reasons):
            return reasons.met
        return [reason.met for reason in reasons]

    @property
    def is_near_miss(self) -> bool:
        """Would qualify with one condition more."""
        met = self.met
        return None not in met and list(met).count(False) == 1
