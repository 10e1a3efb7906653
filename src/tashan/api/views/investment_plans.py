"""Plans of investment: listed, drafted, filled, issued, adjusted."""

from __future__ import annotations

from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404

from tashan.api.asked import named, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.project_library_telling import plan_line, plan_told
from tashan.api.routers import projects as router
from tashan.api.schemas import project_library as told
from tashan.api.views.cases import by_of
from tashan.casework.project_models import InvestmentPlan, PlanAmount, PlanEntry
from tashan.casework.projects import planning
from tashan.casework.projects.plan_totals import totals_of
from tashan.casework.projects.planning import Amount, NewPlanEntry, stated_in_register
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
PLAN = "/investment-plans/{plan_id}"


def _plan(plan_id: int) -> InvestmentPlan:
    return get_object_or_404(InvestmentPlan.objects.select_related("adoption"), pk=plan_id)


def _told(request: ProgramRequest, plan_id: int) -> told.InvestmentPlanTold:
    return plan_told(totals_of(_plan(plan_id), today()), today(), request.user)


@door(router, "GET", "/investment-plans", scope=READ, right=perms.may_see_work,
      answer=told.InvestmentPlans)  # fmt: skip
def list_investment_plans(request: ProgramRequest) -> told.InvestmentPlans:
    """Every plan with what it comes to, the newest first."""
    fen = dict(PlanAmount.objects.values_list("entry__plan").annotate(s=Sum("fen")).order_by())
    counts = dict(PlanEntry.objects.values_list("plan").annotate(n=Count("pk")).order_by())
    rows = list(InvestmentPlan.objects.order_by("-first_year", "-pk"))
    replaced = {one.replaces_id for one in rows}
    lines = [
        plan_line(one, projects=counts.get(one.pk, 0), fen=fen.get(one.pk, 0),
                  is_replaced=one.pk in replaced)
        for one in rows
    ]  # fmt: skip
    return told.InvestmentPlans(items=[told.InvestmentPlanLine(**line) for line in lines])


@door(router, "POST", "/investment-plans", scope=WRITE, right=perms.may_keep_work,
      answer=told.InvestmentPlanTold, status=201)  # fmt: skip
def draft_investment_plan(
    request: ProgramRequest, given: told.InvestmentPlanGiven
) -> told.InvestmentPlanTold:
    """A draft of one of the plans of the library's file."""
    by = by_of(request, given.on)
    made = planning.make_plan(given.rules, given.title, given.first_year, by=by)
    return _told(request, made.pk)


@door(router, "GET", PLAN, scope=READ, right=perms.may_see_work,
      answer=told.InvestmentPlanTold)  # fmt: skip
def read_investment_plan(request: ProgramRequest, plan_id: Id) -> told.InvestmentPlanTold:
    """One plan: its totals by year and source, its projects and why each was admitted."""
    return _told(request, plan_id)


@door(router, "POST", PLAN + "/entries", scope=WRITE, right=perms.may_keep_work,
      answer=told.InvestmentPlanTold, status=201)  # fmt: skip
def admit_project_to_plan(
    request: ProgramRequest, plan_id: Id, given: told.PlanEntryGiven
) -> told.InvestmentPlanTold:
    """A project comes into the draft, once it shows what the file asks and states every field."""
    by = by_of(request, given.on)
    amounts = [Amount(one.year, one.source, one.fen) for one in given.amounts]
    new = NewPlanEntry(
        named(given.project, Kind.PROJECT), given.content, given.begins, given.ends,
        given.total, amounts,
    )  # fmt: skip
    planning.admit(_plan(plan_id), stated_in_register(new, by.on), by=by)
    return _told(request, plan_id)


@door(router, "POST", "/plan-entries/{entry_id}/take-out", scope=WRITE,
      right=perms.may_keep_work, answer=told.InvestmentPlanTold)  # fmt: skip
def take_project_out_of_plan(
    request: ProgramRequest, entry_id: Id, given: told.WithReason
) -> told.InvestmentPlanTold:
    """A project goes out of the draft."""
    row = get_object_or_404(PlanEntry.objects.select_related("plan", "project"), pk=entry_id)
    planning.take_out(row, given.reason, by=by_of(request, given.on))
    return _told(request, row.plan_id)


@door(router, "POST", PLAN + "/issue", scope=WRITE, right=perms.may_check_work,
      answer=told.InvestmentPlanTold)  # fmt: skip
def issue_investment_plan(
    request: ProgramRequest, plan_id: Id, given: told.PlanIssued
) -> told.InvestmentPlanTold:
    """Another than who drafted it issues the plan; from then on it does not change."""
    planning.issue(_plan(plan_id), given.document, by=by_of(request, given.on))
    return _told(request, plan_id)


@door(router, "POST", PLAN + "/adjust", scope=WRITE, right=perms.may_keep_work,
      answer=told.InvestmentPlanTold, status=201)  # fmt: skip
def adjust_investment_plan(
    request: ProgramRequest, plan_id: Id, given: told.WithReason
) -> told.InvestmentPlanTold:
    """A draft in the place of an issued plan, with the same projects."""
    made = planning.adjust(_plan(plan_id), given.reason, by=by_of(request, given.on))
    return _told(request, made.pk)
