"""A table as columns of whole numbers: words become their places in a list that is in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from tashan.mechanisms.rules.bound import Column, Sort
from tashan.mechanisms.rules.lowering import Extent
from tashan.mechanisms.rules.tables import Table

ROW = "row"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The frame has a column ``row``, and one for each column with a known cell (``extents``)."""

    frame: pl.DataFrame
    columns: Mapping[str, Column]
    extents: Mapping[str, Extent]

    def with_figure(self, column: Column, figures: pl.Series) -> Loaded:
        """With one number column more."""
        found = _loaded(figures.alias(column.key), column)
        columns = {**self.columns, column.key: column}
        if found is None:
            return Loaded(self.frame, columns, self.extents)
        series, extent = found
        return Loaded(
            self.frame.with_columns(series), columns, {**self.extents, column.key: extent}
        )


def load(table: Table, keys: Iterable[str]) -> Loaded:
    """The columns of these keys; keys that the table lacks stay unknown in every row."""
    wanted = [key for key in dict.fromkeys(keys) if key in table.cells]
    cells = {key: _series(key, table) for key in wanted}
    return _together(cells, table.columns, len(table))


def load_frame(frame: pl.DataFrame, columns: Mapping[str, Column]) -> Loaded:
    """A frame whose columns are named by key, with cells as a table has them."""
    cells = {key: frame[key] for key in columns if key in frame.columns}
    return _together(cells, columns, frame.height)


def _together(cells: dict[str, pl.Series], columns: Mapping[str, Column], height: int) -> Loaded:
    found = {key: _loaded(series, columns[key]) for key, series in cells.items()}
    known = {key: each for key, each in found.items() if each is not None}
    rows = pl.int_range(height, dtype=pl.UInt32, eager=True).alias(ROW)
    frame = pl.DataFrame([rows, *(series.alias(k) for k, (series, _) in known.items())])
    return Loaded(frame, columns, {key: extent for key, (_, extent) in known.items()})


def _series(key: str, table: Table) -> pl.Series:
    cells = table.cells[key]
    if isinstance(cells, pl.Series):
        return cells.alias(key)
    kind = {Sort.TRUTH: pl.Boolean, Sort.DATE: pl.Date, Sort.NUMBER: pl.Int128}
    return pl.Series(key, list(cells), dtype=kind.get(table.columns[key].sort, pl.String))


def _loaded(cells: pl.Series, column: Column) -> tuple[pl.Series, Extent] | None:
    """The cells as whole numbers, and between what they lie; None where none is known."""
    has_gaps = cells.null_count() > 0
    if cells.null_count() == len(cells):
        return None
    match column.sort:
        case Sort.TRUTH:
            return cells.cast(pl.Boolean), Extent(0, 1, has_gaps)
        case Sort.CODE | Sort.WORDS:
            words = sorted(cells.drop_nulls().unique().cast(pl.String).to_list())
            places = cells.cast(pl.String).cast(pl.Enum(words)).to_physical()
            return places, Extent(0, len(words) - 1, has_gaps, tuple(words))
        case Sort.DATE:
            cells = cells.cast(pl.Date).cast(pl.Int32)
    low, high = _end(cells.min()), _end(cells.max())
    if column.sort is Sort.NUMBER:
        fits = low >= -(2**63) and high < 2**63
        cells = cells.cast(pl.Int64 if fits else pl.Int128)
    return cells, Extent(low, high, has_gaps)


def _end(value: object) -> int:
    assert isinstance(value, int)
    return value
