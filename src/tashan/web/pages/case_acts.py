"""One act on one matter: its form, what it would do to the deadline, and the act itself."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import Act, By
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.web.cases.act_calls import CALLS
from tashan.web.cases.act_effects import Effect, effect_of
from tashan.web.cases.act_room import ActRoom, room_of
from tashan.web.cases.acts import act_word, offered
from tashan.web.cases.addresses import case_url
from tashan.web.cases.matter_words import state_word
from tashan.web.doors import OfficerRequest, is_part, page
from tashan.web.forms.case_acts import FORMS, ActForm


def may_act_on_cases(user: Visitor) -> bool:
    """The window, handlers, chiefs and agents; each on what is theirs."""
    return perms.may_take_in(user) or perms.may_handle(user) or perms.may_apply(user)


@page(may_act_on_cases)
def case_act(request: OfficerRequest, case_id: int, code: str, act: str) -> HttpResponseBase:
    """The form of an act, and the act; what was typed stays where the engine refuses it."""
    wanted = _act(act)
    room = room_of(case_id, code, request.user, timezone.localdate())
    if is_part(request) and request.method == "GET":
        return render(request, "cases/effect.html", {"effect": _effect(request, wanted, room)})
    form = FORMS[wanted](request.POST or None, request.FILES or None, room=room)
    if request.method == "POST" and form.is_valid():
        try:
            by = By(request.user, timezone.now(), form.cleaned_data["on"])
            CALLS[wanted](room, form.cleaned_data, by)
        except UserError as error:
            form.add_error(None, str(error))
            return _form(request, wanted, room, form, status=409)
        return _done(request, wanted, room, by)
    return _form(request, wanted, room, form, status=422 if form.is_bound else 200)


def _act(said: str) -> Act:
    if said not in list(Act) or Act(said) not in FORMS:
        raise Http404
    return Act(said)


def _effect(request: OfficerRequest, act: Act, room: ActRoom) -> Effect | None:
    """As the form stands that is being filled in."""
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        on = room.on
    n = request.GET.get("n", "")
    longer = int(n) if n.isdecimal() and len(n) < 4 else None
    return effect_of(act, room, on=min(on, room.on), n=longer)


def _form(
    request: OfficerRequest, act: Act, room: ActRoom, form: ActForm, *, status: int
) -> HttpResponse:
    is_offered = act in room.acts
    context = {
        "form": form,
        "room": room,
        "title": act_word(act, room.matter),
        "state": state_word(room.matter.state, room.matter.sort),
        "is_offered": is_offered,
        "others": [] if is_offered else offered(room.matter, room.acts),
        "effect": effect_of(act, room, on=room.on) if is_offered else None,
        "back": _back(room),
    }
    return render(request, "cases/act.html", context, status=status)


def _done(request: OfficerRequest, act: Act, room: ActRoom, by: By) -> HttpResponseBase:
    words = {"act": act_word(act, room.matter), "title": room.title}
    messages.success(request, _("“%(act)s” is recorded for “%(title)s”.") % words)
    if by.is_late_entry:
        messages.warning(request, _("It happened on %s and is marked as entered late.") % by.on)
    return redirect(_back(room))


def _back(room: ActRoom) -> str:
    """The page of the case that the visitor came from: an applicant has one of their own."""
    if perms.may_see_cases(room.user):
        return case_url(room.case.pk, room.matter.code)
    return reverse("own_case", args=[room.case.pk])
