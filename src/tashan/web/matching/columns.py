"""What a column of a snapshot is called, and who holds the figure that stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.indicators.naming import published_period
from tashan.mechanisms.library import library
from tashan.web.figure_words import in_tongue, period_text


@dataclass(frozen=True, slots=True)
class ColumnWords:
    title: str
    holder: str


def words_of_column(key: str) -> ColumnWords:
    """``tax_paid@2025-01-01/2025-12-31`` is 2025年纳税额; a column of no file keeps its key."""
    code, _at, days = key.partition("@")
    known = library().indicators.get(code)
    if not days or known is None:
        return ColumnWords(key, "")
    first, last = days_of(days)
    period = period_text(published_period(first, last, known))
    return ColumnWords(f"{period} {in_tongue(known.title)}", "")


def days_of(days: str) -> tuple[date, date]:
    """The first and the last day of 2025-01-01/2025-12-31."""
    first, _slash, last = days.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)
