"""The zip inside a .docx: opened only after its size, number and ratio of parts were looked at."""

from __future__ import annotations

import io
import zipfile
import zlib

from tashan.base.errors import UnreadableFileError
from tashan.reading.limits import MEGABYTE, Limits

SMALL_PART = MEGABYTE  # a part of less than this may be packed as tightly as it likes


class Package:
    """The parts of a zip by name; each is unpacked within the limits, whatever its header says."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _damaged(str(error)) from error
        self._left = limits.max_unpacked
        self._limits = limits
        self._refuse_bomb()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """One part, unpacked; raises ``zip_bomb`` where it grows past what is left of the limit."""
        try:
            with self._zip.open(name) as part:
                unpacked = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise _damaged(f"{name}: {error}") from error
        except KeyError as error:
            raise _damaged(f"{name} is missing") from error
        except (RuntimeError, NotImplementedError) as error:
            raise UnreadableFileError(
                "encrypted",
                f"The part {name} is encrypted or packed in an unknown way.",
                hint="Save it in Word without a password.",
            ) from error
        if len(unpacked) > self._left:
            raise self._bomb("unpacks to more")
        self._left -= len(unpacked)
        return unpacked

    def _refuse_bomb(self) -> None:
        entries = self._zip.infolist()
        limits = self._limits
        if len(entries) > limits.max_entries:
            raise UnreadableFileError(
                "zip_bomb",
                f"It is a zip of {len(entries)} parts; at most {limits.max_entries} are read.",
                hint="Open it in Word and save it anew.",
            )
        if sum(entry.file_size for entry in entries) > limits.max_unpacked:
            raise self._bomb("says that it unpacks to more")
        for entry in entries:
            packed = max(entry.compress_size, 1)
            if entry.file_size > SMALL_PART and entry.file_size > packed * limits.max_ratio:
                raise UnreadableFileError(
                    "zip_bomb",
                    f"The part {entry.filename!r} unpacks to {entry.file_size // packed} times its "
                    f"size; at most {limits.max_ratio} times is read.",
                    hint="Open it in Word and save it anew.",
                )

    def _bomb(self, what: str) -> UnreadableFileError:
        most = self._limits.max_unpacked / MEGABYTE
        return UnreadableFileError(
            "zip_bomb",
            f"The file {what} than {most:.0f} MB, the most that is read.",
            hint="Take its pictures out, or save its text alone.",
        )


def _damaged(what: str) -> UnreadableFileError:
    return UnreadableFileError(
        "damaged",
        f"The zip inside the file is damaged ({what}).",
        hint="Open it in Word and save it anew.",
    )
