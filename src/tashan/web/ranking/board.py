"""A published list as a wall shows it: pages of names and ranks, a second list beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from tashan.indicators.ranking_models import Publication
from tashan.web.ranking import words

A_COLUMN, COLUMNS, BESIDE, SECONDS = 10, 2, 10, 20
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the board."""

    rank: int
    is_shared: bool
    name: str | None
    move: str
    by: int
    grade: str = ""
    score: str = ""

    @property
    def is_top(self) -> bool:
        return self.rank <= 3 and self.name is not None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the board: columns of entries, or one class with its names."""

    number: int
    columns: Sequence[Sequence[Entry]]
    heading: str = ""

    @property
    def first(self) -> int:
        return self.columns[0][0].rank

    @property
    def last(self) -> int:
        return self.columns[-1][-1].rank


class Board:
    """A version of a list. All that it shows stands in what was frozen."""

    def __init__(self, publication: Publication) -> None:
        self.publication, self.content = publication, publication.content
        self.title = words.told(self.content["title"])

    @property
    def place(self) -> str:
        return str(self.content["place"])

    @property
    def year(self) -> int:
        return int(self.content["year"])

    @property
    def shows_classes(self) -> bool:
        return bool(self.content["shows"] == "classes")

    @property
    def needs_consent(self) -> bool:
        return bool(self.content["consent"])

    @cached_property
    def total(self) -> int:
        return len(self.content["rows"])

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Pages of two columns of ten; classes each begin a page."""
        leaves: list[Leaf] = []
        for heading, rows in self._sections():
            entries = [_entry(row) for row in rows]
            width = COLUMNS if self.has_beside else COLUMNS + 1
            for page in _cut(entries, A_COLUMN * width):
                columns = [list(column) for column in _cut(page, A_COLUMN)]
                leaves.append(Leaf(len(leaves) + 1, columns, heading))
        return leaves

    def _sections(self) -> list[tuple[str, list[Mapping[str, Any]]]]:
        """By group and, where classes are shown, by class."""
        groups = {g["code"]: words.told(g["title"]) for g in self.content["groups"]}
        grades = {g["code"]: words.told(g["title"]) for g in self.content["grades"]}
        found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in self.content["rows"]:
            grade = row.get("grade", "") if self.shows_classes else ""
            found.setdefault((row.get("group", ""), grade), []).append(row)
        return [
            (" · ".join(filter(None, (groups.get(group), grades.get(grade)))), rows)
            for (group, grade), rows in found.items()
        ]

    @property
    def sections(self) -> list[tuple[str, list[Entry]]]:
        """The whole list by group or class, as a poster has it."""
        return [(heading, [_entry(row) for row in rows]) for heading, rows in self._sections()]

    @property
    def has_beside(self) -> bool:
        return "beside" in self.content

    @cached_property
    def beside_title(self) -> str:
        return words.told(self.content["beside"]["title"])

    @cached_property
    def beside(self) -> list[Entry]:
        rows = self.content["beside"]["rows"] if self.has_beside else []
        return [_entry(row) for row in rows[:BESIDE]]

    @property
    def hash_start(self) -> str:
        return _fours(self.publication.sha256[:8])

    @property
    def hash_end(self) -> str:
        return _fours(self.publication.sha256[-8:])

    @property
    def hash(self) -> str:
        return f"{self.hash_start} … {self.hash_end}"

    @property
    def seconds(self) -> int:
        return SECONDS

    @property
    def note(self) -> str:
        if not self.needs_consent:
            return _("Ranked by the declared rules; every score opens to its figures.")
        if self.shows_classes:
            return _("Only names and classes are shown, of enterprises that agreed in writing.")
        return _("Only names and ranks are shown, of enterprises that agreed in writing.")


def _fours(text: str) -> str:
    return " ".join("".join(four) for four in _cut(text, 4))


def _cut(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Pieces of so many, the last may be shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _entry(row: Mapping[str, Any]) -> Entry:
    rank = row.get("rank") or 0
    move, by = _move(row)
    return Entry(
        rank,
        bool(row.get("shared")),
        row["name"],
        move,
        by,
        row.get("grade", ""),
        row.get("score", ""),
    )


def _move(row: Mapping[str, Any]) -> tuple[str, int]:
    if row["name"] is None or "before" not in row:
        return "", 0
    if row["before"] is None:
        return "new", 0
    by = row["before"] - row["rank"]
    return ("up" if by > 0 else "down" if by < 0 else "same"), abs(by)
