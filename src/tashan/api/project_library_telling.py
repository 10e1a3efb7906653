"""The library of projects as answers tell it: ages, gates, renewal, milestones, plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tashan.api.fields import ROOT, Money, source_url
from tashan.api.schemas import project_library as told
from tashan.api.schemas.shared import Refs
from tashan.casework import calendars
from tashan.casework.due import Due, light_of
from tashan.casework.project_models import (
    Departure,
    EvidenceTakenBack,
    InvestmentPlan,
    Milestone,
    PlanEntry,
    ProjectEvidence,
)
from tashan.casework.projects.ageing import Age
from tashan.casework.projects.checking import Checked
from tashan.casework.projects.milestones import newest_plans
from tashan.casework.projects.plan_totals import PlanTotals, of_year
from tashan.casework.projects.renewal import BatchRenewal
from tashan.casework.rounds.invested import UNKNOWN, Invested, invested_of, sum_of
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


def money(fen: int) -> Money:
    """An amount that is known."""
    found = Money.of(fen)
    assert found is not None
    return found


def age_told(project: Entity, age: Age, refs: Refs) -> dict[str, Any]:
    return {
        "project": refs.to(project), "stage": age.stage.value, "since": age.since,
        "days": age.days, "heard_on": age.heard_on, "months": age.months,
        "is_stale": age.is_stale,
    }  # fmt: skip


def requirement_told(one: Checked) -> told.RequirementTold:
    return told.RequirementTold(
        code=one.requirement.code, says=one.requirement.says.zh, applies=one.applies,
        met=one.met, by=[told.ProofTold(**proof) for proof in one.proofs],
        lacks=list(one.lacks), basis=one.basis,
    )  # fmt: skip


def gate_told(stage: str, found: Sequence[Checked]) -> told.GateTold:
    is_open = all(one.met is True for one in found)
    requirements = [requirement_told(one) for one in found]
    return told.GateTold(stage=stage, is_open=is_open, requirements=requirements)


def evidence_told(row: ProjectEvidence, back: EvidenceTakenBack | None) -> told.EvidenceTold:
    return told.EvidenceTold(
        id=row.pk, kind=row.kind, document=row.document, on=row.on,
        sha256=row.file.sha256 if row.file else None,
        taken_back=None if back is None else told.TakenBackTold(
            reason=back.reason, on=back.on, stood=[told.ProofTold(**one) for one in back.stood],
        ),
    )  # fmt: skip


def departure_told(row: Departure) -> told.DepartureTold:
    checker = row.checked_by
    return told.DepartureTold(
        id=row.pk, direction=row.direction, reason=row.reason, says=row.says,
        asked_on=row.asked_on, asked_by=row.asked_by.display_name, checked_on=row.checked_on,
        checked_by=checker.display_name if checker else None, is_agreed=row.is_agreed,
        answer=row.answer,
    )  # fmt: skip


def batch_told(one: BatchRenewal, known: Mapping[int, Entity], refs: Refs) -> told.BatchTold:
    return told.BatchTold(
        code=one.code, title=one.title.zh, at_start=one.at_start, at_end=one.at_end,
        entered=[told.Crossing(project=refs.to(known[p]), on=day) for p, day in one.entered],
        left=[told.Crossing(project=refs.to(known[p]), on=day) for p, day in one.left],
        renewed=_share(one.renewed), moved_on=_share(one.moved_on),
    )  # fmt: skip


def _share(of: Fraction | None) -> str | None:
    return None if of is None else f"{float(of):.6f}"


def milestones_told(
    rows: Sequence[Milestone], on: date, viewer: Visitor
) -> list[told.MilestoneTold]:
    """Each milestone with its plans, in the order of their planned days."""
    newest = newest_plans(list(rows), on)
    people = [one for row in rows for one in (row.project, row.office, row.officer)]
    refs, calendar = Refs(people, on=on, viewer=viewer), calendars.in_force().calendar
    found = []
    for row in rows:
        plan = newest[row.pk]
        due = Due(f"milestone:{row.pk}", row.title, row.office_id, row.officer_id, row.project_id,
                  plan.planned_on, row.done_on is not None, None)  # fmt: skip
        is_open = row.checked_on is None and row.dropped_on is None
        light = light_of(due, on=on, calendar=calendar) if is_open else None
        plans = [
            told.MilestonePlanTold(
                number=one.number, planned_on=one.planned_on, planned=Money.of(one.planned_fen),
                reason=one.reason, on=one.on,
            )
            for one in row.plans.all()
        ]  # fmt: skip
        found.append(
            told.MilestoneTold(
                id=row.pk, url=f"{ROOT}/milestones/{row.pk}", project=refs.to(row.project),
                title=row.title, office=refs.to(row.office), officer=refs.of(row.officer),
                planned_on=plan.planned_on, planned=Money.of(plan.planned_fen),
                done_on=row.done_on, done=Money.of(row.done_fen), document=row.document,
                checked_on=row.checked_on, dropped_on=row.dropped_on,
                light=None if light is None else str(light), plans=plans,
                taken_back=[
                    told.ReportTakenBackTold(
                        done_on=one.done_on, done=Money.of(one.done_fen), document=one.document,
                        was_confirmed=one.checked_on is not None, reason=one.reason, on=one.on,
                    )
                    for one in row.taken_back.all()
                ],
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.planned_on, one.id))


def plan_line(
    plan: InvestmentPlan, *, projects: int, fen: int, is_replaced: bool
) -> dict[str, Any]:
    """A plan as a list tells it."""
    state = "adjusted" if is_replaced else "draft" if plan.issued_on is None else "issued"
    return {
        "id": plan.pk, "url": f"{ROOT}/investment-plans/{plan.pk}", "rules": plan.rules,
        "title": plan.title, "first_year": plan.first_year, "last_year": plan.last_year,
        "state": state, "document": plan.document, "issued_on": plan.issued_on,
        "projects": projects, "invested": money(fen),
    }  # fmt: skip


def plan_told(totals: PlanTotals, on: date, viewer: Visitor) -> told.InvestmentPlanTold:
    """A plan with its totals and its projects."""
    plan, entries = totals.plan, totals.entries
    refs = Refs([one.project for one in entries], on=on, viewer=viewer)
    invested = invested_of({one.project_id for one in entries}, totals.years, on)
    is_replaced = InvestmentPlan.objects.filter(replaces=plan).exists()
    line = plan_line(plan, projects=len(entries), fen=totals.sum, is_replaced=is_replaced)
    return told.InvestmentPlanTold(
        **line, replaces=plan.replaces_id, reason=plan.reason, total=money(totals.total),
        by_year={year: money(totals.of_year(year)) for year in totals.years},
        by_source={code: money(totals.of_source(code)) for code in totals.used},
        invested_by_year={year: _invested_in(year, totals, invested) for year in totals.years},
        entries=[_entry(one, refs, totals.years, invested) for one in entries],
    )  # fmt: skip


def _invested_in(
    year: int, totals: PlanTotals, invested: Mapping[tuple[int, int], Invested]
) -> told.InvestedTold:
    found = [invested.get((one.project_id, year), UNKNOWN) for one in totals.entries]
    reported = sum_of([one.reported for one in found])
    statistical = sum_of([one.statistical for one in found])
    return told.InvestedTold(
        reported=Money.of(reported.fen), reported_known=reported.known,
        statistical=Money.of(statistical.fen), statistical_known=statistical.known,
        projects=len(found),
    )  # fmt: skip


def _entry_year(row: PlanEntry, year: int, invested: Invested) -> told.PlanYearTold:
    report, figure = invested.report, invested.statistics
    return told.PlanYearTold(
        year=year, planned=money(of_year(row, year)), reported=Money.of(invested.reported),
        reported_month=None if report is None else report.round.month,
        report=None if report is None else f"{ROOT}/rounds/reports/{report.pk}",
        statistical=Money.of(invested.statistical),
        statistical_month=None if figure is None else figure.month,
        statistical_source=None if figure is None else source_url(figure.source_id),
    )  # fmt: skip


def _entry(
    row: PlanEntry, refs: Refs, years: range, invested: Mapping[tuple[int, int], Invested]
) -> told.PlanEntryTold:
    return told.PlanEntryTold(
        id=row.pk, project=refs.to(row.project), content=row.content, begins=row.begins,
        ends=row.ends, total=money(row.total),
        source=None if row.source_id is None else source_url(row.source_id),
        years=[
            _entry_year(row, year, invested.get((row.project_id, year), UNKNOWN)) for year in years
        ],
        amounts=[
            told.PlanAmountTold(year=one.year, source=one.source, amount=money(one.fen))
            for one in row.amounts.all()
        ],
        admitted=[
            told.RequirementTold(
                code=one["code"], says=one["says"]["zh"], applies=one["applies"], met=one["met"],
                by=[told.ProofTold(**proof) for proof in one["by"]], lacks=[],
                basis=one["basis"],
            )
            for one in row.shown
        ],
    )  # fmt: skip
