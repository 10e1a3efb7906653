"""The bank says that it will lend anew: how much and until when; or that it will not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import steps
from tashan.record.models import StoredFile


@transaction.atomic
def promise(
    loan: Loan, fen: int, renews_on: date, document: str, *, by: By, file: StoredFile | None = None
) -> Loan:
    """The promise of so many fen, to be lent by a day, with the number of its letter."""
    loan = steps.locked(loan, LoanState.REVIEWED)
    if fen <= 0 or renews_on < by.on or not document.strip():
        raise UserError(
            _("A promise has an amount, a day that is to come, and a letter."),
            hint=_("Give all three, as the letter says them."),
        )
    told = {"bank_promise": str(fen), "renews_on": renews_on.isoformat()}
    steps.pass_step(loan, "promise", document=document, file=file, gives=told, by=by)
    loan.promised, loan.promised_on, loan.renews_on = fen, by.on, renews_on
    loan.state = LoanState.PROMISED
    loan.save(update_fields=["promised", "promised_on", "renews_on", "state"])
    return loan


@transaction.atomic
def decline(loan: Loan, says: str, *, by: By) -> Loan:
    """The bank does not lend anew: no bridge leads anywhere, and the application ends."""
    loan = steps.locked(loan, LoanState.REVIEWED)
    steps.fail_step(loan, "promise", says, by=by)
    loan.state = LoanState.REJECTED
    loan.save(update_fields=["state"])
    return loan
