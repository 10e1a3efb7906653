"""Sheets imported: sent, looked through, decided on, undone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query
from ninja.files import UploadedFile

from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, source_url
from tashan.api.files import attachment
from tashan.api.routers import exchange as router
from tashan.api.schemas import exchange as told
from tashan.exchange import imports
from tashan.exchange.models import Import, ImportProblem
from tashan.exchange.options import Options
from tashan.exchange.seeing import imports_for
from tashan.exchange.targets import TARGETS, target
from tashan.exchange.tasks import queue_import
from tashan.exchange.words import of_said
from tashan.exchange.words import told as in_words
from tashan.papers.tables.template import template
from tashan.reading.exports import MEDIA_TYPES
from tashan.record import files, perms
from tashan.record.tokens import Scope

XLSX = MEDIA_TYPES["xlsx"]
NEWEST = [Key("at", is_descending=True), Key("pk", is_descending=True)]


@door(
    router, "GET", "/imports/targets",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=told.ListOptions,
)  # fmt: skip
def list_import_targets(request: ProgramRequest) -> told.ListOptions:
    """What this account may import into."""
    mine = [found for found in TARGETS.values() if found.right(request.user)]
    return told.ListOptions(
        items=[told.Option(code=found.code, title=str(found.title)) for found in mine]
    )


@door(
    router, "GET", "/imports/targets/{code}/template",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=XLSX,
)  # fmt: skip
def download_template(request: ProgramRequest, code: str, plan: Id | None = None) -> HttpResponse:
    """The empty form of a register, of figures or of a plan of investment."""
    if code not in TARGETS:
        raise Http404
    chosen = TARGETS[code]
    fields = chosen.fields(Options(since=today(), plan="" if plan is None else str(plan)), None)
    title = str(chosen.title)
    data = template(fields, title, words=lambda said: str(of_said(said)))
    return attachment(data, f"{title}.xlsx", XLSX)


@door(
    router, "GET", "/imports",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=Page[told.ImportRun],
)  # fmt: skip
def list_imports(request: ProgramRequest, paging: Query[Paging]) -> Page[told.ImportRun]:
    """The imports that this account may see, the newest first."""

    def shown(rows: list[Import]) -> list[told.ImportRun]:
        return [_told(row) for row in rows]

    return page(request, imports_for(request.user), NEWEST, shown=shown, asked=paging)


def _told(row: Import) -> told.ImportRun:
    names = {
        "id", "target", "sheet", "state", "progress", "rows", "bad_rows", "loaded_rows", "seen",
        "changed_rows", "unchanged_rows", "options", "mapping", "failure", "at", "finished_at",
    }  # fmt: skip
    said = {name: getattr(row, name) for name in names}
    source = source_url(row.source_id) if row.source_id else None
    return told.ImportRun(**said, file=row.file.name, actor=str(row.actor), source=source)


@door(
    router, "POST", "/imports",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=told.ImportRun, status=202,
)  # fmt: skip
def begin_import(
    request: ProgramRequest, file: File[UploadedFile], given: Form[told.ImportGiven]
) -> told.ImportRun:
    """Send a sheet as a form's part ``file``; it is looked through in the background."""
    chosen = target(given.target)
    if not chosen.right(request.user):
        raise PermissionDenied
    run = imports.begin(
        file.read(),
        name=file.name or "",
        code=chosen.code,
        options=given.options(),
        actor=request.user,
        at=timezone.now(),
    )
    queue_import(run)
    return _told(run)


def _run(request: ProgramRequest, import_id: int) -> Import:
    return get_object_or_404(imports_for(request.user), pk=import_id)


@door(
    router, "GET", "/imports/{import_id}",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=told.ImportRun,
)  # fmt: skip
def read_import(request: ProgramRequest, import_id: Id) -> told.ImportRun:
    """One import, with what was seen of its sheet."""
    return _told(_run(request, import_id))


@door(
    router, "GET", "/imports/{import_id}/problems",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=Page[told.CellProblem],
)  # fmt: skip
def list_import_problems(
    request: ProgramRequest, import_id: Id, paging: Query[Paging]
) -> Page[told.CellProblem]:
    """Every cell that was not understood, by row."""
    rows = ImportProblem.objects.filter(run=_run(request, import_id))
    keys = [Key("row"), Key("column"), Key("pk")]
    return page(request, rows, keys, shown=_problems, asked=paging)


def _problems(rows: list[ImportProblem]) -> list[told.CellProblem]:
    return [
        told.CellProblem(
            row=row.row,
            column=row.column,
            field=row.field,
            shown=row.shown,
            reason=in_words(row.reason, row.details),
            expected=in_words(row.expected, row.details) if row.expected else "",
        )
        for row in rows
    ]


@door(
    router, "GET", "/imports/{import_id}/marked",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=XLSX,
)  # fmt: skip
def download_marked_sheet(request: ProgramRequest, import_id: Id) -> HttpResponse:
    """The sheet that was sent, with every bad cell coloured."""
    run = _run(request, import_id)
    if run.marked is None:
        raise Http404
    return attachment(files.read(run.marked), run.marked.name, XLSX)


@door(
    router, "POST", "/imports/{import_id}/choice",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=told.ImportRun, status=202,
)  # fmt: skip
def choose_in_import(
    request: ProgramRequest, import_id: Id, given: told.ImportChoice
) -> told.ImportRun:
    """Another sheet, other columns or other options; the rows are checked again."""
    run = imports.choose(
        _run(request, import_id),
        sheet=given.sheet,
        mapping=given.mapping,
        options=given.options.options() if given.options else None,
        at=timezone.now(),
    )
    queue_import(run)
    return _told(run)


@door(
    router, "POST", "/imports/{import_id}/decision",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=told.ImportRun, status=202,
)  # fmt: skip
def decide_import(
    request: ProgramRequest, import_id: Id, given: told.ImportDecision
) -> told.ImportRun:
    """Have the good rows loaded, or all of them and else none."""
    run = imports.decide(
        _run(request, import_id),
        only_good=given.rows == "good",
        actor=request.user,
        at=timezone.now(),
    )
    queue_import(run)
    return _told(run)


@door(
    router, "POST", "/imports/{import_id}/drop",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=told.ImportRun,
)  # fmt: skip
def drop_import(request: ProgramRequest, import_id: Id) -> told.ImportRun:
    """Nothing of it is loaded."""
    return _told(imports.drop(_run(request, import_id), actor=request.user, at=timezone.now()))


@door(
    router, "POST", "/imports/{import_id}/undo",
    scope=Scope.EXCHANGE, right=perms.may_import, answer=told.ImportRun, status=202,
)  # fmt: skip
def undo_import(request: ProgramRequest, import_id: Id) -> told.ImportRun:
    """The whole import is taken back in the background."""
    run = imports.ask_back(_run(request, import_id), actor=request.user, at=timezone.now())
    queue_import(run)
    return _told(run)
