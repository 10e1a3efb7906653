"""Approve a loan within all its limits, reject it, or let the firm withdraw."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.reckoning import yuan
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import rules, steps
from tashan.programmes.loans.seeing import refuse_other_chief, refuse_stranger_to_firm

_UNPAID = (LoanState.APPLIED, LoanState.REVIEWED, LoanState.PROMISED, LoanState.APPROVED)


@transaction.atomic
def approve(loan: Loan, fen: int, *, by: By) -> Loan:
    """So many fen are approved and wait to be paid out.

    The chief decides what the handler reviewed. Raises UserError above the least of what was
    asked, owed, the cap and the promise's share.
    """
    loan = steps.locked(loan, *_approvable(loan))
    refuse_other_chief(by.user, loan, by.on)
    most = rules.most_of(rules.terms_of_loan(loan, by.on), loan)
    if not 0 < fen <= most.fen:
        raise UserError(
            _("At most %s yuan can be approved.") % yuan(most.fen),
            hint=_("It is the least of what is asked, owed, the cap and what the promise covers."),
        )
    steps.pass_step(loan, "approve", gives={"approved": str(fen)}, by=by)
    loan.approved, loan.approved_on, loan.state = fen, by.on, LoanState.APPROVED
    loan.save(update_fields=["approved", "approved_on", "state"])
    return loan


def _approvable(loan: Loan) -> tuple[LoanState, ...]:
    """With a promise, where one is needed."""
    return (LoanState.PROMISED,) if loan.needs_promise else (LoanState.REVIEWED,)


@transaction.atomic
def reject(loan: Loan, says: str, *, by: By) -> Loan:
    """The fund's office does not approve, with the reason."""
    loan = steps.locked(loan, *_approvable(loan))
    refuse_other_chief(by.user, loan, by.on)
    steps.fail_step(loan, "approve", says, by=by)
    loan.state = LoanState.REJECTED
    loan.save(update_fields=["state"])
    return loan


@transaction.atomic
def withdraw(loan: Loan, says: str, *, by: By) -> Loan:
    """The firm wants it no more, while nothing is paid out."""
    loan = steps.locked(loan, *_UNPAID)
    refuse_stranger_to_firm(by.user, loan.firm, by.on)
    if not says.strip():
        raise UserError(_("Say why it is withdrawn."), hint=_("A few words are enough."))
    steps.end_case(loan, says, by=by)
    loan.state = LoanState.WITHDRAWN
    loan.save(update_fields=["state"])
    return loan
