"""A number as people type it, to an exact Decimal and the unit that stands with it.

Understood: ``1,234.5``, full-width digits, ``(1,234)`` for minus, ``1.2亿``, ``1亿2000万元``,
``12,000万元``, ``3.5%``, ``¥100``. Never guessed: ``12,34``, ``约3亿``, ``3-5``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tashan.base.quantities import exact_factor
from tashan.papers.tables.reasons import Reason
from tashan.papers.tables.units import known_unit

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?) ?(?P<money>¥|￥|RMB|人民币|\$|US\$)? ?(?P<sign2>[+-]?)"
    rf"(?P<digits>{_DIGITS})(?P<power>[eE][+-]?\d{{1,3}})? ?(?P<unit>[^\d\s.,+-].{{0,11}})?"
)
_CHAIN = re.compile(rf"(?P<sign>[+-]?)((?:(?:{_DIGITS})(?:万亿|亿|万))+)((?:{_DIGITS})?)(元|美元)?")
_LINK = re.compile(rf"({_DIGITS})(万亿|亿|万)")
_MOST_CHARACTERS = 60
_LARGEST_POWER = 30
_MOST_DIGITS = 25  # fewer than the 28 that a Decimal is counted with


@dataclass(frozen=True, slots=True)
class Number:
    """``unit`` is None where the cell names none."""

    value: Decimal
    unit: str | None = None


def number(text: str) -> Number | Reason:
    """The number that plain ``text`` is, or the reason why it is none."""
    if len(text) > _MOST_CHARACTERS:
        return Reason.NO_NUMBER
    negative = len(text) > 2 and text[0] == "(" and text[-1] == ")"
    body = text[1:-1].strip() if negative else text
    found = _NUMBER.fullmatch(body)
    if found is None:
        chained = _chain(body)
        return _negated(chained, negative) if chained else _why_not(text)
    if (found["sign"] and found["sign2"]) or (negative and (found["sign"] or found["sign2"])):
        return Reason.TWO_SIGNS
    unit = _unit(found)
    if unit is None and found["unit"]:
        chained = _chain(body)
        return _negated(chained, negative) if chained else _why_not(text)
    digits = re.sub("[, ]", "", found["digits"])
    power = int((found["power"] or "e0")[1:])
    if abs(power) > _LARGEST_POWER or len(digits) > _MOST_DIGITS:
        return Reason.TOO_LARGE
    value = Decimal(digits).scaleb(power)
    minus = "-" in (found["sign"], found["sign2"])
    return Number(-value if minus or negative else value, unit)


def _negated(number: Number, negative: bool) -> Number:
    return Number(-number.value, number.unit) if negative else number


def _unit(found: re.Match[str]) -> str | None:
    if found["unit"]:
        return known_unit(found["unit"].strip())
    if found["money"]:
        return "美元" if "$" in found["money"] else "元"
    return None


def _chain(text: str) -> Number | None:
    """1亿2000万元 is 12000万元: each scale smaller than the one before."""
    found = _CHAIN.fullmatch(text)
    if found is None:
        return None
    total, before = Decimal(0), None
    for digits, scale in _LINK.findall(found[2]):
        times = Decimal(int(exact_factor(scale)[0]))
        if before is not None and times >= before:
            return None
        total, before = total + Decimal(re.sub("[, ]", "", digits)) * times, times
    total += Decimal(re.sub("[, ]", "", found[3]) or 0)
    return Number(-total if found["sign"] == "-" else total, found[4] or "元")


_GROUPED = re.compile(r"[+-]?[\d,]*\d,\d[\d,]*(?:\.\d+)?.*")
_RANGE = re.compile(r".*\d\s*[-~至到]\s*\d.*")
_ABOUT = re.compile(r"(?:约|近|超|逾|不足|大约|将近).*|.*(?:左右|以上|以下|余|多)\D{0,4}")
_SIGNED_BY_WORD = re.compile(r"(?:下降|减少|增长|增加|上升|▲|△|↑|↓).*")


def _why_not(text: str) -> Reason:
    if not any(character.isdigit() for character in text):
        return Reason.NO_NUMBER
    if _ABOUT.fullmatch(text):
        return Reason.ABOUT
    if _SIGNED_BY_WORD.fullmatch(text):
        return Reason.WORDED_SIGN
    if _RANGE.fullmatch(text):
        return Reason.RANGE
    if _GROUPED.fullmatch(text):
        return Reason.COMMAS
    return Reason.STRANGE_NUMBER
