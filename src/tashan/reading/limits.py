"""How much one file may cost: settings of the office, read from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from tashan.base.errors import UnreadableFileError, UserError

MEGABYTE = 1024 * 1024
PREFIX = "TASHAN_READ_"


@dataclass(frozen=True, slots=True)
class Limits:
    """Each field is a setting: ``max_bytes`` is ``TASHAN_READ_MAX_BYTES`` and so on.

    Bytes count the file as it lies on the disk; ``max_html_bytes`` is lower, since the tree of a
    page takes many times its size. ``max_memory`` is the address space of the child process in
    bytes, ``max_seconds`` its time by the clock and ``max_cpu_seconds`` on the processor. A .docx
    is a zip: ``max_entries`` files in it, ``max_unpacked`` bytes when unpacked, and no part more
    than ``max_ratio`` times its packed size. The ``ocr`` and ``llm`` limits take the place of the
    plain ones where a picture is recognised or a language model asked.
    """

    max_bytes: int = 100 * MEGABYTE
    max_html_bytes: int = 30 * MEGABYTE
    max_memory: int = 2048 * MEGABYTE
    max_seconds: int = 60
    max_cpu_seconds: int = 60
    max_pages: int = 2000
    max_characters: int = 20_000_000
    max_entries: int = 5000
    max_unpacked: int = 300 * MEGABYTE
    max_ratio: int = 200
    max_ocr_pages: int = 200
    max_ocr_memory: int = 8192 * MEGABYTE
    max_ocr_seconds: int = 1200
    max_llm_seconds: int = 1800

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 1:
                raise UserError(
                    f"{PREFIX}{field.name.upper()} is {value}; a limit is a whole number above 0."
                )

    def for_ocr(self) -> Limits:
        """The same limits with the time and memory that the recognition of pictures takes."""
        return replace(
            self,
            max_memory=self.max_ocr_memory,
            max_seconds=self.max_ocr_seconds,
            max_cpu_seconds=self.max_ocr_seconds * (os.cpu_count() or 1),
        )

    def for_llm(self) -> Limits:
        """The same limits with the time that waiting for a language model takes."""
        return replace(self, max_seconds=self.max_llm_seconds)


def limits_from(environment: Mapping[str, str]) -> Limits:
    """The limits that an environment sets; what it does not name keeps its default."""
    chosen: dict[str, int] = {}
    for field in fields(Limits):
        variable = PREFIX + field.name.upper()
        written = environment.get(variable, "").strip()
        if written:
            chosen[field.name] = _whole_number(variable, written)
    return Limits(**chosen)


def _whole_number(variable: str, written: str) -> int:
    try:
        return int(written)
    except ValueError:
        raise UserError(
            f"{variable} is {written!r}; a limit is a whole number above 0.",
            hint="Write it in digits alone, bytes for sizes and seconds for times.",
        ) from None


def too_long(most: int) -> UnreadableFileError:
    """What is said of a text of more than ``most`` characters."""
    return UnreadableFileError(
        "too_long",
        f"The text has more than {most:,} characters, the most that are read.",
        hint="Split the file, or raise TASHAN_READ_MAX_CHARACTERS.",
    )
