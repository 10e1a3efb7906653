"""The page that a card's QR code opens: for anybody, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tashan.programmes.cards.checking import checked
from tashan.programmes.cards.tokens import card_of
from tashan.web.cards.asking_pace import seconds_to_wait
from tashan.web.cards.check_page import CheckPage


@require_safe
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Whether the card is valid today, and what its holder agreed to show; 404 for no card."""
    return _unkept(_answer(request, token))


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    wait = seconds_to_wait(request)
    if wait:
        response = render(request, "cards/check.html", {"wait": wait}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    card = card_of(token)
    if card is None:
        return render(request, "cards/check.html", {"page": None}, status=404)
    found = CheckPage(checked(card, timezone.localdate()))
    return render(request, "cards/check.html", {"page": found})


def _unkept(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, a withdrawal shows at once; no search engine lists it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
