"""A web archive (.mht), as browsers save a page with its pictures in one file."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.html import read_html
from tashan.reading.limits import Limits


def read_archive(data: bytes, limits: Limits) -> Document:
    """The first page in the archive; what its parts hold besides is not read."""
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return read_html(page, limits, charset=part.get_content_charset())
    raise UnreadableFileError(
        "damaged", "The web archive holds no page.", hint="Save the page as .html."
    )
