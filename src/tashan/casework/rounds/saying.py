"""What is said with an act on a problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.record.models import StoredFile
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class ProblemSaid:
    """What is said with an act; unsaid is None. ``file`` is evidence."""

    says: str | None = None
    office: Entity | None = None
    leader: Entity | None = None
    measures: str | None = None
    until: date | None = None
    file: StoredFile | None = None
