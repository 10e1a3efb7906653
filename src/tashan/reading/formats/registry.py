"""Every format that is read, in one table: to add one, write its module and add its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.kinds import kind_of, suffix_kind
from tashan.reading.limits import MEGABYTE, Limits, too_long

ReadFormat = Callable[[bytes, Limits], Document]

# kind → module and function; modules are imported when the first such file comes
FORMATS = {
    "txt": ("tashan.reading.formats.plain", "read_plain"),
    "html": ("tashan.reading.formats.html", "read_html"),
    "archive": ("tashan.reading.formats.archives", "read_archive"),
    "docx": ("tashan.reading.formats.docx", "read_docx"),
    "pdf": ("tashan.reading.formats.pdf", "read_pdf"),
    "picture": ("tashan.reading.formats.pictures", "refuse_picture"),
}
PICTURED = ("tashan.reading.formats.pictures", "read_pictured")
CALLED = {
    "txt": "plain text",
    "html": "a web page",
    "archive": "a web archive",
    "docx": "a Word document",
    "pdf": "a pdf",
    "picture": "a picture",
}


def format_reader(module: str, function: str) -> ReadFormat:
    found: ReadFormat = getattr(import_module(module), function)
    return found


def prepare(name: str) -> None:
    """Import what a file of this name will most likely be read with."""
    kind = suffix_kind(name)
    if kind:
        format_reader(*FORMATS[kind])


def read_bytes(data: bytes, name: str, *, limits: Limits) -> Document:
    """The document in a file's bytes; ``name`` is the file's, for its suffix.

    Raises UnreadableFileError. Called in a child process only (tashan.reading.isolation.child):
    it may take all the memory and time that it is given.
    """
    if not data:
        raise UnreadableFileError("empty", "The file is empty.", hint="Fetch it again.")
    if len(data) > limits.max_bytes:
        raise too_large(len(data), limits)
    kind = kind_of(data, name)
    document = _read_as(kind, data, name, limits=limits)
    if len(document.text) > limits.max_characters:
        raise too_long(limits.max_characters)
    if not document.text.strip("\ufeff\x00 \t\r\n\f\u3000"):
        raise UnreadableFileError("no_text", f"There is no text in it; it is {CALLED[kind]}.")
    promised = suffix_kind(name)
    if promised and promised != kind:
        note = f"It is named like {CALLED[promised]} and was read as what it is, {CALLED[kind]}."
        return replace(document, notes=(*document.notes, note))
    return document


def _read_as(kind: str, data: bytes, name: str, *, limits: Limits) -> Document:
    try:
        return format_reader(*FORMATS[kind])(data, limits)
    except UnreadableFileError as error:
        promised = suffix_kind(name)
        if kind != "txt" or promised in ("", "txt"):
            raise
        raise UnreadableFileError(
            "wrong_extension",
            f"It is named like {CALLED[promised]} and is none. {error.message}",
            hint="Fetch it again, or look for the file that it should be.",
        ) from error


def read_pictured(data: bytes, *, limits: Limits) -> Document:
    """A picture, or a pdf of pictures, recognised; needs tashan[ocr]."""
    return format_reader(*PICTURED)(data, limits)


def too_large(size: int, limits: Limits) -> UnreadableFileError:
    return UnreadableFileError(
        "too_large",
        f"The file has {size / MEGABYTE:.0f} MB; at most {limits.max_bytes / MEGABYTE:.0f} MB "
        "are read.",
        hint="Split it, or raise TASHAN_READ_MAX_BYTES.",
    )
