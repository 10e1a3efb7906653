"""A Word document: its paragraphs and tables in the order of the page, headings with numbers."""

from __future__ import annotations

from collections.abc import Mapping

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.docx_numbers import Numbering, read_numbering
from tashan.reading.formats.markup import value_of, walk, word_name
from tashan.reading.formats.packages import Package
from tashan.reading.limits import Limits, too_long

BODY = "word/document.xml"
UNREAD = frozenset(  # the second drawing of the same text, what was moved away, what is not text
    ("moveFrom", "del", "instrText", "delText", "pPrChange", "rPrChange", "sectPrChange")
)
WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_docx(data: bytes, limits: Limits) -> Document:
    package = Package(data, limits)
    names = package.names
    if BODY not in names:
        raise UnreadableFileError(
            "not_docx",
            f"The file is a zip but no Word document: it has no {BODY}.",
            hint="Open it in the program that made it and save it as .docx.",
        )
    body = _Body(_numbering(package), limits.max_characters)
    walk(package.read(BODY), BODY, start=body.start, end=body.end, text=body.text)
    return Document(
        text="".join(body.pieces),
        format="docx",
        title=_title(package),
        paragraphs=tuple(body.paragraphs),
        notes=_notes(names),
    )


def _notes(names: frozenset[str]) -> tuple[str, ...]:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ("The document holds macros; only its text was read and none was run.",)
    return ()


def _numbering(package: Package) -> Numbering:
    names = package.names
    styles = package.read("word/styles.xml") if "word/styles.xml" in names else b""
    lists = package.read("word/numbering.xml") if "word/numbering.xml" in names else b""
    return read_numbering(lists, styles)


def _title(package: Package) -> str:
    if "docProps/core.xml" not in package.names:
        return ""
    inside: list[bool] = [False]
    found: list[str] = []

    def start(tag: str, _: Mapping[str, str]) -> None:
        inside[0] = tag == "http://purl.org/dc/elements/1.1/ title"

    def end(_: str) -> None:
        inside[0] = False

    def text(piece: str) -> None:
        if inside[0]:
            found.append(piece)

    walk(package.read("docProps/core.xml"), "docProps/core.xml", start=start, end=end, text=text)
    return "".join(found).strip()


class _Body:
    """Writes the text as elements come by, and where each paragraph begins.

    A row of a table is one line with a tab between its cells.
    """

    def __init__(self, numbering: Numbering, max_characters: int) -> None:
        self.pieces: list[str] = []
        self.paragraphs: list[int] = []
        self._length = 0
        self._numbering = numbering
        self._most = max_characters
        self._unread = 0  # how deep inside something that is not to be read
        self._in_text = self._in_run = False
        self._style = self._list = self._level = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = word_name(tag)
        if self._unread or name in UNREAD or tag.endswith(" Fallback"):
            self._unread += 1
        elif name == "p":
            self._start_paragraph()
        elif name in ("pStyle", "numId", "ilvl"):
            self._note_list(name, value_of(attributes))
        elif name == "r":
            self._in_run = True
        elif name == "t":
            self._in_text = True
        elif name in WRITTEN and self._in_run:
            self._write(WRITTEN[name])

    def end(self, tag: str) -> None:
        if self._unread:
            self._unread -= 1
            return
        name = word_name(tag)
        if name == "t":
            self._in_text = False
        elif name == "r":
            self._in_run = False
        elif name == "pPr":
            self._write(self._numbering.next_number(self._style, self._list, self._level))
        elif name == "p":
            self._write("\n")
        elif name == "tc":
            self._turn_last("\n", "\t")
        elif name == "tr":
            self._turn_last("\t", "\n")

    def text(self, piece: str) -> None:
        if self._in_text and not self._unread:
            self._write(piece)

    def _start_paragraph(self) -> None:
        if self.pieces and self.pieces[-1] not in ("\n", "\t"):
            self._write("\n")  # a text box inside a paragraph is a paragraph of its own
        self.paragraphs.append(self._length)
        self._style = self._list = self._level = ""
        self._in_run = False

    def _note_list(self, name: str, value: str) -> None:
        if name == "pStyle":
            self._style = value
        elif name == "numId":
            self._list = value
        else:
            self._level = value

    def _turn_last(self, mark: str, into: str) -> None:
        if self.pieces and self.pieces[-1] == mark:
            self.pieces[-1] = into

    def _write(self, piece: str) -> None:
        if not piece:
            return
        self.pieces.append(piece)
        self._length += len(piece)
        if self._length > self._most:
            raise too_long(self._most)
