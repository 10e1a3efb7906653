"""What holds for every request to the API, before Django's pages see it."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from tashan.api.problems import Told, is_problem, of_status
from tashan.reading.limits import MEGABYTE, limits_from

ROOT = "/api/"


class ApiMiddleware:
    """A program says its tongue with Accept-Language and signs in with a token: cookies count for
    nothing. What is too large is refused unread, and what fails anywhere is told as a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        request.COOKIES.clear()
        tongue = translation.get_language_from_request(request)
        request.tongue = tongue  # type: ignore[attr-defined]  # read by tashan.web.tongue
        with translation.override(tongue):
            response = self._answer(request)
        response.headers["Content-Language"] = tongue
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if _length(request) > most_bytes(request):
            return Told("too-large").response()
        response = self.get_response(request)
        if response.status_code < 400 or is_problem(response):
            return response
        problem = of_status(response.status_code).response()
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def most_bytes(request: HttpRequest) -> int:
    """Files may be as large as those that are read; anything else is kept in memory whole."""
    if (request.content_type or "").startswith("multipart/"):
        return limits_from(os.environ).max_bytes + MEGABYTE
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE or MEGABYTE
