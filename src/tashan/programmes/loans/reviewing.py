"""The fund's office reviews an application: papers, the bank's loan, the firm's own money."""

from __future__ import annotations

from django.db import transaction

from tashan.casework.acts import By
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import steps


@transaction.atomic
def review(loan: Loan, passes: bool, says: str = "", *, by: By) -> Loan:
    """Passed it goes to the bank; not passed, with the reason, the application ends."""
    loan = steps.locked(loan, LoanState.APPLIED)
    if passes:
        steps.pass_step(loan, "review", conclusion=says, by=by)
        loan.state = LoanState.REVIEWED
    else:
        steps.fail_step(loan, "review", says, by=by)
        loan.state = LoanState.REJECTED
    loan.save(update_fields=["state"])
    return loan
