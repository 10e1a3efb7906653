"""Everything that runs in parallel: running cases by when they last moved, and what holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from tashan.base.calendars import Calendar
from tashan.base.lights import Light
from tashan.casework.clocks import SOON
from tashan.casework.kinds import Need
from tashan.casework.models import OPEN, Case, Matter, Prerequisite
from tashan.casework.states import ENDS, PASSES, STOPS, State

MOST_LINES = 12
_OPEN_MATTER = Q(matters__state__gt=State.NOT_BEGUN) & ~Q(matters__state__in=sorted(ENDS))


def running(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The running ones, those first in which nothing has moved for longest.

    ``moved_on`` is the last day on which something happened, ``due_on`` the earliest deadline of
    what is open.
    """
    moved = Greatest(
        Max("matters__received_on"),
        Max("matters__accepted_on"),
        Max("matters__ended_on"),
        Max("matters__stops__stopped_on"),
        Max("matters__stops__resumed_on"),
        F("opened_on"),
    )
    due = Coalesce("matters__promised_on", "matters__statutory_on")
    rows = cases.filter(state="running").annotate(
        moved_on=moved, due_on=Min(due, filter=_OPEN_MATTER)
    )
    return rows.select_related("version__adoption").order_by("moved_on", "pk")


def light_of(matter: Matter, on: date, calendar: Calendar) -> Light | None:
    """What a matter shows on a day; None before its clock begins and after it has ended."""
    if not matter.is_open:
        return None
    if matter.state in STOPS:
        return Light.STOPPED
    ends = [day for day in (matter.promised_on, matter.statutory_on) if day]
    if not ends:
        return None
    if min(ends) < on:
        return Light.RED
    unit = next((limit["unit"] for limit in matter.terms.get("limits", ())), "working")
    soon = calendar.nth_working_day_after(on, SOON) if unit == "working" else on + _SOON_DAYS
    return Light.YELLOW if min(ends) <= soon else Light.GREEN


_SOON_DAYS = timedelta(days=SOON)


@dataclass(slots=True)
class Cell:
    """The matters of one case in one column: how many passed, and the lights of the open ones."""

    total: int = 0
    passed: int = 0
    lights: dict[Light | None, int] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)  # offices that have something open

    @property
    def worst(self) -> Light | None:
        """The most urgent light of what is open."""
        return min((light for light in self.lights if light), key=lambda o: o.urgency, default=None)

    @property
    def is_open(self) -> bool:
        return bool(self.lights)

    def add(self, matter: Matter, light: Light | None) -> None:
        self.total += 1
        self.passed += matter.state in PASSES
        if matter.is_open:
            self.lights[light] = self.lights.get(light, 0) + 1
            if matter.office_id:
                self.holders.add(matter.office_id)


Matrix = Mapping[int, Mapping[Any, Cell]]


def matrix(
    cases: Iterable[Case], *, by: str, on: date, calendar: Calendar
) -> tuple[Matrix, list[Any]]:
    """Of each case a cell a column, and the columns in order; ``by`` is stage or office_id."""
    cells: dict[int, dict[Any, Cell]] = defaultdict(lambda: defaultdict(Cell))
    columns: dict[Any, None] = {}
    rows = Matter.objects.filter(case__in=[case.pk for case in cases])
    for matter in rows.order_by("position", "pk"):
        key = getattr(matter, by)
        columns.setdefault(key)
        cells[matter.case_id][key].add(matter, light_of(matter, on, calendar))
    return cells, list(columns)


def joint_waiting(cases: QuerySet[Case]) -> list[Matter]:
    """Joint matters that wait for opinions, the one asked first on top.

    ``asked`` and ``given`` count its opinions, ``owing`` are the offices that gave none.
    """
    rows = Matter.objects.filter(OPEN, case__in=cases.filter(state="running"))
    counted = rows.annotate(
        asked=Count("opinions"),
        given=Count("opinions__given_on"),
        asked_on=Min("opinions__asked_on", filter=Q(opinions__given_on=None)),
        owing=ArrayAgg("opinions__office", filter=Q(opinions__given_on=None)),
    ).filter(asked__gt=F("given"))
    found = counted.select_related("case")
    return list(found.order_by("asked_on", "pk")[:MOST_LINES])


def late(cases: QuerySet[Case], on: date) -> list[Matter]:
    """What is past its day, and what was deemed accepted because nobody answered in time."""
    rows = Matter.objects.filter(OPEN, case__in=cases.filter(state="running"))
    due = Q(promised_on__lt=on) | Q(statutory_on__lt=on) | Q(is_deemed=True)
    found = rows.filter(due).select_related("case")
    return list(found.order_by(F("promised_on").asc(nulls_last=True), "pk")[:MOST_LINES])


@dataclass(frozen=True, slots=True)
class Insisted:
    """An office holds matters back for an earlier one, and nobody names a legal basis for it."""

    office: int | None
    before: Mapping[str, str]
    after: Mapping[str, str]
    cases: int
    since: date


def insisted(cases: QuerySet[Case]) -> list[Insisted]:
    """Hard prerequisites without a legal basis that hold running cases back now."""
    rows = Prerequisite.objects.filter(
        need=Need.HARD,
        basis=[],
        after__state=State.NOT_BEGUN,
        after__case__in=cases.filter(state="running"),
    ).exclude(before__state__in=sorted(PASSES))
    counted = rows.values("after__office", "before__title", "after__title").annotate(
        n=Count("after__case", distinct=True), since=Min("after__case__opened_on")
    )
    return [
        Insisted(
            row["after__office"], row["before__title"], row["after__title"], row["n"], row["since"]
        )
        for row in counted.order_by("-n", "since")[:MOST_LINES]
    ]
