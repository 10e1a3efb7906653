"""The table that engines run over: one row a subject, one column a thing that rules ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tashan.mechanisms.rules.answers import Answer
from tashan.mechanisms.rules.bound import BoundProgramme, Column

Cell = int | bool | str | date | None  # a number's cell is a whole number of the column's factor


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length by key; ``subjects`` are the numbers of the rows' entities."""

    subjects: Sequence[int]
    columns: Mapping[str, Column]
    cells: Mapping[str, Sequence[Cell]]

    def __len__(self) -> int:
        return len(self.subjects)

    def row(self, number: int) -> dict[str, Cell]:
        return {key: cells[number] for key, cells in self.cells.items()}

    def rows(self) -> Iterator[dict[str, Cell]]:
        return (self.row(number) for number in range(len(self)))


@dataclass(frozen=True, slots=True)
class Matched:
    """What a programme gives over a whole table, by row number in ascending order.

    ``fen`` stands beside ``eligible``: None where the amount is unknown or nothing is paid.
    Rows that are neither here are not eligible.
    """

    programme: str
    eligible: Sequence[int]
    fen: Sequence[int | None]
    unknown: Sequence[int]


class Engine(Protocol):
    """Runs bound programmes over a table; every engine gives exactly the same answer."""

    def match(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[Matched]: ...


class Explaining(Protocol):
    """Explains one row: the reference engine does, and is fast enough for a page."""

    def answer(self, row: Mapping[str, Cell], programme: BoundProgramme) -> Answer: ...
