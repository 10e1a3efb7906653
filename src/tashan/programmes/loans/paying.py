"""Pay a loan out: into the repayment account at the lending bank, in the order of the queue."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.posting import BelowFloorError, lock
from tashan.ledger.reckoning import Step, percent, step, yuan
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import money, prepaying, rules, steps
from tashan.programmes.loans.queue import queue_of
from tashan.programmes.loans.seeing import refuse_other_cashier


@transaction.atomic
def pay_out(loan: Loan, *, by: By) -> Loan:
    """The approved amount goes to the bank, and the days begin.

    Raises UserError where the pool does not reach, or others stand before it in the queue.
    """
    lock(loan.fund.book_id)
    loan = steps.locked(loan, LoanState.APPROVED)
    refuse_other_cashier(by.user, loan, by.on)
    _refuse_out_of_turn(loan, by)
    prepaying.refuse_unpaid(loan, by)
    assert loan.approved is not None
    lines = {money.principal_account(loan): loan.approved,
             money.book_ids(loan.fund)["cash"]: -loan.approved}  # fmt: skip
    says = _("Paid into repayment account %s at the lending bank") % loan.account
    posted = money.enter(
        loan, "draw", lines, says, by=by, reckoning=_reckoning(loan, by),
        told={"to": loan.account, "bank": loan.bank_id},
    )  # fmt: skip
    steps.pass_step(loan, "pay_out", entry=money.named(loan, posted), by=by)
    loan.drawn_on = by.on
    loan.due_on = rules.due_day(rules.terms_of_loan(loan, by.on), by.on)
    loan.state = LoanState.DRAWN
    loan.save(update_fields=["drawn_on", "due_on", "state"])
    return loan


def _refuse_out_of_turn(loan: Loan, by: By) -> None:
    mine = next(one for one in queue_of(loan.fund, by.on) if one.loan.pk == loan.pk)
    if (loan.approved or 0) > mine.available:
        raise BelowFloorError(
            _("The pool holds %(there)s yuan, the loan is %(loan)s.")
            % {"there": yuan(mine.available), "loan": yuan(loan.approved or 0)},
            hint=_("It waits in the queue until money comes back."),
        )
    if not mine.reaches:
        raise UserError(
            _("The pool is short, and %d stand before it in the queue.") % (mine.place - 1),
            hint=_("Pay those first, or wait until money comes back."),
        )


def _reckoning(loan: Loan, by: By) -> list[Step]:
    """Why this much: the least of the limits."""
    terms = rules.terms_of_loan(loan, by.on)
    told: list[Step] = [step("申请金额", "Asked for", yuan(loan.asked), loan.asked)]
    limit = rules.cap(terms, loan.borrower)
    if limit is not None:
        told.append(step("该类借款人上限", "Most for this borrower", yuan(limit), limit))
    share = terms.part.limits.share_of_promise if terms.part.limits else None
    if loan.promised is not None and share is not None:
        covers = rules.covered(terms, loan.promised)
        formula = f"{yuan(loan.promised)} × {percent(terms.rate(share))}"
        told.append(step("银行承诺可覆盖", "Covered by the bank's promise", formula, covers))
    approved = loan.approved or 0
    return [*told, step("批准金额（不超过以上各项）", "Approved, within all of these",
                         yuan(approved), approved)]  # fmt: skip
