"""Pages for what went wrong: each says what happened and what to do next, none a traceback."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.web.context import Shell
from tashan.web.doors import is_part


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the account lacks a role."""
    return _problem(
        request,
        403,
        _("You may not open this page"),
        _("Your account lacks the role for it; nothing is wrong with the page or your password."),
        _("If your work needs it, ask your security administrator for the role."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or no such report."""
    return _problem(
        request,
        404,
        _("There is no such page"),
        _("The address may be mistyped, or what it showed is no longer here."),
        _("Start again from the desk, or look for it with the search."),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the CSRF check: almost always a page left open through a sign-in or sign-out."""
    return _problem(
        request,
        403,
        _("This page was open for too long"),
        _("You signed in or out since it was loaded, so its form is no longer valid."),
        _("Go back, load the page again and send the form once more. Nothing was changed."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: a bug. Written without a query, for the database may be what broke."""
    context = {
        "shell": Shell(request),
        "status": 500,
        "title": _("Something went wrong here"),
        "what": _("This is a fault of the program, not of what you did. Nothing was half-saved."),
        "next_step": _(
            "Try once more. If it happens again, tell your system administrator the time and "
            "what you wanted to do."
        ),
    }
    return HttpResponse(get_template("problem.html").render(context), status=500)


def _problem(
    request: HttpRequest, status: int, title: str, what: str, next_step: str
) -> HttpResponse:
    words = {"status": status, "title": title, "what": what, "next_step": next_step}
    template = "parts/problem.html" if is_part(request) else "problem.html"
    return render(request, template, words, status=status)


class UserErrorMiddleware:
    """An error that the person can mend becomes a page (or a part of one) that says how."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, UserError):
            return None
        return _problem(request, 422, _("This could not be done"), error.message, error.hint)
