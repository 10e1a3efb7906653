"""Rounds, problems, alarms, inspections and evaluations as answers tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q

from tashan.api.fields import ROOT, Money, exact, source_url
from tashan.api.schemas import rounds as told
from tashan.api.schemas.shared import Refs
from tashan.casework.calendars import in_force
from tashan.casework.due import Due, light_of
from tashan.casework.problem_models import (
    PostEvaluation,
    ProblemState,
    ProjectProblem,
    SiteInspection,
)
from tashan.casework.round_models import DispatchRound, ReportState, RoundReport
from tashan.casework.rounds.alarms import alarms_on
from tashan.casework.rounds.clearing import acts_for
from tashan.casework.rounds.curves import curves_of, planned_in
from tashan.casework.rounds.evaluating import grade_of
from tashan.casework.rounds.invested import by_month
from tashan.casework.rounds.lights import ProjectLight, lights_of
from tashan.casework.rounds.planned import Planned
from tashan.indicators.library_words import said
from tashan.mechanisms.settling import cited
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.models import Entity

TOLD = [ReportState.ANSWERED, ReportState.CHECKED]


def round_lines(rows: Sequence[DispatchRound]) -> list[told.DispatchTold]:
    """Each round with its counts."""
    counted = DispatchRound.objects.filter(pk__in=[one.pk for one in rows]).annotate(
        asked=Count("reports"), answered=Count("reports", filter=Q(reports__state__in=TOLD)),
        checked=Count("reports", filter=Q(reports__state=ReportState.CHECKED)),
    )  # fmt: skip
    counts = {one.pk: (one.asked, one.answered, one.checked) for one in counted}
    return [told.DispatchTold(**_round(one, *counts[one.pk])) for one in rows]


def _round(row: DispatchRound, asked: int, answered: int, checked: int) -> dict[str, Any]:
    return {
        "id": row.pk, "url": f"{ROOT}/rounds/{row.pk}", "month": row.month, "title": row.title,
        "asks": row.asks, "issued_on": row.issued_on, "due_on": row.due_on, "asked": asked,
        "answered": answered, "checked": checked,
    }  # fmt: skip


def round_in_full(row: DispatchRound, on: date, viewer: Visitor) -> told.DispatchInFull:
    """A round with every project of it."""
    found = row.reports.select_related("project", "office").annotate(pictures=Count("photos"))
    reports = list(found.order_by("project"))
    lights = lights_of([one.project_id for one in reports], row.month)
    entities = [one.project for one in reports] + [one.office for one in reports]
    refs = Refs(entities, on=on, viewer=viewer)
    line = round_lines([row])[0]
    return told.DispatchInFull(
        **line.model_dump(),
        reports=[
            told.RoundReportTold(**_report(one, lights[one.project_id], refs, one.pictures))
            for one in reports
        ],
    )


def report_in_full(row: RoundReport, on: date, viewer: Visitor) -> told.RoundReportInFull:
    """One report with its photos."""
    light = lights_of([row.project_id], row.round.month)[row.project_id]
    refs = Refs([row.project, row.office], on=on, viewer=viewer)
    photos = list(row.photos.select_related("file").order_by("taken_on", "pk"))
    pictures = [
        told.PhotoTold(
            url=f"{ROOT}/rounds/photos/{one.pk}",
            sha256=one.file.sha256,
            taken_on=one.taken_on,
            place=one.taken_at,
        )
        for one in photos
    ]
    return told.RoundReportInFull(**_report(row, light, refs, len(photos)), pictures=pictures)


def _report(row: RoundReport, light: ProjectLight, refs: Refs, photos: int) -> dict[str, Any]:
    statistics, planned = light.known.statistics, light.known.planned
    overall = light.overall.light
    return {
        "id": row.pk, "url": f"{ROOT}/rounds/reports/{row.pk}", "project": refs.to(row.project),
        "office": refs.to(row.office), "state": row.state,
        "light": None if overall is None else str(overall), "sides": _sides(light),
        "progress": row.progress, "is_same": row.is_same, "done": Money.of(row.done),
        "statistical": Money.of(None if statistics is None else statistics.fen),
        "statistical_source": "" if statistics is None else statistics.source.title,
        "planned": Money.of(light.known.plan),
        "planned_by": "" if planned is None else planned.document, "plan": plan_url(planned),
        "scheduled": exact(round(light.known.scheduled, 6)),
        "has_curve": light.known.curve is not None, "received": Money.of(row.received),
        "paid": Money.of(row.paid), "lowered_because": row.lowered_because,
        "problems": row.problems, "answered_on": row.answered_on, "checked_on": row.checked_on,
        "remark": row.remark, "photos": photos,
    }  # fmt: skip


def plan_url(planned: Planned | None) -> str | None:
    """The annual plan that gives the figure; None where a paper does, or nothing."""
    if planned is None or planned.entry is None:
        return None
    return f"{ROOT}/investment-plans/{planned.entry.plan_id}"


def course_told(project: Entity, year: int, on: date, viewer: Visitor) -> told.PlanCourseTold:
    """A year of a project as of a day."""
    planned = planned_in(project, year, on)
    curve = curves_of([project.pk], year, on).get(project.pk)
    reported, statistical = by_month(project.pk, year, on)
    return told.PlanCourseTold(
        project=Refs([project], on=on, viewer=viewer).to(project), year=year,
        planned=Money.of(None if planned is None else planned.fen),
        planned_by="" if planned is None else planned.document, plan=plan_url(planned),
        curve=None if curve is None else told.PlanCurveTold(
            number=curve.number, fen=curve.fen, on=curve.on, document=curve.source.title,
            reason=curve.reason, counts=planned is not None and curve.fen[-1] == planned.fen,
        ),
        reported=reported, statistical=statistical,
    )  # fmt: skip


def _sides(light: ProjectLight) -> list[told.ReportSideTold]:
    found = []
    for side in light.overall.dimensions:
        figure = light.readings.get(side.dimension)
        action = side.rule.action if side.rule and side.exemption is None else ""
        found.append(told.ReportSideTold(
            dimension=side.dimension, light=None if side.light is None else str(side.light),
            figure=None if figure is None else exact(round(figure, 6)), message=side.note,
            action=action, excused=side.exemption is not None,
        ))  # fmt: skip
    return found


def alarms_told(on: date, viewer: Visitor) -> told.AlarmsTold:
    """All alarms on a day, the red ones first."""
    found = alarms_on(on)
    projects = Entity.objects.in_bulk({one.project for one in found})
    refs = Refs(projects.values(), on=on, viewer=viewer)
    rows = [
        told.AlarmTold(
            project=refs.to(projects[one.project]), dimension=str(one.rule.dimension),
            light=str(one.light), figure=round(one.figure, 6), message=said(one.rule.message),
            action="" if one.rule.action is None else said(one.rule.action),
            basis=list(cited(one.rule.basis)), lapses_on=one.day,
            papers=[source_url(pk) for pk in one.papers],
        )
        for one in found
    ]  # fmt: skip
    return told.AlarmsTold(on=on, alarms=rows)


def problem_lines(
    rows: Sequence[ProjectProblem], on: date, viewer: Visitor
) -> list[told.ProblemTold]:  # fmt: skip
    """Each problem with the light of its limit."""
    return [told.ProblemTold(**line) for line in _problems(rows, on, viewer)]


def _problems(rows: Sequence[ProjectProblem], on: date, viewer: Visitor) -> list[dict[str, Any]]:
    entities = [one for row in rows for one in (row.project, row.office, row.leader)]
    refs = Refs(entities, on=on, viewer=viewer)
    return [_problem(row, refs, on) for row in rows]


def _problem(row: ProjectProblem, refs: Refs, on: date) -> dict[str, Any]:
    return {
        "id": row.pk, "url": f"{ROOT}/problems/{row.pk}", "project": refs.to(row.project),
        "kind": row.kind, "state": row.state, "says": row.says, "needs": row.needs,
        "raised_on": row.raised_on, "office": refs.of(row.office), "leader": refs.of(row.leader),
        "measures": row.measures, "due_on": row.due_on, "asks_until": row.asks_until,
        "postponed": row.postponed, "closed_on": row.closed_on, "light": _limit_light(row, on),
        "report": row.report_id, "inspection": row.inspection_id,
        "asks_review_on": row.asks_review_on, "account_reason": row.account_reason,
        "review_on": row.review_on,
        "approver": None if row.approver is None else row.approver.display_name,
    }  # fmt: skip


def _limit_light(row: ProjectProblem, on: date) -> str | None:
    if row.expected_on is None:
        return None
    due = Due("", row.says, row.office_id, None, row.project_id, row.expected_on, False, None)
    light = light_of(due, on=on, calendar=in_force().calendar)
    return None if light is None else str(light)


def problem_in_full(row: ProjectProblem, on: date, viewer: User) -> told.ProblemInFull:
    """One problem with its steps and what the viewer may do."""
    steps = [
        told.ProblemStepTold(act=one.act, says=one.says, on=one.on, actor=str(one.actor),
                      file=f"{ROOT}/problems/steps/{one.pk}/file" if one.file_id else None)
        for one in row.steps.select_related("actor").order_by("pk")
    ]  # fmt: skip
    acts = [str(act) for act in acts_for(viewer, row, on)]
    return told.ProblemInFull(**_problems([row], on, viewer)[0], steps=steps, acts=acts)


def inspection_lines(
    rows: Sequence[SiteInspection], on: date, viewer: Visitor
) -> list[told.MoneyInspectionTold]:  # fmt: skip
    """Each inspection with what of its findings is put right."""
    refs = Refs([one.project for one in rows], on=on, viewer=viewer)
    return [told.MoneyInspectionTold(**_inspection(one, refs)) for one in rows]


def _inspection(row: SiteInspection, refs: Refs) -> dict[str, Any]:
    states = [one.state for one in row.findings.all()]
    return {
        "id": row.pk, "url": f"{ROOT}/inspections/{row.pk}", "project": refs.to(row.project),
        "title": row.title, "document": row.document, "inspectors": row.inspectors, "on": row.on,
        "summary": row.summary, "found": len(states),
        "put_right": states.count(ProblemState.CLEARED.value),
    }  # fmt: skip


def inspection_in_full(
    row: SiteInspection, on: date, viewer: Visitor
) -> told.InspectionInFull:  # fmt: skip
    """One inspection with its findings."""
    refs = Refs([row.project], on=on, viewer=viewer)
    rows = row.findings.select_related("project", "office", "leader", "approver").order_by("pk")
    findings = problem_lines(list(rows), on, viewer)
    return told.InspectionInFull(**_inspection(row, refs), findings=findings)


def evaluations_told(
    rows: Sequence[PostEvaluation], on: date, viewer: Visitor
) -> list[told.PostEvaluationTold]:  # fmt: skip
    """Each evaluation in full: there are few."""
    return [evaluation_told(one, on, viewer) for one in rows]


def evaluation_told(row: PostEvaluation, on: date, viewer: Visitor) -> told.PostEvaluationTold:
    """The sheet, the score, the grade and the uses."""
    refs = Refs([row.project, row.evaluator], on=on, viewer=viewer)
    grade = grade_of(row)
    return told.PostEvaluationTold(
        id=row.pk, url=f"{ROOT}/evaluations/{row.pk}", project=refs.to(row.project),
        evaluator=refs.to(row.evaluator), document=row.document, on=row.on,
        score=f"{row.score / 100:.2f}", light=None if grade.light is None else str(grade.light),
        grade="" if grade.rule is None else said(grade.rule.message), says=row.says,
        marks=[
            told.MarkTold(code=one.code, weight=one.weight, mark=f"{one.mark / 100:g}")
            for one in row.marks.order_by("pk")
        ],
        uses=[
            told.MoneyUseTold(says=one.says, document=one.document, on=one.on)
            for one in row.uses.order_by("on", "pk")
        ],
    )  # fmt: skip
