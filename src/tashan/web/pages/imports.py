"""One import from the file to its end: taken, looked at, decided on, undone."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.exchange import imports
from tashan.exchange.models import Import
from tashan.exchange.options import Options
from tashan.exchange.seeing import imports_for
from tashan.exchange.targets import TARGETS, target
from tashan.exchange.tasks import queue_import
from tashan.exchange.words import of_said
from tashan.papers.tables.template import template
from tashan.reading.exports import MEDIA_TYPES
from tashan.record import files, perms
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.forms.imports import ImportForm
from tashan.web.import_page import ImportPage
from tashan.web.pages.reader import attachment


@require_POST
@page(perms.may_import)
def new_import(request: OfficerRequest) -> HttpResponseBase:
    """One file from the script, or from the plain form."""
    chosen = target(request.POST.get("target", ""))
    if not chosen.right(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST, target=chosen, kept={})
    file = request.FILES.get("files")
    if file is None or not form.is_valid():
        return _refused(request, _("Choose a file, and fill in what is asked beside it."))
    try:
        run = imports.begin(
            file.read(),
            name=file.name or "",
            code=chosen.code,
            options=form.options,
            actor=request.user,
            at=timezone.now(),
        )
    except UserError as error:
        return _refused(request, str(error))
    queue_import(run)
    url = reverse("import_run", args=[run.pk])
    if is_part(request):
        return JsonResponse({"tone": "green", "message": _("Being looked through"), "url": url})
    return redirect(url)


def _refused(request: OfficerRequest, why: str) -> HttpResponseBase:
    if is_part(request):
        return JsonResponse({"tone": "red", "message": why, "url": ""})
    messages.error(request, why)
    return redirect("data")


def _run(request: OfficerRequest, import_id: int) -> Import:
    return get_object_or_404(imports_for(request.user), pk=import_id)


@page(perms.may_import)
def import_run(request: OfficerRequest, import_id: int) -> HttpResponse:
    """Where the import stands; asked for again and again while somebody works on it."""
    run = _run(request, import_id)
    shown = ImportPage(run)
    form = ImportForm(None, target=shown.target, kept=run.options)
    return render(request, "data/import.html", {"import": shown, "run": run, "form": form})


@require_POST
@page(perms.may_import)
def change_import(request: OfficerRequest, import_id: int) -> HttpResponseBase:
    """Another sheet, other columns or other options; the rows are checked again."""
    run = _run(request, import_id)
    form = ImportForm(request.POST, target=target(run.target), kept={})
    if not form.is_valid():
        messages.error(request, _("A day is written like 2026-03-05."))
        return redirect("import_run", run.pk)
    sheet = request.POST.get("sheet")
    mapping = None if sheet and sheet != run.sheet else _mapping(request, run)
    imports.choose(run, sheet=sheet, mapping=mapping, options=form.options, at=timezone.now())
    queue_import(run)
    return redirect("import_run", run.pk)


def _mapping(request: OfficerRequest, run: Import) -> dict[str, int]:
    """The field chosen for each column. Raises UserError where two columns hold one field."""
    chosen: dict[str, int] = {}
    labels = ImportPage(run).labels
    for column in ImportPage(run).columns:
        code = request.POST.get(f"column-{column.index}", "")
        if code in chosen:
            raise UserError(
                _("Two columns are taken as “%s”.") % labels.get(code, code),
                hint=_("Leave one of them out."),
            )
        if code in labels:
            chosen[code] = column.index
    return chosen


@require_POST
@page(perms.may_import)
def decide_import(request: OfficerRequest, import_id: int) -> HttpResponseBase:
    """The good rows, or all or none."""
    run = _run(request, import_id)
    only_good = request.POST.get("rows") == "good"
    imports.decide(run, only_good=only_good, actor=request.user, at=timezone.now())
    queue_import(run)
    return redirect("import_run", run.pk)


@require_POST
@page(perms.may_import)
def drop_import(request: OfficerRequest, import_id: int) -> HttpResponseBase:
    """Nothing of it is loaded."""
    run = _run(request, import_id)
    imports.drop(run, actor=request.user, at=timezone.now())
    messages.success(request, _("The import is dropped; nothing was loaded."))
    return redirect("data")


@require_POST
@page(perms.may_import)
def undo_import(request: OfficerRequest, import_id: int) -> HttpResponseBase:
    """The whole import is taken back."""
    run = _run(request, import_id)
    imports.ask_back(run, actor=request.user, at=timezone.now())
    queue_import(run)
    return redirect("import_run", run.pk)


@page(perms.may_import)
def marked_sheet(request: OfficerRequest, import_id: int) -> HttpResponse:
    """The officer's own sheet with every bad cell coloured."""
    run = _run(request, import_id)
    if run.marked is None:
        raise Http404
    return file_response(files.read(run.marked), run.marked.name)


@page(perms.may_import)
def import_template(request: OfficerRequest, code: str) -> HttpResponse:
    """The empty form of a register, of figures or of a plan (``?plan=``)."""
    if code not in TARGETS:
        raise Http404
    chosen = TARGETS[code]
    options = Options(since=timezone.localdate(), plan=request.GET.get("plan", ""))
    fields = chosen.fields(options, None)
    title = str(chosen.title)
    data = template(fields, title, words=lambda said: str(of_said(said)))
    return file_response(data, f"{title}.xlsx")


def file_response(data: bytes, name: str, media_type: str = MEDIA_TYPES["xlsx"]) -> HttpResponse:
    """A workbook, or another file, that the browser saves."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = attachment(name)
    return response
