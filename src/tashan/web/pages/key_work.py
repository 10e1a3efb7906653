"""Key work: the lists, one as a table and as a board, one task, and the forms of its acts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.key_work.acting import TaskAct, may_move_tasks, perform
from tashan.casework.key_work.bringing_in import bring_in, empty_sheet
from tashan.casework.key_work.setting_up import add_task, set_up
from tashan.casework.key_work.sheet import hand_out, may_export_lists
from tashan.casework.key_work.standing import stands_of_each
from tashan.casework.key_work_models import KeyMilestone, KeyTask, WorkFile, WorkList
from tashan.indicators.handouts import XLSX
from tashan.record import files, perms
from tashan.web.cases.files import SHOWN_IN_PLACE
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.key_work import NewListForm, NewTaskForm, TaskActForm, TaskSheetForm
from tashan.web.key_work.list_page import ListPage
from tashan.web.key_work.task_page import TaskPage
from tashan.web.key_work.words import act_word, titled
from tashan.web.listing import page_of
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment


def _list(list_id: int) -> WorkList:
    rows = WorkList.objects.select_related("adoption").prefetch_related("adoption__versions")
    return get_object_or_404(rows, pk=list_id)


def _task(task_id: int) -> KeyTask:
    rows = KeyTask.objects.select_related("list__adoption")
    return get_object_or_404(rows.prefetch_related("list__adoption__versions"), pk=task_id)


@page(perms.may_see_work)
def key_work(request: OfficerRequest) -> HttpResponse:
    """Every list, the newest year first, with how each stands."""
    on = day_of(request)
    rows = WorkList.objects.select_related("adoption").prefetch_related("adoption__versions")
    shown = page_of(request, rows.order_by("-year", "-pk"), size=5)
    told = stands_of_each(list(shown), on, viewer=request.user)
    lists = [ListPage(one, request, request.user, on, told[one.pk]) for one in shown]
    context = {"lists": lists, "shown": shown, "on": on,
               "may_keep": perms.may_keep_work(request.user)}  # fmt: skip
    return render(request, "key_work/lists.html", context)


@page(perms.may_see_work)
def key_work_list(request: OfficerRequest, list_id: int) -> HttpResponse:
    """One list as of ``?on=``, narrowed by ``?light=`` and ``?q=``."""
    shown = ListPage(_list(list_id), request, request.user, day_of(request))
    context = {"page": shown, "shown": shown.shown, "order": shown.order,
               "may_keep": perms.may_keep_work(request.user),
               "may_export": may_export_lists(request.user)}  # fmt: skip
    return render(request, "key_work/list.html", context)


@page(perms.may_see_work)
def key_board(request: OfficerRequest, list_id: int) -> HttpResponse:
    """The whole list over the width of a wall screen; a phone scrolls it."""
    shown = ListPage(_list(list_id), request, request.user, day_of(request))
    return render(request, "key_work/board.html", {"page": shown})


@page(may_export_lists)
def key_work_export(request: OfficerRequest, list_id: int) -> HttpResponse:
    """The list as .xlsx, signed by the officer; that it went out is recorded."""
    made = hand_out(_list(list_id), day_of(request), actor=request.user, at=timezone.now())
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = attachment(made.name)
    return response


@page(perms.may_keep_work)
def new_key_list(request: OfficerRequest) -> HttpResponseBase:
    """A steward sets a year's list up from the adopted file."""
    form = NewListForm(request.POST or None, on=timezone.localdate())
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        key, _dot, part = form.cleaned_data["rules"].partition(".")
        try:
            by = By(request.user, timezone.now(), timezone.localdate())
            adoption = Adoption.objects.get(pk=int(key))
            made = set_up(adoption, part, form.cleaned_data["year"], by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The list is set up."))
            return redirect("key_work_list", made.pk)
    context = {"form": form, "title": _("Set up a list"), "back": None}
    return render(request, "key_work/form.html", context, status=status)


@page(perms.may_keep_work)
def new_key_task(request: OfficerRequest, list_id: int) -> HttpResponseBase:
    """A steward adds a task, while the list takes one more."""
    work = _list(list_id)
    form = NewTaskForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), timezone.localdate())
            made = add_task(work, form.new, by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The task is added."))
            return redirect("key_task", made.pk)
    context = {"form": form, "title": _("Add a task"), "back": work}
    return render(request, "key_work/form.html", context, status=status)


@page(perms.may_keep_work)
def bring_key_tasks(request: OfficerRequest, list_id: int) -> HttpResponseBase:
    """A steward brings tasks in as a table: all of its rows, or none and what is wrong."""
    work = _list(list_id)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TaskSheetForm(*given)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            by = By(request.user, timezone.now(), timezone.localdate())
            made = bring_in(work, upload.read(), upload.name or "", by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("Tasks added: %d.") % len(made))
            return redirect("key_work_list", work.pk)
    context = {"form": form, "title": _("Bring tasks in"), "back": work, "has_template": True}
    return render(request, "key_work/form.html", context, status=status)


@page(perms.may_keep_work)
def key_task_template(request: OfficerRequest) -> HttpResponse:
    """The empty sheet in which tasks are brought in."""
    response = HttpResponse(empty_sheet(), content_type=XLSX)
    response.headers["Content-Disposition"] = attachment("重点工作任务.xlsx")
    return response


@page(perms.may_see_work)
def key_task(request: OfficerRequest, task_id: int) -> HttpResponse:
    """One task as of ``?on=``."""
    shown = TaskPage(_task(task_id), request.user, day_of(request))
    return render(request, "key_work/task.html", {"page": shown})


@page(perms.may_see_work)
def key_milestone(request: OfficerRequest, milestone_id: int) -> HttpResponseBase:
    """A milestone is told on the page of its task."""
    return redirect("key_task", get_object_or_404(KeyMilestone, pk=milestone_id).task_id)


@page(perms.may_see_work)
def key_file(request: OfficerRequest, file_id: int) -> HttpResponse:
    """A photo or paper of a task, checked against its SHA-256."""
    found = get_object_or_404(WorkFile.objects.select_related("file"), pk=file_id).file
    response = HttpResponse(files.read(found), content_type=found.media_type)
    if found.media_type not in SHOWN_IN_PLACE:
        response.headers["Content-Disposition"] = attachment(found.name)
    return response


@page(may_move_tasks)
def key_task_act(request: OfficerRequest, task_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where it is refused."""
    if act not in list(TaskAct):
        raise Http404
    task, wanted, on = _task(task_id), TaskAct(act), timezone.localdate()
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TaskActForm(*given, act=wanted, task=task, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            perform(wanted, task, form.said(by.at), by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % act_word(wanted))
            return redirect("key_task", task_id)
    context = {"form": form, "task": task, "title": act_word(wanted), "name": titled(task.title)}
    return render(request, "key_work/act.html", context, status=status)
