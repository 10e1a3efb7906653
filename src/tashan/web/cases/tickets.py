"""Files that a form has brought before it is done: kept, and named by a ticket nobody can forge."""

from __future__ import annotations

import os
from datetime import datetime

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.reading.limits import limits_from
from tashan.record import files
from tashan.record.models import StoredFile

SALT = "tashan.intake"


def taken(file: UploadedFile[bytes], *, at: datetime) -> StoredFile:
    """The file as stored. Raises UserError for one that is too large or empty."""
    most = limits_from(os.environ).max_bytes
    if not file.size:
        raise UserError(
            _("“%s” is empty.") % file.name, hint=_("Choose the file again, or bring it on paper.")
        )
    if file.size > most:
        raise UserError(
            _("“%s” is too large.") % file.name,
            hint=_("At most %s MB are taken.") % (most // 1024 // 1024),
        )
    return files.store(file.read(), name=file.name or "file", at=at)


def ticket(file: StoredFile) -> str:
    """What a page hands back for the file."""
    return signing.dumps(file.pk, salt=SALT)


def of_ticket(text: str) -> StoredFile | None:
    """The file of a ticket; None for one that is not ours."""
    try:
        return StoredFile.objects.filter(pk=signing.loads(text, salt=SALT)).first()
    except signing.BadSignature:
        return None
