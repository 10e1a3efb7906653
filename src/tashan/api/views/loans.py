"""Funds that lend and their loans: listed, applied for, moved; fee, queue."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.loan_telling import (
    claims_told,
    fee_told,
    fund_in_full,
    fund_line,
    loan_in_full,
    loan_lines,
    queue_told,
)
from tashan.api.routers import funds as router
from tashan.api.schemas import loans as told
from tashan.api.schemas.shared import AsOf
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.programmes.fund_models import Borrower, Fund, FundSort, Loan, LoanState
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.calling import LoanSaid, perform
from tashan.programmes.loans.claims import claims
from tashan.programmes.loans.doing import LoanAct
from tashan.programmes.loans.fees import fee_of
from tashan.programmes.loans.queue import queue_of
from tashan.programmes.loans.seeing import (
    may_ask_for_loans,
    may_move_loans,
    may_see_loans,
    visible_loans,
)
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
NEWEST = [Key("pk", is_descending=True)]
FUND, LOAN = "/funds/{fund_id}", "/loans/{loan_id}"
LENDING = (FundSort.BRIDGE, FundSort.MUTUAL)
RELATED = ("firm", "bank", "fund__book", "fund__adoption", "case__version__adoption")


def fund_of(fund_id: int) -> Fund:
    rows = Fund.objects.filter(sort__in=LENDING).select_related("book", "adoption")
    return get_object_or_404(rows, pk=fund_id)


def visible(request: ProgramRequest, loan_id: int) -> Loan:
    """The loan, if there is one that the account may see."""
    rows = visible_loans(request.user, today()).select_related(*RELATED)
    return get_object_or_404(rows, pk=loan_id)


@door(router, "GET", "/funds", scope=READ, right=may_see_loans, answer=Page[told.FundLine])
def list_funds(
    request: ProgramRequest, asked: Query[AsOf], paging: Query[Paging]
) -> Page[told.FundLine]:
    """The funds that lend, with their balances at the end of a day."""
    on = asked.on or today()
    rows = Fund.objects.filter(sort__in=LENDING, opened_on__lte=on).select_related("book")

    def shown(found: list[Fund]) -> list[told.FundLine]:
        return [fund_line(fund, on, request.user) for fund in found]

    return page(request, rows, [Key("pk")], shown=shown, asked=paging)


@door(router, "GET", FUND, scope=READ, right=may_see_loans, answer=told.FundInFull)
def read_fund(request: ProgramRequest, fund_id: Id, asked: Query[AsOf]) -> told.FundInFull:
    """A fund with its limits, rates and order of the queue, as they hold on a day."""
    return fund_in_full(fund_of(fund_id), asked.on or today(), request.user)


@door(router, "GET", FUND + "/queue", scope=READ, right=perms.may_see_funds,
      answer=told.QueueTold)  # fmt: skip
def read_fund_queue(request: ProgramRequest, fund_id: Id) -> told.QueueTold:
    """Who waits for the pool in the declared order, and for whom it reaches."""
    return queue_told(queue_of(fund_of(fund_id), today()), today(), request.user)


@door(router, "GET", FUND + "/claims", scope=READ, right=perms.may_see_funds,
      answer=told.ClaimsTold)  # fmt: skip
def read_fund_claims(
    request: ProgramRequest, fund_id: Id, asked: Query[told.ClaimsAsked]
) -> told.ClaimsTold:
    """What the fund did in a year, counted from its entries: every figure with its formula."""
    on = asked.on or today()
    return claims_told(claims(fund_of(fund_id), asked.year or on.year, on=on), request.user)


@door(router, "GET", "/loans", scope=READ, right=may_see_loans, answer=Page[told.LoanLine])
def list_loans(
    request: ProgramRequest, asked: Query[told.LoansAsked], paging: Query[Paging]
) -> Page[told.LoanLine]:
    """The loans that the account may see, the newest first."""
    rows = visible_loans(request.user, today()).select_related(*RELATED)
    for name in ("state", "fund", "bank", "firm"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.overdue is not None:
        late = Q(state=LoanState.DRAWN, due_on__lt=today())
        rows = rows.filter(late) if asked.overdue else rows.exclude(late)

    def shown(found: list[Loan]) -> list[told.LoanLine]:
        return loan_lines(found, today(), request.user)

    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/loans", scope=WRITE, right=may_ask_for_loans,
      answer=told.LoanInFull, status=201)  # fmt: skip
def apply_for_loan(request: ProgramRequest, given: told.LoanGiven) -> told.LoanInFull:
    """The enterprise of the account applies; refused with the conditions that it misses.

    ``may_renew_unpaid`` comes first: where the bank renews without repayment no bridge is lent.
    """
    new = NewLoan(
        firm=_firm(request, given), borrower=Borrower(given.borrower),
        bank=named(given.bank, Kind.ENTERPRISE), bank_loan=given.bank_loan, account=given.account,
        matures_on=given.matures_on, owed=given.owed, asked=given.asked,
        may_renew_unpaid=given.may_renew_unpaid,
    )  # fmt: skip
    made = apply(fund_of(given.fund), new, by=by_of(request, given.on))
    rows = Loan.objects.select_related(*RELATED)
    return loan_in_full(rows.get(pk=made.pk), today(), request.user)


def _firm(request: ProgramRequest, given: told.LoanGiven) -> Entity:
    own = entity_of(request.user, today()) if perms.may_apply(request.user) else None
    if given.firm is not None:
        return named(given.firm, Kind.ENTERPRISE)
    if own is None:
        raise UserError(
            _("It is not said which firm applies."), hint=_("Name it, or have the account tied.")
        )
    return own


@door(router, "GET", LOAN, scope=READ, right=may_see_loans, answer=told.LoanInFull)
def read_loan(request: ProgramRequest, loan_id: Id) -> told.LoanInFull:
    """A loan with its entries, how each amount came about, and what the account may do now."""
    return loan_in_full(visible(request, loan_id), today(), request.user)


@door(router, "GET", LOAN + "/fee", scope=READ, right=may_see_loans, answer=told.FeeSheetTold)
def read_loan_fee(request: ProgramRequest, loan_id: Id, asked: Query[AsOf]) -> told.FeeSheetTold:
    """The fee if what is still out came back on a day: each line with its days and its rate."""
    on = asked.on or today()
    return fee_told(fee_of(visible(request, loan_id), on), on)


@door(router, "POST", LOAN + "/{act}", scope=WRITE, right=may_move_loans,
      answer=told.LoanInFull)  # fmt: skip
def move_loan(
    request: ProgramRequest, loan_id: Id, act: str, given: told.LoanActGiven
) -> told.LoanInFull:
    """Make one move, as review, promise, approve, pay_out, renew, repay or pay_fee.

    Each act takes its own fields; a request with others, or without those that it needs, is
    refused and says which. What the account may do now is told with the loan as ``acts``.
    """
    loan = visible(request, loan_id)
    if act not in list(LoanAct):
        raise Http404
    said = LoanSaid(**given.model_dump(exclude={"on"}))
    perform(LoanAct(act), loan, said, by=by_of(request, given.on))
    return loan_in_full(visible(request, loan_id), today(), request.user)
