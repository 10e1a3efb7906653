"""What is done with a document inside its child process: all of the reading."""

from __future__ import annotations

from tashan.reading.document import Document
from tashan.reading.pipeline import Reading, read_text


def read_whole(document: Document) -> tuple[Document, Reading]:
    """The document and what the rules read in it."""
    return document, read_text(document.text)
