"""Industries by code (GB/T 4754-2017), their tree, and the three sectors of the economy.

The rows come from data/industries.tsv; docs/decisions/0009-industries.md says where they are from.
A code is kept without its section's letter: ``39``, not ``C39``. Both are understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from tashan.base.errors import UserError
from tashan.base.script import simplified


class IndustryLevel(StrEnum):
    SECTION = "section"  # 门类: a letter
    DIVISION = "division"  # 大类: two digits
    GROUP = "group"  # 中类: three
    CLASS = "class"  # 小类: four


class Sector(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


@dataclass(frozen=True, slots=True)
class Industry:
    """One row of the classification; ``parent`` is the code above, None for a section."""

    code: str
    name: str
    level: IndustryLevel
    parent: str | None
    section: str

    @property
    def full_code(self) -> str:
        """``C39`` for ``39``: the code as forms print it."""
        return self.code if self.parent is None else self.section + self.code


_LEVELS = (IndustryLevel.DIVISION, IndustryLevel.GROUP, IndustryLevel.CLASS)
_FORM = re.compile(r"([A-T]?)([0-9]*)")
_DIGITS = 4
# NBS, 三次产业划分规定 (2018): services to farming, mining and machines are services
_SERVICES_WITHIN = {"A": "05", "B": "11", "C": "43"}
_SECONDARY = ("B", "C", "D", "E")


@cache
def _table() -> dict[str, Industry]:
    text = (files("tashan.base") / "data" / "industries.tsv").read_text("utf-8")
    table: dict[str, Industry] = {}
    section = ""
    for line in text.splitlines()[1:]:
        code, name = line.split("\t")
        if code.isalpha():
            section = code
            table[code] = Industry(code, name, IndustryLevel.SECTION, None, section)
        else:
            above = code[:-1] if len(code) > 2 else section
            table[code] = Industry(code, name, _LEVELS[len(code) - 2], above, section)
    return table


def industries() -> tuple[Industry, ...]:
    """The whole classification, every code after the one above it."""
    return tuple(_table().values())


@lru_cache(maxsize=16_384)
def industry(code: str) -> Industry:
    """What ``C``, ``39``, ``C39``, ``3981`` or ``C3981`` means. Raises UserError where nothing."""
    wanted = simplified(code).strip().upper()
    found = _FORM.fullmatch(wanted)
    if found is None or not wanted:
        raise UserError(
            f"industry code {code!r} has not the form of one.",
            hint="Expected a letter A to T, or two to four digits of GB/T 4754: C, 39, C3981.",
        )
    letter, digits = found.groups()
    row = _table().get(digits or letter)
    if row is None:
        raise UserError(
            f"industry code {code!r}: no such code in GB/T 4754-2017.",
            hint=_nearest(letter, digits),
        )
    if letter and letter != row.section:
        raise UserError(
            f"industry code {code!r}: {row.code} {row.name} is in section {row.section}.",
            hint=f"Did you mean {row.full_code!r}?",
        )
    return row


def _nearest(letter: str, digits: str) -> str:
    """The longest code that ``digits`` begin with, else the division that is closest to them.

    A single digit has mostly lost its leading nought.
    """
    lead = (digits[:length] for length in range(min(len(digits) - 1, _DIGITS), 1, -1))
    near = next((_table()[code] for code in lead if code in _table()), None)
    if near is None:
        divisions = [row for row in industries() if row.level is IndustryLevel.DIVISION]
        pool = [row for row in divisions if not letter or row.section == letter]
        near = min(pool, key=lambda row: _distance(row.code, digits))
    return f"The nearest is {near.full_code!r} {near.name}."


def _distance(division: str, digits: str) -> tuple[bool, bool, int]:
    full = digits[:2].zfill(2)
    return division != full, not division.startswith(digits), abs(int(division) - int(full))


def is_within(code: str, prefix: str) -> bool:
    """Whether the industry is ``prefix`` or lies below it: 3981 in C39, in 39 and in C."""
    inner, outer = industry(code), industry(prefix)
    if outer.level is IndustryLevel.SECTION:
        return inner.section == outer.code
    return inner.level is not IndustryLevel.SECTION and inner.code.startswith(outer.code)


def section_of(code: str) -> Industry:
    return _table()[industry(code).section]


def sector_of(code: str) -> Sector | None:
    """The sector by the rule of 2018; None for sections A, B and C as wholes: they lie in two."""
    row = industry(code)
    services = _SERVICES_WITHIN.get(row.section)
    if services is not None:
        if row.level is IndustryLevel.SECTION:
            return None
        if row.code.startswith(services):
            return Sector.TERTIARY
    if row.section == "A":
        return Sector.PRIMARY
    return Sector.SECONDARY if row.section in _SECONDARY else Sector.TERTIARY


@cache
def _below() -> dict[str | None, tuple[Industry, ...]]:
    below: dict[str | None, tuple[Industry, ...]] = {}
    for row in industries():
        below[row.parent] = (*below.get(row.parent, ()), row)
    return below


def sections() -> tuple[Industry, ...]:
    return _below()[None]


def children(code: str) -> tuple[Industry, ...]:
    """The industries one level down, by code; none below a class."""
    return _below().get(industry(code).code, ())


def search(words: str) -> tuple[Industry, ...]:
    """Industries whose name holds every word, or whose code begins with it.

    The name asked for comes first, then the wider before the narrower, then by code.
    """
    wanted = simplified(words).upper().split()
    found = [row for row in industries() if all(_answers(row, word) for word in wanted)]
    order = list(IndustryLevel)
    exact = "".join(wanted)
    return tuple(
        sorted(found if wanted else [], key=lambda r: (r.name != exact, order.index(r.level)))
    )


def _answers(row: Industry, word: str) -> bool:
    if _FORM.fullmatch(word):
        return (row.code if word[0].isdigit() else row.full_code).startswith(word)
    return word in _plain_name(row.code)


@cache
def _plain_name(code: str) -> str:
    """The name as ``simplified`` writes what is asked for: commas and brackets in half width."""
    return simplified(_table()[code].name).upper()
