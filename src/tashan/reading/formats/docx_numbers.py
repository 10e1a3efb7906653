"""The numbers that Word counts for headings and lists; they stand in no paragraph's own text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tashan.reading.formats.markup import value_of, walk, word_name

DIGITS = "〇一二三四五六七八九"
_CHINESE = (
    "chineseCounting chineseCountingThousand taiwaneseCounting taiwaneseCountingThousand "
    "japaneseCounting ideographDigital chineseLegalSimplified"
)
CHINESE = frozenset(_CHINESE.split())
CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
CLOSED = "、)）"  # after these a figure cannot run into the figures of the text
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str = ""


@dataclass(slots=True)
class _Definitions:
    """What numbering.xml and styles.xml say, before anything is counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of an abstract list
    abstract: dict[str, str] = field(default_factory=dict)  # the abstract list behind a list
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    of_style: dict[str, tuple[str, str]] = field(default_factory=dict)  # list and level
    based_on: dict[str, str] = field(default_factory=dict)


class Numbering:
    """Counts through a document; ask it once a paragraph, in order."""

    def __init__(self, definitions: _Definitions) -> None:
        self._defined = definitions
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_number(self, style: str, numbered: str, level: str) -> str:
        """The number before a paragraph, or an empty string; the arguments are Word's ids."""
        if not numbered:
            numbered, style_level = self._of_style(style)
            level = level or style_level
        abstract = self._defined.abstract.get(numbered, "")
        levels = self._defined.levels.get(abstract, {})
        depth = self._depth(levels, level, style)
        if depth not in levels or levels[depth].form in ("bullet", "none"):
            return ""
        counts = self._count(numbered, abstract, depth)
        text = _PLACE.sub(
            lambda place: self._written(levels, counts, int(place[1]) - 1), levels[depth].pattern
        )
        return text if not text or text.endswith(tuple(CLOSED)) else text + " "

    def _of_style(self, style: str) -> tuple[str, str]:
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            if style in self._defined.of_style:
                return self._defined.of_style[style]
            style = self._defined.based_on.get(style, "")
        return "", ""

    @staticmethod
    def _depth(levels: Mapping[int, _Level], level: str, style: str) -> int:
        if level.isdecimal():
            return int(level)
        named = (depth for depth, found in levels.items() if style and found.style == style)
        return next(named, 0)

    def _count(self, numbered: str, abstract: str, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(abstract, {})
        levels = self._defined.levels[abstract]
        restart = self._defined.restarts.get((numbered, depth))
        if restart is not None and (numbered, depth) not in self._begun:
            counts[depth] = restart
        else:
            counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        self._begun.add((numbered, depth))
        for deeper in [found for found in counts if found > depth]:
            del counts[deeper]
        return counts

    @staticmethod
    def _written(levels: Mapping[int, _Level], counts: Mapping[int, int], depth: int) -> str:
        level = levels.get(depth, _Level())
        return written_number(counts.get(depth, level.start), level.form)


def written_number(number: int, form: str) -> str:
    """A count in one of Word's number formats; those that reports do not use are in figures."""
    if form in CHINESE and 0 <= number < 100:
        return _chinese(number)
    if form in CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + number - 1)
    if form in ("upperRoman", "lowerRoman") and 1 <= number <= 12:
        return chr(ord("Ⅰ" if form == "upperRoman" else "ⅰ") + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def read_numbering(lists: bytes, styles: bytes) -> Numbering:
    """From the bytes of word/numbering.xml and word/styles.xml; either may be empty."""
    reader = _DefinitionsReader()
    for part, data in (("word/numbering.xml", lists), ("word/styles.xml", styles)):
        if data:
            walk(data, part, start=reader.start, end=reader.end, text=lambda _: None)
    return Numbering(reader.found)


class _DefinitionsReader:
    def __init__(self) -> None:
        self.found = _Definitions()
        self._abstract = self._list = self._style = ""
        self._depth = -1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, value = word_name(tag), value_of(attributes)
        if name == "abstractNum":
            self._abstract = value_of(attributes, "abstractNumId")
        elif name == "num":
            self._list = value_of(attributes, "numId")
        elif name in ("lvl", "lvlOverride"):
            self._depth = _count(value_of(attributes, "ilvl"))
        elif name == "style":
            self._style = value_of(attributes, "styleId")
        elif self._style:
            self._note_style(name, value)
        elif self._list:
            self._note_list(name, value)
        elif self._abstract and self._depth >= 0:
            self._note_level(name, value)

    def end(self, tag: str) -> None:
        name = word_name(tag)
        if name == "abstractNum":
            self._abstract = ""
        elif name == "num":
            self._list = ""
        elif name == "style":
            self._style = ""
        elif name in ("lvl", "lvlOverride"):
            self._depth = -1

    def _note_style(self, name: str, value: str) -> None:
        numbered, level = self.found.of_style.get(self._style, ("", ""))
        if name == "numId":
            self.found.of_style[self._style] = (value, level)
        elif name == "ilvl":
            self.found.of_style[self._style] = (numbered, value)
        elif name == "basedOn":
            self.found.based_on[self._style] = value

    def _note_list(self, name: str, value: str) -> None:
        if name == "abstractNumId":
            self.found.abstract[self._list] = value
        elif name == "startOverride":
            self.found.restarts[self._list, self._depth] = _count(value)

    def _note_level(self, name: str, value: str) -> None:
        level = self.found.levels.setdefault(self._abstract, {}).setdefault(self._depth, _Level())
        if name == "start":
            level.start = _count(value)
        elif name == "numFmt":
            level.form = value
        elif name == "lvlText":
            level.pattern = value
        elif name == "pStyle":
            level.style = value


def _count(written: str) -> int:
    """A count of Word's; what is no small whole number is 1."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else 1
