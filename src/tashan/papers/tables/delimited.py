"""A .csv file: its encoding, what parts its cells, and its rows as text."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from tashan.base.errors import UserError
from tashan.papers.tables.limits import TableLimits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = (("gb18030", "gb2312"), ("big5hkscs", "big5"))
_SAMPLE = 100_000
_COMMON_ENOUGH = 0.6  # of text read in a wrong encoding about four signs in ten are common
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_SEPARATORS = ",\t;|"
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')  # how a .csv keeps Excel from counting: ="00123"


def decoded(data: bytes, name: str) -> str:
    """The text, in the encoding of its mark, else UTF-8, else GB 18030 or Big5, never a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        text = _unmarked(data, name)
    if len(_CONTROL.findall(text[:_SAMPLE])) > 3:
        raise _no_table(name)
    return _CONTROL.sub("\ufffd", text)


def _unmarked(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        for encoding, common in _LEGACY:
            text = _strictly(data, encoding)
            if text is not None and _commonness(text, common) >= _COMMON_ENOUGH:
                return text
    raise _no_table(name)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _commonness(text: str, encoding: str) -> float:
    """The share of the signs outside ASCII that the older, smaller character set has too."""
    foreign = [sign for sign in text[:_SAMPLE] if sign > "\x7f"]
    common = sum(bool(sign.encode(encoding, "ignore")) for sign in foreign)
    return common / len(foreign) if foreign else 0.0


def _no_table(name: str) -> UserError:
    return UserError(
        f"“{name}” is neither a workbook nor text in UTF-8 or GB 18030.",
        hint="Open it where it shows rightly and save it as .xlsx.",
    )


def rows_of(text: str, name: str, limits: TableLimits) -> list[list[object]]:
    """The cells of every row, all text; what parts them is found in the first lines."""
    rows: list[list[object]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row in reader:
            if len(rows) >= limits.max_rows or len(row) > limits.max_columns:
                raise too_large(name, limits)
            rows.append(list(_cells(row)))
    except csv.Error as error:
        raise UserError(
            f"“{name}”, line {reader.line_num}: {error}.",
            hint="A quotation mark may be open. Save the table as .xlsx.",
        ) from error
    return rows


def _cells(row: list[str]) -> Iterator[str]:
    for cell in row:
        kept = _KEPT_AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
        yield kept[1] if kept else cell


def _separator(text: str) -> str:
    lines = [line for line in text[:_SAMPLE].splitlines()[:20] if line.strip()]
    return max(_SEPARATORS, key=lambda sign: sum(sign in line for line in lines))


def too_large(name: str, limits: TableLimits) -> UserError:
    return UserError(
        f"“{name}” is larger than {limits.max_rows:,} rows, {limits.max_columns:,} columns or "
        f"{limits.max_cells:,} cells.",
        hint="Delete what stands far below or beside the table, or split it into several files.",
    )
