"""An enterprise's own cards: what they entitle to, and what anybody may see of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.programmes.card_models import Card
from tashan.programmes.cards.checking import as_agreed
from tashan.programmes.cards.consents import Field, agree, shown_on
from tashan.programmes.cards.seeing import visible_cards
from tashan.record import perms
from tashan.web.cards.card_page import CardPage, choices
from tashan.web.cards.check_page import CheckPage
from tashan.web.doors import OfficerRequest, page
from tashan.web.pages.cards import by_now, check_address, find_card


@page(perms.may_apply)
def own_cards(request: OfficerRequest) -> HttpResponse:
    """The newest card with its choice; ``?card=`` another one, ``?try=1`` looks at a choice
    before it is agreed to."""
    today = timezone.localdate()
    rows = list(visible_cards(request.user, today).order_by("-since", "-pk"))
    asked = request.GET.get("card", "")
    found = next((row for row in rows if str(row.pk) == asked), rows[0] if rows else None)
    context: dict[str, object] = {"cards": [CardPage(row, today) for row in rows]}
    if found is not None:
        context |= _chosen(request, found)
    return render(request, "cards/own.html", context)


def _chosen(request: OfficerRequest, card: Card) -> dict[str, object]:
    today = timezone.localdate()
    is_trial = bool(request.GET.get("try"))
    shown = shown_on(card, today)
    if is_trial:
        shown = frozenset(Field(f) for f in request.GET.getlist("shows") if f in Field.values)
    return {
        "page": CardPage(card, today),
        "choices": choices(card, shown),
        "is_trial": is_trial,
        "check": CheckPage(as_agreed(card, shown, today)),
        "address": check_address(request, card),
    }


@require_POST
@page(perms.may_apply)
def agree_card(request: OfficerRequest, card_id: int) -> HttpResponseBase:
    """From today anybody sees these fields and no others."""
    found = find_card(request.user, card_id)
    try:
        agree(found, request.POST.getlist("shows"), by=by_now(request.user))
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("From today the public page shows what you chose."))
    return redirect("own_cards")
