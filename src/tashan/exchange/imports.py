"""The steps of an import: begun, looked through, decided on, loaded, undone. Each is an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.exchange.file_words import in_tongue
from tashan.exchange.models import Import, ImportState, RememberedMapping
from tashan.exchange.options import Options
from tashan.exchange.targets import target
from tashan.papers.tables.kinds import kind_of
from tashan.papers.tables.limits import DEFAULT_LIMITS
from tashan.record import files
from tashan.record.events import append
from tashan.record.models import User

MOST_BYTES = DEFAULT_LIMITS.max_bytes
OPEN = (ImportState.PREVIEWING, ImportState.PREVIEW, ImportState.FAILED)


@transaction.atomic
def begin(
    data: bytes, *, name: str, code: str, options: Mapping[str, str], actor: User, at: datetime
) -> Import:
    """A file that came in for a register or the figures; it waits to be looked through."""
    chosen = target(code)
    if len(data) > MOST_BYTES:
        raise UserError(
            _("The file is larger than %s MB.") % (MOST_BYTES // 1_000_000),
            hint=_("Take its pictures out, or split the table into several files."),
        )
    try:
        kind_of(data, name)
    except UserError as error:
        raise in_tongue(error) from error
    kept = Options.of(dict(options), today=timezone.localdate(at)).kept()
    run = Import.objects.create(
        target=chosen.code,
        file=files.store(data, name=name, at=at),
        options=kept,
        actor=actor,
        at=at,
    )
    payload = {"target": run.target, "file": run.file.name, "sha256": run.file.sha256}
    append(run.stream, "import.begun", payload, actor=actor, at=at)
    return run


@transaction.atomic
def choose(
    run: Import,
    *,
    at: datetime,
    sheet: str | None = None,
    mapping: Mapping[str, int] | None = None,
    options: Mapping[str, str] | None = None,
) -> Import:
    """Another sheet, other columns or other options: the import is looked through again."""
    run = _locked(run, OPEN)
    if sheet is not None and sheet != run.sheet:
        run.sheet, run.mapping = sheet, {}
    if mapping is not None:
        run.mapping = dict(mapping)
    if options is not None:
        run.options = Options.of(run.options | dict(options), today=timezone.localdate(at)).kept()
    run.state, run.progress, run.failure = ImportState.PREVIEWING, 0, ""
    run.save()
    return run


@transaction.atomic
def decide(run: Import, *, only_good: bool, actor: User, at: datetime) -> Import:
    """Have it loaded: the good rows, or all of them and else none."""
    run = _locked(run, (ImportState.PREVIEW,))
    if not only_good and run.bad_rows:
        raise UserError(
            _("%s rows are not understood yet, so all cannot be loaded.") % f"{run.bad_rows:,}",
            hint=_("Mend them in the sheet and send it again, or load the good rows alone."),
        )
    if run.rows == run.bad_rows:
        raise UserError(
            _("No row of this sheet can be loaded."), hint=_("Mend the rows and send it again.")
        )
    run.only_good, run.state = only_good, ImportState.LOADING
    run.progress, run.failure = 0, ""
    run.save()
    remember(run, actor=actor, at=at)
    append(run.stream, "import.decided", {"only_good": only_good}, actor=actor, at=at)
    return run


def remember(run: Import, *, actor: User, at: datetime) -> None:
    """The next sheet with these headers is understood alike."""
    mark = run.seen.get("fingerprint", "")
    if mark and run.mapping:
        RememberedMapping.objects.update_or_create(
            target=run.target,
            fingerprint=mark,
            defaults={"mapping": run.mapping, "actor": actor, "at": at},
        )


@transaction.atomic
def drop(run: Import, *, actor: User, at: datetime) -> Import:
    """Nothing of it is loaded; the file stays as evidence of what was sent."""
    run = _locked(run, OPEN)
    run.state, run.finished_at = ImportState.DROPPED, at
    run.save()
    append(run.stream, "import.dropped", {}, actor=actor, at=at)
    return run


@transaction.atomic
def ask_back(run: Import, *, actor: User, at: datetime) -> Import:
    """Have the whole import undone."""
    run = _locked(run, (ImportState.LOADED,))
    run.state, run.progress, run.failure = ImportState.UNDOING, 0, ""
    run.save()
    append(run.stream, "import.asked_back", {}, actor=actor, at=at)
    return run


@transaction.atomic
def fail(run: Import, error: UserError, *, at: datetime, back_to: str = ImportState.FAILED) -> None:
    """It did not work and nothing was stored; ``back_to`` is where it stands now."""
    Import.objects.filter(pk=run.pk).update(
        state=back_to, progress=0, failure=str(error)[:500], finished_at=at
    )
    payload: dict[str, Any] = {"why": str(error)[:500], "state": str(back_to)}
    append(run.stream, "import.failed", payload, actor=None, at=at)


def _locked(run: Import, states: tuple[str, ...]) -> Import:
    """The import as it stands now. Raises UserError where it went on meanwhile."""
    found = Import.objects.select_for_update().get(pk=run.pk)
    if found.state not in states:
        raise UserError(
            _("This import is in another state by now: %s.") % found.get_state_display(),
            hint=_("Load the page again."),
        )
    return found
