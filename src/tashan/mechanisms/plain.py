"""YAML as plain values with the place of each: no tags, no anchors, one meaning for a word.

Of the scalars that carry no quotes only these are not text: ``null`` and ``~``, ``true`` and
``false``, whole and decimal numbers, and dates. (``no``, ``on`` and ``1:30`` are text.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import yaml

from tashan.mechanisms.problems import Mark, Problem

MOST_BYTES = 1_000_000
MOST_VALUES = 50_000
DEEPEST = 20
MOST_DIGITS = 40

Plain = None | bool | int | Decimal | date | str | list["Plain"] | dict["Plain", "Plain"]
Path = tuple[str, ...]

_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ufffd\U00010000-\U0010ffff]")
_DOUBLED = {"'": "'", '"': '"\\'}  # what takes two characters between these signs
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_WORDS: dict[str, Plain] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(slots=True)
class Tree:
    """The value of a file, the mark of every value in it, and what was wrong."""

    file: str
    value: Plain = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)  # where the key of a value stands
    quoted: dict[Path, str] = field(default_factory=dict)  # by which sign; | where lines are joined
    problems: list[Problem] = field(default_factory=list)

    def mark(self, path: Path) -> Mark:
        """Of the value at ``path``, or of the nearest value around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.marks:
                return self.marks[path[:length]]
        return Mark(self.file)

    def key_mark(self, path: Path) -> Mark:
        return self.keys.get(path) or self.mark(path)

    def character(self, path: Path, text: str, offset: int) -> Mark:
        """Of a character of the text at ``path``; of text on several lines where that begins."""
        mark, sign = self.mark(path), self.quoted.get(path, "")
        if sign == "|":
            return mark
        doubled = sum(text[:offset].count(escaped) for escaped in _DOUBLED.get(sign, ""))
        return mark.moved(len(sign) + offset + doubled)

    def complain(self, mark: Mark, code: str, message: str) -> None:
        self.problems.append(Problem(mark, code, message))


def read_plain(data: bytes, file: str) -> Tree:
    """Read the bytes of a file; whatever is wrong is in ``problems``, never raised."""
    tree = Tree(file)
    text = _text(data, tree)
    if text is None:
        return tree
    try:
        _Builder(tree).build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        _complain_of_syntax(error, tree)
    except yaml.YAMLError as error:
        tree.complain(Mark(file), "syntax", f"not YAML: {error}.")
    if tree.value is None and not tree.problems:
        tree.complain(Mark(file), "empty", "the file is empty. Expected 'mechanism:' at its head.")
    return tree


def _text(data: bytes, tree: Tree) -> str | None:
    if len(data) > MOST_BYTES:
        told = f"{len(data):,} bytes are too many for a mechanism file (at most {MOST_BYTES:,})."
        tree.complain(Mark(tree.file), "too_large", told)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = f"byte {error.start + 1} is not UTF-8. Save the file as UTF-8."
        tree.complain(_mark_at(data[: error.start].decode(), tree.file), "not_utf8", told)
        return None
    strange = _NO_TEXT.search(text)
    if strange:
        where = _mark_at(text[: strange.start()], tree.file)
        told = f"the control character U+{ord(strange.group()):04X}: this is no text file."
        tree.complain(where, "control_character", told)
        return None
    for tab in _TAB.finditer(text):
        where = _mark_at(text[: tab.end() - 1], tree.file)
        tree.complain(where, "tab", "a tab indents this line. Expected spaces.")
    return None if tree.problems else text


def _mark_at(before: str, file: str) -> Mark:
    return Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _complain_of_syntax(error: yaml.MarkedYAMLError, tree: Tree) -> None:
    where = error.problem_mark or error.context_mark
    mark = Mark(tree.file, where.line + 1, where.column + 1) if where else Mark(tree.file)
    said = ", ".join(part for part in (error.context, error.problem) if part)
    tree.complain(mark, "syntax", f"not YAML: {said or 'it cannot be parsed'}.")


def _sign(event: yaml.ScalarEvent) -> str:
    """The quotation mark around the text; | of text on several lines; nothing of plain text."""
    start, end = event.start_mark, event.end_mark
    if event.style in ("|", ">") or (start and end and start.line != end.line):
        return "|"
    return event.style or ""


class _TooMuchError(Exception):
    """The file is refused as a whole; the problem is already told."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    path: Path
    value: list[Plain] | dict[Plain, Plain]
    key: Plain = None
    has_key: bool = False


class _Builder:
    """Builds the value from parser events, without recursion and without expanding anything."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: list[_Open] = []
        self.count = 0
        self.documents = 0

    def build(self, events: Iterator[yaml.Event]) -> None:
        try:
            for event in events:
                self._take(event)
        except _TooMuchError:
            self.tree.value = None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "alias", "'*' repeats a value. Write it out.")
        elif isinstance(event, yaml.NodeEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "documents", "a second document. Expected one in a file.")

    def _start(self, event: yaml.NodeEvent) -> None:
        self.count += 1
        if self.count > MOST_VALUES or len(self.open) > DEEPEST:
            self._refuse(event, "too_large", "too many values, or too deep, for a mechanism file.")
        if event.anchor:
            self._complain(event, "anchor", "'&' names a value to repeat it. Write it out instead.")
        tag = getattr(event, "tag", None)
        if tag:
            self._complain(event, "tag", f"the tag {tag!r} has no meaning here. Leave it out.")
        holder = self.open[-1] if self.open else None
        if isinstance(holder, _Open) and isinstance(holder.value, dict) and not holder.has_key:
            self._take_key(event, holder)
        else:
            self._take_value(event, holder)

    def _take_key(self, event: yaml.NodeEvent, holder: _Open) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(
                event, "key", "a list or mapping as a key. Expected a word before the ':'."
            )
            return
        key, path = self._scalar(event), holder.path
        assert isinstance(holder.value, dict)
        if key in holder.value:
            first = self.tree.key_mark((*path, str(key)))
            told = f"{event.value!r} stands here twice; first in line {first.line}."
            self._complain(event, "duplicate_key", told)
        else:
            self.tree.keys[(*path, str(key))] = self._mark(event)
        holder.key, holder.has_key = key, True

    def _take_value(self, event: yaml.NodeEvent, holder: _Open | None) -> None:
        path = self._path(holder)
        value = self._value(event)
        if path not in self.tree.marks:
            self.tree.marks[path] = self._mark(event)
            if isinstance(event, yaml.ScalarEvent) and (sign := _sign(event)):
                self.tree.quoted[path] = sign
        self._put(value, holder)
        if isinstance(value, list | dict):
            self.open.append(_Open(path, value))

    def _value(self, event: yaml.NodeEvent) -> Plain:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def _path(self, holder: _Open | None) -> Path:
        if holder is None:
            return ()
        last = str(holder.key) if isinstance(holder.value, dict) else str(len(holder.value))
        return (*holder.path, last)

    def _put(self, value: Plain, holder: _Open | None) -> None:
        if holder is None:
            self.tree.value = value
        elif isinstance(holder.value, dict):
            holder.value.setdefault(holder.key, value)  # a key that stands twice: the first
            holder.has_key = False
        else:
            holder.value.append(value)

    def _scalar(self, event: yaml.ScalarEvent) -> Plain:
        text = event.value
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _NUMBER.fullmatch(text):
            return self._number(event)
        if _DATE.fullmatch(text):
            return self._date(event)
        return text

    def _number(self, event: yaml.ScalarEvent) -> Plain:
        if len(event.value) > MOST_DIGITS:
            self._complain(event, "number", f"a number of more than {MOST_DIGITS} digits.")
            return None
        return Decimal(event.value) if "." in event.value else int(event.value)

    def _date(self, event: yaml.ScalarEvent) -> Plain:
        try:
            return date.fromisoformat(event.value)
        except ValueError:
            told = f"{event.value!r} is no day of the calendar. Expected a date like 2026-01-31."
            self._complain(event, "date", told)
            return None

    def _mark(self, event: yaml.Event) -> Mark:
        start, file = event.start_mark, self.tree.file
        return Mark(file, start.line + 1, start.column + 1) if start else Mark(file)

    def _complain(self, event: yaml.Event, code: str, message: str) -> None:
        self.tree.complain(self._mark(event), code, message)

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        self._complain(event, code, message)
        raise _TooMuchError
