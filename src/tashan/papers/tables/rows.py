"""The rows of a table, each with what was understood and every cell that was not.

``read_rows(grid, header, mapping, fields, key=…)`` gives one ``Row`` for each row that holds
anything, in order, good and bad: the caller takes the good ones or none. A row whose ``key`` fields
stood in an earlier row is bad too. A value merged over several rows counts for each of them, unless
it is a figure, which would be counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tashan.papers.tables.cells import CellError, Form, Stored, Understood, expected, read_cell
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import Header
from tashan.papers.tables.mapping import ColumnMapping, MappedColumn
from tashan.papers.tables.opening import Grid
from tashan.papers.tables.reasons import Expected, Reason, Said, said
from tashan.papers.tables.shown import shown

_MOST_REMEMBERED = 20_000  # distinct values of one column
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CellProblem:
    """``row`` as Excel counts it, ``column`` its letter ("" where no column holds the field)."""

    row: int
    column: str
    field: Field
    shown: str
    reason: Said
    expected: Said


@dataclass(frozen=True, slots=True)
class CellNote:
    """Something changed on the way that an officer may want to look at."""

    row: int
    column: str
    field: Field
    note: Said


@dataclass(frozen=True, slots=True)
class Row:
    """``values`` by field code; a field in error is None there, one without a column missing."""

    number: int
    values: dict[str, Stored]
    errors: tuple[CellProblem, ...] = ()
    notes: tuple[CellNote, ...] = ()

    @property
    def is_good(self) -> bool:
        return not self.errors


_Cell = Understood | CellError
_Reader = Callable[[object], _Cell]


def read_rows(
    grid: Grid,
    header: Header,
    mapping: ColumnMapping,
    *,
    key: Sequence[str] = (),
) -> Iterator[Row]:
    """Every row of the table. Raises UserError where a required field has no column."""
    mapping.refuse_missing()
    readers = [_Column(entry) for entry in mapping.mapped]
    merged = _merged_texts(grid, header)
    keys = _Keys(key, mapping)
    for at in range(header.data_from, header.last + 1):
        if at in header.skipped:
            continue
        cells: Sequence[object] = grid.rows[at]
        if at in merged:
            cells = _with_merged(cells, merged[at])
        row = _row(at + 1, cells, readers)
        if row is not None:
            yield keys.checked(row)


def _row(number: int, cells: Sequence[object], columns: Sequence[_Column]) -> Row | None:
    """The row, or None where none of its columns holds anything."""
    values: dict[str, Stored] = {}
    found: list[tuple[_Column, object, _Cell]] = []
    width, filled = len(cells), False
    for column in columns:
        value = cells[column.index] if column.index < width else None
        if value is None or value == "":
            values[column.code] = None
            if column.required:
                found.append((column, "", column.empty))
            continue
        cell = column.read(value)
        filled = filled or cell is not column.blank
        if type(cell) is Understood:
            values[column.code] = cell.value
            if cell.value is None and column.required:
                found.append((column, value, column.empty))
            elif cell.note is not None:
                found.append((column, value, cell))
        else:
            values[column.code] = None
            found.append((column, value, cell))
    if not filled:
        return None
    if not found:
        return Row(number, values)
    return Row(number, values, *_told(number, found))


def _told(
    number: int, found: Sequence[tuple[_Column, object, _Cell]]
) -> tuple[tuple[CellProblem, ...], tuple[CellNote, ...]]:
    errors, notes = [], []
    for column, value, cell in found:
        if isinstance(cell, CellError):
            text = shown(value)
            if len(text) > _LONGEST_SHOWN:
                text = text[:_LONGEST_SHOWN] + "…"
            errors.append(
                CellProblem(number, column.letter, column.field, text, cell.reason, cell.expected)
            )
        elif cell.note:
            notes.append(CellNote(number, column.letter, column.field, cell.note))
    return tuple(errors), tuple(notes)


class _Column:
    """Reads the cells of one column; what it read once it knows."""

    def __init__(self, mapped: MappedColumn) -> None:
        self.field = mapped.field
        self.code, self.required = mapped.field.code, mapped.field.required
        self.index, self.letter = mapped.column.index, mapped.column.letter
        self._form: Form = mapped.field.form(mapped.unit)
        self.empty = CellError(said(Reason.REQUIRED), expected(self._form))
        self.blank = read_cell(" ", self._form)
        self._texts: dict[str, _Cell] = {"": self.blank, " ": self.blank}
        self._others: dict[tuple[type, object], _Cell] = {}

    def read(self, value: object) -> _Cell:
        if type(value) is str:
            known = self._texts.get(value)
            if known is None:
                known = read_cell(value, self._form)
                if len(self._texts) < _MOST_REMEMBERED:
                    self._texts[value] = known
            return known
        at = (type(value), value)
        known = self._others.get(at)
        if known is None:
            known = read_cell(value, self._form)
            if len(self._others) < _MOST_REMEMBERED:
                self._others[at] = known
        return known


class _Keys:
    """Finds the rows whose key stood in an earlier row; a key with an unknown part is none."""

    def __init__(self, key: Sequence[str], mapping: ColumnMapping) -> None:
        self._key = tuple(key)
        columns = {entry.field.code: entry for entry in mapping.mapped}
        self._columns = [columns[code] for code in key if code in columns]
        self._seen: dict[tuple[Stored, ...], int] = {}

    def checked(self, row: Row) -> Row:
        if len(self._columns) < len(self._key) or not self._key:
            return row
        found = tuple(row.values[code] for code in self._key)
        if None in found:
            return row
        earlier = self._seen.setdefault(found, row.number)
        if earlier == row.number:
            return row
        names = "、".join(entry.field.label for entry in self._columns)
        text = " / ".join(shown(value) for value in found)
        problem = CellProblem(
            row.number,
            self._columns[0].column.letter,
            self._columns[0].field,
            text[:_LONGEST_SHOWN],
            said(Reason.REPEATED, row=earlier, key=names),
            said(Expected.ONCE, key=names),
        )
        return Row(row.number, row.values, (*row.errors, problem), row.notes)


def _merged_texts(grid: Grid, header: Header) -> Mapping[int, dict[int, str]]:
    """For each row the texts that a cell merged over several rows gives it."""
    found: dict[int, dict[int, str]] = {}
    for first_row, column, last_row, _ in grid.merged:
        if first_row < header.data_from or last_row == first_row or first_row >= len(grid.rows):
            continue
        cells = grid.rows[first_row]
        value = cells[column] if column < len(cells) else None
        if isinstance(value, str) and value:
            for row in range(first_row + 1, min(last_row, header.last) + 1):
                found.setdefault(row, {})[column] = value
    return found


def _with_merged(cells: Sequence[object], texts: Mapping[int, str]) -> Sequence[object]:
    filled = list(cells) + [""] * (max(texts) + 1 - len(cells))
    for column, text in texts.items():
        filled[column] = text
    return filled
