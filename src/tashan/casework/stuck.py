"""What is stuck: offices by their worst light, and what is late by what it holds up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from tashan.base.lights import Light
from tashan.casework.clocks import SOON, WorkingDays
from tashan.casework.kinds import Need
from tashan.casework.models import OPEN, Case, Matter, Opinion, Prerequisite
from tashan.casework.states import STOPS, State
from tashan.registry.dated import as_of
from tashan.registry.models import ProjectFacts

MOST = 8


@dataclass(frozen=True, slots=True)
class OfficeLoad:
    """What an office has open now, by light."""

    office: int
    late: int
    soon: int
    stopped: int
    total: int

    @property
    def light(self) -> Light:
        """Late before soon before stopped; all well is green."""
        if self.late:
            return Light.RED
        if self.soon:
            return Light.YELLOW
        return Light.STOPPED if self.stopped else Light.GREEN

    @property
    def count(self) -> int:
        """How many have that light; 0 where all is well."""
        return self.late or self.soon or self.stopped


def loads(cases: QuerySet[Case], on: date, calendar: WorkingDays) -> list[OfficeLoad]:
    """Every office that has something open, the worst first."""
    soon_on = calendar.nth_working_day_after(on, SOON)
    late = _late(on)
    soon = ~late & (Q(promised_on__lte=soon_on) | Q(statutory_on__lte=soon_on))
    rows = _open(cases).filter(office__isnull=False).order_by().values("office")
    counted = rows.annotate(
        late=Count("pk", filter=late),
        soon=Count("pk", filter=soon),
        stopped=Count("pk", filter=Q(state__in=sorted(STOPS))),
        total=Count("pk"),
    )
    found = [
        OfficeLoad(r["office"], r["late"], r["soon"], r["stopped"], r["total"]) for r in counted
    ]
    return sorted(found, key=lambda one: (one.light.urgency, -one.count, -one.total, one.office))


def stuck(cases: QuerySet[Case], on: date) -> list[Matter]:
    """What is past its day, that which holds up the most investment first.

    Each has ``investment`` in fen (None: not known, or no project), ``owing`` opinions that were
    not given and ``holds`` matters that wait for it.
    """
    facts = as_of(ProjectFacts.objects.all(), on).filter(entity=OuterRef("case__subject"))
    waiting = Prerequisite.objects.filter(
        before=OuterRef("pk"), need=Need.HARD, after__state=State.NOT_BEGUN
    )
    rows = _open(cases).filter(_late(on)).select_related("case")
    told = rows.annotate(
        investment=Subquery(facts.values("investment")[:1]),
        owing=_count(Opinion.objects.filter(matter=OuterRef("pk"), given_on=None), "matter"),
        holds=_count(waiting, "before"),
    )
    order = (F("investment").desc(nulls_last=True), F("promised_on").asc(nulls_last=True), "pk")
    return list(told.order_by(*order)[:MOST])


def cases_stuck(cases: QuerySet[Case], on: date) -> int:
    """How many cases have something past its day."""
    late = Matter.objects.filter(OPEN, _late(on), case=OuterRef("pk"))
    return cases.filter(Exists(late), state="running").count()


def _late(on: date) -> Q:
    return Q(promised_on__lt=on) | Q(statutory_on__lt=on)


def _open(cases: QuerySet[Case]) -> QuerySet[Matter]:
    return Matter.objects.filter(OPEN, case__in=cases.filter(state="running"))


def _count(rows: QuerySet[Opinion] | QuerySet[Prerequisite], by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")[:1])


def offices_of(loads: Collection[OfficeLoad], matters: Collection[Matter]) -> set[int]:
    """All offices that are named."""
    return {one.office for one in loads} | {m.office_id for m in matters if m.office_id}
