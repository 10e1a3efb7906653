"""Problems, alarms, inspections and evaluations of projects."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.acts import By
from tashan.casework.problem_models import (
    PostEvaluation,
    ProblemStep,
    ProjectProblem,
    SiteInspection,
)
from tashan.casework.round_models import RoundReport
from tashan.casework.rounds import evaluating, raising
from tashan.casework.rounds.alarms import alarms_on
from tashan.casework.rounds.clearing import ProblemAct, may_move, perform, refuse_act
from tashan.casework.rounds.evaluating import grade_of
from tashan.casework.rounds.raising import NewProblem
from tashan.casework.rounds.seeing import may_raise
from tashan.indicators.target_words import of_light
from tashan.record import files, perms
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on, names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.figure_words import in_tongue
from tashan.web.forms.problems import (
    EvaluationForm,
    FindingForm,
    InspectionForm,
    ProblemActForm,
    ProblemForm,
    UseForm,
)
from tashan.web.listing import PAGE_SIZE, page_of
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment
from tashan.web.rounds.form_page import FormPage, handled
from tashan.web.rounds.problem_page import ProblemList, ProblemPage
from tashan.web.rounds.words import AlarmRow, act_word


@page(perms.may_see_work)
def problems(request: OfficerRequest) -> HttpResponse:
    """The problem list, those past their limit first."""
    shown = ProblemList(request, timezone.localdate())
    context = {"page": shown, "shown": shown.shown, "order": shown.order,
               "may_raise": may_raise(request.user)}  # fmt: skip
    return render(request, "rounds/problems.html", context)


@page(may_raise)
def new_problem(request: OfficerRequest) -> HttpResponseBase:
    """A problem of a project; ``?project=`` and ``?report=`` say of which and from where."""
    report = _report_asked(request)
    project = report.project if report else _project_asked(request)
    form = ProblemForm(request.POST or None, project=project, on=timezone.localdate())
    around = FormPage(_("Raise a problem"), "", reverse("problems"))

    def act() -> str:
        said = form.said
        new = NewProblem(said.kind, said.says, said.needs, report)
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        made = raising.raise_problem(form.cleaned_data["project"], new, by=by)
        return reverse("problem", args=[made.pk])

    return handled(request, form, around, act)


def _report_asked(request: OfficerRequest) -> RoundReport | None:
    asked = request.GET.get("report", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return RoundReport.objects.select_related("project").filter(pk=int(asked)).first()


def _project_asked(request: OfficerRequest) -> Entity | None:
    asked = request.GET.get("project", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return Entity.objects.filter(pk=int(asked), kind=Kind.PROJECT).first()


def _problem(problem_id: int) -> ProjectProblem:
    rows = ProjectProblem.objects.select_related("inspection", "report__round", "raiser")
    return get_object_or_404(rows, pk=problem_id)


@page(perms.may_see_work)
def problem(request: OfficerRequest, problem_id: int) -> HttpResponse:
    """One problem: where it stands, who has it until when, and every step."""
    shown = ProblemPage(_problem(problem_id), request.user, timezone.localdate())
    return render(request, "rounds/problem.html", {"page": shown})


@page(may_move)
def problem_act(request: OfficerRequest, problem_id: int, act: str) -> HttpResponseBase:
    """The form of an act, and the act."""
    if act not in list(ProblemAct):
        raise Http404
    row, wanted, today = _problem(problem_id), ProblemAct(act), timezone.localdate()
    refuse_act(request.user, wanted, row, today)
    form = ProblemActForm(request.POST or None, request.FILES or None, act=wanted, on=today)
    around = FormPage(act_word(wanted), row.says, reverse("problem", args=[row.pk]))

    def move() -> str:
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        perform(wanted, row, form.said, by=by)
        return around.back

    return handled(request, form, around, move)


@page(perms.may_see_work)
def problem_evidence(request: OfficerRequest, step_id: int) -> HttpResponse:
    """The file of a step, to be kept."""
    found = get_object_or_404(ProblemStep.objects.select_related("file"), pk=step_id)
    if found.file is None:
        raise Http404
    response = HttpResponse(files.read(found.file), content_type=found.file.media_type)
    response.headers["Content-Disposition"] = attachment(found.file.name)
    return response


@page(perms.may_see_work)
def alarms(request: OfficerRequest) -> HttpResponse:
    """What the law limits and a project comes near or passes, on a day (``?on=``)."""
    on = day_of(request)
    found = alarms_on(on)
    names = names_on({one.project for one in found}, on)
    rows = [AlarmRow(one, names.get(one.project, "")) for one in found]
    asked = request.GET.get("light", "")
    light = asked if asked in ("red", "yellow") else ""
    chosen = [one for one in rows if light in ("", one.light.code)]
    counts = [
        (code, sum(1 for one in rows if one.light.code == code)) for code in ("red", "yellow")
    ]
    shown = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"shown": shown, "on": on, "light": light, "counts": counts, "all": len(rows)}
    return render(request, "rounds/alarms.html", context)


@page(perms.may_see_work)
def inspections(request: OfficerRequest) -> HttpResponse:
    """Inspections, the newest first, with what of their findings is put right; evaluations."""
    rows = SiteInspection.objects.prefetch_related("findings").order_by("-on", "-pk")
    shown = page_of(request, rows)
    found = list(PostEvaluation.objects.order_by("-on", "-pk")[:20])
    names = names_on({one.project_id for one in (*shown, *found)}, timezone.localdate())
    lines = [(one, names.get(one.project_id, ""), _put_right(one)) for one in shown]
    evaluations = [(one, names.get(one.project_id, ""), f"{one.score / 100:.2f}") for one in found]
    context = {"lines": lines, "shown": shown, "evaluations": evaluations,
               "may_keep": perms.may_keep_work(request.user)}  # fmt: skip
    return render(request, "rounds/inspections.html", context)


def _put_right(one: SiteInspection) -> tuple[int, int]:
    found = list(one.findings.all())
    return sum(1 for row in found if row.state == "cleared"), len(found)


@page(perms.may_keep_work)
def new_inspection(request: OfficerRequest) -> HttpResponseBase:
    """A steward enters an inspection."""
    form = InspectionForm(request.POST or None, on=timezone.localdate())
    around = FormPage(_("Enter an inspection"), "", reverse("inspections"))

    def act() -> str:
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        made = raising.enter_inspection(form.cleaned_data["project"], form.said, by=by)
        return reverse("inspection", args=[made.pk])

    return handled(request, form, around, act)


def _inspection(inspection_id: int) -> SiteInspection:
    return get_object_or_404(SiteInspection.objects.select_related("project"), pk=inspection_id)


@page(perms.may_see_work)
def inspection(request: OfficerRequest, inspection_id: int) -> HttpResponse:
    """One inspection with its findings."""
    row, today = _inspection(inspection_id), timezone.localdate()
    findings = [ProblemPage(one, request.user, today) for one in row.findings.order_by("pk")]
    context = {
        "row": row,
        "project": name_on(row.project, today),
        "findings": findings,
        "put_right": _put_right(row),
        "may_keep": perms.may_keep_work(request.user),
    }
    return render(request, "rounds/inspection.html", context)


@page(perms.may_keep_work)
def new_finding(request: OfficerRequest, inspection_id: int) -> HttpResponseBase:
    """A finding that an office puts right by a limit."""
    row = _inspection(inspection_id)
    form = FindingForm(request.POST or None, on=timezone.localdate())
    around = FormPage(_("Enter a finding"), row.title, reverse("inspection", args=[row.pk]))

    def act() -> str:
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        raising.find(row, form.said, form.limit, by=by)
        return around.back

    return handled(request, form, around, act)


@page(perms.may_keep_work)
def new_evaluation(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """A third party's evaluation of a finished project."""
    project = get_object_or_404(Entity, pk=entity_id, kind=Kind.PROJECT)
    today = timezone.localdate()
    form = EvaluationForm(request.POST or None, on=today)
    back = reverse("project", args=[project.pk])
    around = FormPage(_("Enter a post-evaluation"), name_on(project, today), back)

    def act() -> str:
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        made = evaluating.evaluate(project, form.said, by=by)
        return reverse("evaluation", args=[made.pk])

    return handled(request, form, around, act)


@page(perms.may_see_work)
def evaluation(request: OfficerRequest, evaluation_id: int) -> HttpResponse:
    """The score sheet, how the score comes about, and what it was used for."""
    rows = PostEvaluation.objects.select_related("project", "evaluator", "version")
    row, today = get_object_or_404(rows, pk=evaluation_id), timezone.localdate()
    grade = grade_of(row)
    titles = {line.code: line.title for line in evaluating.lines_of(row)}
    marks = [
        (titles.get(one.code, one.code), one.weight, f"{one.mark / 100:g}",
         f"{one.mark * one.weight / 10_000:.2f}")
        for one in row.marks.order_by("pk")
    ]  # fmt: skip
    context = {
        "row": row, "project": name_on(row.project, today), "marks": marks,
        "evaluator": name_on(row.evaluator, today), "score": f"{row.score / 100:.2f}",
        "light": None if grade.light is None else of_light(grade.light),
        "grade": "" if grade.rule is None else in_tongue(grade.rule.message),
        "uses": list(row.uses.order_by("-on", "-pk")),
        "may_keep": perms.may_keep_work(request.user),
    }  # fmt: skip
    return render(request, "rounds/evaluation.html", context)


@page(perms.may_keep_work)
def use_evaluation(request: OfficerRequest, evaluation_id: int) -> HttpResponseBase:
    """What an evaluation was used for."""
    row = get_object_or_404(PostEvaluation.objects.select_related("project"), pk=evaluation_id)
    form = UseForm(request.POST or None, on=timezone.localdate())
    back = reverse("evaluation", args=[row.pk])

    def act() -> str:
        said = form.cleaned_data
        by = By(request.user, timezone.now(), said["on"])
        evaluating.use(row, said["says"], said["document"], by=by)
        return back

    return handled(request, form, FormPage(_("Enter its use"), row.document, back), act)
