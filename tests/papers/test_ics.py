"""Calendars of days: whole days, folded lines, nothing that ends a line early."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tashan.papers.ics import MOST_OCTETS, DayEntry, calendar

AT = datetime(2026, 11, 27, 1, tzinfo=UTC)


def told(**said: str) -> list[str]:
    entry = DayEntry("matter:1@tashan", date(2026, 12, 31), **({"title": "环评"} | said))
    return calendar("Tashan", [entry], AT).decode().split("\r\n")


def test_a_day_ends_with_the_next() -> None:
    lines = told()
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "UID:matter:1@tashan" in lines
    assert "DTSTAMP:20261127T010000Z" in lines


def test_lines_are_folded_without_tearing_a_character() -> None:
    title = "逾期的事项" * 30
    lines = told(title=title)
    assert all(len(line.encode()) <= MOST_OCTETS for line in lines)
    whole = "\r\n".join(lines).replace("\r\n ", "")
    assert f"SUMMARY:{title}" in whole


def test_commas_and_line_ends_are_written_out() -> None:
    assert "SUMMARY:a\\, b\\; c\\\\d" in told(title="a, b; c\\d")
    assert "DESCRIPTION:one\\ntwo" in told(text="one\r\ntwo")


def test_an_empty_calendar_is_one() -> None:
    assert calendar("x", [], AT).endswith(b"END:VCALENDAR\r\n")
