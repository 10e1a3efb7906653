"""Everything that goes wrong is told as a problem (RFC 9457): what, why, and what to do next."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from tashan.api.files import as_written

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
BASE = "/problems/"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its status, and its title in words."""

    code: str
    status: int
    title: str | Promise


CODES = {
    code.code: code
    for code in (
        Code("bad-request", 400, _("The request could not be read")),
        Code("bad-cursor", 400, _("The cursor is not of this list")),
        Code("no-token", 401, _("The token is missing, revoked or has ended")),
        Code("scope-missing", 403, _("The token was not made for this")),
        Code("right-missing", 403, _("The account lacks the right")),
        Code("not-found", 404, _("There is no such thing here")),
        Code("method-not-allowed", 405, _("This cannot be done at this address")),
        Code("conflict", 409, _("Somebody else was first")),
        Code("still-at-work", 409, _("The first request with this key is still at work")),
        Code("too-large", 413, _("The request is too large")),
        Code("invalid", 422, _("The request is not as expected")),
        Code("refused", 422, _("This could not be done")),
        Code("key-reused", 422, _("The key was used for another request")),
        Code("too-many-requests", 429, _("Too many requests")),
        Code("fault", 500, _("A fault of the program")),
    )
}
BY_STATUS = {code.status: code for code in reversed(CODES.values())}


class FieldProblem(Schema):
    """One thing wrong with what was sent: ``pointer`` into the body, or a ``parameter``."""

    detail: str
    pointer: str | None = Field(default=None, examples=["#/figures/0/value"])
    parameter: str | None = Field(default=None, examples=["limit"])


class Problem(Schema):
    """What went wrong, as RFC 9457 has it, with the next step as ``hint``."""

    type: str = Field(examples=["/problems/scope-missing"])
    title: str
    status: int
    detail: str = ""
    hint: str = ""
    errors: list[FieldProblem] = Field(default_factory=list)


class ProblemError(Exception):
    """Raised by the API itself; what an officer can mend is a UserError as everywhere."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        hint: str = "",
        errors: Iterable[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail or code)
        self.told = Told(code, detail, hint, tuple(errors), dict(headers or {}))


@dataclass(frozen=True, slots=True)
class Told:
    code: str
    detail: str = ""
    hint: str = ""
    errors: tuple[FieldProblem, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        code = CODES[self.code]
        problem = Problem(
            type=BASE + code.code,
            title=str(code.title),
            status=code.status,
            detail=self.detail,
            hint=self.hint,
            errors=list(self.errors),
        )
        return problem.model_dump(mode="json", exclude_none=True)

    def response(self) -> HttpResponse:
        """The answer, with the headers of its kind."""
        status = CODES[self.code].status
        response = as_written(self.body(), status, media_type=MEDIA_TYPE)
        if status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        for name, value in self.headers.items():
            response.headers[name] = value
        return response


def of_status(status: int) -> Told:
    """The problem that a bare answer with this status is."""
    code = BY_STATUS.get(status) or (CODES["fault"] if status >= 500 else CODES["bad-request"])
    return Told(code.code)


def is_problem(response: Any) -> bool:
    return bool(response.headers.get("Content-Type", "").startswith(MEDIA_TYPE))


def tell(told: Told, request: HttpRequest) -> HttpResponse:
    """The answer; a fault is written to the log with the address that it happened at."""
    if told.code == "fault":
        log.error("fault at %s %s", request.method, request.path, exc_info=True)
    return told.response()
