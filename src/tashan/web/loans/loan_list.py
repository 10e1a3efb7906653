"""The table of loans: by fund, state, bank, firm, and whether they are overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.programmes.fund_models import Fund, Loan, LoanState
from tashan.programmes.loans.seeing import visible_loans
from tashan.record.models import User
from tashan.registry.models import EntityName
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.listing import in_order, order_of, page_of, words_of
from tashan.web.loans.words import is_overdue, light_of, state_word

S = LoanState
COLUMNS = {
    "number": "pk",
    "asked": "asked",
    "approved": "approved",
    "matures": "matures_on",
    "drawn": "drawn_on",
    "due": "due_on",
    "state": "state",
}


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One loan in a table on a day."""

    row: Loan
    firm: str
    bank: str
    on: date

    @property
    def url(self) -> str:
        return reverse("loan", args=[self.row.pk])

    @property
    def state(self) -> str:
        return state_word(self.row, self.on)

    @property
    def light(self) -> str:
        return light_of(self.row, self.on)

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.row, self.on)

    @property
    def asked(self) -> str:
        return money(self.row.asked)

    @property
    def approved(self) -> str:
        return money(self.row.approved)


def loan_rows(rows: Iterable[Loan], on: date) -> list[LoanRow]:
    """The loans with the names of firm and bank; one query."""
    found = list(rows)
    names = names_on({pk for row in found for pk in (row.firm_id, row.bank_id)}, on)
    return [LoanRow(row, names.get(row.firm_id, ""), names.get(row.bank_id, ""), on)
            for row in found]  # fmt: skip


class LoanList:
    """The loans that a user may see, as the address narrows them."""

    def __init__(self, request: HttpRequest, user: User, on: date) -> None:
        self.request, self.user, self.on = request, user, on
        self.order = order_of(request, COLUMNS, default="-number")

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters of the address that this list knows."""
        get = self.request.GET
        state = get.get("state", "")
        said = {name: _number(get.get(name, "")) for name in ("bank", "fund")}
        said["state"] = state if state in S.values else ""
        said["overdue"] = "1" if get.get("overdue") == "1" else ""
        said["q"] = words_of(self.request)
        return said

    @cached_property
    def visible(self) -> QuerySet[Loan]:
        return visible_loans(self.user, self.on)

    @cached_property
    def _narrowed(self) -> QuerySet[Loan]:
        found, chosen = self.visible, self.chosen
        if chosen["bank"]:
            found = found.filter(bank=int(chosen["bank"]))
        if chosen["fund"]:
            found = found.filter(fund=int(chosen["fund"]))
        if chosen["q"]:
            named = EntityName.objects.filter(name__icontains=chosen["q"]).values("entity")
            found = found.filter(Q(firm__in=named) | Q(bank_loan__icontains=chosen["q"]))
        return found

    @cached_property
    def rows(self) -> QuerySet[Loan]:
        """Narrowed, in order."""
        found = self._narrowed
        if self.chosen["state"]:
            found = found.filter(state=self.chosen["state"])
        if self.chosen["overdue"]:
            found = found.filter(state=S.DRAWN, due_on__lt=self.on)
        return in_order(found.select_related("fund"), self.order, COLUMNS)

    @cached_property
    def shown(self) -> Page[Loan]:
        return page_of(self.request, self.rows)

    @cached_property
    def told(self) -> list[LoanRow]:
        return loan_rows(self.shown.object_list, self.on)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many stand in each state, with the other filters, and how many are overdue."""
        rows = self._narrowed.order_by().values_list("state")
        late = Count("pk", filter=Q(state=S.DRAWN, due_on__lt=self.on))
        found = {"overdue": 0}
        for state, n, overdue in rows.annotate(n=Count("pk"), late=late):
            found[state] = n
            found["overdue"] += overdue
        return found

    @property
    def states(self) -> list[tuple[LoanState, int]]:
        """The states that occur, in the order of a loan's life."""
        return [(state, self.counts[state]) for state in S if self.counts.get(state)]

    @property
    def overdue(self) -> int:
        return self.counts["overdue"]

    @cached_property
    def banks(self) -> list[tuple[int, str]]:
        """The banks of the list, by name."""
        ids = list(self.visible.order_by().values_list("bank", flat=True).distinct())
        return sorted(names_on(ids, self.on).items(), key=lambda pair: pair[1])

    @cached_property
    def funds(self) -> list[tuple[int, str]]:
        rows = Fund.objects.filter(pk__in=self.visible.order_by().values("fund"))
        return list(rows.order_by("pk").values_list("pk", "title"))

    @property
    def finding(self) -> str:
        """The title: how many are out, and how many of them are overdue."""
        out = self.counts.get(S.DRAWN, 0)
        first = ngettext("%d loan is out", "%d loans are out", out) % out
        if not self.overdue:
            return _(", ").join([first, _("none overdue")])
        late = ngettext("%d overdue", "%d overdue", self.overdue) % self.overdue
        return _(", ").join([first, late])


def _number(said: str) -> str:
    return said if said.isascii() and said.isdigit() and len(said) < 10 else ""
