"""The keys of columns that are not fields: a figure in a period, a label, a credit event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LABELS, CREDIT, EXTRA, ASKED = "labels", "credit", "extra", "asked"


@dataclass(frozen=True, slots=True)
class FigureKey:
    """``tax_paid@2025-01-01/2025-12-31``: an indicator and the days that it is of."""

    code: str
    first: date
    last: date

    @classmethod
    def parse(cls, key: str) -> FigureKey | None:
        """None for the key of another sort of column."""
        code, at, days = key.partition("@")
        if not at:
            return None
        first, _, last = days.partition("/")
        return cls(code, date.fromisoformat(first), date.fromisoformat(last or first))

    def __str__(self) -> str:
        return f"{self.code}@{self.first}/{self.last}"


def marked(key: str) -> tuple[str, str]:
    """The prefix and what stands behind it: ``labels:srdi`` is (labels, srdi); a field ("", it)."""
    prefix, colon, rest = key.partition(":")
    return (prefix, rest) if colon else ("", key)
