"""Other parameters of a programme, tried on today's register; nothing is stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.programmes import results
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.figure_words import in_tongue
from tashan.web.forms.parameters import ParametersForm
from tashan.web.matching.programme_list import programme_address
from tashan.web.matching.rule_words import speaker_of, used_by
from tashan.web.matching.what_if_page import Outcome
from tashan.web.pages.programmes import offered


@page(perms.may_match)
def programme_what_if(request: OfficerRequest, adoption_id: int, part: str) -> HttpResponse:
    """``?try=1`` with the fields of the parameters tries them; without it the form alone."""
    offer, today = offered(adoption_id, part), timezone.localdate()
    asked = request.GET if "try" in request.GET else None
    parameters = used_by(offer.programme, offer.origin.parameters)
    form = ParametersForm(asked, parameters=parameters, by=speaker_of(offer, today))
    outcome = None
    if asked is not None and form.is_valid():
        try:
            last = results.newest(adoption_id, part)
            outcome = Outcome(offer, form.values, today, last)
        except UserError as error:
            form.add_error(None, str(error))
    title = in_tongue(offer.programme.title)
    context = {
        "form": form,
        "outcome": outcome,
        "title": title,
        "finding": outcome.finding if outcome else _("%s: what if?") % title,
        "programme_url": programme_address(offer),
        "adoption_id": adoption_id,
        "may_adopt": perms.may_adopt(request.user),
    }
    return render(request, "programmes/what_if.html", context, status=422 if form.errors else 200)
