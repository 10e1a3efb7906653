"""The page of one entry."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.utils import timezone

from tashan.ledger.models import Entry
from tashan.ledger.reckoning import yuan
from tashan.registry.naming import names_on
from tashan.web.books.entry_rows import EntryRow
from tashan.web.figure_words import titled


class EntryPage:
    """One entry: its lines, how its amounts came about, by whom and by which rules."""

    def __init__(self, entry: Entry, on: date) -> None:
        self.entry, self.on = entry, on
        self.row = EntryRow(entry)

    @cached_property
    def lines(self) -> list[tuple[str, str, str, str, str]]:
        """Account, its code, the party, debit and credit in yuan."""
        rows = list(self.entry.postings.select_related("account").order_by("-fen"))
        names = names_on({r.account.party_id for r in rows if r.account.party_id}, self.on)
        return [
            (titled(row.account.title), row.account.code, names.get(row.account.party_id or 0, ""),
             yuan(row.fen) if row.fen > 0 else "", yuan(-row.fen) if row.fen < 0 else "")
            for row in rows
        ]  # fmt: skip

    @cached_property
    def reversal(self) -> Entry | None:
        """The entry that turned this one round."""
        return self.entry.reversals.first()

    @property
    def is_late(self) -> bool:
        """Whether it was entered after the day it is of."""
        return timezone.localdate(self.entry.at) > self.entry.on

    @property
    def may_be_turned(self) -> bool:
        """Here only what is of the fund itself; a loan's entry is turned on the loan's page."""
        is_free = self.entry.reverses_id is None and self.reversal is None
        return is_free and self.entry.about.startswith("fund:")
