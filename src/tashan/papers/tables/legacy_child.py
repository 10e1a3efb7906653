"""The process that opens one .xls and ends with it; it is run as a file and imports nothing here.

Its reader asks for as much memory as a damaged file says, and a refusal ends the process: so it is
a process of its own, with a limit. In: the file on stdin, and the limits as arguments. Out: JSON,
``{"sheets": […]}`` or ``{"error": "locked" | "damaged" | "too_large"}``.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 60


class TooLargeError(Exception):
    """The rectangle of a sheet is larger than the limits."""


def sheets(data: bytes, *, rows: int, columns: int, cells: int) -> list[dict[str, object]]:
    """Every sheet of cells, those in sight first."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    known = [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
    known.sort(key=lambda meta: meta.visible is not SheetVisibleEnum.Visible)
    found = []
    for meta in known:
        sheet = book.get_sheet_by_name(meta.name)
        last_row, last_column = sheet.end or (0, 0)
        if last_row >= rows or last_column >= columns or (last_row + 1) * (last_column + 1) > cells:
            raise TooLargeError(meta.name)
        found.append(_sheet(meta.name, sheet))
    return found


def _sheet(name: str, sheet: CalamineSheet) -> dict[str, object]:
    values = sheet.to_python(skip_empty_area=False)
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    return {
        "name": name,
        "rows": [[_told(cell) for cell in row] for row in values],
        "merged": merged,
    }


def _told(value: object) -> object:
    """A day as ``{"day": …}``, any other moment as ``{"moment": …}``; JSON has neither."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, str | float | int) else str(value)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rows, columns, cells = map(int, sys.argv[1:4])
    try:
        data = sys.stdin.buffer.read()
        answer: object = {"sheets": sheets(data, rows=rows, columns=columns, cells=cells)}
    except PasswordError:
        answer = {"error": "locked"}
    except TooLargeError:
        answer = {"error": "too_large"}
    except (CalamineError, OSError, ValueError, OverflowError):
        answer = {"error": "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
