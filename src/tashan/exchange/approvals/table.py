"""A table of the national exchange: its columns, what they must hold, and what it hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Row = Mapping[str, str]  # by the names of the columns; what is not known is missing or blank


@dataclass(frozen=True, slots=True)
class Column:
    """``must`` be filled; ``codes`` are the values that the standard knows, none: any."""

    name: str
    must: bool = False
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """What the column holds must stand in a column of another table."""

    column: str
    table: str
    other: str


@dataclass(frozen=True, slots=True)
class Table:
    """``key`` are the columns that together name a row."""

    code: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def key_of(self, row: Row) -> str:
        """The row's key as one text, as the list of problems names it."""
        return " / ".join(row.get(name, "") for name in self.key)
