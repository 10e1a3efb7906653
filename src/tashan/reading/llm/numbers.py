"""Whether a number stands in a quote, as printed: with its scale and its unit, invented nowhere.

This reads quotes by itself and trusts no rule of the other reader: the door must not share the
mistakes of those who knock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tashan.reading.numbers.numerals import numeral
from tashan.reading.numbers.units import SCALE, UNIT

_HAN_DIGITS = "零〇○一二两三四五六七八九"
_HAN = f"{_HAN_DIGITS}十百千万亿"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<whole>[{_HAN}]+)分之(?P<part>[{_HAN}]+)(?:点(?P<point>[{_HAN_DIGITS}]+))?"
    rf"|(?P<over>\d+)/(?P<under>\d+)"
    rf"|(?P<digits>{_DIGITS})"
    rf"|(?P<han>[{_HAN}]+)(?:点(?P<decimals>[{_HAN_DIGITS}]+))?"
)
_PARTS_OF = {"百": "%", "千": "‰"}
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LATIN_BEFORE = re.compile(r"[A-Za-z]$")
_SOFT = "多余来几"
# 5、6个百分点; 10至12家: the number before shares the unit of the one after it.
_NEXT = re.compile(rf"\s*(?:[、,和与及至到~—-]+)\s*(?:{_DIGITS}|[{_HAN}]+)")
_PRINTED_UNIT = re.compile(rf"(?:{SCALE})?[{_SOFT}]?(?:{UNIT})?")
_NO_UNIT = re.compile(r"$|[^\w%‰]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it stands at ``start``; ``tail`` is what follows, ``unit`` what it implies."""

    start: int
    value: float
    tail: str
    unit: str | None = None
    is_fraction: bool = False
    is_ordinal: bool = False
    is_han: bool = False

    def has_unit(self, unit: str | None) -> bool:
        """Whether ``unit`` (simplified, without blanks) is the unit printed here, scale and all."""
        if self.unit or self.is_fraction:
            return unit == self.unit
        if unit is None:
            return self.is_ordinal or (not self.is_han and bool(_NO_UNIT.match(self.tail)))
        return any(_is_printed(unit, tail, only_known=self.is_han) for tail in _tails(self.tail))


def printed_numbers(quote: str) -> Iterator[Printed]:
    """Every number of a quote (simplified, without blanks); dates of a year are none.

    A Chinese numeral is given with its scale read and with its scale left to the unit: 三十万 is
    300000, and 30 before 万.
    """
    for match in _NUMBER.finditer(quote):
        if _YEAR.match(quote, match.start()) or _LATIN_BEFORE.search(quote, 0, match.start()):
            continue
        if match["whole"]:
            yield from _part_of_whole(match, quote)
        elif match["over"]:
            if int(match["under"]):
                share = int(match["over"]) / int(match["under"])
                yield Printed(match.start(), share, quote[match.end() :], is_fraction=True)
        elif match["digits"]:
            value = float(match["digits"].replace(",", ""))
            ordinal = quote[: match.start()].endswith(("第", "前"))
            yield Printed(match.start(), value, quote[match.end() :], is_ordinal=ordinal)
        else:
            yield from _numerals(match, quote)


def _part_of_whole(match: re.Match[str], quote: str) -> Iterator[Printed]:
    value = _value(match["part"], match["point"])
    whole = _value(match["whole"], None)
    if value is None or not whole:
        return
    unit = _PARTS_OF.get(match["whole"])
    share = value if unit else value / whole
    tail = quote[match.end() :]
    yield Printed(match.start(), share, tail, unit=unit, is_fraction=unit is None)


def _numerals(match: re.Match[str], quote: str) -> Iterator[Printed]:
    word, decimals = match["han"], match["decimals"]
    if not word.strip("百千万亿"):  # 千方百计, 万家: a figure of speech
        return
    ordinal = quote[: match.start()].endswith(("第", "前"))
    for counted in dict.fromkeys((word, word if decimals else word.rstrip("万亿"))):
        value = _value(counted, decimals)
        end = match.end() - len(word) + len(counted)
        if value is not None:
            tail = quote[end:]
            yield Printed(match.start(), value, tail, is_ordinal=ordinal, is_han=True)


def _value(word: str, decimals: str | None) -> float | None:
    try:
        value = float(numeral(word))
        if decimals is None:
            return value
        return float(f"{value:.0f}.{''.join(str(numeral(digit)) for digit in decimals)}")
    except ValueError:
        return None


def _tails(tail: str) -> Iterator[str]:
    """What follows the number, and what follows the numbers that share its unit."""
    yield tail
    while shared := _NEXT.match(tail):
        tail = tail[shared.end() :]
        yield tail


def _is_printed(unit: str, tail: str, *, only_known: bool) -> bool:
    """Whether ``tail`` begins with exactly this unit: 万 is not the unit of 102万平方米.

    A unit that no list knows must be a Chinese word; after a Chinese numeral it does not count
    (一定 is not one 定).
    """
    tail = tail[1:] if tail[:1] and tail[0] in _SOFT else tail
    longest = _PRINTED_UNIT.match(tail)
    known = _plain(longest[0]) if longest else ""
    if known in {unit, f"个{unit}"}:
        return True
    if only_known or len(known) >= len(unit) or unit[0].isascii():
        return False
    return _plain(tail).startswith((unit, f"个{unit}"))


def _plain(words: str) -> str:
    """Without the softener after a scale: 亿多美元 counts in 亿美元."""
    return re.sub(rf"(?<=[万亿])[{_SOFT}]", "", words)
