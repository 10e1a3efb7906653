"""Lists written to files in the background, and taken out by who asked for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.files import attachment
from tashan.api.routers import exchange as router
from tashan.api.schemas import exchange as told
from tashan.exchange import exports
from tashan.exchange.models import Export
from tashan.exchange.seeing import exports_for
from tashan.exchange.tasks import queue_export
from tashan.record import perms
from tashan.record.tokens import Scope

NEWEST = [Key("at", is_descending=True), Key("pk", is_descending=True)]


@door(
    router, "GET", "/exports/kinds",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer=told.ListOptions,
)  # fmt: skip
def list_export_kinds(request: ProgramRequest) -> told.ListOptions:
    """The lists that this account may take out."""
    mine = [kind for kind in exports.KINDS.values() if exports.may_ask(request.user, kind)]
    return told.ListOptions(
        items=[told.Option(code=kind.code, title=str(kind.title)) for kind in mine]
    )


@door(
    router, "GET", "/exports",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer=Page[told.ExportRun],
)  # fmt: skip
def list_exports(request: ProgramRequest, paging: Query[Paging]) -> Page[told.ExportRun]:
    """The account's own exports, the newest first."""

    def shown(rows: list[Export]) -> list[told.ExportRun]:
        return [_told(row) for row in rows]

    return page(request, exports_for(request.user), NEWEST, shown=shown, asked=paging)


def _told(row: Export) -> told.ExportRun:
    names = {
        "id", "kind", "title", "query", "state", "progress", "rows", "left_out", "failure",
        "reviewer", "at",
        "finished_at",
    }  # fmt: skip
    return told.ExportRun(**{name: getattr(row, name) for name in names})


@door(
    router, "POST", "/exports",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer=told.ExportRun, status=202,
)  # fmt: skip
def ask_for_export(request: ProgramRequest, given: told.ExportGiven) -> told.ExportRun:
    """Have a file written of what a page shows; that it was asked for is recorded."""
    run = exports.ask(
        given.kind,
        given.query,
        reviewer=given.reviewer,
        actor=request.user,
        at=timezone.now(),
    )
    queue_export(run)
    return _told(run)


def _run(request: ProgramRequest, export_id: int) -> Export:
    return get_object_or_404(exports_for(request.user), pk=export_id)


@door(
    router, "GET", "/exports/{export_id}",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer=told.ExportRun,
)  # fmt: skip
def read_export(request: ProgramRequest, export_id: Id) -> told.ExportRun:
    """How far the file is."""
    return _told(_run(request, export_id))


@door(
    router, "GET", "/exports/{export_id}/file",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer="application/octet-stream",
)  # fmt: skip
def download_export(request: ProgramRequest, export_id: Id) -> HttpResponse:
    """The file itself, for who asked for it; that it left is recorded."""
    run = _run(request, export_id)
    data = exports.taken_out(run, actor=request.user, at=timezone.now())
    name = run.file.name if run.file else run.title
    return attachment(data, name, exports.media_type_of(name))
