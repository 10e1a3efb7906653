"""What every act on key work begins and ends with: the locked row, the words, the event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.key_work_models import Clearing, KeyTask, SeatRole, WorkFile, WorkReport
from tashan.casework.perms import offices_of
from tashan.record import events, perms
from tashan.record.models import StoredFile, User

DOING = (SeatRole.OFFICE, SeatRole.LEAD, SeatRole.SUPPORTING)  # whose people tell of the work


def locked(task: KeyTask) -> KeyTask:
    """The task as it stands, until the act is over."""
    rows = KeyTask.objects.select_for_update(of=("self",)).select_related("list__adoption")
    return rows.get(pk=task.pk)


def open_task(task: KeyTask) -> KeyTask:
    """As ``locked``. Raises UserError for one that is cleared."""
    row = locked(task)
    if row.cleared_on is not None:
        raise UserError(
            _("The task was cleared on %s.") % row.cleared_on,
            hint=_("What is cleared stays as it is."),
        )
    return row


def person(by: By) -> User:
    """Who does it: key work moves by persons alone."""
    if by.user is None:
        raise ValueError("key work is told and checked by persons")
    return by.user


def worded(text: str) -> str:
    """What was said, without blanks at its ends. Raises UserError where nothing was."""
    if not text.strip():
        raise UserError(_("Say it in a few words."), hint=_("It stays with the task."))
    return text.strip()


def note(stream: str, kind: str, said: dict[str, Any], by: By) -> None:
    """The event in the stream of a list or a task."""
    events.append(stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)


def attach(
    task: KeyTask, files: Sequence[StoredFile], *, report: WorkReport | None = None,
    clearing: Clearing | None = None,
) -> None:  # fmt: skip
    """Keep what came with a report or a clearing."""
    WorkFile.objects.bulk_create(
        [WorkFile(task=task, report=report, clearing=clearing, file=one) for one in files]
    )


def is_own(task: KeyTask, by: By) -> bool:
    """Whether the person serves in an office that does the task, on the day it is done."""
    offices = offices_of(person(by), by.on)
    return task.seats.filter(office__in=offices, role__in=DOING).exists()


def refuse_strangers(task: KeyTask, by: By) -> None:
    """Raises PermissionDenied for who works elsewhere."""
    if not (perms.may_report_work(person(by)) and is_own(task, by)):
        raise PermissionDenied
