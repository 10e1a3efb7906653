"""What each fund holds: capital, what is available, out, overdue, and who waits; a few queries
for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from tashan.ledger.models import Account
from tashan.programmes.fund_models import Fund, FundSort, Loan, LoanState
from tashan.programmes.loans.money import outstanding_of
from tashan.web.area_words import money
from tashan.web.charts.small import ProgressBar
from tashan.web.guarantees.words import percent_of

LENDING = (FundSort.BRIDGE, FundSort.MUTUAL)


@dataclass(frozen=True, slots=True)
class FundAmounts:
    """One fund with its amounts in fen; what a sort of fund has not is None."""

    fund: Fund
    capital: int
    available: int
    out: int | None = None
    overdue: int | None = None
    late: int = 0
    waiting: int | None = None
    queued: int = 0

    @property
    def is_lending(self) -> bool:
        return self.out is not None

    @property
    def share(self) -> Decimal:
        """How much of the capital is out, in per cent."""
        return percent_of(self.out or 0, self.capital)

    @property
    def bar(self) -> ProgressBar:
        return ProgressBar(self.share, f"{money(self.out)} / {money(self.capital)}")


def amounts_of(funds: Iterable[Fund], on: date) -> list[FundAmounts]:
    """Every fund with what its book says now, and its loans on a day."""
    rows = list(funds)
    totals = _totals(rows)
    loans = _loans(rows, on)
    return [_amounts(fund, totals.get(fund.book_id, {}), loans.get(fund.pk, {})) for fund in rows]


Totals = Mapping[str, int]


def _totals(funds: Iterable[Fund]) -> dict[int, dict[str, int]]:
    """The balances of every book by code, each on the account's own side."""
    rows = Account.objects.filter(book__in=[fund.book_id for fund in funds])
    told = rows.values_list("book", "code", "side").annotate(fen=Sum("balance"))
    found: dict[int, dict[str, int]] = {}
    for book, code, side, fen in told.order_by():
        found.setdefault(book, {})[code] = int(fen) if side == "debit" else -int(fen)
    return found


def _loans(funds: Iterable[Fund], on: date) -> dict[int, dict[str, int]]:
    """What is overdue and what waits in each fund: how many and how much."""
    rows = Loan.objects.filter(
        fund__in=list(funds), state__in=[LoanState.DRAWN, LoanState.APPROVED]
    )
    told = list(rows.values_list("fund", "fund__book", "firm", "state", "due_on", "approved"))
    late = [(book, firm) for _f, book, firm, state, due, _a in told if _is_late(state, due, on)]
    out = outstanding_of(late)
    found: dict[int, dict[str, int]] = {}
    for fund, book, firm, state, due, approved in told:
        sums = found.setdefault(fund, {"late": 0, "overdue": 0, "queued": 0, "waiting": 0})
        if state == LoanState.APPROVED:
            sums["queued"] += 1
            sums["waiting"] += approved or 0
        elif _is_late(state, due, on):
            sums["late"] += 1
            sums["overdue"] += out.get((book, firm), 0)
    return found


def _is_late(state: str, due_on: date | None, on: date) -> bool:
    return state == LoanState.DRAWN and due_on is not None and due_on < on


def _amounts(fund: Fund, totals: Totals, loans: Totals) -> FundAmounts:
    partners = totals.get("paid_in", 0) - totals.get("returned", 0)  # of a fund that invests
    capital, cash = totals.get("capital", 0) + partners, totals.get("cash", 0)
    if fund.sort not in LENDING:
        return FundAmounts(fund, capital, cash)
    return FundAmounts(
        fund, capital, cash, totals.get("loans", 0), loans.get("overdue", 0), loans.get("late", 0),
        loans.get("waiting", 0), loans.get("queued", 0),
    )  # fmt: skip
