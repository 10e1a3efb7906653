"""What kind of file a table is, told by its first bytes and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum

from tashan.base.errors import UserError

SAVE_AS_XLSX = "Open it in Excel or WPS and save it as .xlsx."
_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|meta|style)", re.I
)


class Kind(StrEnum):
    XLSX = "xlsx"  # a zip: .xlsx, .xlsm and .xltx
    XLS = "xls"  # Excel 97-2003; .et of WPS is the same
    CSV = "csv"


_OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a .rar archive"),
    (b"7z\xbc\xaf", "a .7z archive"),
    (b"\x1f\x8b", "a .gz archive"),
    (b"{\\rtf", "an .rtf text"),
)


def kind_of(data: bytes, name: str) -> Kind:
    """Raises UserError where ``data`` cannot be a table, and says what it seems to be."""
    if not data.strip(b"\0\r\n\t "):
        raise UserError(f"“{name}” is empty.", hint="Choose the file that holds the table.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.XLSX
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Kind.XLS
    if _MARKUP.match(data):
        raise UserError(
            f"“{name}” is a web page or XML that only bears the name of a table.",
            hint=SAVE_AS_XLSX,
        )
    for start, what in _OTHER_FILES:
        if data.startswith(start):
            raise UserError(f"“{name}” is {what}, not a table.", hint="Choose an .xlsx file.")
    return Kind.CSV
