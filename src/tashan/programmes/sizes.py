"""Whether a register is small enough to be matched while somebody waits."""

from __future__ import annotations

from tashan.mechanisms.indicator import Subject
from tashan.registry.models import Entity

AT_ONCE = 20_000  # subjects


def is_small(subject: Subject) -> bool:
    return Entity.objects.filter(kind=subject.value)[: AT_ONCE + 1].count() <= AT_ONCE
