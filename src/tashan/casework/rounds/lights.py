"""Lights of projects as of a month: the declared rules over what was reported and entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.round_models import (
    MONTHS,
    LightExcuse,
    PaperSort,
    PlanCurve,
    RoundReport,
    StatisticalFigure,
)
from tashan.casework.rounds.curves import curves_of
from tashan.casework.rounds.holding import note, person, told
from tashan.casework.rounds.invested import TOLD
from tashan.casework.rounds.papers import NONE, Papers, papers_on, statistics_of
from tashan.casework.rounds.planned import Planned, planned_of
from tashan.casework.rounds.rules import LIGHTS, Declared, declared
from tashan.indicators import lights
from tashan.indicators.lights import OverallLight
from tashan.indicators.target_lights import RuleBook
from tashan.mechanisms.plan import Dimension
from tashan.registry.dated import as_of
from tashan.registry.models import Entity, ProjectFacts

SIDES = (Dimension.START, Dimension.PROGRESS, Dimension.PAYMENT, Dimension.STATISTICS_ENTRY)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a project at the end of a month.

    ``entered_curve`` is its newest plan by month, whether or not it fits the plan of the year.
    """

    last: date
    facts: ProjectFacts | None
    papers: Papers
    report: RoundReport | None
    statistics: StatisticalFigure | None
    planned: Planned | None = None
    entered_curve: PlanCurve | None = None

    @property
    def plan(self) -> int | None:
        """What the year's plan gives it, in fen."""
        return None if self.planned is None else self.planned.fen

    @property
    def curve(self) -> PlanCurve | None:
        """Its own plan by month; None where it has none that ends at the plan of the year."""
        held = self.entered_curve
        return held if held is not None and held.fen[-1] == self.plan else None

    @property
    def has_lost_curve(self) -> bool:
        """A curve was entered and the plan of the year has changed since."""
        return self.entered_curve is not None and self.curve is None

    @property
    def done(self) -> int | None:
        """What the office reports of the year, in fen."""
        return None if self.report is None or self.report.state not in TOLD else self.report.done

    @property
    def started_on(self) -> date | None:
        day = None if self.facts is None else self.facts.started_on
        return day if day is not None and day <= self.last else None

    @property
    def elapsed(self) -> Decimal:
        """Time elapsed of the year, in per cent."""
        return Decimal(self.last.month) * HUNDRED / MONTHS

    @property
    def scheduled(self) -> Decimal:
        """What should be done by then of the year's plan, in per cent: by its own curve, else by
        the time elapsed."""
        if self.curve is None or not self.plan:
            return self.elapsed
        return Decimal(self.curve.fen[self.last.month - 1]) * HUNDRED / self.plan


@dataclass(frozen=True, slots=True)
class ProjectLight:
    """The light of one project with the readings that it rests on, by dimension."""

    known: Known
    overall: OverallLight
    readings: Mapping[str, Decimal | None]
    book: RuleBook


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def start_reading(known: Known) -> Decimal | None:
    """Months, the planned one included, in which works should have begun and have not."""
    if known.started_on is not None:
        return Decimal(0)
    planned = None if known.facts is None else known.facts.planned_start
    if planned is None:
        return None
    return Decimal(max(0, _months(planned, known.last) + 1))


def progress_reading(known: Known) -> Decimal | None:
    """Share of the year's plan done less what should be done, in percentage points."""
    if known.done is None or not known.plan:
        return None
    return Decimal(known.done) * HUNDRED / known.plan - known.scheduled


def payment_reading(known: Known) -> Decimal | None:
    """Share paid of what was received less the share asked for, in percentage points."""
    wanted = known.papers.get((PaperSort.PAYMENT, None))
    told_of = known.report if known.report and known.report.state in TOLD else None
    if wanted is None or wanted.share is None or told_of is None:
        return None
    if told_of.paid is None or not told_of.received:
        return None
    return Decimal(told_of.paid) * HUNDRED / told_of.received - Decimal(wanted.share) / HUNDRED


def entry_reading(known: Known) -> Decimal | None:
    """Whole months since works began without entry into the statistics."""
    if known.started_on is None or (PaperSort.STATISTICS, None) in known.papers:
        return Decimal(0)
    months = _months(known.started_on, known.last)
    whole = add_months(known.started_on, months) <= known.last
    return Decimal(months if whole else months - 1)


READINGS = {
    Dimension.START: start_reading,
    Dimension.PROGRESS: progress_reading,
    Dimension.PAYMENT: payment_reading,
    Dimension.STATISTICS_ENTRY: entry_reading,
}


def month_end(month: date) -> date:
    return add_months(month.replace(day=1), 1) - timedelta(days=1)


def lights_of(projects: Collection[int], month: date) -> dict[int, ProjectLight]:
    """The light of each at the end of a month, by its id. A bounded number of queries."""
    last = month_end(month)
    rules = declared(LIGHTS, last)
    facts = as_of(ProjectFacts.objects.filter(entity__in=projects), last)
    by_project = {one.entity_id: one for one in facts}
    papers, excuses = papers_on(projects, last), _excuses(projects, last)
    statistics = statistics_of(projects, month)
    planned = planned_of(projects, last.year, last, papers)
    curves = curves_of(projects, last.year, last)
    rows = RoundReport.objects.filter(project__in=projects, round__month=month.replace(day=1))
    reports = {one.project_id: one for one in rows.select_related("round")}
    return {
        one: _light(
            Known(last, by_project.get(one), papers.get(one, NONE), reports.get(one),
                  statistics.get(one), planned.get(one), curves.get(one)),
            rules, excuses.get(one, []),
        )
        for one in projects
    }  # fmt: skip


def _light(known: Known, rules: Declared, excuses: list[LightExcuse]) -> ProjectLight:
    book = rules.book
    asked = [side for side in SIDES if side in _sides_of(known)]
    readings = {str(side): READINGS[side](known) for side in asked}
    series = {name: [value] for name, value in readings.items()}
    dimensions = book.dimensions(asked)
    given = [lights.dimension_light(each, series) for each in dimensions]
    excused = [
        lights.Exemption(one.dimension, one.reason, str(one.approver), one.since,
                         one.until - timedelta(days=1))
        for one in excuses
        for found in given
        if found.dimension == one.dimension and found.rule in book.exemptable
    ]  # fmt: skip
    overall = lights.overall_light(dimensions, series, on=known.last, exemptions=excused)
    return ProjectLight(known, overall, readings, book)


def _sides_of(known: Known) -> set[Dimension]:
    """Payment is looked at where a higher authority asked for a share; the others always."""
    sides = set(SIDES)
    if (PaperSort.PAYMENT, None) not in known.papers:
        sides.discard(Dimension.PAYMENT)
    if known.started_on is None and known.plan is None:
        sides.discard(Dimension.PROGRESS)
    return sides


def _excuses(projects: Collection[int], on: date) -> dict[int, list[LightExcuse]]:
    rows = LightExcuse.objects.filter(project__in=projects, since__lte=on, until__gt=on)
    found: dict[int, list[LightExcuse]] = defaultdict(list)
    for row in rows.select_related("approver").order_by("-pk"):
        found[row.project_id].append(row)
    return found


@transaction.atomic
def excuse(
    project: Entity, dimension: str, reason: str, until: date, *, by: By
) -> LightExcuse:  # fmt: skip
    """A good reason why one side is not lit until a day. Raises UserError where no rule allows."""
    rules = declared(LIGHTS, by.on).book.rules
    if not any(rule.exemption and str(rule.dimension) == dimension for rule in rules):
        raise UserError(
            _("The rules excuse nothing here."), hint=_("Choose a side that may be excused.")
        )
    if until <= by.on:
        raise UserError(_("It would end before it begins."), hint=_("Give a later day."))
    made = LightExcuse.objects.create(
        project=project, dimension=dimension, reason=told(reason, _("Reason")),
        approver=person(by), since=by.on, until=until, at=by.at,
    )  # fmt: skip
    said = {"dimension": dimension, "reason": made.reason, "until": until.isoformat()}
    note(project.stream, "project.excused", said, by)
    return made
