"""Days as an iCalendar file (RFC 5545): whole-day entries that keep their id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One whole day; ``uid`` is the same each time the calendar is fetched."""

    uid: str
    day: date
    title: str
    text: str = ""
    address: str = ""


def calendar(name: str, entries: Iterable[DayEntry], at: datetime) -> bytes:
    """The calendar as UTF-8, lines folded and ended as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tashan//Due//EN",
        f"X-WR-CALNAME:{_said(name)}",
    ]
    for entry in entries:
        lines += _entry(entry, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _entry(entry: DayEntry, at: datetime) -> list[str]:
    after = entry.day + timedelta(1)
    return [
        "BEGIN:VEVENT",
        f"UID:{_said(entry.uid)}",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_said(entry.title)}",
        *([f"DESCRIPTION:{_said(entry.text)}"] if entry.text else []),
        *([f"URL:{entry.address}"] if entry.address else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _said(text: str) -> str:
    """Commas, semicolons, backslashes and line ends are written so that they end nothing."""
    found = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(found.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, no character torn; all but the first begin with a space."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MOST_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece
