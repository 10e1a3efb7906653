"""The rows of a sheet as the XML inside an .xlsx, written without an object for each cell.

A table of 200,000 rows is a matter of seconds this way, and of minutes through cells of openpyxl.
openpyxl makes everything else, with one row of samples for each ``Look``: the numbers of the cell
styles are read off them, and the samples give way to the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from math import isfinite
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from openpyxl.utils import get_column_letter

from tashan.papers.characters import printable

MAX_CHARACTERS = 32_767  # of one cell
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_MAX_WHOLE = 10**15  # Excel keeps 15 digits and writes zeros for the rest
_FIRST_YEAR = 1900
_ZERO_DAY = date(1899, 12, 30)
_NO_SUCH_DAY = 60
_OFFICE_HOURS = ZoneInfo("Asia/Shanghai")
_DATA = re.compile(r"<sheetData\s*/>|<sheetData>(.*?)</sheetData>", re.S)
_HEAD_ROW = re.compile(r'<row r="1"[^>]*>.*?</row>', re.S)
_SAMPLE = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"')
_DIMENSION = re.compile(r'<dimension ref="[^"]*" ?/>')

Storable = str | bool | int | float | Decimal | date | None


class Look(IntEnum):
    """The row of samples that shows how a kind of value looks, and ``FOOT`` under them."""

    TEXT = 2
    QUOTED = 3  # text that begins like a formula
    NUMBER = 4
    DAY = 5
    MOMENT = 6
    FOOT = 7


@dataclass(frozen=True, slots=True)
class Body:
    """What stands under the head: the rows, and the foot line after an empty one."""

    rows: Sequence[Sequence[object]]
    footer: str
    width: int


def with_rows(sheet: str, body: Body) -> str:
    """The XML of a sheet with head and samples, the samples exchanged for the rows."""
    data = _DATA.search(sheet)
    head = _HEAD_ROW.search(sheet)
    if data is None or head is None:
        raise ValueError("the sheet has no head")
    looks = {(column, int(row)): number for column, row, number in _SAMPLE.findall(data[0])}
    letters = [get_column_letter(at) for at in range(1, body.width + 1)]
    last = len(body.rows) + (3 if body.footer else 1)
    sized = _DIMENSION.sub(f'<dimension ref="A1:{letters[-1]}{last}"/>', sheet[: data.start()])
    rows = "".join(_rows(body, letters, looks))
    return f"{sized}<sheetData>{head[0]}{rows}</sheetData>{sheet[data.end() :]}"


def _rows(
    body: Body, letters: Sequence[str], looks: Mapping[tuple[str, int], str]
) -> Iterator[str]:
    columns = [_Column(letter, looks) for letter in letters]
    for number, row in enumerate(body.rows, start=2):
        cells = "".join(
            [column.cell(number, value) for column, value in zip(columns, row, strict=True)]
        )
        yield f'<row r="{number}">{cells}</row>'
    if body.footer:
        at = len(body.rows) + 3
        style = looks["A", Look.FOOT]
        yield f'<row r="{at}"><c r="A{at}" s="{style}" t="inlineStr">{_text(body.footer)}</c></row>'


class _Column:
    """Writes the cells of one column."""

    def __init__(self, letter: str, looks: Mapping[tuple[str, int], str]) -> None:
        self._letter = letter
        self._style: dict[Look, str] = {
            look: looks[letter, look] for look in Look if look is not Look.FOOT
        }
        self._writers: dict[type, Callable[[int, object], str]] = {str: self._text}
        self._texts: dict[str, str] = {}

    def cell(self, row: int, value: object) -> str:
        writer = self._writers.get(type(value))
        return writer(row, value) if writer else self._other(row, stored(value))

    def _text(self, row: int, value: object) -> str:
        text = str(value)
        rest = self._texts.get(text)
        if rest is None:
            look = Look.QUOTED if text.startswith(FORMULA_SIGNS) else Look.TEXT
            rest = f'" s="{self._style[look]}" t="inlineStr">{_text(text)}</c>'
            if len(self._texts) < 5_000:
                self._texts[text] = rest
        return f'<c r="{self._letter}{row}{rest}'

    def _other(self, row: int, value: Storable) -> str:
        if isinstance(value, str):
            return self._text(row, value)
        place = f'<c r="{self._letter}{row}" s="'
        match value:
            case None:
                return f'{place}{self._style[Look.NUMBER]}"/>'
            case bool():
                return f'{place}{self._style[Look.NUMBER]}" t="b"><v>{value:d}</v></c>'
            case datetime():
                return f'{place}{self._style[Look.MOMENT]}"><v>{_serial(value)}</v></c>'
            case date():
                return f'{place}{self._style[Look.DAY]}"><v>{_serial(value)}</v></c>'
        return f'{place}{self._style[Look.NUMBER]}"><v>{value}</v></c>'


def _serial(value: date) -> str:
    """The day as Excel counts it, with a 29 February 1900 that never was."""
    days = (date(value.year, value.month, value.day) - _ZERO_DAY).days
    days -= days <= _NO_SUCH_DAY
    if not isinstance(value, datetime):
        return str(days)
    seconds = (value - datetime.combine(value.date(), time.min)) / timedelta(days=1)
    return repr(days + seconds)


def _text(text: str) -> str:
    kept = escape(fitting(text), {"\r": "&#13;"})
    return f'<is><t xml:space="preserve">{kept}</t></is>'


def fitting(text: str) -> str:
    """Text as a cell can hold it: no characters that XML refuses, no more than Excel keeps."""
    kept = printable(text)
    return kept if len(kept) <= MAX_CHARACTERS else kept[: MAX_CHARACTERS - 1] + "…"


def stored(value: object) -> Storable:
    """What Excel stores for ``value``; anything that it has no type for goes in as text."""
    match value:
        case None | bool():
            return value
        case int():
            return value if abs(value) <= _MAX_WHOLE else str(value)
        case float() | Decimal():
            return value if isfinite(value) else str(value)
        case datetime() if value.tzinfo:
            return stored(value.astimezone(_OFFICE_HOURS).replace(tzinfo=None))
        case date():
            return value if value.year >= _FIRST_YEAR else value.isoformat()
    return str(value)
