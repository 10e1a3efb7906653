"""What does not come back is recovered by law, and in the end written off by a decision."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.posting import lock
from tashan.ledger.reckoning import yuan
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import money, rules, steps
from tashan.programmes.loans.repaying import close_if_back
from tashan.programmes.loans.seeing import refuse_other_cashier, refuse_other_chief
from tashan.record import events


@transaction.atomic
def begin(loan: Loan, document: str, *, by: By) -> Loan:
    """Recovery begins, by a document, once the loan is overdue for as long as the rules say."""
    loan = steps.locked(loan, LoanState.DRAWN)
    refuse_other_chief(by.user, loan, by.on)
    _refuse_early(loan, by)
    if loan.recovered_since is not None or not document.strip():
        raise UserError(
            _("The document is missing, or recovery has begun already."),
            hint=_("Give the number of the claim or the letter."),
        )
    loan.recovered_since = by.on
    loan.save(update_fields=["recovered_since"])
    said = {"document": document.strip(), "out": money.outstanding(loan)}
    events.append(
        loan.case.stream, "loan.recovery", said, actor=by.user, at=by.at, occurred_on=by.on
    )
    return loan


def _refuse_early(loan: Loan, by: By) -> None:
    last = rules.last_day_before_recovery(loan)
    if last is None or by.on <= last:
        raise UserError(
            _("The loan is not overdue for long enough: recovery begins after %s.") % last,
            hint=_("Remind the firm and the bank until then."),
        )


@transaction.atomic
def recover(loan: Loan, fen: int, says: str, *, by: By) -> Loan:
    """The firm pays of its own, or something is realised: ``says`` tells what."""
    lock(loan.fund.book_id)
    loan = steps.locked(loan, LoanState.DRAWN)
    refuse_other_cashier(by.user, loan, by.on)
    out = money.outstanding(loan)
    if loan.recovered_since is None or not says.strip():
        raise UserError(
            _("Recovery has not begun, or it is not said what was recovered."),
            hint=_("The chief begins recovery by a document; say what came in."),
        )
    if not 0 < fen <= out:
        raise UserError(_("%s yuan are out.") % yuan(out), hint=_("Enter at most that."))
    lines = {money.book_ids(loan.fund)["cash"]: fen, money.principal_account(loan): -fen}
    posted = money.enter(loan, "recover", lines, says, by=by)
    return close_if_back(loan, money.named(loan, posted), by=by)


@transaction.atomic
def write_off(loan: Loan, document: str, *, by: By) -> Loan:
    """What is still out is lost to the fund, by a decision with its document; its case ends."""
    lock(loan.fund.book_id)
    loan = steps.locked(loan, LoanState.DRAWN)
    refuse_other_chief(by.user, loan, by.on)
    if loan.recovered_since is None or not document.strip():
        raise UserError(
            _("Nothing is written off before it was recovered by law, and without a document."),
            hint=_("Begin recovery first, and give the number of the decision."),
        )
    out = money.outstanding(loan)
    lines = {money.book_ids(loan.fund)["losses"]: out, money.principal_account(loan): -out}
    money.enter(loan, "write_off", lines, document, by=by)
    steps.end_case(loan, document, by=by)
    loan.state = LoanState.WRITTEN_OFF
    loan.save(update_fields=["state"])
    return loan
