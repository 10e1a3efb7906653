"""Open an officer's table: .xlsx, .xls or .csv, told by content, within limits.

``open_table(data, name)`` gives a ``Book``; ``Book.grid()`` one sheet as a ``Grid`` of values with
its merged ranges. Whatever is wrong with the file is a UserError that says what to do. An error
value of Excel (#N/A) comes as an ``ErrorValue``, a number shown in percent as the text that is
shown (3.5%), an empty cell as None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TypeVar, cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tashan.base.errors import UserError
from tashan.papers.tables.delimited import decoded, rows_of, too_large
from tashan.papers.tables.kinds import SAVE_AS_XLSX, Kind, kind_of
from tashan.papers.tables.legacy import legacy_sheets
from tashan.papers.tables.limits import DEFAULT_LIMITS, MEGABYTE, TableLimits
from tashan.papers.tables.parts import Parts, SheetMarks, locked

T = TypeVar("T")
INSTRUCTIONS = "填写说明"  # the sheet of a template that holds no rows
_ERRORS_UNSEEN = "In an .xls an error value such as #N/A cannot be told from an empty cell."


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What a cell shows in place of a value: #N/A, #REF!, or a formula never computed."""

    shown: str


Value = None | str | int | float | bool | date | datetime | time | timedelta | ErrorValue
Range = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Row 0 is row 1 of Excel, and an empty cell is "" or None."""

    name: str
    rows: Sequence[Sequence[object]]
    merged: tuple[Range, ...] = ()
    notes: tuple[str, ...] = ()


class Book:
    """An opened file: the names of its sheets that can be seen, and each as a grid."""

    def __init__(
        self,
        name: str,
        kind: Kind,
        grids: dict[str, Grid] | None = None,
        *,
        workbook: CalamineWorkbook | None = None,
        marks: Sequence[SheetMarks] = (),
        limits: TableLimits = DEFAULT_LIMITS,
    ) -> None:
        self.name, self.kind = name, kind
        self._grids = grids or {}
        self._workbook, self._marks, self._limits = workbook, marks, limits
        self.sheets = tuple(self._grids) if workbook is None else _seen(workbook, name)

    def grid(self, sheet: str | None = None) -> Grid:
        """The sheet of this name; without a name the first one that holds anything."""
        if sheet is not None and sheet not in self.sheets:
            raise UserError(
                f"“{self.name}” has no sheet “{sheet}”.", hint=f"It has {', '.join(self.sheets)}."
            )
        for name in [sheet] if sheet else self.sheets:
            if sheet or name != INSTRUCTIONS:
                found = self._grids.get(name) or self._read(name)
                self._grids[name] = found
                if found.rows:
                    return found
        raise UserError(
            f"“{self.name}” holds no table: every sheet is empty.",
            hint="Choose the file that holds the table.",
        )

    def _read(self, name: str) -> Grid:
        assert self._workbook is not None  # only a workbook has sheets not yet read
        workbook, at = self._workbook, self._workbook.sheet_names.index(name)
        sheet = _guarded(lambda: workbook.get_sheet_by_index(at), self.name)
        self._refuse_large(sheet)
        cells = _guarded(lambda: sheet.to_python(skip_empty_area=False), self.name)
        rows = cast("list[list[object]]", cells)
        if at < len(self._marks):
            _lay_marks(rows, self._marks[at])
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        return Grid(name, rows, merged)

    def _refuse_large(self, sheet: CalamineSheet) -> None:
        last_row, last_column = sheet.end or (0, 0)
        rows, columns, limits = last_row + 1, last_column + 1, self._limits
        if rows > limits.max_rows or columns > limits.max_columns:
            raise too_large(self.name, limits)
        if rows * columns > limits.max_cells:
            raise too_large(self.name, limits)


def open_table(data: bytes, name: str, *, limits: TableLimits = DEFAULT_LIMITS) -> Book:
    """The table in ``data``; ``name`` is only what the officer calls it."""
    if len(data) > limits.max_bytes:
        raise UserError(
            f"“{name}” has {len(data) / MEGABYTE:,.1f} MB; at most "
            f"{limits.max_bytes / MEGABYTE:,.0f} MB are taken.",
            hint="Take its pictures out, or split the table into several files.",
        )
    kind = kind_of(data, name)
    if kind is Kind.CSV:
        rows = rows_of(decoded(data, name), name, limits)
        return Book(name, kind, {name: Grid(name, rows)})
    if kind is Kind.XLS:
        found = legacy_sheets(data, name, limits)
        notes = (_ERRORS_UNSEEN,)
        return Book(name, kind, {at: Grid(at, r, tuple(m), notes) for at, r, m in found})
    marks = Parts(data, name, limits).marks()
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(data)), name)
    return Book(name, kind, workbook=workbook, marks=marks, limits=limits)


def _guarded(work: Callable[[], T], name: str) -> T:
    """What ``work`` gives. A reader that fails, or panics, was given a broken file."""
    try:
        return work()
    except PasswordError as error:
        raise locked(name) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _unreadable(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader is written in Rust
            raise
        raise _unreadable(name) from error


def _unreadable(name: str) -> UserError:
    return UserError(f"“{name}” is damaged, or no table that can be read.", hint=SAVE_AS_XLSX)


def _seen(workbook: CalamineWorkbook, name: str) -> tuple[str, ...]:
    """The sheets of cells, those in sight first: a hidden one is taken only by its name."""
    sheets = [s for s in workbook.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
    if not sheets:
        raise UserError(f"“{name}” has no sheet of cells.", hint=SAVE_AS_XLSX)
    sheets.sort(key=lambda sheet: sheet.visible is not SheetVisibleEnum.Visible)
    return tuple(sheet.name for sheet in sheets)


def _lay_marks(rows: list[list[object]], marks: SheetMarks) -> None:
    """Put what the reader leaves out where it belongs: error values, and the sign of percent."""
    for (row, column), shown in marks.errors.items():
        if row >= len(rows):
            rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = ErrorValue(shown)
    for row, column in marks.percents:
        if row < len(rows) and column < len(rows[row]):
            value = rows[row][column]
            if isinstance(value, float | int) and not isinstance(value, bool):
                rows[row][column] = f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
