"""What somebody may do to a loan as it stands: what a page offers, and a program may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tashan.casework.models import Matter
from tashan.casework.perms import Actor, actor_of
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans import prepaying, rules
from tashan.record.perms import Visitor


class LoanAct(StrEnum):
    REVIEW = "review"
    PROMISE = "promise"
    DECLINE = "decline"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    PREPAY = "prepay"
    PAY_OUT = "pay_out"
    RENEW = "renew"
    REPAY = "repay"
    PAY_FEE = "pay_fee"
    REVERSE = "reverse"
    BEGIN_RECOVERY = "begin_recovery"
    RECOVER = "recover"
    WRITE_OFF = "write_off"


@dataclass(frozen=True, slots=True)
class _Situation:
    loan: Loan
    actor: Actor
    offices: dict[str, int | None]
    on: date

    def handles(self, step: str) -> bool:
        return step in self.offices and self.actor.handles(self.offices[step])

    @property
    def is_cashier(self) -> bool:
        return self.actor.pays(self.offices.get("pay_out"))

    @property
    def is_chief(self) -> bool:
        return self.actor.is_chief(self.offices.get("approve"))

    @property
    def is_to_be_recovered(self) -> bool:
        last = rules.last_day_before_recovery(self.loan)
        return last is not None and self.on > last

    @property
    def owes_prepayment(self) -> bool:
        return prepaying.owed(self.loan, self.on) > 0

    @property
    def is_recovered(self) -> bool:
        return self.loan.recovered_since is not None


S = LoanState
_Rule = Callable[[_Situation], bool]
# act → the states it is done in, and by whom
RULES: dict[LoanAct, tuple[tuple[LoanState, ...], _Rule]] = {
    LoanAct.REVIEW: ((S.APPLIED,), lambda s: s.handles("review")),
    LoanAct.PROMISE: ((S.REVIEWED,), lambda s: s.handles("promise")),
    LoanAct.DECLINE: ((S.REVIEWED,), lambda s: s.handles("promise")),
    LoanAct.APPROVE: ((S.PROMISED, S.REVIEWED), lambda s: s.is_chief),
    LoanAct.REJECT: ((S.PROMISED, S.REVIEWED), lambda s: s.is_chief),
    LoanAct.WITHDRAW: (
        (S.APPLIED, S.REVIEWED, S.PROMISED, S.APPROVED),
        lambda s: s.actor.applies(s.loan.firm_id) or s.handles("review"),
    ),
    LoanAct.PREPAY: ((S.APPROVED,), lambda s: s.is_cashier and s.owes_prepayment),
    LoanAct.PAY_OUT: ((S.APPROVED,), lambda s: s.is_cashier and not s.owes_prepayment),
    LoanAct.RENEW: ((S.DRAWN,), lambda s: s.handles("renew") and s.loan.renewed is None),
    LoanAct.REPAY: (
        (S.DRAWN,),
        lambda s: s.is_cashier and (s.loan.renewed is not None or "renew" not in s.offices),
    ),
    LoanAct.PAY_FEE: ((S.REPAID,), lambda s: s.is_cashier),
    LoanAct.REVERSE: ((S.DRAWN, S.REPAID), lambda s: s.is_cashier),
    LoanAct.BEGIN_RECOVERY: (
        (S.DRAWN,), lambda s: s.is_chief and s.is_to_be_recovered and not s.is_recovered
    ),
    LoanAct.RECOVER: ((S.DRAWN,), lambda s: s.is_cashier and s.is_recovered),
    LoanAct.WRITE_OFF: ((S.DRAWN,), lambda s: s.is_chief and s.is_recovered),
}  # fmt: skip
_NEEDS_PROMISE = (LoanAct.APPROVE, LoanAct.REJECT)


def acts_for(user: Visitor, loan: Loan, on: date) -> list[LoanAct]:
    """What the user may do to the loan on a day; the loan's own functions refuse the rest."""
    rows = Matter.objects.filter(case=loan.case_id).values_list("code", "office_id")
    now = _Situation(loan, actor_of(user, on), dict(rows), on)
    return list(_allowed(now))


def _allowed(now: _Situation) -> Iterator[LoanAct]:
    for act, (states, rule) in RULES.items():
        if now.loan.state not in states or not rule(now):
            continue
        waits = now.loan.needs_promise and now.loan.state == S.REVIEWED
        if not (waits and act in _NEEDS_PROMISE):
            yield act
