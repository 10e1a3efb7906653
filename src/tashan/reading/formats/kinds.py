"""What kind of file some bytes are: their content decides, the name only where it cannot."""

from __future__ import annotations

import re
from pathlib import PurePath

from tashan.base.errors import UnreadableFileError

SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".mht": "archive",
    ".mhtml": "archive",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".bmp": "picture",
    ".webp": "picture",
}
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
# old Word files, and new ones with a password
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# kinds that are told apart only to say what to do with them
ADVICE = {
    "doc": ("an old Word document (.doc)", "Save it in Word as .docx."),
    "sheet": ("a spreadsheet", "Only text is read here: .docx, .pdf, .html or .txt."),
    "slides": ("a set of slides", "Save its text as .docx or .txt."),
    "odt": ("an OpenDocument text", "Save it as .docx."),
    "rtf": ("a rich text file (.rtf)", "Save it as .docx."),
    "zip": ("a zip archive", "Unpack it and read the files in it."),
    "packed": ("a packed archive", "Unpack it and read the files in it."),
}
_OPENS_HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|meta|title|script|div|table)\b")
_OPENS_MHTML = re.compile(rb"(?i)\A(?:from|mime-version|subject|date|snapshot-content-location):")


def suffix_kind(name: str) -> str:
    """The kind that a file's name promises, or an empty string."""
    return SUFFIXES.get(PurePath(name).suffix.lower(), "")


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file, a key of the registry; raises ``unsupported`` for the kinds of ADVICE."""
    if data.startswith(COMPOUND) and ENCRYPTED in data:
        raise UnreadableFileError(
            "encrypted",
            "The document opens with a password only.",
            hint="Save it in Word without one, or ask who sent it.",
        )
    kind = _by_magic(data) or _by_markup(data, name) or "txt"
    if kind in ADVICE:
        what, hint = ADVICE[kind]
        raise UnreadableFileError("unsupported", f"This is {what}, which is not read.", hint=hint)
    return kind


def _by_magic(data: bytes) -> str:
    if is_pdf(data):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _by_parts(data)
    if data.startswith(COMPOUND):
        return "doc"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\xfd7zXZ")):
        return "packed"
    if data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "picture" if b"\x00" in data[:64] else ""
    return ""


def is_pdf(data: bytes) -> bool:
    """Whether a pdf begins here; some begin after a few strange bytes, but then end as one."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"%%EOF" in data[-1024:])


def _by_parts(data: bytes) -> str:
    """Names of parts stand unpacked in a zip, in the list at its end."""
    if b"word/document" in data:
        return "docx"
    for part, kind in ((b"xl/workbook", "sheet"), (b"ppt/", "slides")):
        if part in data:
            return kind
    return "odt" if b"opendocument.text" in data[:200] else "zip"


def _by_markup(data: bytes, name: str) -> str:
    head = data[:4096].replace(b"\x00", b"")  # UTF-16 too
    if _OPENS_MHTML.match(head) and b"multipart/related" in data[:8192]:
        return "archive"
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<") and _OPENS_HTML.search(head):
        return "html"
    return "html" if suffix_kind(name) == "html" else ""
