"""Reading in the background: the worker's tasks, and where a report stands meanwhile."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tashan.base.errors import UnreadableFileError, UserError
from tashan.reading.intake import Intake, store_report
from tashan.reading.isolation.child import work_on
from tashan.reading.isolation.jobs import ReaderBugError
from tashan.reading.limits import limits_from
from tashan.reading.models import Report, ReportState
from tashan.reading.storing import Reader, store_reading
from tashan.reading.version import rules_version
from tashan.reading.whole import READERS
from tashan.record import files
from tashan.record.events import append
from tashan.record.jobs import RETRY, queue_once
from tashan.record.models import User

_BUG_HINT = gettext_lazy("Tell the administrator; the reason is in the worker's log.")


def queue_reading(report: Report, *, actor: User | None, at: datetime) -> bool:
    """Have the report read in the background; False where it waits or is read already."""
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report.pk)
        report.state, report.progress, report.failure = ReportState.WAITING, 0, None
        report.save(update_fields=["state", "progress", "failure"])
        if not queue_once(read_report, f"report-{report.pk}", report_id=report.pk):
            return False
        append(report.stream, "report.queued", {}, actor=actor, at=at)
    return True


def bring_in(data: bytes, *, name: str, actor: User, at: datetime) -> Intake:
    """Keep the file as a report and have it read; one that is here and failed is tried again.

    Raises UnreadableFileError for an empty file and for one above the limit.
    """
    intake = store_report(data, name=name, actor=actor, at=at)
    if intake.is_new or intake.report.state == ReportState.FAILED:
        queue_reading(intake.report, actor=actor, at=at)
    return intake


@app.task(name="reading.read_report", retry=RETRY)
def read_report(report_id: int) -> None:
    """Read one report; a bad file leaves its reason on the report and nothing else."""
    try:
        _read(report_id)
    finally:
        connections.close_all()  # a job has a thread of its own, which ends with it


def _read(report_id: int) -> None:
    report = Report.objects.select_related("file").get(pk=report_id)
    started = timezone.now()
    _show(report, ReportState.READING, progress=10)
    try:
        files.read(report.file)  # the original is still what its SHA-256 says
        path = files.path_of(report.file.sha256)
        reader = chosen_reader(os.environ)
        limits = limits_from(os.environ)
        limits = limits.for_llm() if reader == "llm" else limits
        document, reading = work_on(path, READERS[reader], name=report.file.name, limits=limits)
    except UserError as error:
        _fail(report, error, at=timezone.now())
        return
    except ReaderBugError:
        bug = UserError(_("The reader failed on this file."), hint=str(_BUG_HINT))
        _fail(report, bug, at=timezone.now())
        raise
    _show(report, ReportState.READING, progress=80)
    run = Reader(reader, rules_version(), started_at=started, finished_at=timezone.now())
    store_reading(report, document, reading, reader=run)


def chosen_reader(environment: Mapping[str, str]) -> str:
    """The reader that the office switched on: ``rules`` unless TASHAN_READER says ``llm``."""
    reader = environment.get("TASHAN_READER", "").strip() or "rules"
    if reader not in READERS:
        raise UserError(f"TASHAN_READER is {reader!r}.", hint="Set it to rules or llm.")
    return reader


@app.periodic(cron="*/5 * * * *")
@app.task(name="reading.fail_abandoned", queueing_lock="reading.fail_abandoned")
def fail_abandoned(timestamp: int) -> None:
    """A report whose job was given up says so, instead of being read for ever."""
    try:
        _fail_abandoned(datetime.fromtimestamp(timestamp, UTC))
    finally:
        connections.close_all()


def _fail_abandoned(at: datetime) -> None:
    unfinished = ProcrastinateJob.objects.filter(
        task_name=read_report.name, status__in=("todo", "doing")
    )
    busy = [args["report_id"] for args in unfinished.values_list("args", flat=True)]
    states = (ReportState.WAITING, ReportState.READING)
    for report in Report.objects.filter(state__in=states).exclude(pk__in=busy):
        lost = UserError(
            _("Reading this file was given up: its reader was ended again and again."),
            hint=_("Read it again, or tell the administrator."),
        )
        _fail(report, lost, at=at)


def _show(report: Report, state: str, *, progress: int) -> None:
    Report.objects.filter(pk=report.pk).update(state=state, progress=progress, failure=None)


@transaction.atomic
def _fail(report: Report, error: UserError, *, at: datetime) -> None:
    code = error.code if isinstance(error, UnreadableFileError) else "failed"
    failure = {"code": code, "message": error.message, "hint": error.hint}
    state = ReportState.READ if report.runs.exists() else ReportState.FAILED
    Report.objects.filter(pk=report.pk).update(
        state=state, progress=0, failure=failure if state == ReportState.FAILED else None
    )
    append(report.stream, "report.failed", failure, actor=None, at=at)
