"""The cashier pays an award, books one that came back, and files a list that is paid."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.posting import Step, lock
from tashan.ledger.reckoning import yuan
from tashan.programmes.budgets.entering import Said, enter
from tashan.programmes.models import Award, AwardState, Payment, PaymentList
from tashan.programmes.payment_models import BatchState, PaymentState
from tashan.record import events, perms
from tashan.registry.naming import name_on


@transaction.atomic
def pay(payment: Payment, account: str, receipt: str, *, by: By) -> Payment:
    """The award is on the account of the enterprise; ``receipt`` is the bank's number.

    Raises UserError for who is no cashier, a list that is not approved, one that is paid, and
    without an account or receipt.
    """
    refuse_other_than_cashier(by)
    if not account.strip() or not receipt.strip():
        raise UserError(
            _("A payment has the account it went to and the bank's receipt."),
            hint=_("Enter both as the bank tells them."),
        )
    lock(payment.list.budget.book_id)
    payment = _locked(payment, PaymentState.WAITING)
    if payment.list.state != BatchState.APPROVED:
        raise UserError(
            _("Only an approved payment list is paid."),
            hint=_("Somebody else than who drafted it approves it first."),
        )
    payment.account, payment.receipt = account.strip(), receipt.strip()
    payment.state, payment.paid_on = PaymentState.PAID, by.on
    payment.save(update_fields=["account", "receipt", "state", "paid_on"])
    _move(payment, AwardState.PAID, "award.paid", by)
    firm = name_on(payment.award.entity, by.on)
    says = f"拨付给{firm}，回单号{payment.receipt}"
    _enter(payment, "pay", payment.fen, says, by)
    return payment


@transaction.atomic
def come_back(payment: Payment, says: str, *, by: By) -> Payment:
    """The bank sent the money back: the award can be paid by another list."""
    refuse_other_than_cashier(by)
    if not says.strip():
        raise UserError(_("Say why the bank sent it back."), hint=_("A few words are enough."))
    lock(payment.list.budget.book_id)
    payment = _locked(payment, PaymentState.PAID)
    if payment.claw_backs.exists():
        raise UserError(
            _("Something of this payment is claimed back."), hint=_("Book what comes back there.")
        )
    payment.state, payment.returned_on = PaymentState.RETURNED, by.on
    payment.says = says.strip()[:300]
    payment.save(update_fields=["state", "returned_on", "says"])
    _move(payment, AwardState.PAYABLE, "award.came_back", by)
    _enter(payment, "come_back", -payment.fen, payment.says, by)
    return payment


@transaction.atomic
def file(payments: PaymentList, *, by: By) -> PaymentList:
    """The receipts of a list are filed; no payment of it may wait."""
    refuse_other_than_cashier(by)
    payments = PaymentList.objects.select_for_update().get(pk=payments.pk)
    waiting = payments.payments.filter(state=PaymentState.WAITING).exists()
    if payments.state != BatchState.APPROVED or waiting:
        raise UserError(
            _("A payment list is filed when all of it is paid."),
            hint=_("Pay what waits, or book what came back."),
        )
    paid = Award.objects.filter(payments__list=payments, payments__state=PaymentState.PAID)
    paid.filter(state=AwardState.PAID).update(state=AwardState.FILED)
    payments.state = BatchState.FILED
    payments.save(update_fields=["state"])
    events.append(payments.stream, "payments.filed", {}, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return payments


def refuse_other_than_cashier(by: By) -> None:
    """Raises UserError for who may not pay."""
    if by.user is None or not perms.may_pay(by.user):
        raise UserError(_("Only a cashier moves money."), hint=_("Ask the cashier to book it."))


def _locked(payment: Payment, state: PaymentState) -> Payment:
    rows = Payment.objects.select_for_update(of=("self",))
    related = "list__budget__book", "award__list__programme", "award__entity"
    found = rows.select_related(*related).get(pk=payment.pk)
    if found.state != state:
        raise UserError(
            _("The payment is: %s.") % PaymentState(found.state).label,
            hint=_("An award is paid once."),
        )
    return found


def _move(payment: Payment, state: AwardState, kind: str, by: By) -> None:
    Award.objects.filter(pk=payment.award_id).update(state=state)
    said = {"award": payment.award_id, "entity": payment.award.entity_id, "fen": payment.fen,
            "receipt": payment.receipt}  # fmt: skip
    events.append(payment.list.stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)


def _enter(payment: Payment, kind: str, fen: int, says: str, by: By) -> None:
    """One entry from committed to paid, or back where ``fen`` is below nothing."""
    award = payment.award
    given = {"title": {"zh": f"{award.list.title}第{award.list.number}号名单所列金额",
                       "en": f"Amount on list {award.list.number}"},
             "formula": yuan(payment.fen), "fen": payment.fen}  # fmt: skip
    reckoned: list[Step] = [*award.reckoning, given]
    lines = {"paid": fen, "committed": -fen}
    version = award.list.programme.version_id
    about = f"award:{award.pk}"
    enter(payment.list.budget, Said(kind, lines, about, says, version, reckoned), by=by)
