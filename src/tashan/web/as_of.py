"""The day that a page is asked for: ``?on=2020-06-30``, else today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day asked for; ``is_today`` where none was."""

    day: date
    today: date

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def query(self) -> str:
        """What keeps the day in the address of the next page."""
        return "" if self.is_today else f"?on={self.day.isoformat()}"


def as_of(request: HttpRequest) -> AsOf:
    """What is no day is today."""
    today = timezone.localdate()
    try:
        return AsOf(date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        return AsOf(today, today)
