"""The zip inside an .xlsx, looked through before a reader opens it.

A reader lays a sheet out as a full rectangle up to its last cell and gives neither the error values
nor the formats of its cells. So every part is unpacked here once, in pieces and within the limits,
and the cells are noted that show an error, have a formula never computed, or count in percent.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from tashan.base.errors import UserError
from tashan.papers.tables.delimited import too_large
from tashan.papers.tables.kinds import SAVE_AS_XLSX
from tashan.papers.tables.limits import MEGABYTE, TableLimits

NOT_COMPUTED = "=…"  # what a cell shows whose formula was never computed
_PIECE = 4 * MEGABYTE
_LONGEST_REST = 100_000
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]+)\$?(\d+)[\"']")
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?\s*(?:/>|></c>)')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\bt="e")[^<>]*\br="([A-Z]{1,3})(\d{1,7})"[^<>]*>'
    rb"(?:<f[^<]*(?:</f>|/>))?<(?:\w+:)?v>(#[^<]{1,20})<"
)
_UNCOMPUTED = re.compile(
    rb'<c\s(?![^<>]*\bt="str")[^<>]*\br="([A-Z]{1,3})(\d{1,7})"[^<>]*>'
    rb"<f(?:>|\s)[^<]*(?:</f>|(?<=/)>)(?:<v></v>|<v\s*/>)?</c>"
)
_CELL_STYLES = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.S)
_STYLE = re.compile(rb"<xf\b[^<>]*\bnumFmtId=\"(\d+)\"")
_FORMAT = re.compile(rb"<numFmt\b(?=[^<>]*\bnumFmtId=\"(\d+)\")[^<>]*\bformatCode=\"([^\"]*)\"")
_PERCENT_FORMATS = {9, 10}  # built into Excel
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s(?=[^<>]*\bname="([^"]*)")[^<>]*\b\w+:id="([^"]+)"[^<>]*>')
_RELATION = re.compile(rb'<Relationship\b(?=[^<>]*\bId="([^"]+)")[^<>]*\bTarget="([^"]+)"')

Place = tuple[int, int]  # row and column, counted from 0


@dataclass(slots=True)
class SheetMarks:
    """What the cells of one sheet are besides their values."""

    errors: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)


class Parts:
    """The parts of one .xlsx. Raises UserError where it is broken, locked or too large."""

    def __init__(self, data: bytes, name: str, limits: TableLimits) -> None:
        self._name, self._limits, self._left = name, limits, limits.max_unpacked
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._broken() from error
        self._refuse_what_is_no_workbook()
        percents = self._percent_styles()
        self._marks = {
            part.filename.lower(): self._looked_through(part, percents)
            for part in self._zip.infolist()
        }

    def marks(self) -> list[SheetMarks]:
        """Of each sheet, in the order of the workbook."""
        targets = dict(_RELATION.findall(self._head("xl/_rels/workbook.xml.rels")))
        found = []
        for _, relation in _SHEET.findall(self._head("xl/workbook.xml")):
            target = targets.get(relation, b"").decode("utf-8", "replace").lower()
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found.append(self._marks.get(path) or SheetMarks())
        return found

    def _refuse_what_is_no_workbook(self) -> None:
        names = [part.filename.lower() for part in self._zip.infolist()]
        if len(names) > self._limits.max_parts or len(set(names)) < len(names):
            raise self._broken()
        if "xl/workbook.bin" in names or "content.xml" in names:
            raise UserError(
                f"“{self._name}” is a workbook of another format (.xlsb or .ods).",
                hint=SAVE_AS_XLSX,
            )
        if "xl/workbook.xml" not in names:
            raise UserError(
                f"“{self._name}” is a zip archive without a workbook.",
                hint="Unpack it and choose the .xlsx inside.",
            )

    def _pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """One part unpacked; whatever its header says, no more than the limit leaves."""
        try:
            with self._zip.open(part) as opened:
                while piece := opened.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise UserError(
                            f"“{self._name}” unpacks to more than "
                            f"{self._limits.max_unpacked // MEGABYTE:,} MB.",
                            hint="Take its pictures out, or split the table into several files.",
                        )
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._broken() from error
        except (RuntimeError, NotImplementedError) as error:
            raise locked(self._name) from error

    def _head(self, path: str) -> bytes:
        """The first piece of a part, or nothing where it is missing."""
        for part in self._zip.infolist():
            if part.filename.lower() == path:
                return next(self._pieces(part), b"")
        return b""

    def _percent_styles(self) -> frozenset[bytes]:
        """The numbers of the cell styles that show a value in percent."""
        styles = self._head("xl/styles.xml")
        percent = {int(i) for i, code in _FORMAT.findall(styles) if b"%" in code}
        cells = _CELL_STYLES.search(styles)
        used = _STYLE.findall(cells[0]) if cells else []
        return frozenset(
            b"%d" % at for at, i in enumerate(used) if int(i) in percent | _PERCENT_FORMATS
        )

    def _looked_through(self, part: zipfile.ZipInfo, percents: frozenset[bytes]) -> SheetMarks:
        marks, extent = SheetMarks(), _Extent()
        before = self._left
        percent_cell = _percent_cell(percents)
        for piece in _whole_cells(self._pieces(part)):
            extent.add(piece)
            _note_errors(piece, marks)
            if percent_cell and any(b's="%s"' % style in piece for style in percents):
                marks.percents.update(map(_place, percent_cell.findall(piece)))
        if not extent.within(self._limits):
            self._left = before
            self._refuse_a_wide_sheet(part)
        return marks

    def _refuse_a_wide_sheet(self, part: zipfile.ZipInfo) -> None:
        """Look again without the empty cells that only have a format."""
        extent = _Extent()
        for piece in _whole_cells(self._pieces(part)):
            extent.add(_EMPTY_CELL.sub(b"", piece))
        if not extent.within(self._limits):
            raise too_large(self._name, self._limits)

    def _broken(self) -> UserError:
        return UserError(
            f"“{self._name}” is damaged: it cannot be unpacked.",
            hint="Open it in Excel or WPS, save it anew, and send that.",
        )


def locked(name: str) -> UserError:
    return UserError(
        f"“{name}” is locked with a password.",
        hint="Save it without a password (File, Info, Protect Workbook) and send that.",
    )


class _Extent:
    """The rectangle that a reader would lay out."""

    def __init__(self) -> None:
        self._columns: set[bytes] = set()
        self._last_row = 0

    def add(self, piece: bytes) -> None:
        found = _REFERENCE.findall(piece)
        self._columns.update({letters for letters, _ in found})
        self._last_row = max(self._last_row, *map(int, {row[:9] for _, row in found}), 0)

    def within(self, limits: TableLimits) -> bool:
        columns = max((_column(letters) + 1 for letters in self._columns), default=0)
        return (
            self._last_row <= limits.max_rows
            and columns <= limits.max_columns
            and self._last_row * columns <= limits.max_cells
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + letter - 64
    return number - 1


def _place(found: tuple[bytes, bytes]) -> Place:
    return int(found[1]) - 1, _column(found[0])


def _whole_cells(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that end with a cell, so that none is cut in two."""
    rest = b""
    for piece in pieces:
        joined = rest + piece
        cut = joined.rfind(b"</c>") + 4
        if cut < 4 or len(joined) - cut > _LONGEST_REST:
            cut = max(len(joined) - _LONGEST_REST, 0)
        rest = joined[cut:]
        yield joined[:cut]
    yield rest


def _note_errors(piece: bytes, marks: SheetMarks) -> None:
    if b't="e"' in piece:
        for column, row, shown in _ERROR.findall(piece):
            marks.errors[_place((column, row))] = shown.decode("utf-8", "replace")
    if b"</f></c>" in piece or b"</f><v></v>" in piece or b"</f><v/>" in piece:
        for found in _UNCOMPUTED.findall(piece):
            marks.errors[_place(found)] = NOT_COMPUTED


def _percent_cell(percents: frozenset[bytes]) -> re.Pattern[bytes] | None:
    """Cells of these styles; what is text or an error among them is no number anyway."""
    if not percents:
        return None
    styles = b"|".join(sorted(percents))
    return re.compile(rb'<c\s(?=[^<>]*\bs="(?:' + styles + rb')")[^<>]*\br="([A-Z]{1,3})(\d{1,7})"')
