"""Cards: the list, issuing, one card with its acts, its code and its print."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.papers import qr_codes
from tashan.programmes.card_models import Card
from tashan.programmes.cards import tokens
from tashan.programmes.cards.issuing import issue, renew
from tashan.programmes.cards.seeing import may_reissue, may_see_cards, visible_cards
from tashan.programmes.cards.withdrawing import Withdrawal, withdraw
from tashan.record import perms
from tashan.record.models import User
from tashan.web.cards.card_page import CardPage
from tashan.web.cards.issue_page import IssuePage
from tashan.web.cards.list_page import CardList
from tashan.web.doors import OfficerRequest, page

CODES = {"svg": ("image/svg+xml", qr_codes.svg), "png": ("image/png", qr_codes.png)}


def by_now(user: User) -> By:
    """Somebody acts now, today."""
    return By(user, timezone.now(), timezone.localdate())


def find_card(user: User, card_id: int) -> Card:
    """A card that the user may see; of any other there is no page."""
    return get_object_or_404(visible_cards(user, timezone.localdate()), pk=card_id)


def check_address(request: HttpRequest, card: Card) -> str:
    """The whole address at which anybody checks the card, as this server was reached."""
    return request.build_absolute_uri(reverse("check", args=[card.token]))


@page(perms.may_see_registers)
def cards(request: OfficerRequest) -> HttpResponse:
    """``?state=``, ``?kind=``, ``?q=`` narrow the list; ``?sort=`` orders it."""
    found = CardList(request, request.user, timezone.localdate())
    may_issue = perms.may_keep_funds(request.user)
    context = {"list": found, "shown": found.shown, "order": found.order, "may_issue": may_issue}
    return render(request, "cards/list.html", context)


@page(perms.may_keep_funds)
def issue_cards(request: OfficerRequest) -> HttpResponseBase:
    """Who gets one by ``?list=`` or ``?publication=``; a POST issues them."""
    asked = request.POST if request.method == "POST" else request.GET
    found = IssuePage(asked.dict(), timezone.localdate())
    try:
        ground = found.ground
        if request.method == "POST":
            made = issue(ground, by=by_now(request.user))
            words = ngettext("%d card is issued.", "%d cards are issued.", len(made))
            messages.success(request, words % len(made))
            return redirect("cards")
    except UserError as error:
        messages.error(request, str(error))
        return redirect("cards")
    return render(request, "cards/issue.html", {"page": found})


@page(perms.may_see_registers)
def card(request: OfficerRequest, card_id: int) -> HttpResponse:
    """One card, with what may be done to it."""
    found = find_card(request.user, card_id)
    context = {
        "page": CardPage(found, timezone.localdate()),
        "may_keep": perms.may_keep_funds(request.user),
        "address": check_address(request, found),
    }
    return render(request, "cards/card.html", context)


@require_POST
@page(perms.may_keep_funds)
def renew_card(request: OfficerRequest, card_id: int) -> HttpResponseBase:
    """The next card, by the newest list on which the holder stands."""
    try:
        made = renew(find_card(request.user, card_id), by=by_now(request.user))
    except UserError as error:
        messages.error(request, str(error))
        return redirect("card", card_id)
    messages.success(request, _("Renewed: %s.") % made.number)
    return redirect("card", made.pk)


@require_POST
@page(perms.may_keep_funds)
def withdraw_card(request: OfficerRequest, card_id: int) -> HttpResponseBase:
    """The card is valid no more from today; reason, basis and document are asked."""
    said = Withdrawal(*(request.POST.get(name, "") for name in ("why", "basis", "document")))
    try:
        withdraw(find_card(request.user, card_id), said, by=by_now(request.user))
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The card is withdrawn; what it entitled to has ended."))
    return redirect("card", card_id)


@require_POST
@page(may_reissue)
def reissue_token(request: OfficerRequest, card_id: int) -> HttpResponseBase:
    """A new code for a card whose print was lost; stewards and the holder's agent may."""
    tokens.reissue(find_card(request.user, card_id), by=by_now(request.user))
    messages.success(request, _("The card has a new code; the old one leads nowhere any more."))
    is_officer = perms.may_see_registers(request.user)
    return redirect("card", card_id) if is_officer else redirect("own_cards")


@page(may_see_cards)
def card_code(request: OfficerRequest, card_id: int, form: str) -> HttpResponse:
    """The QR code of the address at which anybody checks the card: .svg or .png."""
    if form not in CODES:
        raise Http404
    found = find_card(request.user, card_id)
    media_type, made = CODES[form]
    return HttpResponse(made(check_address(request, found)), content_type=media_type)


@page(may_see_cards)
def card_print(request: OfficerRequest, card_id: int) -> HttpResponse:
    """The card alone, laid out for paper."""
    found = find_card(request.user, card_id)
    context = {
        "page": CardPage(found, timezone.localdate()),
        "address": check_address(request, found),
    }
    return render(request, "cards/print.html", context)
