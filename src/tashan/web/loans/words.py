"""Loans in words of the page: acts, limits, amounts, the steps of a reckoning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.ledger.models import Entry
from tashan.ledger.reckoning import yuan
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans.doing import LoanAct
from tashan.web.figure_words import titled

S = LoanState
LIGHTS = {
    S.APPROVED: "yellow",
    S.REPAID: "yellow",
    S.SETTLED: "green",
    S.WRITTEN_OFF: "red",
    S.REJECTED: "stopped",
    S.WITHDRAWN: "stopped",
}


SELF_TOLD = ("draw", "prepay", "repay", "fee", "refund")  # kinds whose words are the system's own


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


@dataclass(frozen=True, slots=True)
class Step:
    """One line of how an amount came about; ``fen`` is None where it is no whole fen."""

    title: str
    formula: str
    fen: int | None

    @property
    def amount(self) -> str:
        return "" if self.fen is None else yuan(self.fen)

    @property
    def is_told_twice(self) -> bool:
        """Whether the formula is the amount itself."""
        return self.formula == self.amount


def steps_of(reckoning: Iterable[Mapping[str, Any]]) -> list[Step]:
    """The lines of a reckoning as an entry keeps it, in the tongue of the page."""
    return [Step(titled(one["title"]), one["formula"], one["fen"]) for one in reckoning]


def kind_word(kind: str) -> str:
    """What an entry of a book is for."""
    words = {
        "pay_in": _("Capital paid in"),
        "draw": _("Paid out to the bank"),
        "prepay": _("Fee in advance"),
        "repay": _("Principal back"),
        "recover": pgettext("entry", "Recovered"),
        "write_off": pgettext("entry", "Written off"),
        "fee": _("Fee paid"),
        "refund": _("Fee given back"),
        "reversal": pgettext("entry", "Turned round"),
        "reverse": pgettext("entry", "Turned round"),
    }
    return words.get(kind, kind)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a fund's book; ``fen`` is what it moved, on the side of the debits."""

    entry: Entry
    fen: int
    steps: Sequence[Step]

    @property
    def word(self) -> str:
        return kind_word(self.entry.kind)

    @property
    def says(self) -> str:
        """What somebody said; what the kind says already is left out."""
        return "" if self.entry.kind in SELF_TOLD else self.entry.says

    @property
    def amount(self) -> str:
        return yuan(self.fen)
