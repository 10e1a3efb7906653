"""Adopting a mechanism in five steps, and drafting one that the library does not have."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption.adopting import adopt as adopt_mechanism
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.learning import lessons
from tashan.learning.drafting import code_of, draft
from tashan.record import perms
from tashan.web.adopting.wizard import Wizard, mechanism_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.reader import attachment, find


@page(perms.may_adopt)
def adopt(request: OfficerRequest, code: str) -> HttpResponseBase:
    """One step of the way; the last is sent as a form and adopts."""
    mechanism = mechanism_of(code)
    if mechanism is None:
        raise Http404
    wizard = Wizard(request, mechanism)
    problem = ""
    if request.method == "POST":
        try:
            made = _adopted(request, wizard)
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, _("“%s” is adopted.") % made.title)
            return redirect("adoption", made.pk)
    context = {"room": wizard, "problem": problem, "code": code}
    return render(request, "adoptions/adopt.html", context, status=422 if problem else 200)


@transaction.atomic
def _adopted(request: OfficerRequest, wizard: Wizard) -> Adoption:
    """The adoption with the link to what it was learned from: both or neither."""
    now = timezone.now()
    made = adopt_mechanism(wizard.new(), actor=request.user, at=now)
    if wizard.practice is not None:
        lessons.link(made, finding=wizard.practice.finding, actor=request.user, at=now)
    return made


@page(perms.may_adopt)
def draft_mechanism(request: OfficerRequest, report_id: int, number: int) -> HttpResponseBase:
    """A first file of an accepted practice, to be completed by hand and checked."""
    found = lessons.practice(find(report_id, number))
    response = HttpResponse(draft(found), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = attachment(f"{code_of(found.name)}.yaml")
    return response
