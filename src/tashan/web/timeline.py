"""The great moments of an enterprise in three lanes: land and projects, honours, credit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tashan.registry.kinds import Severity
from tashan.web.enterprise_page import EnterprisePage
from tashan.web.industry_words import credit_name

WIDTH = 1000
LEFT = 92
APART = 96  # how far apart two moments of a lane must be to be written out
MOST = 9  # moments of one lane


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day; ``tone`` is j for good, bad, or nothing."""

    day: date
    words: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A moment where it is drawn; its words only where there is room."""

    x: int
    moment: Moment
    is_written: bool
    is_at_end: bool


@dataclass(frozen=True, slots=True)
class Lane:
    title: str
    y: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    first: int
    last: int
    years: tuple[tuple[int, int], ...]
    lanes: tuple[Lane, ...]
    moments: tuple[Moment, ...]

    @property
    def height(self) -> int:
        return 57 * len(self.lanes) + 12


def timeline(page: EnterprisePage) -> Timeline | None:
    """None where nothing is known that could be drawn."""
    lanes = {
        _("Premises and projects"): _premises(page),
        _("Labels"): [Moment(row.since, row.code, "j") for row in page.labels],
        _("Credit"): _credit(page),
    }
    lanes = {title: _until(found, page.day) for title, found in lanes.items()}
    moments = sorted((m for found in lanes.values() for m in found), key=lambda m: m.day)
    if not moments:
        return None
    first, last = moments[0].day.year, page.day.year
    first = min(first, last - 2)
    drawn = [
        Lane(title, 57 * i + 24, _spots(found, first, last))
        for i, (title, found) in enumerate((t, f) for t, f in lanes.items() if f)
    ]
    step = max(1, (last - first + 1) // 10)
    years = tuple(
        (year, _x(date(year, 1, 1), first, last)) for year in range(first, last + 1, step)
    )
    return Timeline(first, last, years, tuple(drawn), tuple(reversed(moments[-8:])))


def _until(moments: list[Moment], day: date) -> list[Moment]:
    known = sorted((m for m in moments if m.day <= day), key=lambda m: m.day)
    return known[-MOST:]


def _premises(page: EnterprisePage) -> list[Moment]:
    found = []
    facts = page.facts
    if facts and facts.established_on:
        found.append(Moment(facts.established_on, _("Established")))
    for row in page.tenancies:
        where = f"{page.name_of(row.unit.floor.building_id)} {row.unit.name}".strip()
        found.append(Moment(row.since, _("Moved into %s") % where))
        if row.producing_since:
            found.append(Moment(row.producing_since, _("Producing in %s") % where, "j"))
    if not page.is_own:
        found += [Moment(row.since, page.name_of(row.project_id)) for row in page.projects]
    return found


def _credit(page: EnterprisePage) -> list[Moment]:
    found = []
    for row in page.credit:
        tone = "j" if row.severity == Severity.GOOD else "bad"
        found.append(Moment(row.occurred_on, credit_name(row.kind), tone))
        if row.repaired_on:
            found.append(Moment(row.repaired_on, _("Credit restored"), "j"))
    return found


def _x(day: date, first: int, last: int) -> int:
    """Where a day lies between the first year's beginning and the last one's end."""
    begin, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    return LEFT + round((WIDTH - LEFT - 8) * (day.toordinal() - begin) / (end - begin))


def _spots(moments: list[Moment], first: int, last: int) -> tuple[Spot, ...]:
    """The newest are written first; an older one that would touch a newer stays a dot."""
    spots: list[Spot] = []
    limit = WIDTH + APART
    for moment in reversed(moments):
        x = _x(moment.day, first, last)
        is_at_end = x > WIDTH - APART
        is_written = x + (0 if is_at_end else APART) <= limit
        if is_written:
            limit = x - (APART if is_at_end else 0)
        spots.append(Spot(x, moment, is_written, is_at_end))
    return tuple(reversed(spots))
