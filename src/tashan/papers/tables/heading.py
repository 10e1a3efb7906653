"""The name in the head of a column, without its unit, and the form in which names are matched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tashan.base.script import simplified
from tashan.papers.tables.shown import plain
from tashan.papers.tables.units import known_unit, known_units

_SPACES = re.compile(r"\s+")
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_NOTE = re.compile(r"(?:计量|金额|货币|数据)?单位:?(.+)")
_TAIL = re.compile(r"^(.{2,}?)[,:、 _-]+(?:单位:)?([^,:、 ]{1,8})$")
_MARKS = re.compile(r"[*＊#★▲]+|^\d{1,2}[.、]\s*")
_FOR_MATCHING = re.compile(r"[\s()\[\]【】〔〕*:,、/_.-]+")


@dataclass(frozen=True, slots=True)
class Heading:
    parts: tuple[str, ...]
    unit: str = ""


def cleaned(text: str) -> str:
    """One line, half-width signs, no blanks between hanzi, no star for "required"."""
    text = _MARKS.sub("", plain(text)).strip()
    return _SPACES.sub("" if not text.isascii() else " ", text)


def heading(parts: Sequence[str]) -> Heading:
    """The parts of a name without the unit; the lowest part's unit holds."""
    unit, kept = "", []
    for part in parts:
        name, found = without_unit(part)
        unit = found or unit
        if name and name not in kept:
            kept.append(name)
    if not kept and parts:  # the whole name is a unit, as in 万元 under 合同金额
        kept = [parts[-1]]
    return Heading(tuple(kept), unit)


@cache
def without_unit(name: str) -> tuple[str, str]:
    """投资额(万元) is 投资额 and 万元; a bracket that holds no unit stays."""
    for found in _BRACKET.finditer(name):
        inside = found[1].removeprefix("单位:").strip()
        if unit := known_unit(inside):
            return (name[: found.start()] + name[found.end() :]).strip(), unit
    if (tail := _TAIL.match(name)) and (unit := known_unit(tail[2])):
        return tail[1].removesuffix("单位").strip(" ,:、"), unit
    return name, ""


def unit_note(text: str) -> tuple[str, ...]:
    """The units of a line like 单位：亿元、%; nothing where 单位 means an office."""
    plain_text = plain(text).strip("()[] ")
    at = plain_text.find("单位")
    found = _NOTE.search(plain_text) if at >= 0 else None
    return known_units(found[1].strip(": )]")) if found else ()


@cache
def matching_form(name: str) -> str:
    """Names alike in this form are the same name: simplified, without units, blanks and signs."""
    return _FOR_MATCHING.sub("", simplified(without_unit(cleaned(name))[0])).casefold()
