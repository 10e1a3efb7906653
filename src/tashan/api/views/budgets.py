"""Budgets and payments: read, opened, changed, paid, claimed back."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id, Money
from tashan.api.routers import budgets as router
from tashan.api.schemas import budgets as told
from tashan.api.schemas.shared import Refs
from tashan.api.views.cases import by_of
from tashan.ledger import balances
from tashan.programmes.budget_models import Budget
from tashan.programmes.budgets import opening, year_end
from tashan.programmes.models import AwardList, Payment, PaymentList
from tashan.programmes.payments import claiming, drafting, paying, promise, readying
from tashan.programmes.payments.seeing import may_move_payments, refuse_act
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.FUNDS_READ, Scope.FUNDS_WRITE
NEWEST = [Key("pk", is_descending=True)]
BUDGET, LIST = "/budgets/{budget_id}", "/payments/{payments_id}"


def _budget(row: Budget) -> told.BudgetTold:
    stands = balances.balances(row.book, today())
    shares = [told.Share.model_validate({"code": c, "money": Money.of(f)}) for c, f in
              stands.items()]  # fmt: skip
    return told.BudgetTold(
        id=row.pk, url=f"{ROOT}/budgets/{row.pk}", year=row.year, title=row.title,
        document=row.document, book=row.book_id, opened_on=row.opened_on, closed_on=row.closed_on,
        accounts=shares,
        programmes=[f"{part.adoption_id}.{part.part}" for part in row.parts.order_by("pk")],
    )  # fmt: skip


@door(router, "GET", "/budgets", scope=READ, right=perms.may_see_funds,
      answer=Page[told.BudgetTold])  # fmt: skip
def list_budgets(request: ProgramRequest, paging: Query[Paging]) -> Page[told.BudgetTold]:
    """The budgets, the newest first, each with where its money stands today."""
    rows = Budget.objects.select_related("book")
    return page(request, rows, NEWEST, shown=lambda found: [_budget(one) for one in found],
                asked=paging)  # fmt: skip


def _found(budget_id: int) -> Budget:
    return get_object_or_404(Budget.objects.select_related("book"), pk=budget_id)


@door(router, "GET", BUDGET, scope=READ, right=perms.may_see_funds, answer=told.BudgetTold)
def read_budget(request: ProgramRequest, budget_id: Id) -> told.BudgetTold:
    """One budget; its entries are those of its book."""
    return _budget(_found(budget_id))


@door(router, "POST", "/budgets", scope=WRITE, right=perms.may_keep_funds,
      answer=told.BudgetTold, status=201)  # fmt: skip
def open_budget(request: ProgramRequest, given: told.BudgetGiven) -> told.BudgetTold:
    """A budget with its first appropriation."""
    parts = [(get_object_or_404(Adoption, pk=one.adoption), one.part) for one in given.parts]
    new = opening.NewBudget(given.year, given.title, parts, given.document, given.fen)
    return _budget(opening.open_budget(new, by=by_of(request, None)))


@door(router, "POST", BUDGET + "/moves", scope=WRITE, right=perms.may_keep_funds,
      answer=told.BudgetTold)  # fmt: skip
def move_budget(request: ProgramRequest, budget_id: Id, given: told.BudgetMoved) -> told.BudgetTold:
    """Add or cut by a document, carry over to the next year, or close the year."""
    row, by = _found(budget_id), by_of(request, None)
    if given.act == "change":
        opening.appropriate(row, given.fen, given.document, by=by)
    elif given.act == "carry_over":
        year_end.carry_over(row, _found(given.to or 0), given.fen, given.document, by=by)
    else:
        year_end.lapse(row, given.document, by=by)
    return _budget(_found(budget_id))


@door(router, "POST", "/lists/{list_id}/payable", scope=WRITE, right=perms.may_confirm,
      answer=told.Payable)  # fmt: skip
def make_list_payable(request: ProgramRequest, list_id: Id) -> told.Payable:
    """What was taken of a confirmed list may be paid."""
    row = get_object_or_404(AwardList, pk=list_id)
    return told.Payable(awards=readying.make_payable(row, by=by_of(request, None)))


def _line(row: PaymentList) -> dict[str, object]:
    fields = "id", "number", "state", "drafted_on", "approved_on"
    total = sum(row.payments.values_list("fen", flat=True))
    return {name: getattr(row, name) for name in fields} | {
        "url": f"{ROOT}/payments/{row.pk}", "budget": row.budget_id, "total": Money.of(total),
    }  # fmt: skip


def _whole(request: ProgramRequest, row: PaymentList) -> told.PaymentsInFull:
    related = "award__list__programme", "award__entity"
    rows = list(row.payments.select_related(*related).prefetch_related("claw_backs").order_by("pk"))
    refs = Refs([one.award.entity for one in rows], on=today(), viewer=request.user)
    said = _line(row) | {"payments": [_payment(one, refs) for one in rows]}
    return told.PaymentsInFull.model_validate(said)


def _payment(row: Payment, refs: Refs) -> dict[str, object]:
    fields = ("id", "account", "receipt", "state", "promised_on", "paid_on", "returned_on")
    claim = next(iter(row.claw_backs.all()), None)
    return {name: getattr(row, name) for name in fields} | {
        "award": row.award_id, "award_list": row.award.list_id,
        "enterprise": refs.to(row.award.entity),
        "money": Money.of(row.fen), "working_days": promise.kept(row, today()).days,
        "reckoning": row.award.reckoning,
        "claimed_back": Money.of(claim.fen) if claim else None,
        "came_back": Money.of(claim.back) if claim else None,
    }  # fmt: skip


@door(router, "GET", "/payments", scope=READ, right=perms.may_see_funds,
      answer=Page[told.PaymentsTold])  # fmt: skip
def list_payments(request: ProgramRequest, paging: Query[Paging]) -> Page[told.PaymentsTold]:
    """The payment lists, the newest first."""

    def shown(found: list[PaymentList]) -> list[told.PaymentsTold]:
        return [told.PaymentsTold.model_validate(_line(one)) for one in found]

    return page(request, PaymentList.objects.all(), NEWEST, shown=shown, asked=paging)


@door(router, "GET", LIST, scope=READ, right=perms.may_see_funds, answer=told.PaymentsInFull)
def read_payments(request: ProgramRequest, payments_id: Id) -> told.PaymentsInFull:
    """One payment list: each award with its account, receipt, days and how it came about."""
    return _whole(request, get_object_or_404(PaymentList, pk=payments_id))


@door(router, "POST", BUDGET + "/payments", scope=WRITE, right=perms.may_match,
      answer=told.PaymentsInFull, status=201)  # fmt: skip
def draft_payments(request: ProgramRequest, budget_id: Id) -> told.PaymentsInFull:
    """A payment list of all that is payable out of a budget."""
    return _whole(request, drafting.draft(_found(budget_id), by=by_of(request, None)))


@door(router, "POST", LIST + "/moves", scope=WRITE, right=may_move_payments,
      answer=told.PaymentsInFull)  # fmt: skip
def move_payments(
    request: ProgramRequest, payments_id: Id, given: told.PaymentsMoved
) -> told.PaymentsInFull:
    """Approve (another than who drafted), drop (nothing paid yet) or file (the cashier)."""
    row, by = get_object_or_404(PaymentList, pk=payments_id), by_of(request, None)
    refuse_act(request.user, given.act)
    if given.act == "approve":
        drafting.approve(row, by=by)
    elif given.act == "drop":
        drafting.drop(row, given.says, by=by)
    else:
        paying.file(row, by=by)
    return _whole(request, PaymentList.objects.get(pk=payments_id))


@door(router, "POST", LIST + "/payments/{payment_id}/moves", scope=WRITE, right=may_move_payments,
      answer=told.PaymentsInFull)  # fmt: skip
def move_payment(
    request: ProgramRequest, payments_id: Id, payment_id: Id, given: told.PaymentMoved
) -> told.PaymentsInFull:
    """Pay it, book that it came back, claim it back by the file's reason, book a refund."""
    related = "list__budget__book", "award__list__programme__version__adoption", "award__entity"
    rows = Payment.objects.select_related(*related)
    row, by = get_object_or_404(rows, pk=payment_id, list=payments_id), by_of(request, None)
    refuse_act(request.user, given.act)
    if given.act == "pay":
        paying.pay(row, given.account, given.receipt, by=by)
    elif given.act == "come_back":
        paying.come_back(row, given.says, by=by)
    elif given.act == "claim_back":
        claiming.claim_back(row, given.code, given.document, by=by)
    else:
        claim = row.claw_backs.first()
        if claim is None:
            raise Http404
        claiming.refund(claim, given.fen, given.receipt, by=by)
    return _whole(request, PaymentList.objects.get(pk=payments_id))
