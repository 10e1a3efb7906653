"""The keys of columns that are not fields: a figure in a period, a label, a credit event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LABELS, CREDIT, EXTRA, ASKED = "labels", "credit", "extra", "asked"
GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class FigureKey:
    """``tax_paid@2025-01-01/2025-12-31``: an indicator and the days that it is of.

    ``growth:value_added@…`` is its growth as published.
    """

    code: str
    first: date
    last: date
    is_growth: bool = False

    @classmethod
    def parse(cls, key: str) -> FigureKey | None:
        """None for the key of another sort of column."""
        code, at, days = key.partition("@")
        if not at:
            return None
        first, _, last = days.partition("/")
        prefix, code = marked(code)
        return cls(
            code,
            date.fromisoformat(first),
            date.fromisoformat(last or first),
            is_growth=prefix == GROWTH,
        )

    def __str__(self) -> str:
        prefix = f"{GROWTH}:" if self.is_growth else ""
        return f"{prefix}{self.code}@{self.first}/{self.last}"


def marked(key: str) -> tuple[str, str]:
    """The prefix and what stands behind it: ``labels:srdi`` is (labels, srdi); a field ("", it)."""
    prefix, colon, rest = key.partition(":")
    return (prefix, rest) if colon else ("", key)
