"""The figures that conditions were decided by, as the snapshot has them, with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction

from django.db.models import Q, TextChoices
from django.urls import reverse

from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Holder, Measure, Observation, Vintage
from tashan.indicators.snapshots.keys import FigureKey
from tashan.indicators.snapshots.stored import row_of
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.bound import Bound, Column, Sort
from tashan.mechanisms.rules.tables import Cell
from tashan.programmes.binding import columns_in
from tashan.programmes.results import Results
from tashan.programmes.words import column_words
from tashan.record.perms import Visitor
from tashan.registry import kinds
from tashan.web.figure_words import in_script
from tashan.web.industry_words import industry_name
from tashan.web.matching.quantities import quantity
from tashan.web.matching.reasons import Used, column_title
from tashan.web.target_rows import source_address

CHOICES: dict[str, type[TextChoices]] = {
    "scale": kinds.Scale,
    "standing": kinds.Standing,
    "type": kinds.ProjectType,
    "route": kinds.Route,
    "stage": kinds.ProjectStage,
    "funding": kinds.Funding,
}
# as snapshots choose among figures of one period
VINTAGES = (Vintage.VERIFIED, Vintage.FLASH, Vintage.PRELIMINARY)
HOLDERS = (Holder.OFFICE, Holder.STATISTICS, Holder.STATED)


def used_of(
    found: Results, subject: int, viewer: Visitor, *, may_open: bool = True
) -> dict[str, tuple[Used, ...]]:
    """By the code of a condition what it read of the subject. One query for all sources."""
    snapshot = found.run.snapshot
    assert snapshot is not None, "a run has a snapshot once it is done"
    row = row_of(snapshot, subject)
    if row is None:
        return {}
    urls: dict[str, str] = {}
    if may_open:
        keys = [k for key in found.settlement.columns if (k := FigureKey.parse(key))]
        urls = addresses(subject, keys, known_at=snapshot.taken_at, viewer=viewer)
    bound = found.settlement.programme
    conditions = (*bound.eligible, *bound.excluded)
    return {each.code: _used(found, each.rule, row, urls) for each in conditions}


def _used(
    found: Results, rule: Bound, row: Mapping[str, Cell], urls: Mapping[str, str]
) -> tuple[Used, ...]:
    told = (
        Used(
            column_title(column_words(key, found.settlement)),
            cell_text(column, row.get(key), unit=_unit_of(key)),
            urls.get(key, ""),
        )
        for key, column in columns_in([rule]).items()
        if column.sort is not Sort.TRUTH and row.get(key) is not None
    )
    return tuple(told)


def _unit_of(key: str) -> str:
    """The unit of a figure as its indicator names it, for those in per cent."""
    figure = FigureKey.parse(key)
    return library().indicators[figure.code].unit if figure else ""


def cell_text(column: Column, cell: Cell, *, unit: str = "") -> str:
    """A cell in words: 1,846 万元, C3981 电子元件制造, 2019-06-01."""
    if column.sort is Sort.NUMBER and isinstance(cell, int):
        return quantity(cell * Fraction(column.factor), column.unit, is_share=unit == "%")
    if column.key in CHOICES:
        return str(dict(CHOICES[column.key].choices).get(str(cell), cell))
    if column.key == "industry":
        return f"{cell} {industry_name(str(cell))}".strip()
    return in_script(str(cell))


def addresses(
    subject: int, keys: Iterable[FigureKey], *, known_at: datetime, viewer: Visitor
) -> dict[str, str]:
    """Where each figure's source opens; one put together of several periods opens its series."""
    wanted = list(keys)
    if not wanted:
        return {}
    asked = Q(pk__in=[])
    for key in wanted:
        asked |= Q(indicator__code=key.code, first=key.first, last=key.last)
    rows = Observation.objects.filter(asked, subject=subject, measure=Measure.LEVEL, scope="")
    known = counting(visible_to(rows, viewer), known_at=known_at).select_related("indicator")
    best: dict[str, Observation] = {}
    for row in sorted(known, key=_preference, reverse=True):
        best[str(FigureKey(row.indicator.code, row.first, row.last))] = row
    return {
        str(key): source_address(best[str(key)].pk)
        if str(key) in best
        else reverse("series", args=[subject, key.code])
        for key in wanted
    }


def _preference(row: Observation) -> tuple[int, int]:
    return VINTAGES.index(Vintage(row.vintage)), HOLDERS.index(Holder(row.holder))
