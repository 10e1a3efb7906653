"""The bank lends anew, as it promised: its money is what pays the fund back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import steps
from tashan.record.models import StoredFile


@transaction.atomic
def renew(loan: Loan, fen: int, contract: str, *, by: By, file: StoredFile | None = None) -> Loan:
    """The new loan of so many fen, by the number of its contract."""
    loan = steps.locked(loan, LoanState.DRAWN)
    if loan.renewed is not None:
        raise UserError(
            _("The bank lent anew on %s.") % loan.renewed_on, hint=_("It does so once.")
        )
    if fen <= 0 or not contract.strip():
        raise UserError(
            _("The amount or the contract of the new loan is missing."),
            hint=_("Both stand in the contract."),
        )
    told = {"renewed_loan": str(fen)}
    steps.pass_step(loan, "renew", document=contract, file=file, gives=told, by=by)
    loan.renewed, loan.renewed_on = fen, by.on
    loan.save(update_fields=["renewed", "renewed_on"])
    return loan
