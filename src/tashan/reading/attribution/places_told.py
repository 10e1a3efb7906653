"""Counties that a report names only in short, told by the province or prefecture before them.

浙江义乌、诸暨等地: the short names are unambiguous there, and stand for 义乌市 and 诸暨市 in the
rest of the report. Alone they would not be read: many counties are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tashan.base.divisions import Level, divisions, named, short_name, words_not_places

_LONGEST = 6
# 平湖位于…, 平湖是…的县级市: a sentence that introduces a place.
_INTRODUCED = re.compile("(?:是[^,。\\n]{0,16}[县市区](?=[,。])|位于|地处|隶属|下辖|总面积)")

_BETWEEN = ("、", "和", "与", "及")
_SENTENCE_HEAD = re.compile("[\\n 。]")


@cache
def _counties() -> dict[str, list[tuple[str, str]]]:
    """Short name → codes and full names of the counties of today that bear it."""
    table: dict[str, list[tuple[str, str]]] = {}
    ordinary = words_not_places("short")
    for division in divisions():
        short = short_name(division.name)
        if division.level is Level.COUNTY and not division.until and short not in ordinary:
            table.setdefault(short, []).append((division.code, division.name))
    return table


@cache
def _areas() -> dict[str, str]:
    """Names of provinces and prefectures of today → the digits that their counties begin with."""
    table: dict[str, str] = {}
    for division in divisions():
        if division.level in {Level.PROVINCE, Level.PREFECTURE} and not division.until:
            digits = division.code[:2] if division.level is Level.PROVINCE else division.code[:4]
            for name in (division.name, short_name(division.name)):
                table.setdefault(name, digits)
    return table


def digits_of(name: str) -> str:
    """What the codes of the place and of all below it begin with; empty where it is not known."""
    if name in _areas():
        return _areas()[name]
    known = named(name)
    if not known:
        return ""
    zone = known[-1].level is Level.ZONE  # a zone has the code of its province, but is not it
    return known[-1].code[:2] + "…" if zone else known[-1].code.rstrip("0")


@cache
def _provinces() -> dict[str, str]:
    return {d.code[:2]: d.name for d in divisions() if d.level is Level.PROVINCE and not d.until}


def province_named(digits: str) -> str:
    """The full name of the province whose codes begin so."""
    return _provinces()[digits]


def told_by_area(text: str, areas: Sequence[tuple[int, str]]) -> dict[str, str]:
    """Full name → short name of the counties named after ``areas`` (where each ends, its name)."""
    found: dict[str, str] = {}
    for end, area in areas:
        digits = _areas().get(area)
        if digits:
            found |= _listed(text, end, digits)
    return found


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """Full and short name of the counties that a sentence introduces by a short name of one."""
    for found in _INTRODUCED.finditer(text):
        start = max(0, found.start() - _LONGEST)
        parts = _SENTENCE_HEAD.split(text[start : found.start()])
        if start and len(parts) == 1:
            continue
        short = parts[-1]
        named = {full for _, full in _counties().get(short, ())}
        if len(named) == 1:
            yield named.pop(), short


def _listed(text: str, at: int, digits: str) -> Iterator[tuple[str, str]]:
    while named := _county_at(text, at, digits):
        full, short = named
        yield full, short
        at += len(full) if text.startswith(full, at) else len(short)
        if not text.startswith(_BETWEEN, at):
            return
        at += 1


def _county_at(text: str, at: int, digits: str) -> tuple[str, str] | None:
    for length in range(_LONGEST, 1, -1):
        short = text[at : at + length]
        for code, full in _counties().get(short, ()):
            if code.startswith(digits):
                return full, short
    return None
