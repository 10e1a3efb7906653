"""The figures that targets are held against: one query for a whole plan.

Only the holder that the target names counts, never mixed with another's; a figure later than the
day asked for is not known yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Observation, Target
from tashan.indicators.terms_of_targets import accumulates, adds_up_over_periods
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.record.perms import Visitor

DAY = timedelta(days=1)
ONE_YEAR = timedelta(days=366)  # how far back a start is looked for


class SeriesKey(NamedTuple):
    subject: int
    indicator: int
    measure: str
    holder: str


Series = Mapping[SeriesKey, Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class Actual:
    """How much was done or stood by the end of a period, and the figures that say so."""

    value: Decimal
    first: date
    last: date
    figures: tuple[Observation, ...]

    @property
    def newest(self) -> Observation:
        return self.figures[-1]


def key_of(target: Target, *, measure: str | None = None, subject: int | None = None) -> SeriesKey:
    return SeriesKey(
        subject or target.subject_id, target.indicator_id, measure or target.measure, target.holder
    )


def own_subjects(targets: Iterable[Target]) -> dict[int, int]:
    """Whose figures are those of a part that names its whole's subject: of whoever answers for it.

    By the identity of the part; a whole divided among offices has the county's figure, its parts
    have the offices' own.
    """
    by_identity = {target.identity: target for target in targets}
    own = {}
    for target in by_identity.values():
        whole = by_identity.get(target.parent_id or 0)
        if whole is None or target.answerable_id is None:
            continue
        if _says_of(whole) == _says_of(target):
            own[target.identity] = target.answerable_id
    return own


def _says_of(target: Target) -> tuple[int, date, date]:
    return target.subject_id, target.first, target.last


def figures_for(
    targets: Iterable[Target],
    *,
    on: date,
    user: Visitor,
    also: Iterable[int] = (),
    known_at: datetime | None = None,
) -> Series:
    """The counting figures of these targets' subjects, and of ``also``, up to a day."""
    held = list(targets)
    if not held:
        return {}
    rows = Observation.objects.filter(
        subject__in={target.subject_id for target in held} | set(also),
        indicator__in={target.indicator_id for target in held},
        last__gte=min(target.first for target in held) - ONE_YEAR,
        last__lte=on,
        scope="",
    )
    series: dict[SeriesKey, list[Observation]] = defaultdict(list)
    for row in counting(visible_to(rows, user), known_at=known_at):
        key = SeriesKey(row.subject_id, row.indicator_id, row.measure, row.holder)
        series[key].append(row)
    return series


def actual_of(
    figures: Sequence[Observation],
    target: Target,
    definition: IndicatorDefinition,
    *,
    on: date,
) -> Actual | None:
    """What the figures say by a day, or None where they say nothing of the target's term yet.

    A flow runs from the beginning of the term without a gap: years that are over and the year to
    date add up. Anything else is the newest figure within the term.
    """
    until = min(on, target.last)
    if adds_up_over_periods(target, definition):
        return _added_up(figures, target.first, until)
    within = [
        row
        for row in figures
        if target.first <= row.last <= until
        and (not accumulates(definition) or row.first == _beginning(row, target))
    ]
    if not within:
        return None
    row = max(within, key=_newest_and_longest)
    return Actual(row.value, row.first, row.last, (row,))


def _beginning(row: Observation, target: Target) -> date:
    """Where a year to date begins: on 1 January, or with the term."""
    return max(target.first, date(row.last.year, 1, 1))


def _newest_and_longest(row: Observation) -> tuple[date, timedelta]:
    return row.last, row.last - row.first


def _added_up(figures: Iterable[Observation], first: date, until: date) -> Actual | None:
    """From the first day on, always the longest figure that goes on where the last one ended."""
    by_first: dict[date, Observation] = {}
    for row in figures:
        known = by_first.get(row.first)
        if row.last <= until and (known is None or row.last > known.last):
            by_first[row.first] = row
    chain: list[Observation] = []
    day = first
    while following := by_first.get(day):
        chain.append(following)
        day = following.last + DAY
    if not chain:
        return None
    total = sum((row.value for row in chain), Decimal(0))
    return Actual(total, first, chain[-1].last, tuple(chain))


def start_of(figures: Iterable[Observation], target: Target) -> Observation | None:
    """Where a level stood before the term began: the newest figure of the year before."""
    before = [row for row in figures if target.first - ONE_YEAR <= row.last < target.first]
    return max(before, key=_newest_and_longest, default=None)
