"""The table that engines run over: one row a subject, one column a thing that rules ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from tashan.mechanisms.rules.answers import Answer
from tashan.mechanisms.rules.bound import BoundProgramme, Column

Cell = int | bool | str | date | None  # a number's cell is a whole number of the column's factor
One = TypeVar("One", covariant=True)


class Run(Protocol[One]):
    """Values in a row: a list, a tuple, or a column of a library for columns."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> One: ...

    def __iter__(self) -> Iterator[One]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length by key; ``subjects`` are the numbers of the rows' entities."""

    subjects: Run[int]
    columns: Mapping[str, Column]
    cells: Mapping[str, Run[Cell]]

    def __len__(self) -> int:
        return len(self.subjects)

    def row(self, number: int) -> dict[str, Cell]:
        return {key: cells[number] for key, cells in self.cells.items()}

    def rows(self) -> Iterator[dict[str, Cell]]:
        return (self.row(number) for number in range(len(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """What a programme gives over a whole table, by row number in ascending order.

    ``fen`` stands beside ``eligible``: None where the amount is unknown or nothing is paid.
    Rows that are neither here are not eligible. Equal where the rows and the fen are, whatever
    holds them.
    """

    programme: str
    eligible: Run[int]
    fen: Run[int | None]
    unknown: Run[int]

    def plain(self) -> tuple[str, list[int], list[int | None], list[int]]:
        return self.programme, list(self.eligible), list(self.fen), list(self.unknown)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matched) and self.plain() == other.plain()

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many subjects meet one condition, miss it, or are unknown under it."""

    code: str
    is_exclusion: bool
    met: int
    missed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class NearMisses:
    """The rows that would qualify with one condition more, beside the code of that condition."""

    programme: str
    rows: Run[int]
    missed: Run[str]
    standings: tuple[Standing, ...]


class Engine(Protocol):
    """Runs bound programmes over a table; every engine gives exactly the same answer."""

    def match(self, table: Table, programmes: Sequence[BoundProgramme]) -> list[Matched]: ...


class Explaining(Protocol):
    """Explains one row: the reference engine does, and is fast enough for a page."""

    def answer(self, row: Mapping[str, Cell], programme: BoundProgramme) -> Answer: ...
