"""Reports: brought in, listed, read again, and their originals."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Query
from ninja.files import UploadedFile

from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.files import attachment
from tashan.api.routers import reports as router
from tashan.api.schemas import reports as told
from tashan.api.schemas.shared import Done
from tashan.reading.counts import reports_with_counts
from tashan.reading.exports import MEDIA_TYPES, export
from tashan.reading.models import Report
from tashan.reading.tasks import bring_in, queue_reading
from tashan.record import files, perms
from tashan.record.tokens import Scope

NEWEST = [Key("uploaded_at", is_descending=True), Key("pk", is_descending=True)]
ANY = "application/octet-stream"


def report_url(report: int) -> str:
    return f"{ROOT}/reports/{report}"


@door(
    router, "GET", "/reports",
    scope=Scope.REPORTS_READ, right=perms.may_read_report, answer=Page[told.Report],
)  # fmt: skip
def list_reports(
    request: ProgramRequest, asked: Query[told.ReportsAsked], paging: Query[Paging]
) -> Page[told.Report]:
    """The reports, the newest first."""
    rows = reports_with_counts()
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.q:
        rows = rows.filter(Q(title__icontains=asked.q) | Q(file__name__icontains=asked.q))
    if asked.mine:
        rows = rows.filter(uploaded_by=request.user)
    return page(request, rows, NEWEST, shown=_reports, asked=paging)


def _reports(rows: list[Report]) -> list[told.Report]:
    return [_report(row) for row in rows]


def _report(row: Report) -> told.Report:
    return told.Report(
        id=row.pk,
        url=report_url(row.pk),
        title=row.title,
        file=row.file.name,
        sha256=row.file.sha256,
        state=row.state,  # type: ignore[arg-type]  # a choice of the model
        progress=row.progress,
        failure=told.Failure(**row.failure) if row.failure else None,
        characters=row.characters,
        uploaded_by=str(row.uploaded_by),
        uploaded_at=row.uploaded_at,
        findings=row.found,  # type: ignore[attr-defined]  # counted with the rows
        open=row.open_count,  # type: ignore[attr-defined]
    )


@door(
    router, "POST", "/reports",
    scope=Scope.REPORTS_WRITE, right=perms.may_upload, answer=told.Brought, status=202,
)  # fmt: skip
def bring_in_report(request: ProgramRequest, file: File[UploadedFile]) -> told.Brought:
    """Send a file as a form's part ``file``; it is kept, and read in the background."""
    intake = bring_in(file.read(), name=file.name or "", actor=request.user, at=timezone.now())
    report = Report.objects.only("state").get(pk=intake.report.pk)
    return told.Brought(
        id=report.pk,
        url=report_url(report.pk),
        state=report.state,  # type: ignore[arg-type]  # a choice of the model
        is_new=intake.is_new,
    )


@door(
    router, "GET", "/reports/{report_id}",
    scope=Scope.REPORTS_READ, right=perms.may_read_report, answer=told.Report,
)  # fmt: skip
def read_report(request: ProgramRequest, report_id: Id) -> told.Report:
    """One report; ask again until its ``state`` is ``read`` or ``failed``."""
    return _report(get_object_or_404(reports_with_counts(), pk=report_id))


@door(
    router, "POST", "/reports/{report_id}/read-again",
    scope=Scope.REPORTS_WRITE, right=perms.may_read_again, answer=Done, status=202,
)  # fmt: skip
def read_report_again(request: ProgramRequest, report_id: Id) -> Done:
    """Have the report read with today's rules; decisions stay."""
    report = get_object_or_404(Report.objects.defer("text"), pk=report_id)
    queue_reading(report, actor=request.user, at=timezone.now())
    return Done(id=report.pk, url=report_url(report.pk))


@door(
    router, "GET", "/reports/{report_id}/original",
    scope=Scope.REPORTS_READ, right=perms.may_read_report, answer=ANY,
)  # fmt: skip
def download_original(request: ProgramRequest, report_id: Id) -> HttpResponse:
    """The file as it came in."""
    report = get_object_or_404(Report.objects.select_related("file").defer("text"), pk=report_id)
    return attachment(files.read(report.file), report.file.name, ANY)


@door(
    router, "GET", "/reports/{report_id}/export/{form}",
    scope=Scope.EXPORT, right=perms.may_export, answer=ANY,
)  # fmt: skip
def export_findings(request: ProgramRequest, report_id: Id, form: str) -> HttpResponse:
    """The accepted findings as ``xlsx``, ``jsonl`` or ``docx``; that they went out is recorded."""
    report = get_object_or_404(Report.objects.defer("text"), pk=report_id)
    made = export(report, form, actor=request.user, at=timezone.now())
    return attachment(made.data, made.name, MEDIA_TYPES[form])
