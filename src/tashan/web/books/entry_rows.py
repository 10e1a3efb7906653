"""Entries as rows of a page, for any page that shows some: ``books/_entries.html`` draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from tashan.ledger.models import Entry
from tashan.ledger.reckoning import yuan
from tashan.web.books.words import SELF_TOLD, About, Step, about_of, kind_word, steps_of


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry with its steps in words. The entry has ``actor`` and ``debits`` with it."""

    entry: Entry

    @property
    def url(self) -> str:
        return reverse("entry", args=[self.entry.book_id, self.entry.number])

    @property
    def kind(self) -> str:
        return kind_word(self.entry.kind)

    @property
    def about(self) -> About:
        return about_of(self.entry.about)

    @property
    def amount(self) -> str:
        """What was debited, in yuan."""
        return yuan(getattr(self.entry, "debits", 0) or 0)

    @property
    def says(self) -> str:
        """What somebody said; what the kind says already is left out."""
        return "" if self.entry.kind in SELF_TOLD else self.entry.says

    @property
    def steps(self) -> list[Step]:
        return steps_of(self.entry.reckoning)


def entry_rows(entries: Iterable[Entry]) -> list[EntryRow]:
    """Give it entries with ``ledger.seeking.with_debits``."""
    return [EntryRow(one) for one in entries]
