"""What is done with a document inside its child process: all of the reading, by one reader."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tashan.base.errors import UnreadableFileError, UserError
from tashan.reading.document import Document
from tashan.reading.jobs import Work

if TYPE_CHECKING:  # the process that asks need not load a reader; its child does
    from tashan.reading.pipeline import Reading


def read_by_rules(document: Document) -> tuple[Document, Reading]:
    """The document and what the rules read in it."""
    from tashan.reading.pipeline import read_text

    return document, read_text(document.text)


def read_by_llm(document: Document) -> tuple[Document, Reading]:
    """The document, with notes of what was left out, and what the language model read in it."""
    from tashan.reading.llm.read import read_text_llm
    from tashan.reading.llm.settings import settings_from

    try:
        reading = read_text_llm(document.text, settings=settings_from(os.environ))
    except UserError as error:
        raise UnreadableFileError("llm", error.message, hint=error.hint) from None
    return replace(document, notes=(*document.notes, *reading.notes)), reading


READERS: dict[str, Work[tuple[Document, Reading]]] = {
    "rules": Work(read_by_rules, imports=("tashan.reading.pipeline",)),
    "llm": Work(read_by_llm, imports=("tashan.reading.llm.read",)),
}
