"""What a verification can find wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FaultKind(Enum):
    """What is wrong."""

    CHANGED_EVENT = "changed event"
    MISSING_EVENT = "missing event"
    ADDED_EVENT = "added event"
    CUT_TAIL = "cut tail"
    LOST_STREAM = "lost stream"
    CHANGED_HEAD = "changed head"
    CHANGED_SEAL = "changed seal"
    MISSING_SEAL = "missing seal"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which stream, at which number. A seal stands in no stream."""

    kind: FaultKind
    stream: str
    sequence: int | None
    detail: str

    def __str__(self) -> str:
        place = self.stream or "the seals"
        number = "" if self.sequence is None else f" at {self.sequence}"
        return f"{self.kind.value} in {place}{number}: {self.detail}"
