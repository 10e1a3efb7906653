"""The number of a case: 999901-2026-000123, counted by the event that gives it, without gaps."""

from __future__ import annotations

from tashan.casework.moving.by import By
from tashan.record import events


def next_number(place: str, title: str, *, by: By) -> str:
    """The next number of the year in a place, by its division code; two at once wait in line.

    Within the transaction that opens the case: where it fails, nobody has the number.
    """
    series = f"{place}-{by.on.year}"
    event = events.append(
        f"numbers:{series}", "case.numbered", {"title": title}, actor=by.user, at=by.at,
        occurred_on=by.on,
    )  # fmt: skip
    return f"{series}-{event.sequence:06d}"
