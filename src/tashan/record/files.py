"""Originals, kept once each under their SHA-256 in TASHAN_VAR/files."""

from __future__ import annotations

import contextlib
import mimetypes
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.record.models import StoredFile


class DamagedFileError(UserError):
    """An original that is gone, or no longer what its SHA-256 says."""


def store(data: bytes, *, name: str, at: datetime) -> StoredFile:
    """Keep the bytes; the same bytes again are the same row, under the name they first had.

    The bytes are on the disk before the row is made, so a row never points at nothing.
    """
    digest = sha256(data).hexdigest()
    _write(data, path_of(digest))
    row, _is_new = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": len(data),
            "media_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "name": _storable(name),
            "stored_at": at,
        },
    )
    return row


def read(file: StoredFile) -> bytes:
    """The original's bytes, checked against its SHA-256."""
    try:
        data = path_of(file.sha256).read_bytes()
    except FileNotFoundError:
        raise DamagedFileError(
            _("The original of %s is missing.") % file.name,
            hint=_("Restore %s from the backup.") % path_of(file.sha256),
        ) from None
    if sha256(data).hexdigest() != file.sha256:
        raise DamagedFileError(
            _("The original of %s was changed on the disk.") % file.name,
            hint=_("Restore %s from the backup.") % path_of(file.sha256),
        )
    return data


def damages() -> Iterator[DamagedFileError]:
    """What is wrong with the originals on the disk, one after another."""
    for file in StoredFile.objects.order_by("id").iterator():
        try:
            read(file)
        except DamagedFileError as damage:
            yield damage


def path_of(digest: str) -> Path:
    """Where the bytes with this SHA-256 lie: files/ab/cd/abcd…"""
    folder: Path = settings.VAR / "files" / digest[:2] / digest[2:4]
    return folder / digest


def _storable(name: str) -> str:
    """The file's own name without folders, in at most 255 characters that PostgreSQL takes."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "")
    return last.encode(errors="replace").decode()[-255:] or "unnamed"


def _write(data: bytes, path: Path) -> None:
    """Written beside, synced, then renamed: a power cut leaves the whole file or none.

    A file that was damaged on the disk is mended by bringing it in again.
    """
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
