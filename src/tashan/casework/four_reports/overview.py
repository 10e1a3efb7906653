"""The four reports of a year at a glance: how many in time, received in time, and by office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, F, Q

from tashan.casework.four_report_models import ActReport, Outcome, UnreportedAct

LATE = Q(wanted_by__lt=F("reported_on"))


@dataclass(frozen=True, slots=True)
class OfficeReports:
    """One office's reports and the acts of it found without one; None: no office is known."""

    office: int | None
    reported: int
    late: int
    unreported: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """What a year comes to; ``mean`` is that of enterprises' ratings, None without one."""

    reported: int
    late: int
    exempted: int
    received_in_time: int
    receipts_wanted: int
    carried_out: int
    mean: float | None
    unreported: int
    offices: list[OfficeReports]


def figures_of(year: int, on: date) -> ReportFigures:
    """The reports entered and the acts found from New Year to a day; four queries."""
    first = date(year, 1, 1)
    rows = ActReport.objects.filter(reported_on__gte=first, reported_on__lte=on)
    found = UnreportedAct.objects.filter(found_on__gte=first, found_on__lte=on)
    told = rows.aggregate(
        reported=Count("pk"), late=Count("pk", LATE), exempted=Count("pk", ~Q(exempt="")),
        received_in_time=Count("pk", Q(received_on__lte=F("due_on"))),
        receipts_wanted=Count("pk", Q(exempt="") & (Q(due_on__lt=on) | ~Q(received_on=None))),
        carried_out=Count("pk", Q(outcome__in=[Outcome.CARRIED_OUT, Outcome.CHANGED])),
        mean=Avg("rating"),
    )  # fmt: skip
    by_office = {
        office: (reported, late)
        for office, reported, late in rows.values("office")
        .annotate(n=Count("pk"), late=Count("pk", LATE))
        .order_by()
        .values_list("office", "n", "late")
    }
    without = {
        office: (n, open_)
        for office, n, open_ in found.values("office")
        .annotate(n=Count("pk"), open=Count("pk", Q(answer="")))
        .order_by()
        .values_list("office", "n", "open")
    }
    offices = [
        OfficeReports(one, *by_office.get(one, (0, 0)), *without.get(one, (0, 0)))
        for one in {*by_office, *without}
    ]
    offices.sort(key=lambda one: (-one.unreported, -one.late, -one.reported, one.office or 0))
    return ReportFigures(
        **told, unreported=sum(n for n, _open in without.values()), offices=offices
    )
