"""An .xls of Excel 97-2003 (and .et of WPS), opened in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tashan.base.errors import UserError
from tashan.papers.tables import legacy_child
from tashan.papers.tables.delimited import too_large
from tashan.papers.tables.kinds import SAVE_AS_XLSX
from tashan.papers.tables.limits import TableLimits
from tashan.papers.tables.parts import locked

_PATIENCE = 2 * legacy_child.MOST_SECONDS
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # an .xlsx with a password is such a file too

LegacySheet = tuple[str, list[list[object]], list[tuple[int, int, int, int]]]


def legacy_sheets(data: bytes, name: str, limits: TableLimits) -> Iterator[LegacySheet]:
    """Name, rows and merged ranges of each sheet, those in sight first."""
    if _ENCRYPTED in data:
        raise locked(name)
    answer = _asked(data, limits)
    match answer.get("error"):
        case "locked":
            raise locked(name)
        case "too_large":
            raise too_large(name, limits)
        case "damaged":
            raise UserError(
                f"“{name}” is damaged, or no table that can be read.", hint=SAVE_AS_XLSX
            )
    for sheet in answer["sheets"]:
        rows = [[_value(cell) for cell in row] for row in sheet["rows"]]
        yield sheet["name"], rows, [tuple(area) for area in sheet["merged"]]


def _asked(data: bytes, limits: TableLimits) -> dict[str, Any]:
    """What the process says; one that dies, or thinks too long, says that the file is damaged."""
    most = map(str, (limits.max_rows, limits.max_columns, limits.max_cells))
    command = [sys.executable, "-I", str(Path(legacy_child.__file__)), *most]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": "damaged"}
    if done.returncode != 0:
        return {"error": "damaged"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _value(cell: object) -> object:
    if isinstance(cell, dict):
        if "day" in cell:
            return date.fromisoformat(cell["day"])
        return datetime.fromisoformat(cell["moment"])
    return cell
