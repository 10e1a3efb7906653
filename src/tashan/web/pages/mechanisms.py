"""Mechanisms: the cards of the library, and one of them in plain words."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tashan.mechanisms.bpmn import bpmn
from tashan.mechanisms.library import library
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.words.speaking import speaker
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import words_of
from tashan.web.mechanism_list import Asked, MechanismList
from tashan.web.mechanism_page import MechanismPage
from tashan.web.mechanism_words import tongue
from tashan.web.pages.parks import day_of
from tashan.web.pages.reader import attachment


@page(perms.may_see_mechanisms)
def mechanisms(request: OfficerRequest) -> HttpResponse:
    """The library as cards: ``?q=``, ``?theme=``, ``?system=`` and ``?adopted=`` narrow it."""
    asked = Asked(*(words_of(request, name) for name in ("q", "theme", "system", "adopted")))
    shown = MechanismList(asked, on=day_of(request))
    return render(request, "mechanisms/list.html", {"list": shown, "asked": asked})


@page(perms.may_see_mechanisms)
def mechanism(request: OfficerRequest, mechanism: str) -> HttpResponse:
    """One mechanism of the library as it stands on a day (``?on=``)."""
    found = library().mechanisms.get(mechanism)
    if found is None:
        raise Http404(_("The library has no mechanism “%s”.") % mechanism)
    shown = MechanismPage(found, on=day_of(request), user=request.user)
    return render(request, "mechanisms/mechanism.html", {"mechanism": shown})


@page(perms.may_see_mechanisms)
def procedure_bpmn(request: OfficerRequest, mechanism: str, procedure: str) -> HttpResponse:
    """A procedure of the library as BPMN 2.0, in the tongue of the page and as of ``?on=``."""
    found = library().mechanisms.get(mechanism)
    part = found.parts.get(procedure) if found else None
    if found is None or not isinstance(part, Procedure):
        raise Http404(_("The library has no procedure “%s”.") % f"{mechanism}.{procedure}")
    by = speaker(part, found.parameters, library(), on=day_of(request), tongue=tongue())
    response = HttpResponse(bpmn(part, procedure, by), content_type="application/xml")
    response.headers["Content-Disposition"] = attachment(f"{mechanism}-{procedure}.bpmn")
    return response
