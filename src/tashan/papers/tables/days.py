"""A day or a month as people type it; what could be two days is refused."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from tashan.base.dates import Period
from tashan.papers.tables.reasons import Note, Reason, Said, said

_DAY = re.compile(
    r"(\d{4}) ?(?:年|[-/.]) ?(\d{1,2}) ?(?:月|[-/.]) ?(\d{1,2}) ?(?:日|号)?"
    r"(?:[ T](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?"
)
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4}) ?(?:年|[-/.]) ?(\d{1,2}) ?(?:月份?)?")
_SIX = re.compile(r"(\d{4})(\d{2})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}日?")
_ZERO_DAY = date(1899, 12, 30)  # day 0 of Excel, as its serial numbers count since March 1900
_SERIALS = range(10_000, 80_000)  # 1927 to 2119: what falls outside was not meant as a day
_YEARS = range(1850, 2151)


def day(value: object) -> tuple[date, Said | None] | Reason:
    """The day with a note (often None), or the reason why ``value`` is none."""
    if isinstance(value, datetime):
        note = None if value.time() == datetime.min.time() else said(Note.TIME_LEFT_OUT)
        return value.date(), note
    if isinstance(value, date):
        return value, None
    if isinstance(value, int):
        return _serial(value)
    if isinstance(value, str):
        return _day_of_text(value)
    return Reason.NO_DAY


def _serial(value: int) -> tuple[date, Said | None] | Reason:
    if value in _SERIALS:
        return _ZERO_DAY + timedelta(days=value), said(Note.DAY_NUMBER, shown=value)
    return _day_of_text(str(value))


def _day_of_text(text: str) -> tuple[date, Said | None] | Reason:
    found = _DAY.fullmatch(text) or _EIGHT.fullmatch(text)
    if found is None:
        if len(text) == 5 and text.isascii() and text.isdigit() and int(text) in _SERIALS:
            return _serial(int(text))
        return _why_no_day(text)
    year, month, at = (int(part) for part in found.groups()[:3])
    if year not in _YEARS:
        return Reason.YEAR
    try:
        told = date(year, month, at)
    except ValueError:
        return Reason.NOT_IN_CALENDAR
    hour = found[4] if found.re is _DAY else None
    return told, said(Note.TIME_LEFT_OUT) if hour and set(hour) - set("0:.") else None


def _why_no_day(text: str) -> Reason:
    if _MONTH.fullmatch(text) or (_SIX.fullmatch(text) and int(text[4:]) <= 12):
        return Reason.DAY_MISSING
    if _SHORT_YEAR.fullmatch(text):
        return Reason.SHORT_YEAR
    return Reason.NO_DAY


def month(value: object) -> Period | Reason:
    """The month as a period, or the reason why ``value`` is none."""
    if isinstance(value, date):
        return Period.months(value.year, first=value.month, last=value.month)
    if isinstance(value, float):
        text = f"{value:.15g}"
        if re.fullmatch(r"\d{4}\.1", text):  # 2026.10 typed as a number is 2026.1 too
            return Reason.JANUARY_OR_OCTOBER
    else:
        text = str(value)
    found = _MONTH.fullmatch(text) or _SIX.fullmatch(text)
    if found is None:
        whole = day(int(text) if text.isascii() and text.isdigit() else text)
        return whole if isinstance(whole, Reason) else month(whole[0])
    year, at = int(found[1]), int(found[2])
    if year not in _YEARS:
        return Reason.YEAR
    if not 1 <= at <= 12:
        return Reason.NOT_A_MONTH
    return Period.months(year, first=at, last=at)
