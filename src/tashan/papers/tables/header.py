"""Where the table stands in a sheet: its head, its units, its rows, and what belongs to none.

``find_header(grid)`` gives a ``Header``: one ``HeaderColumn`` for each column with its joined name
(增速/同比), the unit in its head, and the rows of data. Title lines, the line 单位：万元, a line of
column numbers, totals and the foot (填报人, 注：) are left out; ``Header.left_out`` says which.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from tashan.base.errors import UserError
from tashan.papers.tables.heading import Heading, cleaned, heading, matching_form, unit_note
from tashan.papers.tables.opening import Grid, Range
from tashan.papers.tables.outside import LeftOut, Why, is_number_line, left_out
from tashan.papers.tables.shown import plain
from tashan.papers.tables.units import known_unit

_SEARCHED = 40  # rows from the top in which a head may begin
_TALLEST = 5  # rows of one head
_NUMBERED_TABLE = re.compile(r"(?:附[表件]|表) ?[\d一二三四五六七八九十]+(?:\b|[-:： ]|$)")


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """``index`` counts from 0; ``parts`` are the names from the top down."""

    index: int
    parts: tuple[str, ...]
    unit: str = ""

    @property
    def name(self) -> str:
        return "/".join(self.parts)

    @property
    def letter(self) -> str:
        return get_column_letter(self.index + 1)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows count from 0, as in the grid; ``last`` is the last row that holds anything."""

    columns: tuple[HeaderColumn, ...]
    first_row: int
    data_from: int
    last: int
    units: tuple[str, ...] = ()
    title: str = ""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: frozenset[int] = field(default=frozenset(), repr=False)


def find_header(grid: Grid, labels: Collection[str] = ()) -> Header:
    """The head of the table. ``labels`` are names that columns may have: they decide in doubt.

    Raises UserError where no row looks like a head.
    """
    top = _Top(grid)
    wanted = {matching_form(label) for label in labels}
    found = [top.head(row) for row in top.candidates()]
    if not found:
        raise UserError(
            f"Sheet “{grid.name}” has no row with the names of columns.",
            hint="Put the names of the columns in one row above the data.",
        )
    best = max(found, key=lambda head: (head.matches(wanted), -head.first))
    return _header(grid, top, best)


def _header(grid: Grid, top: _Top, head: _Head) -> Header:
    last = _last_filled(grid.rows)
    width = max((column.index for column in head.columns), default=0) + 1
    outside = [*head.numbered, *left_out(grid.rows, head.data_from, last, width)]
    above = [cell for row in range(head.first) for cell in top.texts(row)]
    noted = [unit for cell in above for unit in unit_note(cell)]
    titles = [cell for cell in above if not unit_note(cell) and not _is_caption(cell)]
    title = max(titles, key=len, default="")
    return Header(
        head.columns,
        head.first,
        head.data_from,
        last,
        tuple(dict.fromkeys(noted)),
        title,
        tuple(outside),
        (*grid.notes, *_notes_on(outside)),
        frozenset(entry.row for entry in outside),
    )


_MOST_NOTED = 20


def _notes_on(outside: Sequence[LeftOut]) -> Iterator[str]:
    """Each line that was left out, the first twenty by name."""
    yield from (entry.note for entry in outside[:_MOST_NOTED])
    if len(outside) > _MOST_NOTED:
        yield f"{len(outside) - _MOST_NOTED:,} more lines were left out."


def _last_filled(rows: Sequence[Sequence[object]]) -> int:
    for at in range(len(rows) - 1, -1, -1):
        if any(_filled(value) for value in rows[at]):
            return at
    return -1


def _filled(value: object) -> bool:
    return value is not None and value != "" and not (isinstance(value, str) and not value.strip())


@dataclass(frozen=True, slots=True)
class _Head:
    first: int
    data_from: int
    columns: tuple[HeaderColumn, ...]
    numbered: tuple[LeftOut, ...] = ()

    def matches(self, wanted: Collection[str]) -> int:
        names = [{matching_form(c.name), matching_form(c.parts[-1])} for c in self.columns]
        return sum(bool(name & set(wanted)) for name in names)


class _Top:
    """The first rows of a grid, with every merged cell filled."""

    def __init__(self, grid: Grid) -> None:
        height = _SEARCHED + _TALLEST + 2
        self._rows = [list(row) for row in grid.rows[:height]]
        self._merged = [area for area in grid.merged if area[0] < height]
        for area in self._merged:
            self._fill(area)

    def _fill(self, area: Range) -> None:
        first_row, first_column, last_row, last_column = area
        if first_row >= len(self._rows) or first_column >= len(self._rows[first_row]):
            return
        value = self._rows[first_row][first_column]
        for row in self._rows[first_row : last_row + 1]:
            row.extend([""] * (min(last_column, 500) + 1 - len(row)))
            for column in range(first_column, min(last_column, 500) + 1):
                row[column] = value

    def texts(self, row: int) -> list[str]:
        """What stands in a row, merged cells once."""
        values = dict.fromkeys(value for value in self._rows[row] if _filled(value))
        return [plain(_name(value)) for value in values]

    def candidates(self) -> list[int]:
        """The rows that may begin a head: several names, most of the width filled, no figures."""
        rows = [at for at in range(min(_SEARCHED, len(self._rows))) if self.texts(at)]
        reach = {at: sum(map(_filled, self._rows[at])) for at in rows}
        widest = max(reach.values(), default=0)
        least = min(widest, 2)
        named = [at for at in rows if self._names(at) >= least]
        return [at for at in named if reach[at] * 2 > widest or self._goes_on(at)]

    def _names(self, row: int) -> int:
        values = [value for value in self._rows[row] if _filled(value)]
        texts = self.texts(row)
        if not all(isinstance(value, str) or _is_year(value) for value in values):
            return 0
        if is_number_line(texts) or any(unit_note(text) or _is_caption(text) for text in texts):
            return 0
        return len(texts)

    def head(self, first: int) -> _Head:
        last = self._last_row_of_head(first)
        at = last + 1
        units = self._unit_line(at) if at < len(self._rows) else {}
        at += bool(units)
        numbered: tuple[LeftOut, ...] = ()
        if at < len(self._rows) and len(self.texts(at)) > 2 and is_number_line(self.texts(at)):
            numbered = (LeftOut(at, Why.NUMBERS, " ".join(self.texts(at))[:60]),)
            at += 1
        return _Head(first, at, tuple(self._columns(first, last, units)), numbered)

    def _last_row_of_head(self, first: int) -> int:
        """Down to where a merged cell of the head ends, and one row more under each group."""
        last = first
        for row in range(first, min(first + _TALLEST, len(self._rows))):
            if row > last:
                break
            ends = [area[2] for area in self._merged if area[0] == row and area[2] > row]
            last = min(max(ends, default=last), first + _TALLEST - 1) if ends else last
            if last == row and self._goes_on(row):
                last = row + 1
        return min(last, len(self._rows) - 1)

    def _goes_on(self, row: int) -> bool:
        """Whether the next row names the columns under the groups of this one."""
        below = row + 1
        if below >= len(self._rows) or self._names(below) == 0:
            return False
        groups = {
            column
            for area in self._merged
            if area[0] <= row <= area[2] and area[3] > area[1]
            for column in range(area[1], area[3] + 1)
        } or self._gaps(row)
        named = {at for at, value in enumerate(self._rows[below]) if _filled(value)}
        own = {at for at in named if not self._same(row, below, at)}
        return bool(groups) and own <= groups and len(own) > 1

    def _same(self, row: int, below: int, at: int) -> bool:
        """Whether a merged cell covers both rows."""
        return any(a[0] <= row and a[2] >= below and a[1] <= at <= a[3] for a in self._merged)

    def _gaps(self, row: int) -> set[int]:
        """Columns without a name of their own, and the group before them: no cells are merged."""
        cells = self._rows[row]
        below = self._rows[row + 1]
        gaps = {
            at
            for at in range(1, max(len(cells), len(below)))
            if (at >= len(cells) or not _filled(cells[at]))
            and at < len(below)
            and _filled(below[at])
        }
        return gaps | {at - 1 for at in gaps}

    def _unit_line(self, row: int) -> dict[int, str]:
        """The unit under each name, where a whole row holds nothing but units and dashes."""
        found: dict[int, str] = {}
        for at, value in enumerate(self._rows[row]):
            if not _filled(value):
                continue
            text = plain(str(value))
            unit = known_unit(text) if isinstance(value, str) else None
            if unit is None and text not in {"-", "--", "/", "计量单位", "单位"}:
                return {}
            if unit:
                found[at] = unit
        return found

    def _columns(self, first: int, last: int, units: dict[int, str]) -> list[HeaderColumn]:
        width = max(len(row) for row in self._rows[first : last + 1])
        named = [self._heading(first, last, at) for at in range(width)]
        return [
            HeaderColumn(at, found.parts, units.get(at) or found.unit)
            for at, found in enumerate(named)
            if found.parts
        ]

    def _heading(self, first: int, last: int, at: int) -> Heading:
        parts: list[str] = []
        for row in range(first, last + 1):
            cells = self._rows[row]
            value = cells[at] if at < len(cells) else ""
            if not _filled(value) and row < last:
                value = self._group_before(row, at)
            text = cleaned(_name(value)) if _filled(value) else ""
            if text and text not in parts:
                parts.append(text)
        return heading(parts)

    def _group_before(self, row: int, at: int) -> object:
        """The name to the left, where unmerged cells of a group were left empty."""
        below = self._rows[row + 1]
        if at >= len(below) or not _filled(below[at]):
            return ""
        cells = self._rows[row]
        before = range(min(at, len(cells)) - 1, -1, -1)
        return next((cells[i] for i in before if _filled(cells[i])), "")


def _is_year(value: object) -> bool:
    return isinstance(value, float) and value.is_integer() and 1949 <= value <= 2100


def _name(value: object) -> str:
    """A year as the head of a column is a number to Excel."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _is_caption(text: str) -> bool:
    """填报单位：某局 and 附表1 stand above a table and name no column."""
    before, colon, after = text.partition(":")
    captioned = bool(colon and before and after.strip()) and len(before) <= 10
    return captioned or _NUMBERED_TABLE.match(text) is not None
