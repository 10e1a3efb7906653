"""The newest figure of each subject and indicator up to a day: what a profile page shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tashan.indicators.catalogue import definition
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Holder, Measure, Observation
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


class Newest(NamedTuple):
    """A figure with its unit as its definition says, its period's end and its observation."""

    value: Decimal
    unit: str
    last: date
    observation: int


# an office's figure of its own subject before one that a report states
RANK = {Holder.OFFICE: 2, Holder.STATISTICS: 1, Holder.STATED: 0}


def newest(
    subjects: Iterable[Entity | int], codes: Iterable[str], *, on: date, user: Visitor
) -> dict[tuple[int, str], Newest]:
    """By subject and code, as far as the user may see them; one query."""
    rows = Observation.objects.filter(
        subject__in=list(subjects),
        indicator__code__in=list(codes),
        measure=Measure.LEVEL,
        scope="",
        last__lte=on,
    )
    counted = counting(visible_to(rows, user)).select_related("indicator")
    found: dict[tuple[int, str], Newest] = {}
    for row in sorted(counted, key=lambda row: (row.last, RANK[Holder(row.holder)])):
        code = row.indicator.code
        found[row.subject_id, code] = Newest(row.value, definition(code).unit, row.last, row.pk)
    return found
