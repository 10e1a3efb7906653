"""Plans and targets are made, changed, split and excused: forms, one act each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.indicators import catalogue, targets
from tashan.indicators.catalogue import indicators
from tashan.indicators.library_words import said
from tashan.indicators.models import CurveKind, Holder, Measure, Plan, Target
from tashan.indicators.target_parts import Part, last_years_figures, proposed, split
from tashan.indicators.targets import NewPlan, NewTarget
from tashan.indicators.terms_of_targets import unit_of
from tashan.record import perms
from tashan.registry.home import home
from tashan.registry.models import Entity
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.targets import (
    ChangeForm,
    ExemptionForm,
    PlanForm,
    ReasonForm,
    SplitForm,
    TargetForm,
    points_text,
)
from tashan.web.target_choices import choices, parts_for, splits_of


@page(perms.may_plan)
def new_plan(request: OfficerRequest) -> HttpResponseBase:
    """A plan of our own place."""
    year = timezone.localdate().year
    form = PlanForm(request.POST or None, initial={"first": year, "last": year})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        first, last = date(data["first"], 1, 1), date(data["last"], 12, 31)
        new = NewPlan(data["title"], home(), first, last, data["code"], data["document"])
        try:
            made = targets.make_plan(new, actor=request.user, at=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The plan is made. Set its targets now."))
            return redirect("new_target", made.pk)
    return _form(request, form, title=_("New plan"))


@page(perms.may_plan)
def new_target(request: OfficerRequest, plan_id: int) -> HttpResponseBase:
    """A further target of a plan."""
    plan = get_object_or_404(Plan.objects.select_related("place"), pk=plan_id)
    initial = {
        "subject": plan.place_id,
        "first": plan.first.isoformat(),
        "last": plan.last.isoformat(),
        "reason": plan.document,
    }
    subjects, answerable = choices(plan.place, on=timezone.localdate())
    form = TargetForm(
        request.POST or None, subjects=subjects, answerable=answerable, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = targets.set_target(
                plan, _new(data), reason=data["reason"], actor=request.user, at=timezone.now()
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The target is set."))
            return redirect("target", made.identity)
    return _form(request, form, title=_("New target"), plan=plan, is_long=True)


def _new(data: Mapping[str, Any]) -> NewTarget:
    entities = Entity.objects.in_bulk([data["subject"], data["answerable"] or 0])
    return NewTarget(
        indicator=indicators([data["indicator"]])[data["indicator"]],
        subject=entities[data["subject"]],
        first=data["first"],
        last=data["last"],
        value=data["value"],
        measure=Measure(data["measure"]),
        answerable=entities.get(data["answerable"] or 0),
        curve=CurveKind(data["curve"]),
        points=data["points"],
        is_bottom_line=data["is_bottom_line"],
        holder=Holder(data["holder"]),
    )


@page(perms.may_plan)
def change_target(request: OfficerRequest, target_id: int) -> HttpResponseBase:
    """The target says something else from now on; its history stays."""
    target = found(target_id)
    initial = {
        "value": f"{target.value.normalize():f}",
        "answerable": target.answerable_id,
        "curve": target.curve,
        "points": points_text(target),
        "holder": target.holder,
        "is_bottom_line": target.is_bottom_line,
    }
    subjects, answerable = choices(target.plan.place, on=timezone.localdate())
    form = ChangeForm(
        request.POST or None, subjects=subjects, answerable=answerable, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        said_now = dict(form.cleaned_data)
        reason = said_now.pop("reason")
        said_now["answerable_id"] = said_now.pop("answerable") or None
        try:
            targets.change(target, reason=reason, actor=request.user, at=timezone.now(), **said_now)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The target is changed; what it said is in its history."))
            return redirect("target", target.identity)
    return _form(request, form, title=_("Change the target"), target=target, is_long=True)


@page(perms.may_plan)
def split_target(request: OfficerRequest, target_id: int) -> HttpResponseBase:
    """Parts by year or by holder; ``?propose=1`` fills in shares of last year's figures."""
    target, today = found(target_id), timezone.localdate()
    offered = splits_of(target)
    over = request.GET.get("over", offered[0][0])
    if over not in dict(offered):
        raise Http404
    parts = parts_for(target, over, on=today)
    initial, problem = _proposal(request, target, over, parts)
    form = SplitForm(request.POST or None, parts=parts, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = split(
                target,
                [_part(target, over, key, value) for key, value in form.values.items()],
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%s parts are set.") % len(made))
            return redirect("target", target.identity)
    more = {"offered": offered, "over": over, "problem": problem, "parts": parts}
    return _form(request, form, title=_("Split the target"), target=target, **more)


def _proposal(
    request: OfficerRequest, target: Target, over: str, parts: Mapping[str, str]
) -> tuple[dict[str, Any], str]:
    """What the form is filled with, or why nothing can be proposed."""
    if request.GET.get("propose") != "1" or over == "years":
        return {}, ""
    weights = last_years_figures(target, [int(key) for key in parts], user=request.user)
    try:
        return {str(pk): part for pk, part in proposed(target, weights).items()}, ""
    except UserError as error:
        return {}, str(error)


def _part(target: Target, over: str, key: str, value: Any) -> Part:
    if over == "years":
        year = int(key)
        first, last = max(date(year, 1, 1), target.first), min(date(year, 12, 31), target.last)
        return Part(value, first=first, last=last)
    entity = Entity.objects.get(pk=int(key))
    return Part(value, entity, entity if over != "parks" else None)


@page(perms.may_plan)
def exempt_target(request: OfficerRequest, target_id: int) -> HttpResponseBase:
    """The person signed in approves; nobody does so for what they answer for themselves."""
    target = found(target_id)
    form = ExemptionForm(request.POST or None, initial={"since": timezone.localdate().isoformat()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            targets.exempt(
                target,
                reason=data["reason"],
                since=data["since"],
                until=data["last"] + timedelta(days=1),
                approver=request.user,
                at=timezone.now(),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The exemption is approved, and recorded."))
            return redirect("target", target.identity)
    return _form(request, form, title=_("Approve an exemption"), target=target)


@require_POST
@page(perms.may_plan)
def drop_target(request: OfficerRequest, target_id: int) -> HttpResponseBase:
    """The target counts no more; its history stays."""
    target = found(target_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise UserError(_("A target is dropped with a reason."), hint=_("Say why in a few words."))
    targets.drop(target, reason=form.cleaned_data["reason"], actor=request.user, at=timezone.now())
    messages.success(request, _("The target is dropped; its history stays."))
    return redirect("targets")


def found(target_id: int) -> Target:
    """What the target says now; 404 where there is none, or none any more."""
    target = targets.find(target_id)
    if target is None:
        raise Http404
    return target


def _form(request: OfficerRequest, form: forms.Form, *, title: str, **more: Any) -> HttpResponse:
    target: Target | None = more.get("target")
    if target is not None:
        definition = catalogue.definition(target.indicator.code)
        more |= {"unit": unit_of(target, definition), "name": said(definition.title)}
        more.setdefault("plan", target.plan)
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, **more}
    return render(request, "targets/form.html", context, status=status)
