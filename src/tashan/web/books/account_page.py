"""The card of one account: towards whom how much stands, and the balance after each posting."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from tashan.ledger.kinds import Side
from tashan.ledger.models import Account, Book, DayTotal, Posting
from tashan.ledger.reckoning import yuan
from tashan.registry.naming import names_on
from tashan.web.books.entry_rows import EntryRow
from tashan.web.figure_words import titled
from tashan.web.listing import capped_page_of

MOST_PARTIES = 50  # beside the card; the largest


class AccountPage:
    """One account of a book as of a day, of all its parties or of the one that is asked for."""

    def __init__(self, request: HttpRequest, book: Book, code: str, on: date) -> None:
        self.request, self.book, self.code, self.on = request, book, code, on
        self.all = list(Account.objects.filter(book=book, code=code).order_by("pk"))

    @cached_property
    def party(self) -> int | None:
        """The party that ``?party=`` names, if the account has it."""
        asked = self.request.GET.get("party", "")
        known = {str(one.party_id): one.party_id for one in self.all if one.party_id is not None}
        return known.get(asked)

    @cached_property
    def accounts(self) -> list[Account]:
        """The accounts that the card is of."""
        return [one for one in self.all if self.party in (None, one.party_id)]

    @property
    def title(self) -> str:
        return titled(self.all[0].title)

    @cached_property
    def names(self) -> dict[int, str]:
        """The parties by id."""
        return names_on({one.party_id for one in self.all if one.party_id is not None}, self.on)

    @property
    def party_name(self) -> str:
        return self.names.get(self.party, "") if self.party is not None else ""

    @cached_property
    def by_account(self) -> dict[int, int]:
        """What stands on each account at the end of the day, in fen on its own side."""
        rows = DayTotal.objects.filter(account__in=self.all, on__lte=self.on)
        sums = rows.values_list("account").annotate(fen=Sum("fen")).order_by()
        return {pk: self._own(int(fen)) for pk, fen in sums}

    @cached_property
    def stands(self) -> int:
        return sum(self.by_account.get(one.pk, 0) for one in self.accounts)

    @property
    def balance(self) -> str:
        return yuan(self.stands)

    @cached_property
    def parties(self) -> list[tuple[int, str, str]]:
        """Towards whom how much stands, the largest first."""
        held = [(one.party_id, self.by_account.get(one.pk, 0)) for one in self.all]
        told = [(party, fen) for party, fen in held if party is not None and fen]
        told = sorted(told, key=lambda pair: -pair[1])[:MOST_PARTIES]
        return [(party, self.names.get(party, ""), yuan(fen)) for party, fen in told]

    @cached_property
    def _rows(self) -> QuerySet[Posting]:
        rows = Posting.objects.filter(account__in=self.accounts, entry__on__lte=self.on)
        return rows.select_related("entry__actor", "account").order_by(
            "-entry__on", "-entry__number", "-pk"
        )

    @cached_property
    def shown(self) -> Page[Posting]:
        return capped_page_of(self.request, self._rows)

    @cached_property
    def lines(self) -> list[tuple[EntryRow, str, str, str, str]]:
        """Each posting: its entry, the party, debit, credit, and the balance after it."""
        stands, found = self.stands - self._later(), []
        for row in self.shown:
            debit = yuan(row.fen) if row.fen > 0 else ""
            credit = yuan(-row.fen) if row.fen < 0 else ""
            name = self.names.get(row.account.party_id or 0, "")
            found.append((EntryRow(row.entry), name, debit, credit, yuan(stands)))
            stands -= self._own(row.fen)
        return found

    def _later(self) -> int:
        """What the pages before this one, with later entries, come to."""
        later = self.shown.start_index() - 1
        if later < 1:
            return 0
        return self._own(int(self._rows[:later].aggregate(fen=Sum("fen"))["fen"]))

    def _own(self, fen: int) -> int:
        return fen if self.all[0].side == Side.DEBIT else -fen
