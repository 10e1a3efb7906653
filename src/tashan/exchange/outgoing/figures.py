"""The figures that count, one a row, as an import takes them again."""

from __future__ import annotations

from django.db.models import QuerySet

from tashan.exchange.figures.columns import long_fields
from tashan.exchange.outgoing.cells import cell, references
from tashan.exchange.outgoing.kind import Asking, Rows
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Holder, Measure, Observation
from tashan.indicators.naming import published_period
from tashan.mechanisms.library import library

_AT_ONCE = 5_000


def figures(asking: Asking) -> QuerySet[Observation]:
    """Of one subject, one indicator or one holder, where the page shows those."""
    rows = visible_to(Observation.objects.all(), asking.actor)
    if (subject := asking.number("of")) is not None:
        rows = rows.filter(subject=subject)
    if code := asking.word("indicator"):
        rows = rows.filter(indicator__code__in=code.split(","))
    if (holder := asking.word("holder")) in Holder.values:
        rows = rows.filter(holder=holder)
    return counting(rows)


def count_figures(asking: Asking) -> int:
    return figures(asking).count()


def figure_rows(asking: Asking) -> Rows:
    rows = figures(asking).select_related("indicator", "subject")
    some: list[Observation] = []
    for row in rows.iterator(chunk_size=_AT_ONCE):
        some.append(row)
        if len(some) == _AT_ONCE:
            yield from _some(some, asking)
            some = []
    yield from _some(some, asking)


def _some(rows: list[Observation], asking: Asking) -> Rows:
    known = library().indicators
    called = references({row.subject_id for row in rows}, asking.on)
    for row in rows:
        definition = known.get(row.indicator.code)
        if definition is None:  # its file left the library: the figure has no unit any more
            continue
        told = {
            "subject": row.subject.code or called.get(row.subject_id),
            "indicator": definition.title.zh,
            "measure": row.measure,
            "period": str(published_period(row.first, row.last, definition)),
            "value": row.value.normalize(),
            "unit": "%" if row.measure == Measure.GROWTH else definition.unit,
            "vintage": row.vintage,
            "holder": row.holder,
            "scope": row.scope,
            "approximate": row.approximate,
        }
        yield [cell(field, told[field.code]) for field in long_fields()]
