"""The same content gives the same bytes: an export can be compared, hashed and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
_ORDINARY_FILE = 0o600 << 16


def repeatable(archive: bytes, *, replace: Mapping[str, bytes | str] | None = None) -> bytes:
    """``archive`` packed anew without the hour of packing, entries in ``replace`` exchanged."""
    replaced = replace or {}
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(_undated(name), replaced.get(name) or old.read(name))
    return packed.getvalue()


def _undated(name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=_EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # the same on every machine
    entry.external_attr = _ORDINARY_FILE
    return entry
