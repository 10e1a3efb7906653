"""The work of an import: looked through, and loaded whole or not at all."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.exchange import problems, seen
from tashan.exchange.looking import Looked, Part, looked
from tashan.exchange.models import Import, ImportState
from tashan.exchange.options import Options
from tashan.exchange.target import Counts
from tashan.exchange.targets import target
from tashan.exchange.words import of_said
from tashan.papers.tables.mapping import fingerprint
from tashan.papers.tables.marked import marked
from tashan.record import files, sources
from tashan.record.events import append
from tashan.record.models import PermittedUse, Source, StoredFile

_LOCK = 7402


class ChangedSinceError(UserError):
    """Rows that were good at the preview are not any more."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Millions of cells in memory and no circles among them: looking for some would take half of
    the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@uncollected()
def preview(run: Import, *, at: datetime, part: Part) -> None:
    """Look the sheet through and keep what a person must see before deciding."""
    part(5)
    result = looked(run, target(run.target), at=at, today=timezone.localdate(at), part=part)
    part(80)
    _keep(run, result, at=at)


def _keep(run: Import, result: Looked, *, at: datetime) -> None:
    found = result.opened
    sheet = _marked(result, run, at=at) if result.problems else None
    with transaction.atomic():
        problems.keep(run, result.problems)
        run.sheet = found.grid.name[:200]
        run.mapping = {entry.field.code: entry.column.index for entry in found.mapping.mapped}
        run.seen = seen.columns_seen(found) | seen.rows_seen(result)
        run.seen["fingerprint"] = fingerprint(found.header)
        run.notes = seen.left_out(found.header.left_out)
        run.rows, run.bad_rows = len(result.rows), len(result.bad)
        run.marked, run.state, run.progress = sheet, ImportState.PREVIEW, 100
        run.save()


def _marked(result: Looked, run: Import, *, at: datetime) -> StoredFile:
    """The officer's sheet with every bad cell coloured, in the officer's tongue."""
    found = result.opened
    with translation.override(run.actor.language):
        data = marked(
            found.data,
            found.book,
            found.grid,
            found.header,
            result.cells,
            words=lambda said: str(of_said(said)),
        )
    name = run.file.name.rsplit(".", 1)[0]
    return files.store(data, name=f"{name}-标注.xlsx", at=at)


@uncollected()
@transaction.atomic
def load(run: Import, *, at: datetime, part: Part) -> None:
    """Everything that was decided on, or nothing.

    Imports of one kind wait for each other, so that the second sees what the first stored.
    """
    chosen = target(run.target)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, chosen.lock])
    run = Import.objects.select_related("actor", "file").get(pk=run.pk)
    if run.state != ImportState.LOADING:
        return
    result = looked(run, chosen, at=at, today=timezone.localdate(at), part=part)
    good = _to_load(run, result)
    source = sources.of_file(
        run.file, sheet=run.sheet, actor=run.actor, at=at, use=PermittedUse(_use(run, at))
    )
    part(50)
    counts = result.loading.load(good, source, lambda done: part(50 + done * 49 // len(good)))
    _loaded(run, result, counts, source, at=at)


def _use(run: Import, at: datetime) -> str:
    return Options.of(run.options, today=timezone.localdate(at)).use


def _to_load(run: Import, result: Looked) -> list[int]:
    """The numbers of the rows. Raises UserError where the decision does not hold any more."""
    good = result.good
    if not good or (result.problems and not run.only_good):
        raise ChangedSinceError(
            _("%s rows cannot be loaded any more: the registers changed since.")
            % f"{len(result.bad):,}",
            hint=_("Look at the rows again and decide anew."),
        )
    return good


def _loaded(run: Import, result: Looked, counts: Counts, source: Source, *, at: datetime) -> None:
    good = result.good
    run.state, run.progress, run.source = ImportState.LOADED, 100, source
    run.rows, run.bad_rows, run.loaded_rows = len(result.rows), len(result.bad), len(good)
    run.changed_rows, run.unchanged_rows = counts.changed, counts.unchanged
    run.finished_at = timezone.now()
    run.save()
    payload = {
        "sha256": run.file.sha256,
        "sheet": run.sheet,
        "first_row": good[0],
        "last_row": good[-1],
        "rows": len(good),
        "left_out": len(result.bad),
        "entered": counts.entered,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "source": source.pk,
    }
    append(run.stream, "import.loaded", payload, actor=run.actor, at=at)
