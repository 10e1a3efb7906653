"""A snapshot as it lies in the store: an Arrow file, and how it becomes a table again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import cast

import polars as pl

from tashan.indicators.models import Snapshot
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.mechanisms.rules.tables import Cell, Table
from tashan.record import files
from tashan.record.models import StoredFile

WITHHELD = "withheld:"


def written(frame: pl.DataFrame) -> bytes:
    """The frame's bytes: the same frame is the same bytes."""
    kept = BytesIO()
    frame.write_ipc(kept, compression="zstd")
    return kept.getvalue()


def described(column: Column, frame: pl.DataFrame) -> dict[str, str | int]:
    """A column as the snapshot's row tells it; ``withheld`` counts the cells left out by law."""
    held = WITHHELD + column.key
    return {
        "key": column.key,
        "sort": column.sort.value,
        "unit": column.unit,
        "factor": str(column.factor),
        "unknown": frame[column.key].null_count(),
        "withheld": frame[held].count() if held in frame.columns else 0,
    }


def columns_of(snapshot: Snapshot) -> dict[str, Column]:
    """Its columns by key."""
    return {
        told["key"]: Column(told["key"], Sort(told["sort"]), told["unit"], Fraction(told["factor"]))
        for told in snapshot.columns
    }


def load(snapshot: Snapshot) -> Table:
    """The table that engines run over. Raises DamagedFileError where its file was changed."""
    return table_of(frame_of(snapshot), columns_of(snapshot).values())


def table_of(frame: pl.DataFrame, wanted: Iterable[Column]) -> Table:
    """A frame as a table, without what it says beside its columns."""
    columns = {column.key: column for column in wanted}
    cells: Mapping[str, Sequence[Cell]] = {key: _sequence(frame[key]) for key in columns}
    subjects = cast("Sequence[int]", frame["subject"])
    return Table(subjects=subjects, columns=columns, cells=cells)


def _sequence(series: pl.Series) -> Sequence[Cell]:
    # a series gives plain Python values by its index; no list of a million objects is made
    return cast("Sequence[Cell]", series)


def frame_of(snapshot: Snapshot) -> pl.DataFrame:
    """All that the file holds."""
    return _frame(snapshot.sha256)


def row_of(snapshot: Snapshot, subject: int) -> dict[str, Cell] | None:
    """One subject's cells by key; None where it was not in the register that day."""
    frame = frame_of(snapshot)
    at = frame["subject"].search_sorted(subject)
    if at >= len(frame) or frame["subject"][at] != subject:
        return None
    return frame.row(at, named=True)


def withheld(row: Mapping[str, Cell]) -> set[str]:
    """Which columns of a row are empty because their figure serves statistics alone."""
    return {
        key.removeprefix(WITHHELD) for key, cell in row.items() if key.startswith(WITHHELD) and cell
    }


@lru_cache(maxsize=4)  # two pages of one run read the file once
def _frame(sha256: str) -> pl.DataFrame:
    return pl.read_ipc(BytesIO(files.read(StoredFile.objects.get(sha256=sha256))))
