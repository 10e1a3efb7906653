"""Where something that is stored came from, and what it may be used for.

Every row of a register and every figure names its source; a source is never changed. What an
import or an officer entered is taken back as a whole by a withdrawal, which is a row too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import PermittedUse, Source, SourceKind, StoredFile, User, Withdrawal


def entry(
    reason: str, *, actor: User, at: datetime, use: PermittedUse = PermittedUse.WORK
) -> Source:
    """What an officer enters by hand, with the reason why."""
    if not reason.strip():
        raise UserError(
            _("An entry needs its reason."), hint=_("Say in a few words where this is from.")
        )
    return Source.objects.create(
        kind=SourceKind.ENTRY, title=reason.strip(), actor=actor, at=at, permitted_use=use
    )


def of_file(
    file: StoredFile,
    *,
    sheet: str,
    actor: User | None,
    at: datetime,
    use: PermittedUse = PermittedUse.WORK,
) -> Source:
    """The rows of one sheet of an imported file."""
    return Source.objects.create(
        kind=SourceKind.FILE,
        title=file.name,
        file=file,
        place=sheet,
        actor=actor,
        at=at,
        permitted_use=use,
    )


def of_document(
    title: str,
    *,
    at: datetime,
    publisher: str = "",
    published_on: date | None = None,
    address: str = "",
    use: PermittedUse = PermittedUse.PUBLIC,
) -> Source:
    """A published document, like a report of a government or a table of a standard."""
    return Source.objects.create(
        kind=SourceKind.DOCUMENT,
        title=title,
        publisher=publisher,
        published_on=published_on,
        address=address,
        at=at,
        permitted_use=use,
    )


def of_finding(title: str, *, reference: Mapping[str, Any], actor: User, at: datetime) -> Source:
    """An accepted finding of a report; ``reference`` is report, number, start, end and quote."""
    return Source.objects.create(
        kind=SourceKind.FINDING,
        title=title,
        reference=dict(reference),
        actor=actor,
        at=at,
        permitted_use=PermittedUse.WORK,
    )


def withdraw(source: Source, reason: str, *, actor: User, at: datetime) -> Withdrawal:
    """Take back all that came from a source; its rows stay, and no answer counts them any more."""
    return Withdrawal.objects.create(source=source, reason=reason, actor=actor, at=at)
