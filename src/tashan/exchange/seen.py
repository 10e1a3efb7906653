"""What a page shows of a sheet: its columns and fields, the first rows, and the bad ones whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tashan.exchange.looking import Looked, Opened
from tashan.papers.tables.cells import CellType, Stored
from tashan.papers.tables.fields import Field
from tashan.papers.tables.outside import LeftOut
from tashan.papers.tables.shown import shown

_FIRST = 8
_MOST_BAD = 200
_LONGEST = 60
_MOST_NOTES = 20


def columns_seen(found: Opened) -> dict[str, Any]:
    """The table's place, its columns, the field of each and all fields to choose from."""
    by_index = {entry.column.index: entry for entry in found.mapping.mapped}
    columns = []
    for column in found.header.columns:
        mapped = by_index.get(column.index)
        columns.append(
            {
                "index": column.index,
                "letter": column.letter,
                "name": column.name,
                "unit": (mapped.unit if mapped else "") or column.unit,
                "field": mapped.field.code if mapped else "",
                "how": mapped.how.value if mapped else "",
            }
        )
    return {
        "sheets": list(found.book.sheets),
        "sheet": found.grid.name,
        "title": found.header.title,
        "units": list(found.header.units),
        "head_row": found.header.first_row + 1,
        "first_row": found.header.data_from + 1,
        "columns": columns,
        "fields": [_field(entry) for entry in found.fields],
        "missing": [entry.label for entry in found.mapping.missing],
    }


def _field(entry: Field) -> list[Any]:
    return [entry.code, entry.label, entry.required]


def rows_seen(result: Looked) -> dict[str, Any]:
    """The first good rows as understood, and the bad rows as the sheet shows them."""
    bad = result.bad
    good = [row for row in result.rows if row.number not in bad][:_FIRST]
    fields = {entry.field.code: entry.field for entry in result.opened.mapping.mapped}
    told = [
        [row.number, {code: understood(fields[code], v) for code, v in row.values.items()}]
        for row in good
    ]
    numbers = sorted(bad)[:_MOST_BAD]
    return {"first": told, "bad": [[n, _cells(result.opened, n)] for n in numbers]}


def understood(entry: Field, value: Stored) -> str:
    """A value as a person reads it: money in yuan, a choice by its label."""
    if value is None:
        return ""
    if entry.type is CellType.MONEY:
        return f"{Decimal(str(value)) / 100:,.2f} 元"
    if entry.type is CellType.CHOICE:
        return entry.choices[str(value)][0]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal | int):
        return f"{value:,f} {entry.unit}".strip() if isinstance(value, Decimal) else f"{value:,}"
    return shown(value)[:_LONGEST]


def _cells(found: Opened, number: int) -> list[str]:
    """What a row of the sheet shows under each column of the head."""
    cells: Sequence[object] = found.grid.rows[number - 1]
    values = (cells[c.index] if c.index < len(cells) else None for c in found.header.columns)
    return ["" if value is None else shown(value)[:_LONGEST] for value in values]


def left_out(lines: Sequence[LeftOut]) -> list[dict[str, Any]]:
    """The lines that are no rows, with why; of very many the first ones, and how many more."""
    told: list[dict[str, Any]] = [
        {"row": line.row + 1, "why": line.why.value, "text": line.text}
        for line in lines[:_MOST_NOTES]
    ]
    more = len(lines) - len(told)
    return [*told, {"more": more}] if more else told
