"""One door to every act on a task: what each needs said, and who is offered it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.key_work import clearing, doing
from tashan.casework.key_work.holding import is_own
from tashan.casework.key_work_models import KeyMilestone, KeyTask
from tashan.record import perms
from tashan.record.models import StoredFile, User
from tashan.record.perms import Visitor


class TaskAct(StrEnum):
    """What is done with a task; ``docs/how-to/keep-key-work.md`` tells it."""

    REPORT = "report"
    REACH = "reach"
    MOVE_DAY = "move_day"
    ASK_CLEARING = "ask_clearing"
    CLEAR = "clear"
    SEND_BACK = "send_back"


@dataclass(frozen=True, slots=True)
class TaskSaid:
    """What is said with an act; ``percent`` is the progress of the whole; unsaid is None."""

    says: str | None = None
    percent: int | None = None
    milestone: int | None = None
    becomes: date | None = None
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class Allowed:
    """By which right, what must be said and what may be."""

    right: Callable[[Visitor], bool]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


A = TaskAct
ACTS: Mapping[TaskAct, Allowed] = {
    A.REPORT: Allowed(perms.may_report_work, ("says", "percent"), ("files",)),
    A.REACH: Allowed(perms.may_report_work, ("milestone",)),
    A.MOVE_DAY: Allowed(perms.may_check_work, ("becomes", "says"), ("milestone",)),
    A.ASK_CLEARING: Allowed(perms.may_report_work, ("says",), ("files",)),
    A.CLEAR: Allowed(perms.may_check_work, (), ("says",)),
    A.SEND_BACK: Allowed(perms.may_check_work, ("says",)),
}


def may_move_tasks(user: Visitor) -> bool:
    """Handlers, chiefs and stewards; each does their part."""
    return any(one.right(user) for one in ACTS.values())


def acts_for(user: User, task: KeyTask, *, by: By) -> list[TaskAct]:
    """What the user may do with the task as it stands."""
    if task.cleared_on is not None:
        return []
    waits = task.clearings.filter(is_cleared=None).first()
    is_open = task.milestones.filter(done_on=None).exists()
    mine = perms.may_report_work(user) and is_own(task, by)
    checks = perms.may_check_work(user)
    is_another = waits is not None and waits.asked_by_id != user.pk
    offered = {
        A.REPORT: mine, A.REACH: mine and is_open, A.MOVE_DAY: checks,
        A.ASK_CLEARING: mine and waits is None and not is_open,
        A.CLEAR: checks and is_another, A.SEND_BACK: checks and is_another,
    }  # fmt: skip
    return [act for act, is_offered in offered.items() if is_offered]


def perform(act: TaskAct, task: KeyTask, said: TaskSaid, *, by: By) -> None:
    """Do it. Raises UserError for what is missing or not taken, PermissionDenied without right."""
    if by.user is None or not ACTS[act].right(by.user):
        raise PermissionDenied
    given = {one.name for one in fields(said) if getattr(said, one.name) not in (None, ())}
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
    _CALLS[act](task, said, by)


def _milestone(task: KeyTask, said: TaskSaid) -> KeyMilestone:
    found = task.milestones.filter(pk=said.milestone or 0).select_related("task").first()
    if found is None:
        raise UserError(_("The task has no such milestone."), hint=_("Choose one of its own."))
    return found


def _move(task: KeyTask, said: TaskSaid, by: By) -> object:
    step = _milestone(task, said) if said.milestone else None
    becomes = said.becomes or by.on
    return doing.move_day(task, becomes, said.says or "", milestone=step, by=by)


_CALLS: Mapping[TaskAct, Callable[[KeyTask, TaskSaid, By], object]] = {
    A.REPORT: lambda t, s, by: doing.report(t, s.says or "", s.percent or 0, s.files, by=by),
    A.REACH: lambda t, s, by: doing.reach(_milestone(t, s), by=by),
    A.MOVE_DAY: _move,
    A.ASK_CLEARING: lambda t, s, by: clearing.ask(t, s.says or "", s.files, by=by),
    A.CLEAR: lambda t, s, by: clearing.check(t, is_cleared=True, says=s.says or "", by=by),
    A.SEND_BACK: lambda t, s, by: clearing.check(t, is_cleared=False, says=s.says or "", by=by),
}
