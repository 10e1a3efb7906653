"""The page of a book: its trial balance on a day, how an account moved, and its entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tashan.ledger import balances
from tashan.ledger.models import Account, Book, Entry, Posting
from tashan.ledger.statement import TrialRow, trial_balance
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.books.entry_rows import EntryRow, entry_rows
from tashan.web.books.words import kind_word, titled, yuan
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.listing import page_of, words_of

WAN = Decimal(1_000_000)
MOST_POINTS = 400  # of a line; a longer one is drawn by the last day of each stretch


def with_debits(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with the sum of their debits as ``debits``."""
    debits = Sum("postings__fen", filter=Q(postings__fen__gt=0))
    return rows.annotate(debits=debits).select_related("actor")


class BookPage:
    """One book as of a day."""

    def __init__(self, request: HttpRequest, book: Book, on: date) -> None:
        self.request, self.book, self.on = request, book, on

    @cached_property
    def trial(self) -> list[TrialRow]:
        """All accounts from the beginning to the day."""
        return list(trial_balance(self.book, self.book.opened_on, self.on))

    @property
    def accounts(self) -> list[tuple[TrialRow, str, str]]:
        """Each account with its title and what stands on it."""
        return [(row, titled(row.title), yuan(row.closing)) for row in self.trial]

    @cached_property
    def drawn(self) -> TrialRow | None:
        """The account whose course is drawn: the money itself, else the first."""
        by_code = {row.code: row for row in self.trial}
        return by_code.get("cash") or by_code.get("available") or next(iter(self.trial), None)

    @cached_property
    def chart(self) -> LineChart | None:
        row = self.drawn
        days = [(one.on, one.fen) for one in balances.course(self.book, row.code)] if row else []
        days = [one for one in days if one[0] <= self.on]
        if row is None or not days:
            return None
        return course_chart(titled(row.title), days, self.on)

    @property
    def finding(self) -> str:
        row = self.drawn
        if row is None:
            return self.book.title
        words = {"book": self.book.title, "account": titled(row.title),
                 "fen": money(row.closing)}  # fmt: skip
        return _("%(book)s: %(fen)s in “%(account)s”") % words

    @cached_property
    def chosen(self) -> dict[str, str]:
        get = self.request.GET
        return {"kind": get.get("kind", ""), "account": get.get("account", ""),
                "q": words_of(self.request)}  # fmt: skip

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of entry that there are, with their words."""
        rows = Entry.objects.filter(book=self.book).order_by().values_list("kind", flat=True)
        return sorted(((kind, kind_word(kind)) for kind in rows.distinct()), key=lambda k: k[1])

    @cached_property
    def shown(self) -> Page[Entry]:
        rows = Entry.objects.filter(book=self.book, on__lte=self.on)
        if self.chosen["kind"]:
            rows = rows.filter(kind=self.chosen["kind"])
        if self.chosen["account"]:
            touching = Posting.objects.filter(
                account__book=self.book, account__code=self.chosen["account"]
            )
            rows = rows.filter(pk__in=touching.values("entry"))
        if self.chosen["q"]:
            words = self.chosen["q"]
            rows = rows.filter(Q(says__icontains=words) | Q(about=words))
        return page_of(self.request, with_debits(rows).order_by("-number"))

    @property
    def entries(self) -> list[EntryRow]:
        return entry_rows(self.shown)


def course_chart(title: str, days: list[tuple[date, int]], on: date) -> LineChart:
    """How an account moved, in 10,000 yuan; long courses by the last day of each stretch."""
    if on > days[-1][0]:
        days = [*days, (on, days[-1][1])]
    step = max(1, len(days) // MOST_POINTS)
    drawn = [*days[:-1][::step], days[-1]]
    return LineChart(
        key="course", title=title,
        summary=_("%(fen)s on %(on)s") % {"fen": money(drawn[-1][1]), "on": drawn[-1][0]},
        axis=Axis(_("10,000 yuan"), 2, least=Decimal(0)),
        periods=tuple(f"{day:%Y-%m-%d}" for day, _fen in drawn),
        lines=(Line(title, tuple(Point(Decimal(fen) / WAN) for _day, fen in drawn), Tone.OURS),),
    )  # fmt: skip


class AccountPage:
    """The card of one account: its parties, or its postings with the balance after each."""

    def __init__(self, request: HttpRequest, book: Book, code: str, on: date) -> None:
        self.request, self.book, self.code, self.on = request, book, code, on
        rows = Account.objects.filter(book=book, code=code).order_by("pk")
        self.accounts = list(rows)

    @property
    def title(self) -> str:
        return titled(self.accounts[0].title) if self.accounts else ""

    @property
    def balance(self) -> str:
        return yuan(balances.balance(self.book, self.code, self.on))

    @cached_property
    def parties(self) -> list[tuple[str, str]]:
        """Towards whom how much stands, the largest first."""
        held = [one for one in self.accounts if one.party_id is not None and one.balance]
        names = names_on({one.party_id for one in held if one.party_id is not None}, self.on)
        told = [(names.get(one.party_id or 0, ""), balances.now(one)) for one in held]
        return [(name, yuan(fen)) for name, fen in sorted(told, key=lambda pair: -pair[1])]

    @cached_property
    def _rows(self) -> QuerySet[Posting]:
        rows = Posting.objects.filter(account__in=self.accounts, entry__on__lte=self.on)
        return rows.select_related("entry__actor").order_by("-entry__on", "-entry__number", "-pk")

    @cached_property
    def shown(self) -> Page[Posting]:
        return page_of(self.request, self._rows)

    @property
    def lines(self) -> list[tuple[EntryRow, str, str, str]]:
        """Each posting: its entry, debit, credit, and the balance after it."""
        is_debit = self.accounts[0].side == "debit"
        before = self._rows[: self.shown.start_index() - 1] if len(self.shown) else self._rows[:0]
        stands = balances.balance(self.book, self.code, self.on)
        stands -= sum(_own(row.fen, is_debit) for row in before)
        found = []
        for row in self.shown:
            debit = yuan(row.fen) if row.fen > 0 else ""
            credit = yuan(-row.fen) if row.fen < 0 else ""
            found.append((EntryRow(row.entry), debit, credit, yuan(stands)))
            stands -= _own(row.fen, is_debit)
        return found


def _own(fen: int, is_debit: bool) -> int:
    return fen if is_debit else -fen


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
        return self.entry.at.date() > self.entry.on

    @property
    def may_be_turned(self) -> bool:
        """Here only what is of the fund itself; a loan's entry is turned on the loan's page."""
        is_free = self.entry.reverses_id is None and self.reversal is None
        return is_free and self.entry.about.startswith("fund:")
