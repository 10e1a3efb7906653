"""Key work as answers tell it: lists, lines of tasks, and the whole of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from tashan.api.fields import ROOT, exact, figure_url
from tashan.api.schemas import key_work as told
from tashan.base.lights import Light
from tashan.casework.acts import By
from tashan.casework.key_work.acting import acts_for
from tashan.casework.key_work.standing import (
    Aim,
    Sitting,
    TaskStands,
    stands,
    stands_of,
    stands_of_each,
)
from tashan.casework.key_work.terms import terms_of
from tashan.casework.key_work_models import KeyTask, WorkFile, WorkList
from tashan.indicators.catalogue import definition
from tashan.record.models import User


def list_lines(rows: Sequence[WorkList], on: date, viewer: User) -> list[told.WorkListLine]:
    """Each list with how it stands."""
    found = stands_of_each(rows, on, viewer=viewer)
    return [told.WorkListLine(**_list(one, found[one.pk], on)) for one in rows]


def list_in_full(work: WorkList, on: date, viewer: User) -> told.WorkListInFull:
    """A list with every task as it stands on a day."""
    rows = stands_of(work, on, viewer=viewer)
    return told.WorkListInFull(
        **_list(work, rows, on), most=terms_of(work, on).part.most,
        items=[told.KeyTaskLine(**_task(one)) for one in rows],
    )  # fmt: skip


def _list(work: WorkList, rows: Sequence[TaskStands], on: date) -> dict[str, Any]:
    return {
        "id": work.pk, "url": f"{ROOT}/key-work/{work.pk}", "year": work.year,
        "title": work.title, "adoption": work.adoption_id, "on": on, "tasks": len(rows),
        "red": sum(one.light is Light.RED for one in rows),
        "cleared": sum(one.is_cleared for one in rows),
    }  # fmt: skip


def _seat(one: Sitting | None) -> str:
    return (one.name or one.office or one.seat.words.get("zh", "")) if one else ""


def _task(one: TaskStands) -> dict[str, Any]:
    row = one.task
    return {
        "id": row.pk, "url": f"{ROOT}/key-work/tasks/{row.pk}", "position": row.position,
        "code": row.code, "title": row.title, "light": str(one.light),
        "why": [str(why) for why in one.why], "leader": _seat(one.leader),
        "office": _seat(one.doer), "due_on": row.due_on, "first_due_on": row.first_due_on,
        "cleared_on": row.cleared_on if one.is_cleared else None, "percent": one.percent,
        "reached": one.reached, "milestones": len(one.milestones),
        "last_report": one.last.says if one.last else None,
    }  # fmt: skip


def task_in_full(task: KeyTask, on: date, viewer: User) -> told.KeyTaskInFull:
    """One task with everything that is known of it, and what the viewer may do."""
    one = stands([task], [task.list], on, viewer=viewer)[0]
    files = list(task.files.select_related("file"))
    by = By(viewer, timezone.now(), timezone.localdate())
    return told.KeyTaskInFull(
        **_task(one), work_list=task.list_id,
        seats=[_sitting(each) for each in one.sittings],
        steps=[
            told.TaskMilestoneTold(id=m.pk, title=m.title, planned_on=m.planned_on,
                               first_planned_on=m.first_planned_on, done_on=m.done_on)
            for m in one.milestones
        ],
        aims=[_aim(each) for each in one.aims],
        reports=[
            told.WorkReportTold(on=r.on, says=r.says, percent=r.percent,
                                by=r.actor.display_name,
                                files=_files(f for f in files if f.report_id == r.pk))
            for r in one.reports
        ],
        day_changes=_moved(task), clearings=_clearings(task, files),
        acts=[str(act) for act in acts_for(viewer, task, by=by)],
    )  # fmt: skip


def _sitting(one: Sitting) -> told.CommandSeatTold:
    officer = one.officer.pk if one.officer is not None else None
    return told.CommandSeatTold(
        role=str(one.role), words=one.seat.words, office=one.seat.office_id, post=one.seat.post,
        officer=officer, name=one.name,
    )  # fmt: skip


def _aim(one: Aim) -> told.AimTold:
    code, figure = one.target.indicator.code, one.figure
    return told.AimTold(
        indicator=code, unit=definition(code).unit, target=exact(one.target.value),
        reached=exact(figure.value) if figure else None, until=figure.last if figure else None,
        figure=figure_url(figure.observation) if figure else None,
    )  # fmt: skip


def _files(rows: Iterable[WorkFile]) -> list[told.WorkFileTold]:
    return [
        told.WorkFileTold(url=f"{ROOT}/key-work/files/{one.pk}", name=one.file.name,
                          media_type=one.file.media_type, sha256=one.file.sha256)
        for one in rows
    ]  # fmt: skip


def _moved(task: KeyTask) -> list[told.TaskDayMoved]:
    return [
        told.TaskDayMoved(milestone=one.milestone_id, was=one.was, becomes=one.becomes,
                      reason=one.reason, approved_by=one.approved_by.display_name, on=one.on)
        for one in task.day_changes.select_related("approved_by")
    ]  # fmt: skip


def _clearings(task: KeyTask, files: Sequence[WorkFile]) -> list[told.ClearingTold]:
    rows = task.clearings.select_related("asked_by", "checked_by").order_by("-pk")
    return [
        told.ClearingTold(
            asked_on=one.asked_on, asked_by=one.asked_by.display_name, evidence=one.evidence,
            due_on=one.due_on, is_cleared=one.is_cleared, says=one.says,
            checked_on=one.checked_on,
            checked_by=one.checked_by.display_name if one.checked_by else None,
            files=_files(f for f in files if f.clearing_id == one.pk),
        )
        for one in rows
    ]  # fmt: skip
