"""Plans of investment: their list, one of them, and the forms that fill, issue and adjust it."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.casework.project_models import InvestmentPlan, PlanEntry
from tashan.casework.projects import planning
from tashan.casework.projects.planning import NewPlanEntry, stated_in_register, terms_of
from tashan.casework.projects.terms import library_on
from tashan.record import perms
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.project_library import (
    AdmitForm,
    IssueForm,
    NewPlanForm,
    ReasonForm,
    fen_of_wan,
)
from tashan.web.pages.parks import day_of
from tashan.web.project_library.acting import answer, by_of
from tashan.web.project_library.plan_page import PlanPage, plan_lines


def _plan(plan_id: int) -> InvestmentPlan:
    rows = InvestmentPlan.objects.select_related("adoption", "made_by", "issued_by")
    return get_object_or_404(rows, pk=plan_id)


@page(perms.may_see_work)
def investment_plans(request: OfficerRequest) -> HttpResponse:
    """Every plan with what it comes to, the newest first."""
    context = {"plans": plan_lines(), "may_keep": perms.may_keep_work(request.user),
               "has_library": library_on(timezone.localdate()) is not None}  # fmt: skip
    return render(request, "project_library/plans.html", context)


@page(perms.may_see_work)
def investment_plan(request: OfficerRequest, investment_plan_id: int) -> HttpResponse:
    """One plan: totals by year and source, and each project with why it was admitted."""
    shown = PlanPage(_plan(investment_plan_id), request, day_of(request))
    return render(request, "project_library/plan.html", {"page": shown, "order": shown.order})


@page(perms.may_keep_work)
def new_investment_plan(request: OfficerRequest) -> HttpResponseBase:
    """A draft."""
    today = timezone.localdate()
    terms = library_on(today)
    form = NewPlanForm(request.POST or None, plans=terms.part.plans if terms else {}, on=today)

    def act() -> str:
        said = form.cleaned_data
        by = by_of(request, said["on"])
        made = planning.make_plan(said["rules"], said["title"], said["first_year"], by=by)
        return reverse("investment_plan", args=[made.pk])

    return answer(
        request, form, act, title=_("New plan of investment"), back=reverse("investment_plans")
    )


@page(perms.may_keep_work)
def admit_to_plan(request: OfficerRequest, investment_plan_id: int) -> HttpResponseBase:
    """A project comes into the draft, once it shows what the file asks."""
    plan, today = _plan(investment_plan_id), timezone.localdate()
    rules = terms_of(plan, plan.issued_on or today).plan(plan.rules)
    form = AdmitForm(request.POST or None, plan=plan, rules=rules, on=today)
    back = reverse("investment_plan", args=[plan.pk])

    def act() -> str:
        said = form.cleaned_data
        by = by_of(request, said["on"])
        given = NewPlanEntry(
            said["project"], said["content"], said["begins"], said["ends"],
            fen_of_wan(said["total"]), form.amounts,
        )  # fmt: skip
        planning.admit(plan, stated_in_register(given, by.on), by=by)
        return back

    return answer(request, form, act, title=_("Admit a project"), back=back, says=plan.title)


@page(perms.may_keep_work)
def take_out_of_plan(request: OfficerRequest, plan_entry_id: int) -> HttpResponseBase:
    """A project goes out of the draft."""
    rows = PlanEntry.objects.select_related("plan", "project")
    entry, today = get_object_or_404(rows, pk=plan_entry_id), timezone.localdate()
    form = ReasonForm(request.POST or None, on=today)
    back = reverse("investment_plan", args=[entry.plan_id])

    def act() -> str:
        said = form.cleaned_data
        planning.take_out(entry, said["reason"], by=by_of(request, said["on"]))
        return back

    name = name_on(entry.project, today)
    return answer(request, form, act, title=_("Take it out"), back=back, says=name)


@page(perms.may_check_work)
def issue_plan(request: OfficerRequest, investment_plan_id: int) -> HttpResponseBase:
    """Another person issues the draft by a document."""
    plan = _plan(investment_plan_id)
    form = IssueForm(request.POST or None, on=timezone.localdate())
    back = reverse("investment_plan", args=[plan.pk])

    def act() -> str:
        said = form.cleaned_data
        planning.issue(plan, said["document"], by=by_of(request, said["on"]))
        return back

    return answer(request, form, act, title=_("Issue the plan"), back=back, says=plan.title)


@page(perms.may_keep_work)
def adjust_plan(request: OfficerRequest, investment_plan_id: int) -> HttpResponseBase:
    """A new draft in the place of an issued plan."""
    plan = _plan(investment_plan_id)
    form = ReasonForm(request.POST or None, on=timezone.localdate())
    back = reverse("investment_plan", args=[plan.pk])

    def act() -> str:
        said = form.cleaned_data
        made = planning.adjust(plan, said["reason"], by=by_of(request, said["on"]))
        return reverse("investment_plan", args=[made.pk])

    return answer(request, form, act, title=_("Adjust the plan"), back=back, says=plan.title)
