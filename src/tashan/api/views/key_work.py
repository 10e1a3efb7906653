"""Key work of a year: lists are set up, tasks added, told of, moved, and cleared by another."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Query
from ninja.files import UploadedFile

from tashan.adoption.models import Adoption
from tashan.api.asked import named, today
from tashan.api.case_acts import stored
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.files import attachment
from tashan.api.key_work_telling import list_in_full, list_lines, task_in_full
from tashan.api.routers import work as router
from tashan.api.schemas import key_work as told
from tashan.api.views.cases import by_of
from tashan.casework.key_work.acting import TaskAct, TaskSaid, may_move_tasks, perform
from tashan.casework.key_work.bringing_in import bring_in, empty_sheet
from tashan.casework.key_work.setting_up import NewTask, add_task, set_up
from tashan.casework.key_work.sheet import hand_out, may_export_lists
from tashan.casework.key_work_models import KeyTask, WorkFile, WorkList
from tashan.indicators.handouts import XLSX
from tashan.record import files, perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("pk", is_descending=True)]
LIST, TASK = "/key-work/{list_id}", "/key-work/tasks/{task_id}"
ActName = Literal["report", "reach", "move_day", "ask_clearing", "clear", "send_back"]


def _list(list_id: int) -> WorkList:
    rows = WorkList.objects.select_related("adoption").prefetch_related("adoption__versions")
    return get_object_or_404(rows, pk=list_id)


def _task(task_id: int) -> KeyTask:
    rows = KeyTask.objects.select_related("list__adoption")
    return get_object_or_404(rows.prefetch_related("list__adoption__versions"), pk=task_id)


@door(router, "GET", "/key-work", scope=READ, right=perms.may_see_work,
      answer=Page[told.WorkListLine])  # fmt: skip
def list_key_work(request: ProgramRequest, paging: Query[Paging]) -> Page[told.WorkListLine]:
    """The lists with how each stands today, the newest first."""

    def shown(found: list[WorkList]) -> list[told.WorkListLine]:
        return list_lines(found, today(), request.user)

    rows = WorkList.objects.select_related("adoption").prefetch_related("adoption__versions")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/key-work", scope=WRITE, right=perms.may_keep_work,
      answer=told.WorkListInFull, status=201)  # fmt: skip
def set_up_key_work(request: ProgramRequest, given: told.WorkListGiven) -> told.WorkListInFull:
    """Set the list of a year up from an adopted part of the kind list."""
    adoption = get_object_or_404(Adoption, pk=given.adoption)
    made = set_up(adoption, given.part, given.year, by=by_of(request, None))
    return list_in_full(_list(made.pk), today(), request.user)


@door(router, "GET", LIST, scope=READ, right=perms.may_see_work, answer=told.WorkListInFull)
def read_key_work(
    request: ProgramRequest, list_id: Id, on: date | None = None
) -> told.WorkListInFull:
    """A list at the end of a day, every task with its light and why."""
    return list_in_full(_list(list_id), on or today(), request.user)


@door(router, "GET", LIST + "/export.xlsx", scope=Scope.EXPORT, right=may_export_lists,
      answer=XLSX)  # fmt: skip
def export_key_work(request: ProgramRequest, list_id: Id, on: date | None = None) -> HttpResponse:
    """A list as a signed sheet; that it went out is recorded."""
    made = hand_out(_list(list_id), on or today(), actor=request.user, at=timezone.now())
    return attachment(made.data, made.name, made.media_type)


@door(router, "GET", "/key-work-template.xlsx", scope=WRITE, right=perms.may_keep_work,
      answer=XLSX)  # fmt: skip
def download_key_work_template(request: ProgramRequest) -> HttpResponse:
    """The empty sheet in which tasks are brought in."""
    return attachment(empty_sheet(), "重点工作任务.xlsx", XLSX)


@door(router, "POST", LIST + "/tasks.xlsx", scope=WRITE, right=perms.may_keep_work,
      answer=told.WorkListInFull, status=201)  # fmt: skip
def bring_in_key_tasks(
    request: ProgramRequest, list_id: Id, file: File[UploadedFile]
) -> told.WorkListInFull:
    """Send a sheet of tasks as a form's part ``file``: all of its rows are added, or none.

    What cannot be taken is told by row and column.
    """
    bring_in(_list(list_id), file.read(), file.name or "", by=by_of(request, None))
    return list_in_full(_list(list_id), today(), request.user)


@door(router, "POST", LIST + "/tasks", scope=WRITE, right=perms.may_keep_work,
      answer=told.KeyTaskInFull, status=201)  # fmt: skip
def add_key_task(
    request: ProgramRequest, list_id: Id, given: told.KeyTaskGiven
) -> told.KeyTaskInFull:
    """One more task, while the list takes one."""
    leader = None
    if given.leader_office is not None and given.leader_post:
        leader = (named(given.leader_office, Kind.OFFICE), given.leader_post)
    new = NewTask(
        given.code, {"zh": given.title, "en": given.title_en or given.title},
        named(given.lead, Kind.OFFICE), given.by, leader,
        [named(one, Kind.OFFICE) for one in given.supporting],
        [({"zh": one.title, "en": one.title}, one.on) for one in given.milestones],
    )  # fmt: skip
    made = add_task(_list(list_id), new, by=by_of(request, None))
    return task_in_full(_task(made.pk), today(), request.user)


@door(router, "GET", TASK, scope=READ, right=perms.may_see_work, answer=told.KeyTaskInFull)
def read_key_task(
    request: ProgramRequest, task_id: Id, on: date | None = None
) -> told.KeyTaskInFull:
    """One task at the end of a day."""
    return task_in_full(_task(task_id), on or today(), request.user)


@door(router, "GET", "/key-work/files/{file_id}", scope=READ, right=perms.may_see_work,
      answer="application/octet-stream")  # fmt: skip
def read_key_file(request: ProgramRequest, file_id: Id) -> HttpResponse:
    """A photo or paper of a task, checked against its SHA-256."""
    found = get_object_or_404(WorkFile.objects.select_related("file"), pk=file_id).file
    return attachment(files.read(found), found.name, found.media_type)


@door(router, "POST", TASK + "/{act}", scope=WRITE, right=may_move_tasks,
      answer=told.KeyTaskInFull)  # fmt: skip
def move_key_task(
    request: ProgramRequest, task_id: Id, act: ActName, given: told.KeyTaskActGiven
) -> told.KeyTaskInFull:
    """Report, reach a milestone, move a day, ask for clearing, clear or send back.

    Who told of the work or asked for its clearing never clears it.
    """
    by = by_of(request, given.on)
    kept = [stored(one, by) for one in given.files]
    said = TaskSaid(
        given.says, given.percent, given.milestone, given.becomes,
        tuple(one for one in kept if one is not None),
    )  # fmt: skip
    perform(TaskAct(act), _task(task_id), said, by=by)
    return task_in_full(_task(task_id), today(), request.user)
