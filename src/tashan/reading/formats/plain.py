"""Plain text: the file itself, decoded."""

from __future__ import annotations

from tashan.reading.document import Document
from tashan.reading.formats.encodings import decode
from tashan.reading.limits import Limits


def read_plain(data: bytes, limits: Limits) -> Document:
    decoded = decode(data)
    return Document(text=decoded.text, format="txt", encoding=decoded.encoding, notes=decoded.notes)
