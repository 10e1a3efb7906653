"""One officer's term with its log, one's own terms, and what an enterprise sees and rates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.visit_orders import pass_on
from tashan.duties.dispatch_models import RatingSide, Secondment, VisitProblem
from tashan.duties.dispatching import proposing, running, visiting
from tashan.duties.dispatching.appraising import rate
from tashan.duties.dispatching.choosing import choose
from tashan.duties.dispatching.serving import manages, may_be_served, served_by
from tashan.duties.dispatching.standing import standings
from tashan.duties.dispatching.visiting import NewProblem, NewVisit, is_own
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.entries import EntityField
from tashan.web.forms.secondments import TERM_ACTS, TermActForm, stars_field
from tashan.web.pages.parks import day_of
from tashan.web.secondments.act_words import TERM_WORDS
from tashan.web.secondments.term_page import RELATED, TermPage, rated_by, serving
from tashan.web.secondments.words import log_word

OWN_ACTS = ("visit", "report")
_RIGHTS = dict.fromkeys(OWN_ACTS, perms.may_report_work) | {"choose": perms.may_keep_work}


def may_act_on_terms(user: Visitor) -> bool:
    """Officers write of their own term; stewards and chiefs of the managing office rate, replace
    and hand back; of a draft stewards choose somebody else."""
    return perms.may_report_work(user) or perms.may_check_work(user)


def _term(secondment_id: int) -> Secondment:
    rows = Secondment.objects.select_related(*RELATED, "officer")
    return get_object_or_404(rows, pk=secondment_id)


@page(perms.may_see_work)
def secondment(request: OfficerRequest, secondment_id: int) -> HttpResponse:
    """One officer's term as of ``?on=``."""
    shown = TermPage(_term(secondment_id), request.user, day_of(request))
    acts = [(act, TERM_WORDS[act]) for act in shown.acts]
    return render(request, "secondments/term.html", {"page": shown, "acts": acts})


@page(may_act_on_terms)
def term_act(request: OfficerRequest, secondment_id: int, act: str) -> HttpResponseBase:
    """The form of an act on a term, and the act."""
    if act not in TERM_ACTS:
        raise Http404
    row, now = _term(secondment_id), timezone.now()
    on = timezone.localdate(now)
    right = _RIGHTS.get(act, perms.may_check_work)
    own = is_own(row, By(request.user, now, on))
    is_bound = act in OWN_ACTS or manages(request.user, row.round, on)
    if not right(request.user) or not is_bound or own != (act in OWN_ACTS):
        raise PermissionDenied
    form = TermActForm(request.POST or None, act=act, on=on)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            on = form.cleaned_data.get("on", on)
            made = _CALLS[act](row, form.cleaned_data, By(request.user, now, on))
        except UserError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("“%s” is recorded.") % TERM_WORDS[act])
            return redirect("secondment", made.pk if act == "choose" else secondment_id)
    context = {"form": form, "title": TERM_WORDS[act], "row": row.round, "term": row}
    return render(request, "secondments/act.html", context, status=status)


def _visit(row: Secondment, said: dict[str, Any], by: By) -> None:
    problems = [NewProblem(said["problem"], said["service"])] if said["problem"].strip() else []
    new = NewVisit(said["where"], said["met"], said["said"], problems)
    visiting.log_visit(row, new, by=by)


_CALLS: dict[str, Any] = {
    "visit": _visit,
    "report": lambda row, s, by: visiting.report(row, s["of"], s["says"], by=by),
    "rate": lambda row, s, by: rate(row, RatingSide.OFFICE, s["stars"], s["says"], by=by),
    "choose": lambda row, s, by: choose(row, s["officer"], s["says"], by=by),
    "hand_back": lambda row, s, by: running.hand_back(row, s["says"], by=by),
    "replace": lambda row, s, by: running.replace(row, s["officer"], s["says"], by=by),
}


@require_POST
@page(perms.may_keep_work)
def keep_secondment(request: OfficerRequest, secondment_id: int) -> HttpResponseBase:
    """A proposed pair holds whatever is worked out next, or no more."""
    row, now = _term(secondment_id), timezone.now()
    try:
        by = By(request.user, now, timezone.localdate(now))
        proposing.keep(row, fixed=request.POST.get("fixed") == "1", by=by)
    except UserError as error:
        messages.error(request, str(error))
    return redirect("secondment_round", row.round_id)


def _named(text: str) -> Entity | None:
    """The enterprise that was typed. Raises UserError where it is not certain."""
    try:
        return EntityField(Kind.ENTERPRISE, required=False).clean(text)
    except ValidationError as error:
        raise UserError("; ".join(error.messages), hint=_("Type it once more.")) from error


@require_POST
@page(perms.may_report_work)
def pass_problem_on(request: OfficerRequest, problem_id: int) -> HttpResponseBase:
    """The officer passes a problem on as an order of the menu of services."""
    rows = VisitProblem.objects.select_related("visit__secondment__place__entity")
    row, now = get_object_or_404(rows, pk=problem_id), timezone.now()
    by = By(request.user, now, timezone.localdate(now))
    if not is_own(row.visit.secondment, by):
        raise PermissionDenied
    try:
        firm = _named(request.POST.get("enterprise", "")[:200])
        pass_on(row, request.POST.get("service", "")[:64], by=by, enterprise=firm)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The problem is passed on as a service order."))
    return redirect("secondment", row.visit.secondment_id)


@page(perms.may_report_work)
def my_secondments(request: OfficerRequest) -> HttpResponse:
    """The terms of the officer whose account it is."""
    on = timezone.localdate()
    mine = entity_of(request.user, on)
    rows = Secondment.objects.filter(officer=mine) if mine else Secondment.objects.none()
    known = list(rows.exclude(state="proposed").select_related("round", "place").order_by("-since"))
    names, stands = names_on([one.place.entity_id for one in known], on), standings(known, on)
    terms = [(one, names.get(one.place.entity_id, ""), stands[one.pk], log_word(stands[one.pk]))
             for one in known]  # fmt: skip
    return render(request, "secondments/mine.html", {"terms": terms})


@page(may_be_served)
def own_secondments(request: OfficerRequest) -> HttpResponseBase:
    """Who serves the agent's enterprise, or the village, park or office that an officer speaks
    for; the rating is seen by nobody who serves there."""
    on, mine = timezone.localdate(), entity_of(request.user, timezone.localdate())
    rows = serving(served_by(request.user, on), on)
    rows = [one for one in rows if mine is None or one.officer_id != mine.pk]
    if request.method == "POST":
        return _rated(request, rows)
    names, given = names_on([one.officer_id for one in rows], on), rated_by(rows, request.user)
    served = [(TermPage(one, request.user, on), names.get(one.officer_id, ""), given.get(one.pk))
              for one in rows]  # fmt: skip
    stars = stars_field().choices
    return render(request, "secondments/own.html", {"served": served, "stars": stars})


def _rated(request: OfficerRequest, rows: list[Secondment]) -> HttpResponseBase:
    asked, now = request.POST.get("secondment", ""), timezone.now()
    row = next((one for one in rows if str(one.pk) == asked), None)
    stars = request.POST.get("stars", "")
    if row is None:
        raise Http404
    try:
        by = By(request.user, now, timezone.localdate(now))
        says = request.POST.get("says", "")[:500]
        rate(row, RatingSide.SERVED, int(stars) if stars.isdecimal() else 0, says, by=by)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your rating is entered; the officer does not see whose."))
    return redirect("own_secondments")
