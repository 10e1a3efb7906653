"""Plans and their targets as of a month: the table, one target, the years of a plan, the load."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from tashan.indicators import targets as keeping
from tashan.indicators.models import Plan
from tashan.indicators.plan_states import PlanState, plan_state, plans_running, tally
from tashan.indicators.target_table import LIGHTS
from tashan.indicators.target_words import elapsed_words, finding, of_light
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.plan_years import matrix_of
from tashan.web.rule_words import rules_in_words
from tashan.web.target_list import Asked, asked_of, day_of, shown
from tashan.web.target_page import context_of
from tashan.web.target_rows import rows_of


@page(perms.may_see_figures)
def targets(request: OfficerRequest) -> HttpResponse:
    """A plan's targets (``?plan=``, else the year's); ``?view=office`` by whoever answers."""
    asked = asked_of(request)
    plan = _chosen(request, asked)
    context: dict[str, object] = {
        "asked": asked,
        "order": asked.order,
        "plans": list(_plans()),
        "may_plan": perms.may_plan(request.user),
    }
    if plan is None:
        return render(request, "targets/none.html", context)
    whole = plan_state(plan, on=asked.on, user=request.user)
    context |= _table(whole, asked) | {
        "may_export": perms.may_export_figures(request.user),
        "by_office": request.GET.get("view") == "office",
    }
    return render(request, "targets/list.html", context)


def _table(whole: PlanState, asked: Asked) -> dict[str, object]:
    counted = tally(whole.top)
    light = whole.light
    return {
        "plan": whole.plan,
        "whole": whole,
        "rows": shown(whole, asked),
        "counted": counted,
        "finding": finding(whole, counted),
        "light": of_light(light) if light else None,
        "broken": rows_of(whole, whole.broken_bottom_lines),
        "rules": rules_in_words(whole),
        "elapsed": elapsed_words(whole),
        "loads": whole.by_answerable,
        "lights": [(code, getattr(counted, code)) for code in LIGHTS],
        "is_long": whole.plan.first.year != whole.plan.last.year,
    }


def _plans() -> QuerySet[Plan]:
    return Plan.objects.order_by("-first", "last", "-pk")


def _chosen(request: OfficerRequest, asked: Asked) -> Plan | None:
    """The plan asked for; else the one that runs on the day, else the newest."""
    number = request.GET.get("plan", "")
    if number.isdecimal() and len(number) < 19:
        return get_object_or_404(Plan.objects.select_related("place"), pk=int(number))
    running = plans_running(asked.on)
    return running[0] if running else _plans().first()


@page(perms.may_see_figures)
def target(request: OfficerRequest, target_id: int) -> HttpResponseBase:
    """One target: its curve, parts, history and exemptions. An older row leads to the newest."""
    found = keeping.find(target_id)
    if found is None:
        raise Http404
    if found.identity != target_id:
        return redirect("target", found.identity)
    context = context_of(found, on=day_of(request), user=request.user)
    context["may_plan"] = perms.may_plan(request.user)
    return render(request, "targets/target.html", context)


@page(perms.may_see_figures)
def plan(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """The years of a plan beside its indicators, and whether they make up the whole."""
    found = get_object_or_404(Plan.objects.select_related("place", "source"), pk=plan_id)
    whole = plan_state(found, on=day_of(request), user=request.user)
    context = {
        "plan": found,
        "whole": whole,
        "matrix": matrix_of(whole),
        "may_plan": perms.may_plan(request.user),
    }
    return render(request, "targets/plan.html", context)
