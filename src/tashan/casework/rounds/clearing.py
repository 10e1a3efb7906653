"""What is done with a problem: reviewed, assigned, taken in hand, postponed, cleared by another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.problem_models import ProblemState, ProjectProblem
from tashan.casework.rounds import on_account
from tashan.casework.rounds.holding import person, refuse_same, told
from tashan.casework.rounds.raising import Limit, add_step, refuse_limit
from tashan.casework.rounds.saying import ProblemSaid
from tashan.casework.rounds.seeing import may_answer, may_check
from tashan.record import perms
from tashan.record.perms import Visitor


class ProblemAct(StrEnum):
    """``docs/how-to/run-a-round.md`` tells what each does."""

    REVIEW = "review"
    DROP = "drop"
    ASSIGN = "assign"
    TAKE_UP = "take_up"
    TELL = "tell"
    ASK_LATER = "ask_later"
    POSTPONE = "postpone"
    KEEP_LIMIT = "keep_limit"
    ASK_CLEARING = "ask_clearing"
    CLEAR = "clear"
    SEND_BACK = "send_back"
    ASK_ACCOUNT = "ask_account"
    PUT_ON_ACCOUNT = "put_on_account"
    KEEP_OFF_ACCOUNT = "keep_off_account"
    LEAVE_ON_ACCOUNT = "leave_on_account"
    TAKE_UP_AGAIN = "take_up_again"


@dataclass(frozen=True, slots=True)
class Allowed:
    """By whom (user, office, day), in which states, what must be said, what may be."""

    right: Callable[[Visitor, int | None, date], bool]
    states: tuple[ProblemState, ...]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


def _steward(user: Visitor, _office: int | None, _on: date) -> bool:
    return perms.may_keep_work(user)


def _office_or_steward(user: Visitor, office: int | None, on: date) -> bool:
    return may_answer(user, office, on) or perms.may_keep_work(user)


A, S = ProblemAct, ProblemState
OPEN = (S.ASSIGNED, S.IN_HAND)
ACTS: Mapping[ProblemAct, Allowed] = {
    A.REVIEW: Allowed(_steward, (S.RAISED,), takes=("says",)),
    A.DROP: Allowed(_steward, (S.RAISED, S.REVIEWED), ("says",)),
    A.ASSIGN: Allowed(
        _steward, (S.REVIEWED, S.ASSIGNED), ("office", "measures", "until"), ("leader", "says")
    ),
    A.TAKE_UP: Allowed(may_answer, (S.ASSIGNED,), takes=("says",)),
    A.TELL: Allowed(may_answer, (S.IN_HAND,), ("says",), ("file",)),
    A.ASK_LATER: Allowed(may_answer, OPEN, ("until", "says")),
    A.POSTPONE: Allowed(_steward, OPEN, takes=("says",)),
    A.KEEP_LIMIT: Allowed(_steward, OPEN, ("says",)),
    A.ASK_CLEARING: Allowed(may_answer, (S.IN_HAND,), ("says", "file")),
    A.CLEAR: Allowed(may_check, (S.CLEARING,), takes=("says",)),
    A.SEND_BACK: Allowed(may_check, (S.CLEARING,), ("says",)),
    A.ASK_ACCOUNT: Allowed(may_answer, OPEN, ("says", "until")),
    A.PUT_ON_ACCOUNT: Allowed(_steward, OPEN, takes=("says",)),
    A.KEEP_OFF_ACCOUNT: Allowed(_steward, OPEN, ("says",)),
    A.LEAVE_ON_ACCOUNT: Allowed(_steward, (S.ON_ACCOUNT,), ("says", "until")),
    A.TAKE_UP_AGAIN: Allowed(_office_or_steward, (S.ON_ACCOUNT,), ("until",), ("says",)),
}
ASKED_LATER = (A.POSTPONE, A.KEEP_LIMIT)
ASKED_ACCOUNT = (A.PUT_ON_ACCOUNT, A.KEEP_OFF_ACCOUNT)
CHECKING = (A.CLEAR, A.SEND_BACK)


def acts_for(user: Visitor, row: ProjectProblem, on: date) -> list[ProblemAct]:
    """What the user may do with it as it stands; the checking never by who asked for it."""
    found = [
        act for act, one in ACTS.items()
        if row.state in one.states and one.right(user, row.office_id, on)
    ]  # fmt: skip
    if row.asks_until is None:
        found = [act for act in found if act not in ASKED_LATER]
    else:
        found = [act for act in found if act is not A.ASK_LATER]
    is_asked = row.asks_review_on is not None
    found = [act for act in found if act not in ((A.ASK_ACCOUNT,) if is_asked else ASKED_ACCOUNT)]
    own = getattr(user, "pk", None)
    if row.doer_id == own:
        found = [act for act in found if act not in (*CHECKING, A.PUT_ON_ACCOUNT)]
    if row.account_asker_id == own:
        found = [act for act in found if act not in (*ASKED_ACCOUNT, A.LEAVE_ON_ACCOUNT)]
    return found


def may_move(user: Visitor) -> bool:
    """Handlers, chiefs and stewards; each does their part."""
    return perms.may_report_work(user) or perms.may_check_work(user)


def refuse_act(user: Visitor, act: ProblemAct, row: ProjectProblem, on: date) -> None:
    """Raises PermissionDenied for who has not the right."""
    if not ACTS[act].right(user, row.office_id, on):
        raise PermissionDenied


@transaction.atomic
def perform(
    act: ProblemAct, problem: ProjectProblem, said: ProblemSaid, *, by: By
) -> ProjectProblem:  # fmt: skip
    """Do it. Raises UserError for what is missing, in another state, and by the same person."""
    _refuse_unsaid(act, said)
    row = ProjectProblem.objects.select_for_update().get(pk=problem.pk)
    if row.state not in ACTS[act].states:
        raise UserError(
            _("The problem is “%s”.") % ProblemState(row.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    if by.on < row.raised_on:
        raise UserError(
            _("It was raised on %s.") % row.raised_on.isoformat(), hint=_("Give a later day.")
        )
    CALLS[act](row, said, by)
    row.save()
    words = said.says or ("" if said.until is None else said.until.isoformat())
    add_step(row, str(act), words, by, file=said.file)
    return row


def _refuse_unsaid(act: ProblemAct, said: ProblemSaid) -> None:
    given = {one.name for one in fields(said) if getattr(said, one.name) not in (None, "")}
    allowed = ACTS[act]
    if missing := [name for name in allowed.needs if name not in given]:
        raise UserError(
            _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("Give them too."),
        )
    if strange := sorted(given - {*allowed.needs, *allowed.takes}):
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.") % {"act": act, "fields": ", ".join(strange)},
            hint=_("Leave them out."),
        )


def _moves(state: ProblemState) -> Callable[[ProjectProblem, ProblemSaid, By], None]:
    def move(row: ProjectProblem, _said: ProblemSaid, _by: By) -> None:
        row.state = state

    return move


def _drop(row: ProjectProblem, _said: ProblemSaid, by: By) -> None:
    row.state, row.closed_on = S.DROPPED, by.on


def _assign(row: ProjectProblem, said: ProblemSaid, by: By) -> None:
    assert said.office is not None
    assert said.until is not None
    limit = Limit(said.office, said.measures or "", said.until, said.leader)
    refuse_limit(limit, by)
    row.state, row.office, row.leader = S.ASSIGNED, limit.office, limit.leader
    row.measures, row.due_on = told(limit.measures, _("Measures")), limit.due_on


def _tell(_row: ProjectProblem, _said: ProblemSaid, _by: By) -> None:
    """The step says it all."""


def _ask_later(row: ProjectProblem, said: ProblemSaid, by: By) -> None:
    if said.until is None or row.due_on is None or said.until <= row.due_on:
        raise UserError(_("That is not later than its limit."), hint=_("Give a later day."))
    row.asks_until, row.asker = said.until, person(by)


def _postpone(row: ProjectProblem, said: ProblemSaid, by: By) -> None:
    row.due_on = _asked(row, by)
    row.postponed += 1
    row.asks_until = row.asker = None


def _keep_limit(row: ProjectProblem, _said: ProblemSaid, by: By) -> None:
    _asked(row, by)
    row.asks_until = row.asker = None


def _asked(row: ProjectProblem, by: By) -> date:
    if row.asks_until is None:
        raise UserError(_("No later limit is asked for."), hint=_("The office asks first."))
    refuse_same(row.asker_id, by)
    return row.asks_until


def _ask_clearing(row: ProjectProblem, _said: ProblemSaid, by: By) -> None:
    row.state, row.doer = S.CLEARING, person(by)


def _clear(row: ProjectProblem, _said: ProblemSaid, by: By) -> None:
    refuse_same(row.doer_id, by)
    row.state, row.checker, row.closed_on = S.CLEARED, person(by), by.on


def _send_back(row: ProjectProblem, _said: ProblemSaid, by: By) -> None:
    refuse_same(row.doer_id, by)
    row.state, row.checker = S.IN_HAND, person(by)


CALLS: Mapping[ProblemAct, Callable[[ProjectProblem, ProblemSaid, By], None]] = {
    A.REVIEW: _moves(S.REVIEWED),
    A.DROP: _drop,
    A.ASSIGN: _assign,
    A.TAKE_UP: _moves(S.IN_HAND),
    A.TELL: _tell,
    A.ASK_LATER: _ask_later,
    A.POSTPONE: _postpone,
    A.KEEP_LIMIT: _keep_limit,
    A.ASK_CLEARING: _ask_clearing,
    A.CLEAR: _clear,
    A.SEND_BACK: _send_back,
    A.ASK_ACCOUNT: on_account.ask_account,
    A.PUT_ON_ACCOUNT: on_account.put_on_account,
    A.KEEP_OFF_ACCOUNT: on_account.keep_off_account,
    A.LEAVE_ON_ACCOUNT: on_account.leave_on_account,
    A.TAKE_UP_AGAIN: on_account.take_up_again,
}
