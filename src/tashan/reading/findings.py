"""A finding: something that a report says, with the exact characters that say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    INDICATOR = "indicator"
    MECHANISM = "mechanism"
    GAP = "gap"
    MEASURE = "measure"


class IndicatorType(StrEnum):
    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    COUNT = "count"
    TARGET = "target"
    DURATION = "duration"


class Status(StrEnum):
    OK = "ok"
    LOST = "lost"  # the number is missing in the source: value is None
    MASKED = "masked"  # the source hides it on purpose
    DISPLACED = "displaced"  # the number stands where the page layout threw it


@dataclass(slots=True)
class Finding:
    """One finding. ``start`` and ``end`` count characters of the decoded original.

    ``value`` is unsigned, in ``unit`` as printed (simplified script, 万 and 亿 kept); fractions are
    decimals with no unit. ``period`` is as printed or inherited, ``period_iso`` what it means once
    the base year is known (``2009``, ``2010-01/2010-10``). ``scope`` is the comparison base of a
    rank or share (全省), never the subject. ``rules`` names the rules that set the fields.
    ``confidence`` is between 0 and 1. ``refers_to`` is the index of another finding of the same
    reading: the gap that a measure answers, the mechanism that an indicator supports.
    """

    kind: Kind
    start: int
    end: int
    quote: str
    name: str = ""
    value: float | None = None
    unit: str | None = None
    place: str | None = None
    period: str | None = None
    period_iso: str | None = None
    type: IndicatorType | None = None
    base_value: float | None = None
    base_unit: str | None = None
    approximate: str | None = None
    status: Status = Status.OK
    scope: str | None = None
    section: str = ""
    confidence: float = 1.0
    refers_to: int | None = None
    rules: list[str] = field(default_factory=list)
