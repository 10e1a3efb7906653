"""Files of a case: PDF, pictures and Office documents, each looked into before it is kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.reading.limits import limits_from
from tashan.record import files
from tashan.record.models import StoredFile

# the ending → how the bytes begin
TAKEN: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".doc": (b"\xd0\xcf\x11\xe0",),
    ".xls": (b"\xd0\xcf\x11\xe0",),
    ".wps": (b"\xd0\xcf\x11\xe0",),
    ".et": (b"\xd0\xcf\x11\xe0",),
    ".ofd": (b"PK\x03\x04",),
}
SHOWN_IN_PLACE = ("application/pdf", "image/png", "image/jpeg")


class CaseFileField(forms.FileField):
    """A file of the kinds that are taken; what is refused is told beside the field."""

    widget = forms.FileInput(attrs={"accept": ",".join(TAKEN)})

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            _check(upload)
        return upload


def _check(upload: UploadedFile[bytes]) -> None:
    name = (upload.name or "").lower()
    begins = TAKEN.get(os.path.splitext(name)[1])
    if begins is None:
        raise forms.ValidationError(
            _("%(name)s is not taken. Give a PDF, a picture (PNG, JPEG) or an Office file.")
            % {"name": upload.name}
        )
    most = limits_from(os.environ).max_bytes
    if (upload.size or 0) > most:
        raise forms.ValidationError(
            _("%(name)s has more than %(n)d MB. Make it smaller, or divide it.")
            % {"name": upload.name, "n": most // 1024 // 1024}
        )
    head = upload.read(8)
    upload.seek(0)
    if not head.startswith(begins):
        raise forms.ValidationError(
            _("%(name)s is not what its ending says. Save it again and try once more.")
            % {"name": upload.name}
        )


def keep(upload: UploadedFile[bytes] | None, *, at: datetime) -> StoredFile | None:
    """The file stored under its SHA-256; None where none was chosen."""
    if upload is None:
        return None
    data = upload.read()
    if not data:
        raise UserError(_("The file is empty."), hint=_("Choose it again."))
    return files.store(data, name=upload.name or "", at=at)
