"""What can be exported: who may, its columns, and the rows as the page's filter had them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from tashan.papers.sheets import Column
from tashan.papers.tables.fields import Field
from tashan.record.models import User
from tashan.record.perms import Visitor

Query = Mapping[str, str]
Rows = Iterator[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Asking:
    """The filter of a page, who asks, and the day as of which it is asked."""

    query: Query
    actor: User
    on: date

    def word(self, name: str) -> str:
        return self.query.get(name, "").strip()

    def number(self, name: str) -> int | None:
        """An id of the address; what is none narrows to nothing that is there."""
        text = self.word(name)
        if not text:
            return None
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else -1


@dataclass(frozen=True, slots=True)
class Written:
    """A file with how many rows are in it, and how many had to be left out of it."""

    data: bytes
    rows: int
    left_out: int
    suffix: str
    media_type: str


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A list as one sheet. ``right`` is asked besides the right to export; ``target`` is what
    takes the rows again."""

    code: str
    title: str | Promise
    right: Callable[[Visitor], bool]
    columns: Callable[[Asking], Sequence[Column]]
    count: Callable[[Asking], int]
    rows: Callable[[Asking], Rows]
    unit: str = ""
    target: str = ""
    of_one: bool = False  # of one thing, so that its page alone offers it


@dataclass(frozen=True, slots=True)
class ArchiveKind:
    """Several tables that go out together, written as one file that says what is missing."""

    code: str
    title: str | Promise
    right: Callable[[Visitor], bool]
    write: Callable[[Asking, Callable[[int], None]], Written]


def columns_of(fields: Sequence[Field]) -> list[Column]:
    """The columns of an export as those of the import, the unit in the head."""
    return [
        Column(field.label, width=max(10.0, 2.2 * len(field.label) + 4), unit=field.counts_in)
        for field in fields
    ]
