"""What was invested in projects by year and month: reported and statistical, never mixed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tashan.casework.round_models import ReportState, RoundReport, StatisticalFigure

TOLD = (ReportState.ANSWERED, ReportState.CHECKED)


@dataclass(frozen=True, slots=True)
class Invested:
    """Of a project in a year from January on: the newest report that tells it, and the newest
    statistical figure; None is unknown, never nought."""

    report: RoundReport | None = None
    statistics: StatisticalFigure | None = None

    @property
    def reported(self) -> int | None:
        return None if self.report is None else self.report.done

    @property
    def statistical(self) -> int | None:
        return None if self.statistics is None else self.statistics.fen


UNKNOWN = Invested()


class KnownSum(NamedTuple):
    """Fen of those that are known, None where none is; how many are known, and of how many."""

    fen: int | None
    known: int
    all: int


def sum_of(values: Sequence[int | None]) -> KnownSum:
    known = [one for one in values if one is not None]
    return KnownSum(sum(known) if known else None, len(known), len(values))


def invested_of(
    projects: Collection[int], years: range, on: date
) -> dict[tuple[int, int], Invested]:
    """By project and year, as of a day; what nobody told is left out. Two queries."""
    reports = {(row.project_id, row.round.month.year): row for row in _reports(projects, years, on)}
    figures = {(row.project_id, row.month.year): row for row in _statistics(projects, years, on)}
    return {
        key: Invested(reports.get(key), figures.get(key)) for key in reports.keys() | figures.keys()
    }


def by_month(project: int, year: int, on: date) -> tuple[dict[int, int], dict[int, int]]:
    """Reported, then statistical fen of one project from January on, by month. Two queries."""
    years = range(year, year + 1)
    reported = {
        row.round.month.month: row.done
        for row in _reports([project], years, on)
        if row.done is not None
    }
    statistical = {row.month.month: row.fen for row in _statistics([project], years, on)}
    return reported, statistical


def _reports(projects: Collection[int], years: range, on: date) -> list[RoundReport]:
    rows = RoundReport.objects.filter(
        project__in=projects, state__in=TOLD, done__isnull=False, answered_on__lte=on,
        round__month__gte=date(years.start, 1, 1), round__month__lt=date(years.stop, 1, 1),
    )  # fmt: skip
    return list(rows.select_related("round").order_by("round__month"))


def _statistics(projects: Collection[int], years: range, on: date) -> list[StatisticalFigure]:
    rows = StatisticalFigure.objects.filter(
        project__in=projects, month__lte=on,
        month__gte=date(years.start, 1, 1), month__lt=date(years.stop, 1, 1),
    )  # fmt: skip
    return list(rows.select_related("source").order_by("month", "pk"))
