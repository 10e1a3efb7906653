"""A task's own office tells how it goes and reaches milestones; who may check moves its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.key_work.holding import (
    attach,
    note,
    open_task,
    person,
    refuse_strangers,
    worded,
)
from tashan.casework.key_work_models import WHOLE, DayChange, KeyMilestone, KeyTask, WorkReport
from tashan.record.models import StoredFile


@transaction.atomic
def report(
    task: KeyTask, says: str, percent: int, files: Sequence[StoredFile] = (), *, by: By
) -> WorkReport:
    """How the task goes, with the share that is done in per cent, photos and papers."""
    row = open_task(task)
    refuse_strangers(row, by)
    if not 0 <= percent <= WHOLE:
        raise UserError(_("Progress lies between 0 and 100 per cent."), hint=_("Give a number."))
    made = WorkReport.objects.create(
        task=row, on=by.on, says=worded(says), percent=percent, actor=person(by), at=by.at
    )
    attach(row, files, report=made)
    said = {"report": made.pk, "percent": percent, "files": [one.sha256 for one in files]}
    note(row.stream, "keytask.reported", said, by)
    return made


@transaction.atomic
def reach(milestone: KeyMilestone, *, by: By) -> KeyMilestone:
    """A milestone is reached on the day of the act."""
    task = open_task(milestone.task)
    refuse_strangers(task, by)
    row = KeyMilestone.objects.select_for_update().get(pk=milestone.pk)
    if row.done_on is not None:
        raise UserError(
            _("This milestone was reached on %s.") % row.done_on, hint=_("Choose another.")
        )
    row.done_on = by.on
    row.save(update_fields=["done_on"])
    note(task.stream, "keytask.milestone_reached", {"milestone": row.pk}, by)
    return row


@transaction.atomic
def move_day(
    task: KeyTask, becomes: date, reason: str, *, milestone: KeyMilestone | None = None, by: By
) -> DayChange:
    """Approve another day for a task or one of its milestones; the old one stays readable."""
    row, why = open_task(task), worded(reason)
    step = None
    if milestone is not None:
        step = KeyMilestone.objects.select_for_update().get(pk=milestone.pk, task=row)
        _refuse_step(row, step, becomes)
    was = step.planned_on if step else row.due_on
    if was == becomes:
        raise UserError(_("It is that day already."), hint=_("Give another day."))
    if step is None:
        _refuse_end(row, becomes)
        row.due_on = becomes
        row.save(update_fields=["due_on"])
    else:
        step.planned_on = becomes
        step.save(update_fields=["planned_on"])
    made = DayChange.objects.create(
        task=row, milestone=step, was=was, becomes=becomes, reason=why, approved_by=person(by),
        on=by.on,
    )  # fmt: skip
    told = {"was": was.isoformat() if was else None, "becomes": becomes.isoformat(),
            "reason": why, "milestone": step.pk if step else None}  # fmt: skip
    note(row.stream, "keytask.day_moved", told, by)
    return made


def _refuse_step(task: KeyTask, step: KeyMilestone, becomes: date) -> None:
    if step.done_on is not None:
        raise UserError(_("What is reached has its day."), hint=_("Choose an open milestone."))
    if task.due_on is not None and becomes > task.due_on:
        raise UserError(
            _("A milestone of %s lies behind the end.") % becomes,
            hint=_("Move the end of the task first."),
        )


def _refuse_end(task: KeyTask, becomes: date) -> None:
    if task.milestones.filter(planned_on__gt=becomes, done_on=None).exists():
        raise UserError(
            _("Milestones lie behind that day."), hint=_("Move them first, each with its reason.")
        )
