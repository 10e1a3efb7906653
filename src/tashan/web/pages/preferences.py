"""Tongue and appearance: chosen in the top bar, kept in this browser and with the account."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tashan.record.accounts import change_language
from tashan.record.models import User
from tashan.web.tongue import THEME_COOKIE, THEMES, remember


@require_POST
def preferences(request: HttpRequest) -> HttpResponseBase:
    """Anyone may choose, signed in or not; then back to where they were."""
    response = redirect(_way_back(request))
    _keep_tongue(request, response)
    if (theme := request.POST.get("theme", "")) in THEMES:
        remember(response, THEME_COOKIE, theme)
    return response


def _keep_tongue(request: HttpRequest, response: HttpResponse) -> None:
    tongue = request.POST.get("tongue", "")
    if tongue not in dict(settings.LANGUAGES):
        return
    remember(response, settings.LANGUAGE_COOKIE_NAME, tongue)
    if isinstance(request.user, User):
        change_language(request.user, tongue, at=timezone.now())


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if inside else "/"
