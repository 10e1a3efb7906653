"""The page of a book: its trial balance on a day, how an account moved, and its entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tashan.base.storable import storable
from tashan.ledger import balances, seeking
from tashan.ledger.models import Book, Entry
from tashan.ledger.reckoning import yuan
from tashan.ledger.seeking import EntrySearch
from tashan.ledger.statement import TrialRow, trial_balance
from tashan.web.books.entry_rows import EntryRow, entry_rows
from tashan.web.books.words import in_short, kind_word
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.figure_words import titled
from tashan.web.listing import Order, capped_page_of, in_order, order_of, words_of

WAN = Decimal(1_000_000)
MOST_POINTS = 400  # of a line; a longer one is drawn by the last day of each stretch
COLUMNS = {"number": "number", "day": "on", "what": "says", "kind": "kind", "about": "about",
           "amount": "debits"}  # fmt: skip


class BookPage:
    """One book as of a day."""

    def __init__(self, request: HttpRequest, book: Book, on: date) -> None:
        self.request, self.book, self.on = request, book, on

    @cached_property
    def trial(self) -> list[TrialRow]:
        """All accounts from the beginning to the day."""
        return list(trial_balance(self.book, min(self.book.opened_on, self.on), self.on))

    @property
    def accounts(self) -> list[tuple[TrialRow, str, str]]:
        """Each account with its title and what stands on it."""
        return [(row, titled(row.title), yuan(row.closing)) for row in self.trial]

    @cached_property
    def sums(self) -> tuple[str, str]:
        """What stands on all accounts of the debit side and of the credit side: the same."""
        by_side = {"debit": 0, "credit": 0}
        for row in self.trial:
            by_side[row.side] += row.closing
        return yuan(by_side["debit"]), yuan(by_side["credit"])

    @cached_property
    def drawn(self) -> TrialRow | None:
        """The account whose course is drawn: the one asked for, else the money itself."""
        by_code = {row.code: row for row in self.trial}
        for code in (self.request.GET.get("account", ""), "cash", "available"):
            if code in by_code:
                return by_code[code]
        return next(iter(self.trial), None)

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
                 "fen": in_short(row.closing)}  # fmt: skip
        return _("%(book)s: %(fen)s in “%(account)s”") % words

    @cached_property
    def sought(self) -> EntrySearch:
        """Which entries the address asks for; none later than the day of the page."""
        return search_of(self.request.GET, words=words_of(self.request), until=self.on)

    @property
    def is_narrowed(self) -> bool:
        sought = self.sought
        return any((sought.kind, sought.account, sought.about, sought.words, sought.since))

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of entry that there are, with their words."""
        rows = Entry.objects.filter(book=self.book).order_by().values_list("kind", flat=True)
        return sorted(((kind, kind_word(kind)) for kind in rows.distinct()), key=lambda k: k[1])

    @cached_property
    def order(self) -> Order:
        return order_of(self.request, COLUMNS, default="-number")

    @cached_property
    def shown(self) -> Page[Entry]:
        rows = seeking.with_debits(seeking.entries(self.book, self.sought))
        return capped_page_of(self.request, in_order(rows, self.order, COLUMNS, then="-number"))

    @cached_property
    def entries(self) -> list[EntryRow]:
        return entry_rows(self.shown)


def search_of(asked: Mapping[str, str], *, words: str, until: date) -> EntrySearch:
    """What ``?kind=&account=&about=&since=`` say; a day that is none asks for nothing."""
    try:
        since = date.fromisoformat(asked.get("since", ""))
    except ValueError:
        since = None
    return EntrySearch(
        kind=storable(asked.get("kind", "")), account=storable(asked.get("account", "")),
        about=storable(asked.get("about", "")), words=words, since=since, until=until,
    )  # fmt: skip


def course_chart(title: str, days: list[tuple[date, int]], on: date) -> LineChart:
    """How an account moved, in 10,000 yuan; long courses by the last day of each stretch."""
    if on > days[-1][0]:
        days = [*days, (on, days[-1][1])]
    step = max(1, len(days) // MOST_POINTS)
    drawn = [*days[:-1][::step], days[-1]]
    return LineChart(
        key="course", title=title,
        summary=_("%(fen)s on %(on)s") % {"fen": in_short(drawn[-1][1]), "on": drawn[-1][0]},
        axis=Axis(_("10,000 yuan"), 2, least=Decimal(0)),
        periods=tuple(f"{day:%Y-%m-%d}" for day, _fen in drawn),
        lines=(Line(title, tuple(Point(Decimal(fen) / WAN) for _day, fen in drawn), Tone.OURS),),
    )  # fmt: skip
