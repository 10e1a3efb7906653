"""People sent to firms, parks and villages: rounds, what is worked out, and the acts of a round."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.duties.dispatch_models import SecondmentRound, TieSort
from tashan.duties.dispatching import drafting, proposing, running
from tashan.duties.dispatching.drafting import NewRound
from tashan.record import perms, sources
from tashan.record.perms import Visitor
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.secondments import ROUND_ACTS, NewRoundForm, RoundActForm
from tashan.web.listing import page_of
from tashan.web.pages.parks import day_of
from tashan.web.secondments.act_words import ROUND_WORDS
from tashan.web.secondments.round_page import RoundPage, differences


def may_run_rounds(user: Visitor) -> bool:
    """Stewards draft and end rounds; chiefs publish what a steward drafted."""
    return perms.may_keep_work(user) or perms.may_check_work(user)


def _round(round_id: int) -> SecondmentRound:
    return get_object_or_404(
        SecondmentRound.objects.select_related("version__adoption", "published_by"), pk=round_id
    )


@page(perms.may_see_work)
def secondments(request: OfficerRequest) -> HttpResponse:
    """Every round, the newest first."""
    now = Q(secondments__state__in=["proposed", "running", "ended"])
    rows = SecondmentRound.objects.annotate(people=Count("secondments", filter=now))
    shown = page_of(request, rows.order_by("-since", "-pk"))
    context = {"shown": shown, "may_keep": perms.may_keep_work(request.user),
               "may_report": perms.may_report_work(request.user)}  # fmt: skip
    return render(request, "secondments/list.html", context)


@page(perms.may_keep_work)
def new_secondment_round(request: OfficerRequest) -> HttpResponseBase:
    """A steward opens a round under an adopted mechanism."""
    now = timezone.now()
    form = NewRoundForm(request.POST or None, on=timezone.localdate(now))
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, now, timezone.localdate(now))
            made = drafting.open_round(_new(form.cleaned_data), by=by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("The round is open: fill its pools and destinations."))
            return redirect("secondment_round", made.pk)
    context = {"form": form, "title": pgettext("people sent", "Open a round"), "row": None}
    return render(request, "secondments/act.html", context, status=status)


def _new(said: dict[str, Any]) -> NewRound:
    key, _dot, part = said["rules"].partition(".")
    before = SecondmentRound.objects.filter(pk=int(said["previous"] or 0)).first()
    return NewRound(Adoption.objects.get(pk=int(key)), part, said["title"], said["office"],
                    said["since"], before)  # fmt: skip


@page(perms.may_see_work)
def secondment_round(request: OfficerRequest, round_id: int) -> HttpResponse:
    """One round: who is where, why, and what the second best would cost."""
    shown = RoundPage(_round(round_id), request, day_of(request))
    acts = [(act, ROUND_WORDS[act]) for act in shown.acts(request.user)]
    context = {"page": shown, "shown": shown.shown, "order": shown.order, "acts": acts,
               "may_keep": perms.may_keep_work(request.user)}  # fmt: skip
    return render(request, "secondments/round.html", context)


@page(perms.may_keep_work)
def work_out_round(request: OfficerRequest, round_id: int) -> HttpResponseBase:
    """What the solver proposes and how it differs; taken over only when it is confirmed."""
    row, on = _round(round_id), timezone.localdate()
    context: dict[str, object] = {"row": row}
    try:
        if request.method == "POST":
            proposing.propose(row, by=By(request.user, timezone.now(), on))
            messages.success(request, _("The proposal is taken over into the draft."))
            return redirect("secondment_round", round_id)
        found = proposing.work_out(row)
    except UserError as error:
        context["error"] = str(error)
        return render(request, "secondments/worked_out.html", context, status=409)
    context |= {"plan": found.plan, **differences(found, on)}
    return render(request, "secondments/worked_out.html", context)


@page(may_run_rounds)
def round_act(request: OfficerRequest, round_id: int, act: str) -> HttpResponseBase:
    """The form of an act on a round, and the act."""
    if act not in ROUND_ACTS:
        raise Http404
    row, on = _round(round_id), timezone.localdate()
    right = perms.may_check_work if act == "publish" else perms.may_keep_work
    if not right(request.user):
        raise PermissionDenied
    terms = RoundPage(row, request, on).terms
    form = RoundActForm(request.POST or None, act=act, terms=terms, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            by = By(request.user, timezone.now(), said.get("on") or on)
            _CALLS[act](row, said, by)
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % ROUND_WORDS[act])
            return redirect("secondment_round", round_id)
    context = {"form": form, "title": ROUND_WORDS[act], "row": row}
    return render(request, "secondments/act.html", context, status=status)


def _places(row: SecondmentRound, said: dict[str, Any], by: By) -> None:
    found = list(said["names"] or [])
    if said["label"]:
        found += drafting.labelled(said["label"], row.since)
    if not found:
        raise UserError(_("Nobody was named."), hint=_("Give a label that somebody has, or names."))
    drafting.add_places(row, said["group"], found, by=by)


def _bring(row: SecondmentRound, said: dict[str, Any], by: By) -> None:
    entity = said["officer"] or said["firm"]
    if entity is None:
        raise UserError(_("Nobody was named."), hint=_("Give an officer or an enterprise."))
    source = sources.entry(said["reason"], actor=_user(by), at=by.at)
    drafting.bring(entity, said["code"], since=row.since, source=source)


def _tie(row: SecondmentRound, said: dict[str, Any], by: By) -> None:
    holder = said["officer"] or said["office"]
    if holder is None:
        raise UserError(_("Nobody was named."), hint=_("Give an officer or an office."))
    source = sources.entry(said["reason"], actor=_user(by), at=by.at)
    drafting.tie(holder, said["firm"], TieSort(said["sort"]), since=row.since, source=source)


def _user(by: By) -> Any:
    return by.user


_CALLS: dict[str, Any] = {
    "places": _places,
    "members": lambda row, s, by: drafting.add_members(row, s["pool"], s["officers"], by=by),
    "bring": _bring,
    "tie": _tie,
    "publish": lambda row, s, by: running.publish(row, s["document"], by=by),
    "end": lambda row, _s, by: running.end_round(row, by=by),
}
