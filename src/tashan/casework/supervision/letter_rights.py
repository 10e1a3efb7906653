"""Who may do what to a letter: a steward issues, the office answers, another clears."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tashan.casework.perms import actor_of
from tashan.casework.supervision_models import LetterState, SupervisionLetter
from tashan.record import perms
from tashan.record.perms import Visitor


class LetterAct(StrEnum):
    ISSUE = "issue"
    DROP = "drop"
    ANSWER = "answer"
    RETURN = "return"
    CLEAR = "clear"


STATES = {
    LetterAct.ISSUE: LetterState.DRAFT,
    LetterAct.DROP: LetterState.DRAFT,
    LetterAct.ANSWER: LetterState.ISSUED,
    LetterAct.RETURN: LetterState.ANSWERED,
    LetterAct.CLEAR: LetterState.ANSWERED,
}


def may_do(user: Visitor, act: LetterAct, letter: SupervisionLetter, on: date) -> bool:
    """Whether somebody may; that the letter stands so that it can be done is asked apart."""
    if act in (LetterAct.ISSUE, LetterAct.DROP):
        return perms.may_keep_work(user)
    if act is LetterAct.ANSWER:
        return perms.may_report_work(user) and letter.office_id in actor_of(user, on).offices
    if not perms.may_check_work(user) or letter.answered_by_id == user.pk:
        return False
    return perms.may_keep_work(user) or letter.office_id not in actor_of(user, on).offices


def acts_for(user: Visitor, letter: SupervisionLetter, on: date) -> list[LetterAct]:
    """What the user may do to the letter as it stands."""
    return [
        act for act, state in STATES.items()
        if letter.state == state and may_do(user, act, letter, on)
    ]  # fmt: skip
