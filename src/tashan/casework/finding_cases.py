"""Cases to be looked through: by light, stage and office, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tashan.base.lights import Light
from tashan.casework.clocks import SOON, WorkingDays
from tashan.casework.kinds import CaseState
from tashan.casework.models import OPEN, Case, Matter
from tashan.casework.states import ENDS, PASSES, STOPS, State

_OPEN_OF_A_CASE = Q(matters__state__gt=State.NOT_BEGUN) & ~Q(matters__state__in=sorted(ENDS))
COLUMNS: Mapping[str, str] = {
    "title": "title",
    "number": "number",
    "opened": "opened_on",
    "due": "due_on",
    "passed": "passed",
}
UNLAWFUL = "unlawful"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; empty says nothing. ``light`` is red, yellow, green, stopped or
    unlawful: the most urgent of what is open."""

    state: str = CaseState.RUNNING
    light: str = ""
    stage: str = ""
    office: int | None = None
    words: str = ""


def found(cases: QuerySet[Case], asked: Filters, on: date, calendar: WorkingDays) -> QuerySet[Case]:
    """The cases that fit, each with ``due_on`` (the earliest of what is open), ``passed`` and
    ``total``."""
    if asked.state:
        cases = cases.filter(state=asked.state)
    open_ones = Matter.objects.filter(OPEN, case=OuterRef("pk"))
    if asked.stage:
        cases = cases.filter(Exists(open_ones.filter(stage=asked.stage)))
    if asked.office is not None:
        cases = cases.filter(Exists(open_ones.filter(office=asked.office)))
    if asked.words:
        words = Q(title__icontains=asked.words) | Q(number__icontains=asked.words)
        cases = cases.filter(words | Q(project_code__icontains=asked.words))
    if asked.light:
        cases = _of_light(cases, open_ones, asked.light, on, calendar)
    due = Coalesce("matters__promised_on", "matters__statutory_on")
    return cases.annotate(
        due_on=Min(due, filter=_OPEN_OF_A_CASE),
        statute_on=Min("matters__statutory_on", filter=_OPEN_OF_A_CASE),
        passed=Count("matters", filter=Q(matters__state__in=sorted(PASSES))),
        total=Count("matters"),
        stopped=Count("matters", filter=Q(matters__state__in=sorted(STOPS))),
    )


def _of_light(
    cases: QuerySet[Case],
    open_ones: QuerySet[Matter],
    light: str,
    on: date,
    calendar: WorkingDays,
) -> QuerySet[Case]:
    late = Q(promised_on__lt=on) | Q(statutory_on__lt=on)
    soon_on = calendar.nth_working_day_after(on, SOON)
    soon = Q(promised_on__lte=soon_on) | Q(statutory_on__lte=soon_on)
    if light == UNLAWFUL:
        return cases.filter(Exists(open_ones.filter(statutory_on__lt=on)))
    if light == Light.STOPPED:
        return cases.filter(Exists(open_ones.filter(state__in=sorted(STOPS))))
    if light == Light.RED:
        return cases.filter(Exists(open_ones.filter(late)))
    cases = cases.filter(~Exists(open_ones.filter(late)))
    if light == Light.YELLOW:
        return cases.filter(Exists(open_ones.filter(soon)))
    return cases.filter(Exists(open_ones), ~Exists(open_ones.filter(soon)))


def light_of_due(due: date | None, stopped: int, on: date, calendar: WorkingDays) -> Light | None:
    """The light of a case by the earliest day of what is open."""
    if due is None:
        return Light.STOPPED if stopped else None
    if due < on:
        return Light.RED
    return Light.YELLOW if due <= calendar.nth_working_day_after(on, SOON) else Light.GREEN
