"""The principal comes back from the renewed loan, the fee apart from it; what was wrong is turned
round."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.models import Entry
from tashan.ledger.posting import lock, reverse
from tashan.ledger.reckoning import yuan
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import money, prepaying, steps
from tashan.programmes.loans.fees import fee_of
from tashan.programmes.loans.seeing import refuse_other_cashier


@transaction.atomic
def repay(loan: Loan, fen: int, *, by: By) -> Loan:
    """Principal comes back to the special account, out of what the bank lent anew.

    When all of it is back the fee is fixed. Raises UserError before the bank lent anew, for more
    than is out, and for more than it lent.
    """
    lock(loan.fund.book_id)
    loan = steps.locked(loan, LoanState.DRAWN)
    refuse_other_cashier(by.user, loan, by.on)
    out = money.outstanding(loan)
    if steps.has_step(loan, "renew") and loan.renewed is None:
        raise UserError(
            _("The bank has not lent anew yet: the fund is repaid from that money alone."),
            hint=_("The bank's clerk enters the new loan first; otherwise recover the money."),
        )
    most = out if loan.renewed is None else min(out, loan.renewed)
    if not 0 < fen <= most:
        raise UserError(
            _("At most %s yuan can come back from the renewed loan.") % yuan(most),
            hint=_("What the firm pays of its own is entered as recovered."),
        )
    lines = {money.book_ids(loan.fund)["cash"]: fen, money.principal_account(loan): -fen}
    step = {"title": {"zh": "未还本金", "en": "Principal out"}, "formula": yuan(out), "fen": out}
    posted = money.enter(
        loan, "repay", lines, _("Principal back from the renewed loan"), by=by, reckoning=[step]
    )
    return close_if_back(loan, money.named(loan, posted), by=by)


def close_if_back(loan: Loan, entry: str, *, by: By) -> Loan:
    """With all principal back the fee is fixed; where none is due the loan is settled."""
    if money.outstanding(loan):
        return loan
    sheet = fee_of(loan, by.on)
    loan.repaid_on, loan.state = by.on, LoanState.REPAID
    loan.fee = sheet.fen if sheet and sheet.fen is not None else 0
    loan.save(update_fields=["repaid_on", "fee", "state"])
    prepaying.settle(loan, sheet.reckoning if sheet else [], by=by)
    return settle_if_paid(loan, entry, by=by)


def settle_if_paid(loan: Loan, entry: str, *, by: By) -> Loan:
    """With the fee paid too the last step passes, and the loan is settled."""
    if loan.repaid_on is None or money.fee_paid(loan) < (loan.fee or 0):
        return loan
    loan.state = LoanState.SETTLED
    loan.save(update_fields=["state"])
    if steps.is_in_hand(loan, "repay"):
        steps.pass_step(loan, "repay", entry=entry, by=by)
    else:  # recovered, and the bank never lent anew
        steps.end_case(loan, _("Recovered: the bank did not lend anew."), by=by)
    return loan


@transaction.atomic
def pay_fee(loan: Loan, fen: int, *, by: By) -> Loan:
    """The fee is paid, apart from the principal; never more than it is."""
    lock(loan.fund.book_id)
    loan = steps.locked(loan, LoanState.REPAID)
    refuse_other_cashier(by.user, loan, by.on)
    due = (loan.fee or 0) - money.fee_paid(loan)
    if not 0 < fen <= due:
        raise UserError(
            _("The fee that is still due is %s yuan.") % yuan(due), hint=_("Enter at most that.")
        )
    ids = money.book_ids(loan.fund)
    sheet = fee_of(loan, loan.repaid_on or by.on)
    posted = money.enter(
        loan, "fee", {ids["fee_cash"]: fen, ids["fees"]: -fen}, _("Fee paid"), by=by,
        reckoning=sheet.reckoning if sheet else [],
    )  # fmt: skip
    return settle_if_paid(loan, money.named(loan, posted), by=by)


@transaction.atomic
def reverse_payment(loan: Loan, entry: Entry, says: str, *, by: By) -> Loan:
    """An entry that was wrong is turned round, and the loan stands where it stood before.

    A payment to the bank is turned round while nothing came back: the application ends with it.
    Raises UserError for a loan that is settled.
    """
    lock(loan.fund.book_id)
    loan = steps.locked(loan, LoanState.DRAWN, LoanState.REPAID)
    refuse_other_cashier(by.user, loan, by.on)
    if entry.about != loan.about or entry.book_id != loan.fund.book_id:
        raise UserError(_("The entry is not of this loan."), hint=_("Choose one of its entries."))
    if entry.kind == "draw" and money.came_back(loan):
        raise UserError(
            _("Principal came back already."), hint=_("Turn those entries round first.")
        )
    assert by.user is not None, "somebody reverses"
    reverse(entry, says=says, on=by.on, actor=by.user, at=by.at)
    return _stands_before(loan, entry, says, by)


def _stands_before(loan: Loan, entry: Entry, says: str, by: By) -> Loan:
    if entry.kind == "draw":
        steps.end_case(loan, says, by=by)
        loan.drawn_on, loan.due_on, loan.state = None, None, LoanState.WITHDRAWN
    elif entry.kind != "fee":
        loan.repaid_on, loan.fee, loan.state = None, None, LoanState.DRAWN
    loan.save(update_fields=["drawn_on", "due_on", "repaid_on", "fee", "state"])
    return loan
