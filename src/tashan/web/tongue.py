"""The tongue and the appearance that a person chose, kept in cookies so that the sign-in page
speaks it too. The browser's own language is not asked: the default is Simplified Chinese."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from tashan.record.models import User

THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


def tongue_of(request: HttpRequest) -> str:
    """The language code to answer in: as chosen in this browser, else as kept with the account.

    A program says it with each request, which ``tashan.api`` has settled before.
    """
    if said := getattr(request, "tongue", ""):
        return str(said)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or _tongue_of_account(request)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _tongue_of_account(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return user.language if isinstance(user, User) else ""


def theme_of(request: HttpRequest) -> str:
    """auto, light or dark."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def remember(response: HttpResponseBase, name: str, value: str) -> None:
    """Keep a choice for a year; it tells nothing about the person."""
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


class TongueMiddleware:
    """Answers each request in the tongue that the person chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        tongue = tongue_of(request)
        with translation.override(tongue):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", tongue)
        return response
