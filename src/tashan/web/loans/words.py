"""Loans in words of the page: acts, limits, amounts, the steps of a reckoning."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans.doing import LoanAct

S = LoanState
LIGHTS = {
    S.APPROVED: "yellow",
    S.REPAID: "yellow",
    S.SETTLED: "green",
    S.WRITTEN_OFF: "red",
    S.REJECTED: "stopped",
    S.WITHDRAWN: "stopped",
}


def act_word(act: LoanAct) -> str:
    """What the button of an act says."""
    words = {
        LoanAct.REVIEW: _("Enter the review"),
        LoanAct.PROMISE: _("Promise to lend anew"),
        LoanAct.DECLINE: _("Decline to lend anew"),
        LoanAct.APPROVE: _("Approve the loan"),
        LoanAct.REJECT: pgettext("loan", "Reject the application"),
        LoanAct.WITHDRAW: _("Withdraw the application"),
        LoanAct.PREPAY: _("Book the fee in advance"),
        LoanAct.PAY_OUT: _("Pay it out"),
        LoanAct.RENEW: _("Enter the new loan"),
        LoanAct.REPAY: _("Book principal back"),
        LoanAct.PAY_FEE: _("Book the fee"),
        LoanAct.REVERSE: _("Turn an entry round"),
        LoanAct.BEGIN_RECOVERY: _("Begin recovery by law"),
        LoanAct.RECOVER: _("Book what was recovered"),
        LoanAct.WRITE_OFF: _("Write it off"),
    }
    return words[act]


def limit_word(code: str) -> str:
    """Which limit decides how much can be approved."""
    words = {
        "asked": _("what is asked for"),
        "owed": _("what is owed to the bank"),
        "cap": _("the cap of this kind of borrower"),
        "promise": _("what the bank's promise covers"),
    }
    return words[code]


def state_word(loan: Loan, on: date) -> str:
    """Where it stands; paid out and beyond its day it is overdue."""
    if is_overdue(loan, on) and loan.due_on is not None:
        days = (on - loan.due_on).days
        return ngettext("Overdue by %d day", "Overdue by %d days", days) % days
    return str(LoanState(loan.state).label)


def light_of(loan: Loan, on: date) -> str:
    """The colour of its state on a day."""
    if is_overdue(loan, on):
        return "red"
    return LIGHTS.get(LoanState(loan.state), "idle")


def is_overdue(loan: Loan, on: date) -> bool:
    """Whether principal is out beyond its last day."""
    return loan.state == S.DRAWN and loan.due_on is not None and on > loan.due_on
