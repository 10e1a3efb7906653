"""The door of every page: who is not signed in is shown the way, who may not is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from tashan.record.models import User
from tashan.record.perms import Visitor

View = Callable[..., HttpResponseBase]


class OfficerRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def page(right: Callable[[Visitor], bool]) -> Callable[[View], View]:
    """Let in only who holds ``right``, a function of ``tashan.record.perms``."""

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not right(request.user):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)  # a shared computer keeps nothing after sign-out
            return response

        return guarded

    return around


def anyone_signed_in(user: Visitor) -> bool:
    """Everybody with an account."""
    return user.is_authenticated


def is_part(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page, not a person for a page."""
    return bool(request.headers.get("HX-Request")) or request.headers.get("X-Part") == "1"


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """A part of a page cannot become the sign-in page; the script sends the person there."""
    if is_part(request):
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path())
