"""Occupancy and utilisation of a park over time, and the buildings completed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.registry.models import BuildingFacts
from tashan.registry.occupancy import Areas
from tashan.web.area_words import percent
from tashan.web.charts.lines import Band, Line, LineChart, Mark
from tashan.web.charts.parts import Axis, Point, Tone

STEP = Decimal("0.0001")


def trend(
    series: Sequence[tuple[date, Areas]], completed: Sequence[tuple[date, str]]
) -> LineChart | None:
    """Two lines and the room between them; None where nothing was available in all that time."""
    known = [(day, areas) for day, areas in series if areas.occupancy is not None]
    if not known:
        return None
    let = [_per_cent(areas.occupancy) for _day, areas in series]
    used = [_per_cent(areas.utilisation) for _day, areas in series]
    first, last = known[0], known[-1]
    words = {
        "first": f"{first[0]:%Y-%m}",
        "last": f"{last[0]:%Y-%m}",
        "let": percent(last[1].occupancy),
        "used": percent(last[1].utilisation),
    }
    summary = _("Occupancy %(let)s and utilisation %(used)s, from %(first)s to %(last)s") % words
    return LineChart(
        key="occupancy",
        title=_("Occupancy and utilisation"),
        summary=summary,
        axis=Axis("%", 1),
        periods=tuple(f"{day:%Y-%m}" for day, _areas in series),
        lines=(
            Line(_("Occupancy"), tuple(map(Point, let)), Tone.REFERENCE),
            Line(_("Utilisation"), tuple(map(Point, used)), Tone.OURS),
        ),
        marks=_marks([day for day, _areas in series], completed),
        band=Band(tuple(used), tuple(let)),
    )


def completions(facts: Sequence[BuildingFacts]) -> list[tuple[date, int]]:
    """The buildings that were completed, by the day of it."""
    return sorted((row.completed_on, row.entity_id) for row in facts if row.completed_on)


def _per_cent(share: Decimal | None) -> Decimal | None:
    return None if share is None else (share * 100).quantize(STEP)


def _marks(days: Sequence[date], completed: Sequence[tuple[date, str]]) -> tuple[Mark, ...]:
    """One mark a month, at the end of the month of the completion."""
    at: dict[int, list[str]] = {}
    for day, name in completed:
        place = next((i for i, end in enumerate(days) if day <= end), None)
        if place:  # what was completed before the first month is no news
            at.setdefault(place, []).append(name)
    return tuple(Mark(i, _("%s completed") % ", ".join(names)) for i, names in at.items())
