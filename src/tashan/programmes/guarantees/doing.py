"""What can be done with a guarantee, by whom and in which state: one row an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied

from tashan.programmes.guarantee_models import ClaimState, Guarantee, GuaranteeState
from tashan.programmes.guarantees.seeing import serves_the_fund, visible_guarantees
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor

S = GuaranteeState


class GuaranteeAct(StrEnum):
    """The moves of a guarantee; ``docs/how-to/guarantee-a-loan.md`` tells them in order."""

    WITHDRAW = "withdraw"
    REVIEW = "review"
    SECURE = "secure"
    APPROVE = "approve"
    REJECT = "reject"
    GRANT = "grant"
    INSPECT = "inspect"
    REPAY = "repay"
    CLAIM = "claim"
    ANSWER = "answer"
    PAY = "pay"
    RECEIVE = "receive"
    RECOVER = "recover"
    WRITE_OFF = "write_off"


@dataclass(frozen=True, slots=True)
class Allowed:
    """By which right, in which states, and with the claim in which state."""

    right: Callable[[Visitor], bool]
    states: tuple[GuaranteeState, ...]
    claim: ClaimState | None = None
    of_office: bool = True


BEFORE = (S.APPLIED, S.REVIEWED, S.APPROVED)
AFTER = (S.PAID, S.WRITTEN_OFF)
A = GuaranteeAct
ALLOWED: dict[GuaranteeAct, Allowed] = {
    A.WITHDRAW: Allowed(perms.may_apply, BEFORE, of_office=False),
    A.REVIEW: Allowed(perms.may_handle, (S.APPLIED,)),
    A.SECURE: Allowed(perms.may_handle, (*BEFORE, S.GRANTED)),
    A.APPROVE: Allowed(perms.may_approve_time, (S.REVIEWED,)),
    A.REJECT: Allowed(perms.may_approve_time, (S.REVIEWED,)),
    A.GRANT: Allowed(perms.may_pay, (S.APPROVED,)),
    A.INSPECT: Allowed(perms.may_handle, (S.GRANTED, S.CLAIMED, S.PAID)),
    A.REPAY: Allowed(perms.may_promise, (S.GRANTED,), of_office=False),
    A.CLAIM: Allowed(perms.may_promise, (S.GRANTED,), of_office=False),
    A.ANSWER: Allowed(perms.may_approve_time, (S.CLAIMED,), ClaimState.MADE),
    A.PAY: Allowed(perms.may_pay, (S.CLAIMED,), ClaimState.ACCEPTED),
    A.RECEIVE: Allowed(perms.may_pay, (*AFTER, S.RECOVERED)),
    A.RECOVER: Allowed(perms.may_pay, AFTER),
    A.WRITE_OFF: Allowed(perms.may_keep_funds, (S.PAID,), of_office=False),
}


def may_move_guarantees(user: Visitor) -> bool:
    """Whoever may do anything to some guarantee, or apply for one."""
    return any(row.right(user) for row in ALLOWED.values())


def acts_for(
    user: User, guarantee: Guarantee, on: date, claims: Sequence[ClaimState | str] = ()
) -> list[GuaranteeAct]:
    """What the user may do with it now; ``claims`` are the states of its claims."""
    mine = [act for act, row in ALLOWED.items() if row.right(user) and _fits(row, guarantee,
            claims)]  # fmt: skip
    if any(ALLOWED[act].of_office for act in mine) and not serves_the_fund(user, on):
        mine = [act for act in mine if not ALLOWED[act].of_office]
    return mine


def _fits(row: Allowed, guarantee: Guarantee, claims: Sequence[ClaimState | str]) -> bool:
    return guarantee.state in row.states and (row.claim is None or row.claim in claims)


def refuse_act(user: User, guarantee: Guarantee, act: GuaranteeAct, on: date) -> None:
    """Raises PermissionDenied for somebody who may not do this to anything, or not to this.

    The state is asked by the move itself, which tells what to do instead.
    """
    row = ALLOWED[act]
    may = row.right(user) and visible_guarantees(user, on).filter(pk=guarantee.pk).exists()
    if not may or (row.of_office and not serves_the_fund(user, on)):
        raise PermissionDenied
