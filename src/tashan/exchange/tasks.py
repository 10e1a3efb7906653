"""Imports and exports in the background: the worker's tasks, and where each stands meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import IntegrityError, OperationalError, connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tashan.base.errors import UserError
from tashan.exchange import exports, loading, undoing
from tashan.exchange.file_words import in_tongue
from tashan.exchange.imports import fail
from tashan.exchange.models import Export, ExportState, Import, ImportState
from tashan.record.jobs import RETRY, bug, queue_once
from tashan.record.progress import Progress

_WORKING = (ImportState.PREVIEWING, ImportState.LOADING, ImportState.UNDOING)


def queue_import(run: Import) -> None:
    """Have done what the import's state asks for."""
    queue_once(work_on_import, f"import-{run.pk}", import_id=run.pk)


@app.task(name="exchange.work_on_import", retry=RETRY)
def work_on_import(import_id: int) -> None:
    """Look an import through, load it or undo it; what fails leaves its reason and nothing else."""
    try:
        _work(import_id)
    finally:
        connections.close_all()  # a job has a thread of its own, which ends with it


def _work(import_id: int) -> None:
    run = Import.objects.select_related("actor", "file").get(pk=import_id)
    works: dict[str, tuple[Callable[..., None], str]] = {
        ImportState.PREVIEWING: (loading.preview, ImportState.FAILED),
        ImportState.LOADING: (loading.load, ImportState.PREVIEW),
        ImportState.UNDOING: (undoing.undo, ImportState.LOADED),
    }
    if run.state not in works:
        return
    work, back_to = works[run.state]
    with translation.override(run.actor.language):
        try:
            with Progress(run) as progress:
                work(run, at=timezone.now(), part=progress)
        except UserError as error:
            fail(run, in_tongue(error), at=timezone.now(), back_to=back_to)
        except IntegrityError:
            fail(run, _meanwhile(), at=timezone.now(), back_to=back_to)
        except OperationalError:
            raise
        except Exception:
            fail(run, bug(), at=timezone.now(), back_to=back_to)
            raise


def _meanwhile() -> UserError:
    return UserError(
        _("Somebody changed the same entries at the same moment; nothing was stored."),
        hint=_("Try once more."),
    )


def queue_export(run: Export) -> None:
    """Have the file written."""
    write_export.configure(lock=f"export-{run.pk}").defer(export_id=run.pk)


@app.task(name="exchange.write_export", retry=RETRY)
def write_export(export_id: int) -> None:
    """Write one export; what fails leaves its reason."""
    try:
        _write(export_id)
    finally:
        connections.close_all()


def _write(export_id: int) -> None:
    run = Export.objects.select_related("actor").get(pk=export_id)
    if run.state not in (ExportState.WAITING, ExportState.WRITING):
        return
    Export.objects.filter(pk=run.pk).update(state=ExportState.WRITING)
    with translation.override(run.actor.language):
        try:
            with Progress(run) as progress:
                exports.write(run, at=timezone.now(), part=progress)
        except UserError as error:
            exports.fail(run, error, at=timezone.now())
        except OperationalError:
            raise
        except Exception:
            exports.fail(run, bug(), at=timezone.now())
            raise


@app.periodic(cron="*/5 * * * *")
@app.task(name="exchange.fail_abandoned", queueing_lock="exchange.fail_abandoned")
def fail_abandoned(timestamp: int) -> None:
    """An import or export whose job was given up says so, instead of being worked on for ever."""
    try:
        give_up(datetime.fromtimestamp(timestamp, UTC))
    finally:
        connections.close_all()


def give_up(at: datetime) -> None:
    """Imports that nobody works on any more: what was to be stored is not, what is loaded stays."""
    back = {ImportState.UNDOING: ImportState.LOADED, ImportState.LOADING: ImportState.PREVIEW}
    for run in Import.objects.filter(state__in=_WORKING).exclude(pk__in=_busy("import_id")):
        fail(run, _lost(), at=at, back_to=back.get(ImportState(run.state), ImportState.FAILED))

    given_up = Export.objects.filter(state__in=(ExportState.WAITING, ExportState.WRITING))
    for export in given_up.exclude(pk__in=_busy("export_id")):
        exports.fail(export, _lost(), at=at)


def _lost() -> UserError:
    return UserError(
        _("The work was given up: its worker was ended again and again."),
        hint=_("Try once more, or tell the administrator."),
    )


def _busy(name: str) -> list[int]:
    unfinished = ProcrastinateJob.objects.filter(
        task_name__startswith="exchange.", status__in=("todo", "doing")
    )
    return [args[name] for args in unfinished.values_list("args", flat=True) if name in args]
