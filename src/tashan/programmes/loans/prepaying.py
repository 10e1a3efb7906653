"""The fee of the first days is paid before the money goes out; too much is given back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.posting import lock
from tashan.ledger.reckoning import yuan
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import money, rules, steps
from tashan.programmes.loans.fees import preview
from tashan.programmes.loans.money import Step
from tashan.programmes.loans.seeing import refuse_other_cashier


def owed(loan: Loan, on: date) -> int:
    """What is still to be prepaid, in fen; nothing where the fund asks for no prepayment."""
    terms = rules.terms_of_loan(loan, on)
    fee = terms.part.fee
    if fee is None or fee.prepaid is None or loan.approved is None:
        return 0
    charge = preview(terms, loan.approved, int(terms.rate(fee.prepaid)))
    return max(0, (charge.fen if charge else 0) - held(loan))


def held(loan: Loan) -> int:
    """What was prepaid and not settled yet."""
    return -money.posted_on(loan, "prepaid")


@transaction.atomic
def prepay(loan: Loan, *, by: By) -> Loan:
    """The firm pays the fee of the first days; the reckoning tells how much that is."""
    lock(loan.fund.book_id)
    loan = steps.locked(loan, LoanState.APPROVED)
    refuse_other_cashier(by.user, loan, by.on)
    fen = owed(loan, by.on)
    if not fen:
        raise UserError(_("Nothing is to be prepaid."), hint=_("Pay the loan out."))
    terms = rules.terms_of_loan(loan, by.on)
    assert terms.part.fee is not None
    assert terms.part.fee.prepaid is not None
    days = int(terms.rate(terms.part.fee.prepaid))
    step = {
        "title": {"zh": f"预收 {days} 天占用费", "en": f"Fee of {days} days in advance"},
        "formula": f"{yuan(loan.approved or 0)} × {days}",
        "fen": fen,
    }
    ids = money.book_ids(loan.fund)
    money.enter(loan, "prepay", {ids["fee_cash"]: fen, ids["prepaid"]: -fen}, _("Fee prepaid"),
                by=by, reckoning=[step])  # fmt: skip
    return loan


def refuse_unpaid(loan: Loan, by: By) -> None:
    """Raises UserError while the prepayment is missing."""
    if fen := owed(loan, by.on):
        raise UserError(
            _("%s yuan of the fee are to be prepaid.") % yuan(fen),
            hint=_("The cashier books the prepayment first."),
        )


def settle(loan: Loan, reckoning: Sequence[Step], *, by: By) -> None:
    """Of what was prepaid the fee is taken, and the rest goes back to the firm."""
    there = held(loan)
    taken = min(there, loan.fee or 0)
    ids = money.book_ids(loan.fund)
    if taken:
        money.enter(loan, "fee", {ids["prepaid"]: taken, ids["fees"]: -taken},
                    _("Fee taken from what was prepaid"), by=by, reckoning=reckoning)  # fmt: skip
    if rest := there - taken:
        money.enter(loan, "refund", {ids["prepaid"]: rest, ids["fee_cash"]: -rest},
                    _("Given back of what was prepaid"), by=by)  # fmt: skip
