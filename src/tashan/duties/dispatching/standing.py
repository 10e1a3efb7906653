"""How a secondment stands on a day: visits made of those due, late ones, problems, reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tashan.base.lights import Light
from tashan.duties.dispatch_models import PeriodReport, Secondment, Visit, VisitProblem
from tashan.duties.dispatching.periods import first_of, whole_periods


@dataclass(frozen=True, slots=True)
class Standing:
    """``due`` and ``made`` of whole periods up to the day; more than is due in one does not make
    up for another. ``unreported`` are the first days of periods without a report."""

    visits: int
    due: int
    made: int
    late: int
    problems: int
    open_problems: int
    missed: tuple[date, ...]
    unreported: tuple[date, ...]

    @property
    def light(self) -> Light:
        """Red where a period was missed, yellow where logged late or unreported."""
        if self.missed:
            return Light.RED
        return Light.YELLOW if self.late or self.unreported else Light.GREEN


def standings(rows: Iterable[Secondment], on: date) -> dict[int, Standing]:
    """Each secondment's, by its number; three queries for all. Rounds are already there."""
    known = list(rows)
    keys = [one.pk for one in known]
    visits: dict[int, list[tuple[date, bool]]] = {}
    seen = Visit.objects.filter(secondment__in=keys, on__lte=on)
    for key, day, late in seen.values_list("secondment", "on", "is_late"):
        visits.setdefault(key, []).append((day, late))
    raised: dict[int, list[str]] = {}
    found = VisitProblem.objects.filter(visit__secondment__in=keys, visit__on__lte=on)
    for key, order in found.values_list("visit__secondment", "order"):
        raised.setdefault(key, []).append(order)
    told: dict[int, set[date]] = {}
    reports = PeriodReport.objects.filter(secondment__in=keys)
    for key, period in reports.values_list("secondment", "period"):
        told.setdefault(key, set()).add(period)
    return {
        one.pk: _standing(one, on, visits.get(one.pk, []), raised.get(one.pk, []),
                          told.get(one.pk, set()))
        for one in known
    }  # fmt: skip


def _standing(
    row: Secondment, on: date, visits: list[tuple[date, bool]], raised: list[str], told: set[date]
) -> Standing:
    round_ = row.round
    until = min(row.until, on + timedelta(days=1))
    periods = [first for first, _last in whole_periods(row.since, until, round_.period)]
    counted = _by_period(visits, round_.period)
    made = [min(counted.get(first, 0), round_.visits) for first in periods]
    missed = [p for p, n in zip(periods, made, strict=True) if n < round_.visits]
    unreported = [p for p in periods if p not in told] if round_.has_reports else []
    return Standing(
        visits=len(visits), due=round_.visits * len(periods), made=sum(made),
        late=sum(late for _day, late in visits), problems=len(raised),
        open_problems=sum(not order for order in raised),
        missed=tuple(missed), unreported=tuple(unreported),
    )  # fmt: skip


def _by_period(visits: list[tuple[date, bool]], period: str) -> Mapping[date, int]:
    found: dict[date, int] = {}
    for day, _late in visits:
        first = first_of(day, period)
        found[first] = found.get(first, 0) + 1
    return found


def figures_of(row: Secondment, first: date, last: date) -> dict[str, int]:
    """The figures of a report: what the log holds of these days."""
    visits = row.visits.filter(on__range=(first, last))
    problems = VisitProblem.objects.filter(visit__in=visits)
    return {
        "visits": visits.count(), "due": row.round.visits,
        "late": visits.filter(is_late=True).count(), "problems": problems.count(),
        "passed_on": problems.exclude(order="").count(),
    }  # fmt: skip
