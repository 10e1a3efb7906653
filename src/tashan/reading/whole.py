"""What is done with a document inside its child process: all of the reading, by one reader."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tashan.base.errors import UnreadableFileError, UserError
from tashan.reading.document import Document
from tashan.reading.isolation.jobs import Work

if TYPE_CHECKING:  # the process that asks need not load a reader; its child does
    from tashan.reading.pipeline import Reading


EXAMPLE = (
    "一、概況\n去年，浙江省嘉善县规上企业實現产值12.5亿元，同比增长8.6%，居全省第2位。\n"
    "二、建议\n借鉴并联审批的做法，入驻率仍不足[ ]%。"
)


def read_by_rules(document: Document) -> tuple[Document, Reading]:
    """The document and what the rules read in it."""
    from tashan.reading.pipeline import read_text

    return _titled(document), read_text(document.text)


def read_by_llm(document: Document) -> tuple[Document, Reading]:
    """The document, with notes of what was left out, and what the language model read in it."""
    from tashan.reading.llm.read import read_text_llm
    from tashan.reading.llm.settings import settings_from

    try:
        reading = read_text_llm(document.text, settings=settings_from(os.environ))
    except UserError as error:
        raise UnreadableFileError("llm", error.message, hint=error.hint) from None
    return replace(_titled(document), notes=(*document.notes, *reading.notes)), reading


def _titled(document: Document) -> Document:
    """The document with the title that its text tells, where its file tells none."""
    from tashan.reading.text.titles import title_of

    return replace(document, title=document.title or title_of(document.text))


def warm_rules() -> None:
    """Load the rules and fill the tables that they fill when they first need them."""
    from tashan.reading.pipeline import read_text

    read_text(EXAMPLE)


def warm_llm() -> None:
    """Load the door of the language model and the tables that its texts pass through."""
    import tashan.reading.llm.read  # noqa: F401
    from tashan.reading.text.normalise import normalise

    normalise(EXAMPLE)


READERS: dict[str, Work[tuple[Document, Reading]]] = {
    "rules": Work(read_by_rules, warm=warm_rules),
    "llm": Work(read_by_llm, warm=warm_llm),
}
