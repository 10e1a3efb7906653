"""Rounds on projects: issued, answered with photos, checked; statistical figures beside them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import kept, named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, Money, source_url
from tashan.api.files import attachment
from tashan.api.round_telling import (
    alarms_told,
    course_told,
    report_in_full,
    round_in_full,
    round_lines,
)
from tashan.api.routers import work as router
from tashan.api.schemas import rounds as told
from tashan.api.schemas.shared import AsOf, Refs
from tashan.api.views.cases import by_of
from tashan.casework.round_models import DispatchRound, PaperSort, RoundPhoto, RoundReport
from tashan.casework.rounds import answering, curves, issuing, lights, papers
from tashan.casework.rounds.answering import Answer
from tashan.casework.rounds.curves import NewCurve
from tashan.casework.rounds.issuing import NewRound
from tashan.casework.rounds.papers import NewPaper
from tashan.casework.rounds.seeing import may_answer, may_check, may_see_statistical
from tashan.record import files, perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("month", is_descending=True)]
REPORT = "/rounds/reports/{answer_id}"


@door(
    router, "GET", "/rounds", scope=READ, right=may_see_statistical, answer=Page[told.DispatchTold]
)
def list_rounds(request: ProgramRequest, paging: Query[Paging]) -> Page[told.DispatchTold]:
    """The rounds, the newest month first."""
    return page(request, DispatchRound.objects.all(), NEWEST, shown=round_lines, asked=paging)


@door(router, "POST", "/rounds", scope=WRITE, right=perms.may_keep_work, answer=told.DispatchInFull,
      status=201)  # fmt: skip
def issue_round(request: ProgramRequest, given: told.DispatchGiven) -> told.DispatchInFull:
    """Issue a month's round to the responsible offices of projects."""
    by = by_of(request, None)
    if given.projects is None:
        chosen = issuing.under_way(by.on, key_only=True)
    else:
        chosen = [named(key, Kind.PROJECT) for key in given.projects]
    new = NewRound(given.month, given.title, given.due_on, given.asks[:500])
    return round_in_full(issuing.issue(new, chosen, by=by), today(), request.user)


@door(router, "GET", "/rounds/{dispatch_id}", scope=READ, right=may_see_statistical,
      answer=told.DispatchInFull)  # fmt: skip
def read_round(request: ProgramRequest, dispatch_id: Id) -> told.DispatchInFull:
    """A round by project: light with its sides, reported and statistical figures apart."""
    row = get_object_or_404(DispatchRound, pk=dispatch_id)
    return round_in_full(row, today(), request.user)


def _report(answer_id: int) -> RoundReport:
    rows = RoundReport.objects.select_related("round", "project", "office")
    return get_object_or_404(rows, pk=answer_id)


@door(router, "GET", REPORT, scope=READ, right=perms.may_see_work, answer=told.RoundReportInFull)
def read_round_report(request: ProgramRequest, answer_id: Id) -> told.RoundReportInFull:
    """One project in one round."""
    return report_in_full(_report(answer_id), today(), request.user)


@door(router, "POST", REPORT + "/answer", scope=WRITE, right=perms.may_report_work,
      answer=told.RoundReportInFull)  # fmt: skip
def answer_round_report(
    request: ProgramRequest, answer_id: Id, given: told.FindingAnswerGiven
) -> told.RoundReportInFull:
    """Tell of the month, for a project of the own office."""
    row = _own(request, answer_id)
    said = Answer(**given.model_dump(exclude={"on"}))
    answering.answer(row, said, by=by_of(request, given.on))
    return report_in_full(_report(row.pk), today(), request.user)


def _own(request: ProgramRequest, answer_id: int) -> RoundReport:
    row = _report(answer_id)
    if not may_answer(request.user, row.office_id, today()):
        raise PermissionDenied
    return row


@door(router, "POST", REPORT + "/photos", scope=WRITE, right=perms.may_report_work,
      answer=told.RoundReportInFull, status=201)  # fmt: skip
def add_report_photo(
    request: ProgramRequest, answer_id: Id, given: told.PhotoGiven
) -> told.RoundReportInFull:
    """A photo with the day and the place it was taken."""
    row = _own(request, answer_id)
    stored = files.store(given.data, name=given.name, at=timezone.now())
    answering.attach_photo(row, stored, given.taken_on, given.place, by=by_of(request, None))
    return report_in_full(_report(row.pk), today(), request.user)


@door(router, "GET", "/rounds/photos/{photo_id}", scope=READ, right=perms.may_see_work,
      answer="application/octet-stream")  # fmt: skip
def read_report_photo(request: ProgramRequest, photo_id: Id) -> HttpResponse:
    """The picture itself."""
    found = get_object_or_404(RoundPhoto.objects.select_related("file"), pk=photo_id)
    return attachment(files.read(found.file), found.file.name, found.file.media_type)


@door(router, "POST", REPORT + "/check", scope=WRITE, right=perms.may_check_work,
      answer=told.RoundReportInFull)  # fmt: skip
def check_round_report(
    request: ProgramRequest, answer_id: Id, given: told.CheckGiven
) -> told.RoundReportInFull:
    """Confirm it, or send it back with a remark; never who answered."""
    row = _report(answer_id)
    if not may_check(request.user, row.office_id, today()):
        raise PermissionDenied
    by = by_of(request, given.on)
    if given.verdict == "check":
        answering.check(row, by=by)
    else:
        answering.send_back(row, given.remark, by=by)
    return report_in_full(_report(row.pk), today(), request.user)


@door(router, "POST", "/statistical-figures", scope=Scope.FIGURES_WRITE,
      right=perms.may_see_statistics, answer=told.StatisticalTold, status=201)  # fmt: skip
def enter_statistical_figure(
    request: ProgramRequest, given: told.StatisticalGiven
) -> told.StatisticalTold:
    """The other column, from a table of statistics; a correction is a new row."""
    project = named(given.project, Kind.PROJECT)
    row = papers.enter_statistics(
        project, given.month, given.fen, given.document, by=by_of(request, None)
    )
    amount = Money.of(row.fen)
    assert amount is not None
    return told.StatisticalTold(
        project=Refs([project], on=today(), viewer=request.user).to(project), month=row.month,
        amount=amount, source=source_url(row.source_id),
    )  # fmt: skip


@door(router, "POST", "/project-papers", scope=WRITE, right=perms.may_keep_work,
      answer=told.PaperTold, status=201)  # fmt: skip
def enter_project_paper(request: ProgramRequest, given: told.PaperGiven) -> told.PaperTold:
    """What a paper says of a project: limits and alarms count from it."""
    project = named(given.project, Kind.PROJECT)
    share = None if given.share is None else int(given.share * 100)
    new = NewPaper(PaperSort(given.sort), given.document, given.fen, given.year, share)
    row = papers.enter_paper(project, new, by=by_of(request, given.on))
    return told.PaperTold(
        id=row.pk, project=Refs([project], on=today(), viewer=request.user).to(project),
        sort=row.sort, on=row.on, year=row.year, amount=Money.of(row.fen), share=given.share,
        source=source_url(row.source_id),
    )  # fmt: skip


@door(router, "GET", "/projects/{entity_id}/plan-course", scope=READ, right=perms.may_see_work,
      answer=told.PlanCourseTold)  # fmt: skip
def read_plan_course(
    request: ProgramRequest, entity_id: Id, asked: Query[AsOf], year: int | None = None
) -> told.PlanCourseTold:  # fmt: skip
    """A year of a project by month: its own plan, and what was reported beside statistics."""
    on = asked.on or today()
    project = kept(entity_id, Kind.PROJECT)
    return course_told(project, on.year if year is None else year, on, request.user)


@door(router, "POST", "/projects/{entity_id}/plan-course", scope=WRITE,
      right=perms.may_keep_work, answer=told.PlanCourseTold, status=201)  # fmt: skip
def enter_plan_curve(
    request: ProgramRequest, entity_id: Id, given: told.PlanCurveGiven
) -> told.PlanCourseTold:
    """A project's own plan of a year by month, which ends at what the plan of the year gives."""
    project = kept(entity_id, Kind.PROJECT)
    new = NewCurve(given.year, given.fen, given.document, given.reason)
    curves.enter_curve(project, new, by=by_of(request, given.on))
    return course_told(project, given.year, today(), request.user)


@door(router, "POST", "/light-excuses", scope=WRITE, right=perms.may_keep_work,
      answer=told.ExcuseTold, status=201)  # fmt: skip
def excuse_project_light(request: ProgramRequest, given: told.ExcuseGiven) -> told.ExcuseTold:
    """Why one side of a project is not lit until a day."""
    project = named(given.project, Kind.PROJECT)
    row = lights.excuse(
        project, given.dimension, given.reason, given.until, by=by_of(request, given.on)
    )
    return told.ExcuseTold(
        project=Refs([project], on=today(), viewer=request.user).to(project),
        dimension=row.dimension, reason=row.reason, since=row.since, until=row.until,
    )  # fmt: skip


@door(router, "GET", "/alarms", scope=READ, right=perms.may_see_work, answer=told.AlarmsTold)
def list_alarms(request: ProgramRequest, on: date | None = None) -> told.AlarmsTold:
    """Alarms of projects on a day, each with its basis and the papers it is from."""
    return alarms_told(on or today(), request.user)
