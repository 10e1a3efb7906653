"""Files that are handed out: their name, what they are, and their bytes."""

from __future__ import annotations

from dataclasses import dataclass

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Handout:
    """A file on its way out."""

    name: str
    media_type: str
    data: bytes
