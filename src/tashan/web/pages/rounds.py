"""Monthly rounds: the list, one round as a table, one report with its photos and its check."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.acts import By
from tashan.casework.round_models import DispatchRound, RoundPhoto, RoundReport
from tashan.casework.rounds import answering, curves, issuing, lights, papers
from tashan.casework.rounds.issuing import NewRound
from tashan.casework.rounds.seeing import may_answer, may_check, may_see_statistical
from tashan.record import files, perms
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on
from tashan.web.area_words import money
from tashan.web.cases.files import keep
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.guarantees import fen_of
from tashan.web.forms.rounds import (
    AnswerForm,
    CheckForm,
    CurveForm,
    ExcuseForm,
    NewRoundForm,
    PaperForm,
    RoundPhotoForm,
    StatisticsForm,
)
from tashan.web.listing import page_of
from tashan.web.pages.parks import day_of
from tashan.web.rounds.form_page import FormPage, handled
from tashan.web.rounds.report_page import ReportPage
from tashan.web.rounds.round_page import RoundPage, round_lines

SIZE = 12  # rounds of one page


@page(may_see_statistical)
def rounds(request: OfficerRequest) -> HttpResponse:
    """Every round, the newest first, with how many have answered."""
    rows = DispatchRound.objects.filter(issued_on__lte=day_of(request)).order_by("-month")
    shown: Page[DispatchRound] = page_of(request, rows, size=SIZE)
    context = {"lines": round_lines(list(shown)), "shown": shown,
               "may_keep": perms.may_keep_work(request.user)}  # fmt: skip
    return render(request, "rounds/list.html", context)


@page(perms.may_keep_work)
def new_round(request: OfficerRequest) -> HttpResponseBase:
    """A steward issues a month's round."""
    form = NewRoundForm(request.POST or None, on=timezone.localdate())
    around = FormPage(_("Issue a round"), _("It goes to the responsible office of each project."),
                      reverse("rounds"))  # fmt: skip

    def act() -> str:
        said, today = form.cleaned_data, timezone.localdate()
        new = NewRound(said["month"], said["title"], said["due_on"], said["asks"])
        chosen = issuing.under_way(today, key_only=said["projects"] == "key")
        made = issuing.issue(new, chosen, by=By(request.user, timezone.now(), today))
        return reverse("round", args=[made.pk])

    return handled(request, form, around, act)


@page(may_see_statistical)
def round_table(request: OfficerRequest, dispatch_id: int) -> HttpResponse:
    """One round by project; ``?light=`` ``?state=`` narrow it, ``?sort=`` sorts it."""
    row = get_object_or_404(DispatchRound, pk=dispatch_id)
    shown = RoundPage(row, request, timezone.localdate())
    context = {"page": shown, "shown": shown.shown, "order": shown.order,
               "may_type": perms.may_see_statistics(request.user)}  # fmt: skip
    return render(request, "rounds/round.html", context)


def _report(answer_id: int) -> RoundReport:
    rows = RoundReport.objects.select_related("round", "project", "answerer", "checker")
    return get_object_or_404(rows, pk=answer_id)


@page(perms.may_see_work)
def round_report(request: OfficerRequest, answer_id: int) -> HttpResponse:
    """One project in one round: light with reasons, both columns, photos, problems."""
    shown = ReportPage(_report(answer_id), request.user, timezone.localdate())
    return render(request, "rounds/report.html", {"page": shown})


def _around(row: RoundReport, title: str, explains: str = "") -> FormPage:
    about = f"{name_on(row.project, timezone.localdate())} · {row.round.title}"
    return FormPage(title, about, reverse("round_report", args=[row.pk]), explains)


@page(perms.may_report_work)
def answer_round(request: OfficerRequest, answer_id: int) -> HttpResponseBase:
    """A handler or chief of the office tells of the month."""
    row, today = _report(answer_id), timezone.localdate()
    if not may_answer(request.user, row.office_id, today):
        raise PermissionDenied
    form = AnswerForm(request.POST or None, row=row, on=today)

    def act() -> str:
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        answering.answer(row, form.said, by=by)
        return reverse("round_report", args=[row.pk])

    return handled(request, form, _around(row, _("Answer for the month")), act)


@page(perms.may_check_work)
def check_round(request: OfficerRequest, answer_id: int) -> HttpResponseBase:
    """The office's chief or a steward confirms it or sends it back; never who answered."""
    row, today = _report(answer_id), timezone.localdate()
    if not may_check(request.user, row.office_id, today):
        raise PermissionDenied
    form = CheckForm(request.POST or None, on=today)

    def act() -> str:
        said = form.cleaned_data
        by = By(request.user, timezone.now(), said["on"])
        if said["verdict"] == "check":
            answering.check(row, by=by)
        else:
            answering.send_back(row, said["remark"], by=by)
        return reverse("round_report", args=[row.pk])

    return handled(request, form, _around(row, _("Check the report"), row.progress), act)


@page(perms.may_report_work)
def add_round_photo(request: OfficerRequest, answer_id: int) -> HttpResponseBase:
    """A dated photo for a report of the own office."""
    row, today = _report(answer_id), timezone.localdate()
    if not may_answer(request.user, row.office_id, today):
        raise PermissionDenied
    form = RoundPhotoForm(request.POST or None, request.FILES or None, on=today)

    def act() -> str:
        said, now = form.cleaned_data, timezone.now()
        kept = keep(said["picture"], at=now)
        assert kept is not None
        by = By(request.user, now, today)
        answering.attach_photo(row, kept, said["taken_on"], said["place"], by=by)
        return reverse("round_report", args=[row.pk]) + "#photos"

    return handled(request, form, _around(row, _("Add a photo")), act)


@page(perms.may_see_work)
def round_photo(request: OfficerRequest, photo_id: int) -> HttpResponse:
    """The picture itself."""
    found = get_object_or_404(RoundPhoto.objects.select_related("file"), pk=photo_id)
    return HttpResponse(files.read(found.file), content_type=found.file.media_type)


@page(perms.may_see_statistics)
def type_statistics(request: OfficerRequest, dispatch_id: int) -> HttpResponseBase:
    """A statistician types the other column, from a table of statistics."""
    row, today = get_object_or_404(DispatchRound, pk=dispatch_id), timezone.localdate()
    form = StatisticsForm(request.POST or None, month=row.month)
    around = FormPage(
        _("Enter a statistical figure"), row.title, reverse("round", args=[row.pk]),
        _("It is taken from statistics alone: nobody may alter or suggest it."),
    )  # fmt: skip

    def act() -> str:
        said = form.cleaned_data
        papers.enter_statistics(
            said["project"], said["month"], fen_of(said["fen"]) or 0, said["document"],
            by=By(request.user, timezone.now(), today),
        )  # fmt: skip
        return reverse("round", args=[row.pk])

    return handled(request, form, around, act)


def _project(entity_id: int) -> Entity:
    return get_object_or_404(Entity, pk=entity_id, kind=Kind.PROJECT)


@page(perms.may_keep_work)
def excuse_light(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """A steward writes down why one side is not lit until a day."""
    project, today = _project(entity_id), timezone.localdate()
    form = ExcuseForm(request.POST or None, on=today)
    back = reverse("project", args=[project.pk])
    around = FormPage(_("Excuse a light"), name_on(project, today), back)

    def act() -> str:
        said = form.cleaned_data
        by = By(request.user, timezone.now(), said["on"])
        lights.excuse(project, said["dimension"], said["reason"], said["until"], by=by)
        return back

    return handled(request, form, around, act)


@page(perms.may_keep_work)
def new_project_paper(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """A steward enters what a paper says of a project."""
    project, today = _project(entity_id), timezone.localdate()
    form = PaperForm(request.POST or None, on=today)
    back = reverse("project", args=[project.pk])
    around = FormPage(
        _("Enter a paper"), name_on(project, today), back,
        _("Give its own day: limits count from it."),
    )  # fmt: skip

    def act() -> str:
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        papers.enter_paper(project, form.said, by=by)
        return back

    return handled(request, form, around, act)


@page(perms.may_keep_work)
def enter_plan_curve(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """A steward enters a project's own months of a year (``?year=``, this one without it)."""
    project, today = _project(entity_id), timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 1990 <= int(asked[:5]) <= 2200 else today.year
    planned = curves.planned_in(project, year, today)
    newest = curves.curves_of([project.pk], year, today).get(project.pk)
    form = CurveForm(request.POST or None, on=today, year=year, newest=newest)
    back = reverse("project", args=[project.pk])
    explains = _("No plan of the year is entered.")
    if planned is not None:
        words = {"sum": money(planned.fen), "document": planned.document}
        explains = _("From January to the end of each month. December is %(sum)s: %(document)s.")
        explains %= words
    around = FormPage(_("Enter the months of %d") % year, name_on(project, today), back, explains)

    def act() -> str:
        by = By(request.user, timezone.now(), form.cleaned_data["on"])
        curves.enter_curve(project, form.said, by=by)
        return back + "#by-month"

    return handled(request, form, around, act)
