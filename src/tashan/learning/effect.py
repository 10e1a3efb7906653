"""What was measured before and after an adoption, beside the place that it was learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.adoption.models import Adoption
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Holder, Measure, Observation, Vintage
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.resolve import resolve

Days = tuple[date, date]
_VINTAGES = (Vintage.VERIFIED, Vintage.FLASH, Vintage.PRELIMINARY)


@dataclass(frozen=True, slots=True)
class Effect:
    """The same months of each year, of our place and of theirs; what nobody told is missing.

    ``since`` is the number of the first period that ended under the adoption.
    """

    code: str
    periods: tuple[Days, ...]
    ours: Mapping[Days, Observation]
    theirs: Mapping[Days, Observation]
    since: int | None


def origin_place(names: Iterable[str], *, on: date) -> Entity | None:
    """The nearest place of the pedigree that the register knows; ``names`` begin with it."""
    for name in names:
        found = resolve(name, kind=Kind.PLACE, on=on).entity
        if found is not None:
            return found
    return None


def told_codes(place: Entity) -> list[str]:
    """The indicators of which our place has a figure."""
    rows = Observation.objects.filter(subject=place, measure=Measure.LEVEL)
    return sorted(set(rows.order_by().values_list("indicator__code", flat=True).distinct()))


def effect(
    adoption: Adoption, code: str, *, ours: Entity, theirs: Entity | None, user: User
) -> Effect | None:
    """None where our place has no figure of the indicator."""
    places = [ours.pk, *([theirs.pk] if theirs else [])]
    rows = Observation.objects.filter(
        subject__in=places, indicator__code=code, measure=Measure.LEVEL, scope=""
    )
    told = list(visible_to(counting(rows), user))
    mine, beside = _of(told, ours), _of(told, theirs) if theirs else {}
    if not mine:
        return None
    newest = max(mine, key=lambda days: (days[1], days[0]))
    periods = tuple(sorted(days for days in {*mine, *beside} if _alike(days, newest)))
    after = [number for number, days in enumerate(periods) if days[1] >= adoption.since]
    return Effect(code, periods, mine, beside, after[0] if after else None)


def _of(rows: Iterable[Observation], place: Entity) -> dict[Days, Observation]:
    """The figures of who counted most of them; of one period the best vintage."""
    own = [row for row in rows if row.subject_id == place.pk]
    counts = Counter(row.holder for row in own)
    order = [holder.value for holder in Holder]
    holder = max(counts, key=lambda one: (counts[one], -order.index(one)), default="")
    held = [row for row in own if row.holder == holder]
    held.sort(key=lambda row: _VINTAGES.index(Vintage(row.vintage)), reverse=True)
    return {(row.first, row.last): row for row in held}


def _alike(days: Days, newest: Days) -> bool:
    """The same months of another year; month ends are all alike."""
    if newest[0] == newest[1]:
        return days[0] == days[1]
    return [(day.month, day.day) for day in days] == [(day.month, day.day) for day in newest]
