"""What a page shows, written to a file in the background and taken out by who asked for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.exchange import exports
from tashan.exchange.models import Export
from tashan.exchange.seeing import exports_for
from tashan.exchange.tasks import queue_export
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.data import BUSY
from tashan.web.pages.imports import file_response

NOT_OF_THE_FILTER = {"csrfmiddlewaretoken", "kind", "reviewer", "page"}


@require_POST
@page(perms.may_export_figures)
def new_export(request: OfficerRequest) -> HttpResponseBase:
    """``kind`` and the filter of the page that asks, with the name of who reviewed the figures."""
    post = request.POST
    query = {name: post.get(name, "") for name in post if name not in NOT_OF_THE_FILTER}
    run = exports.ask(
        post.get("kind", ""),
        query,
        reviewer=post.get("reviewer", ""),
        actor=request.user,
        at=timezone.now(),
    )
    queue_export(run)
    messages.success(request, _("The file is being written; go on working, it waits here."))
    return redirect("export_run", run.pk)


def _run(request: OfficerRequest, export_id: int) -> Export:
    return get_object_or_404(exports_for(request.user), pk=export_id)


@page(perms.may_export_figures)
def export_run(request: OfficerRequest, export_id: int) -> HttpResponse:
    """How far the file is."""
    run = _run(request, export_id)
    context = {"run": run, "is_busy": run.state in BUSY, "filters": sorted(run.query.items())}
    return render(request, "data/export.html", context)


@page(perms.may_export_figures)
def export_file(request: OfficerRequest, export_id: int) -> HttpResponse:
    """The file itself, for who asked for it; that it left is recorded."""
    run = _run(request, export_id)
    data = exports.taken_out(run, actor=request.user, at=timezone.now())
    name = run.file.name if run.file else run.title
    return file_response(data, name, exports.media_type_of(name))
