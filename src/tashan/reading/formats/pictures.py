"""Scanned pages and pictures, recognised line by line (with tashan[ocr])."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.limits import Limits

if TYPE_CHECKING:
    pass

DOTS_PER_INCH = 200  # enough for the 10-point type of reports
MAX_PIXELS = 60_000_000  # of one page or picture; A3 at 600 dots has 70 million
LINE_OVERLAP = 0.5  # boxes that share half their height stand in one line


def refuse_picture(data: bytes, limits: Limits) -> Document:
    """A picture is read where tashan[ocr] is installed, with limits of its own."""
    raise UnreadableFileError(
        "needs_ocr",
        "This is a picture.",
        hint="Install tashan[ocr] to read pictures of pages.",
    )
