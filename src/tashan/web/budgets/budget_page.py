"""A budget: how much of it is available, held, paid; what draws on it; its entries."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.ledger.models import Entry
from tashan.ledger.seeking import with_debits
from tashan.programmes.budget_models import Budget
from tashan.programmes.models import ClawBack, PaymentList
from tashan.programmes.payments.drafting import payable
from tashan.web.books.entry_rows import EntryRow, entry_rows
from tashan.web.figure_words import in_script
from tashan.web.listing import page_of
from tashan.web.matching.budget_bars import BudgetLine
from tashan.web.matching.quantities import fen_text


class BudgetPage(BudgetLine):
    def __init__(self, row: Budget, on: date, request: HttpRequest) -> None:
        super().__init__(row, on)
        self.request = request

    @property
    def finding(self) -> str:
        told = {"title": self.title, "all": self.authority, "left": self.available}
        return _("%(title)s: %(all)s, %(left)s available") % told

    @cached_property
    def programmes(self) -> list[tuple[str, str]]:
        """The programmes that draw on it, each with its page."""
        found = []
        for part in self.row.parts.select_related("adoption").order_by("pk"):
            held = current.of(part.adoption, self.on).part(part.part)
            title = getattr(held, "title", None)
            name = in_script(title.zh) if title else part.part
            found.append((name, reverse("programme", args=[part.adoption_id, part.part])))
        return found

    @cached_property
    def shown(self) -> Page[Entry]:
        rows = with_debits(Entry.objects.filter(book=self.row.book)).select_related("actor")
        return page_of(self.request, rows.order_by("-number"))

    @property
    def entries(self) -> list[EntryRow]:
        return entry_rows(self.shown)

    @cached_property
    def payable(self) -> tuple[int, str]:
        """How many awards wait for a payment list, and what they come to."""
        fens = [award.fen or 0 for award in payable(self.row)]
        return len(fens), fen_text(sum(fens))

    @property
    def payment_lists(self) -> list[PaymentList]:
        return list(self.row.payment_lists.order_by("-number")[:12])

    @property
    def claims(self) -> list[ClawBack]:
        rows = ClawBack.objects.filter(payment__list__budget=self.row)
        return list(rows.select_related("payment").order_by("-pk")[:12])

    @cached_property
    def later(self) -> list[Budget]:
        """The budgets of the next year, to which what is left can be carried."""
        return list(Budget.objects.filter(year=self.row.year + 1, closed_on=None))
