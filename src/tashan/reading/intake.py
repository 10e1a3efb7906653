"""A file becomes a report: stored once, told by its SHA-256, and queued to be read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UnreadableFileError
from tashan.reading.limits import MEGABYTE, Limits, limits_from
from tashan.reading.models import Report
from tashan.record import files
from tashan.record.events import append
from tashan.record.models import User


@dataclass(frozen=True, slots=True)
class Intake:
    """The report of a file, and whether the file was new here."""

    report: Report
    is_new: bool


def store_report(
    data: bytes, *, name: str, actor: User, at: datetime, limits: Limits | None = None
) -> Intake:
    """Keep the original and its report row; the same bytes twice are one report.

    Raises UnreadableFileError for an empty file and for one above the limit of bytes; nothing is
    stored then.
    """
    _refuse_bad_size(data, name=name, limits=limits or limits_from(os.environ))
    with transaction.atomic():
        stored = files.store(data, name=name, at=at)
        report, is_new = Report.objects.get_or_create(
            file=stored,
            defaults={
                "title": PurePath(stored.name).stem[:300] or _("Untitled"),
                "uploaded_by": actor,
                "uploaded_at": at,
            },
        )
        if is_new:
            payload = {"name": stored.name, "sha256": stored.sha256, "bytes": stored.size}
            append(report.stream, "report.uploaded", payload, actor=actor, at=at)
    return Intake(report, is_new)


def _refuse_bad_size(data: bytes, *, name: str, limits: Limits) -> None:
    if not data:
        raise UnreadableFileError(
            "empty", _("%s is empty.") % name, hint=_("Check that the file was saved whole.")
        )
    if len(data) > limits.max_bytes:
        raise UnreadableFileError(
            "too_large",
            _("%(name)s has %(size)d MB; at most %(most)d MB are read.")
            % {"name": name, "size": len(data) // MEGABYTE, "most": limits.max_bytes // MEGABYTE},
            hint=_("Upload the part that matters, or ask the administrator to raise the limit."),
        )
