"""Problems of projects from raised to cleared; inspections; post-evaluation."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import named, named_or_none, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.files import attachment
from tashan.api.round_telling import (
    evaluation_told,
    evaluations_told,
    inspection_in_full,
    inspection_lines,
    problem_in_full,
    problem_lines,
)
from tashan.api.routers import work as router
from tashan.api.schemas import rounds as told
from tashan.api.views.cases import by_of
from tashan.casework.problem_models import (
    PostEvaluation,
    ProblemKind,
    ProblemState,
    ProblemStep,
    ProjectProblem,
    SiteInspection,
)
from tashan.casework.round_models import RoundReport
from tashan.casework.rounds import evaluating, raising
from tashan.casework.rounds.clearing import (
    ProblemAct,
    may_move,
    perform,
    refuse_act,
)
from tashan.casework.rounds.evaluating import NewEvaluation
from tashan.casework.rounds.raising import Limit, NewInspection, NewProblem
from tashan.casework.rounds.saying import ProblemSaid
from tashan.casework.rounds.seeing import may_raise
from tashan.record import files, perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("pk", is_descending=True)]
PROBLEM, INSPECTION = "/problems/{problem_id}", "/inspections/{inspection_id}"
ActName = Literal[
    "review", "drop", "assign", "take_up", "tell", "ask_later", "postpone", "keep_limit",
    "ask_clearing", "clear", "send_back", "ask_account", "put_on_account", "keep_off_account",
    "leave_on_account", "take_up_again",
]  # fmt: skip
StateName = Literal[
    "raised", "reviewed", "assigned", "in_hand", "clearing", "on_account", "cleared", "dropped"
]  # fmt: skip


def _problem(problem_id: int) -> ProjectProblem:
    rows = ProjectProblem.objects.select_related("project", "office", "leader", "approver")
    return get_object_or_404(rows, pk=problem_id)


@door(router, "GET", "/problems", scope=READ, right=perms.may_see_work,
      answer=Page[told.ProblemTold])  # fmt: skip
def list_problems(
    request: ProgramRequest, paging: Query[Paging], state: StateName | None = None,
    kind: told.ProblemName | None = None,
) -> Page[told.ProblemTold]:  # fmt: skip
    """The problem list, the newest first, narrowed by state and kind."""

    def shown(found: list[ProjectProblem]) -> list[told.ProblemTold]:
        return problem_lines(found, today(), request.user)

    rows = ProjectProblem.objects.select_related("project", "office", "leader", "approver")
    if state is not None:
        rows = rows.filter(state=ProblemState(state))
    if kind is not None:
        rows = rows.filter(kind=ProblemKind(kind))
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/problems", scope=WRITE, right=may_raise, answer=told.ProblemInFull,
      status=201)  # fmt: skip
def raise_problem(request: ProgramRequest, given: told.ProblemGiven) -> told.ProblemInFull:
    """Raise a problem of a project, from its report where there is one."""
    report = None if given.report is None else get_object_or_404(RoundReport, pk=given.report)
    new = NewProblem(ProblemKind(given.kind), given.says, given.needs, report)
    by = by_of(request, given.on)
    made = raising.raise_problem(named(given.project, Kind.PROJECT), new, by=by)
    return problem_in_full(_problem(made.pk), today(), request.user)


@door(router, "GET", PROBLEM, scope=READ, right=perms.may_see_work, answer=told.ProblemInFull)
def read_problem(request: ProgramRequest, problem_id: Id) -> told.ProblemInFull:
    """One problem with every step and what you may do."""
    return problem_in_full(_problem(problem_id), today(), request.user)


@door(router, "POST", PROBLEM + "/{act}", scope=WRITE, right=may_move, answer=told.ProblemInFull)
def move_problem(
    request: ProgramRequest, problem_id: Id, act: ActName, given: told.ProblemActGiven
) -> told.ProblemInFull:
    """Review, assign, take in hand, postpone, put on account, clear with evidence, send back.

    Who asked for the clearing never clears it, who asked for the account never grants it.
    """
    row, wanted = _problem(problem_id), ProblemAct(act)
    refuse_act(request.user, wanted, row, today())
    evidence = None
    if given.file is not None:
        evidence = files.store(given.file.data, name=given.file.name, at=timezone.now())
    said = ProblemSaid(
        says=given.says, office=named_or_none(given.office, Kind.OFFICE),
        leader=named_or_none(given.leader, Kind.OFFICER), measures=given.measures,
        until=given.until, file=evidence,
    )  # fmt: skip
    perform(wanted, row, said, by=by_of(request, given.on))
    return problem_in_full(_problem(row.pk), today(), request.user)


@door(router, "GET", "/problems/steps/{step_id}/file", scope=READ, right=perms.may_see_work,
      answer="application/octet-stream")  # fmt: skip
def read_problem_evidence(request: ProgramRequest, step_id: Id) -> HttpResponse:
    """The evidence of a step."""
    rows = ProblemStep.objects.exclude(file=None).select_related("file")
    found = get_object_or_404(rows, pk=step_id)
    assert found.file is not None
    return attachment(files.read(found.file), found.file.name, found.file.media_type)


def _inspection(inspection_id: int) -> SiteInspection:
    return get_object_or_404(SiteInspection.objects.select_related("project"), pk=inspection_id)


@door(router, "GET", "/inspections", scope=READ, right=perms.may_see_work,
      answer=Page[told.MoneyInspectionTold])  # fmt: skip
def list_inspections(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.MoneyInspectionTold]:  # fmt: skip
    """Inspections, the newest first, with what of their findings is put right."""

    def shown(found: list[SiteInspection]) -> list[told.MoneyInspectionTold]:
        return inspection_lines(found, today(), request.user)

    rows = SiteInspection.objects.select_related("project").prefetch_related("findings")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/inspections", scope=WRITE, right=perms.may_keep_work,
      answer=told.InspectionInFull, status=201)  # fmt: skip
def enter_inspection(
    request: ProgramRequest, given: told.InspectionGiven
) -> told.InspectionInFull:  # fmt: skip
    """Enter an inspection of a project by its document."""
    new = NewInspection(given.title, given.document, given.inspectors, given.summary)
    project = named(given.project, Kind.PROJECT)
    made = raising.enter_inspection(project, new, by=by_of(request, given.on))
    return inspection_in_full(_inspection(made.pk), today(), request.user)


@door(router, "GET", INSPECTION, scope=READ, right=perms.may_see_work,
      answer=told.InspectionInFull)  # fmt: skip
def read_inspection(request: ProgramRequest, inspection_id: Id) -> told.InspectionInFull:
    """One inspection with its findings."""
    return inspection_in_full(_inspection(inspection_id), today(), request.user)


@door(router, "POST", INSPECTION + "/findings", scope=WRITE, right=perms.may_keep_work,
      answer=told.InspectionInFull, status=201)  # fmt: skip
def enter_inspection_finding(
    request: ProgramRequest, inspection_id: Id, given: told.InspectionFindingGiven
) -> told.InspectionInFull:
    """A finding that an office puts right by a limit: a problem, assigned at once."""
    row = _inspection(inspection_id)
    limit = Limit(named(given.office, Kind.OFFICE), given.measures, given.due_on)
    new = NewProblem(ProblemKind(given.kind), given.says, given.needs)
    raising.find(row, new, limit, by=by_of(request, given.on))
    return inspection_in_full(_inspection(row.pk), today(), request.user)


def _evaluation(evaluation_id: int) -> PostEvaluation:
    rows = PostEvaluation.objects.select_related("project", "evaluator")
    return get_object_or_404(rows, pk=evaluation_id)


@door(router, "GET", "/evaluations", scope=READ, right=perms.may_see_work,
      answer=Page[told.PostEvaluationTold])  # fmt: skip
def list_evaluations(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.PostEvaluationTold]:  # fmt: skip
    """Evaluations of finished projects, the newest first."""

    def shown(found: list[PostEvaluation]) -> list[told.PostEvaluationTold]:
        return evaluations_told(found, today(), request.user)

    rows = PostEvaluation.objects.select_related("project", "evaluator")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/evaluations", scope=WRITE, right=perms.may_keep_work,
      answer=told.PostEvaluationTold, status=201)  # fmt: skip
def enter_evaluation(
    request: ProgramRequest, given: told.PostEvaluationGiven
) -> told.PostEvaluationTold:
    """A third party's evaluation of a finished project, a mark for each line of the sheet."""
    evaluator = named(given.evaluator, Kind.ENTERPRISE)
    new = NewEvaluation(evaluator, given.document, dict(given.marks), given.says)
    project = named(given.project, Kind.PROJECT)
    made = evaluating.evaluate(project, new, by=by_of(request, given.on))
    return evaluation_told(_evaluation(made.pk), today(), request.user)


@door(router, "GET", "/evaluations/{evaluation_id}", scope=READ, right=perms.may_see_work,
      answer=told.PostEvaluationTold)  # fmt: skip
def read_evaluation(request: ProgramRequest, evaluation_id: Id) -> told.PostEvaluationTold:
    """The score sheet, the score, and what it was used for."""
    return evaluation_told(_evaluation(evaluation_id), today(), request.user)


@door(router, "POST", "/evaluations/{evaluation_id}/uses", scope=WRITE, right=perms.may_keep_work,
      answer=told.PostEvaluationTold, status=201)  # fmt: skip
def enter_evaluation_use(
    request: ProgramRequest, evaluation_id: Id, given: told.UseGiven
) -> told.PostEvaluationTold:
    """What an evaluation was used for."""
    row = _evaluation(evaluation_id)
    evaluating.use(row, given.says, given.document, by=by_of(request, given.on))
    return evaluation_told(_evaluation(row.pk), today(), request.user)
