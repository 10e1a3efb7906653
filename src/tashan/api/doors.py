"""The door of every operation: its scope, the right of its account, and how it answers.

A token opens an operation where it was made for one of the operation's scopes and its account
holds the right now. Session cookies open nothing here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import HttpBearer

from tashan.api.files import as_written
from tashan.api.idempotency import once
from tashan.api.problems import ProblemError
from tashan.record import tokens
from tashan.record.models import Token, User
from tashan.record.perms import Visitor
from tashan.record.tokens import Scope

Right = Callable[[Visitor], bool]
View = TypeVar("View", bound=Callable[..., Schema | HttpResponseBase])
WINDOW = 60  # seconds in which requests are counted


class ProgramRequest(HttpRequest):
    """A request of a program that signed in with a token."""

    user: User
    auth: Token


@dataclass(frozen=True, slots=True)
class Door:
    """What an operation asks for, as the reference and the tests of the doors read it too."""

    method: str
    name: str
    scopes: tuple[Scope, ...]
    right: Right
    answer: Any
    status: int
    is_write: bool


DOORS: dict[str, Door] = {}  # by the name of the operation, as they are declared


class TokenAuth(HttpBearer):
    """Finds the token, counts the request, and asks for scope and right, in this order."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.door = door

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        now = timezone.now()
        found = tokens.token_of(token.strip(), at=now)
        if found is None:
            return None
        _count(found)
        tokens.note_use(found, at=now)
        request.user = found.user
        _refuse(found, self.door)
        return found


def _count(token: Token) -> None:
    """Raises a problem beyond ``settings.API_RATE`` requests in a minute."""
    second = int(timezone.now().timestamp())
    key = f"api-rate:{token.pk}:{second // WINDOW}"
    before = cache.get(key, 0)
    if before >= settings.API_RATE:
        wait = WINDOW - second % WINDOW
        raise ProblemError(
            "too-many-requests",
            _("At most %d requests a minute are answered.") % settings.API_RATE,
            hint=_("Wait %d seconds.") % wait,
            headers={"Retry-After": str(wait)},
        )
    cache.set(key, before + 1, 2 * WINDOW)


def _refuse(token: Token, door: Door) -> None:
    wanted = [scope.value for scope in door.scopes]
    if wanted and not set(wanted) & set(token.scopes):
        raise ProblemError(
            "scope-missing",
            _("This asks for the scope %s.") % " / ".join(wanted),
            hint=_("Make a token with this scope."),
        )
    if not door.right(token.user):
        raise ProblemError(
            "right-missing",
            _("The account of this token may not do this, whatever its scopes: %s.")
            % " / ".join(wanted),
            hint=_("If your work needs it, ask your security administrator for the role."),
        )


def door(
    router: Router,
    method: str,
    path: str,
    *,
    scope: Scope | tuple[Scope, ...],
    right: Right,
    answer: Any,
    status: int = 200,
) -> Callable[[View], View]:
    """Declare an operation; ``answer`` is its schema, or the media type of a file."""
    scopes = scope if isinstance(scope, tuple) else (scope,)

    def around(view: View) -> View:
        name = view.__name__
        is_write = method != "GET"
        made = Door(method, name, scopes, right, answer, status, is_write)
        DOORS[name] = made
        has_schema = not isinstance(answer, str)
        router.api_operation(
            [method],
            path,
            auth=TokenAuth(made),
            response={status: answer if has_schema else None},
            operation_id=name,
            summary=_summary(view),
            description=_description(view),
            url_name=name,
        )(_answering(view, made))
        return view

    return around


def _summary(view: Callable[..., Any]) -> str:
    return (inspect.getdoc(view) or "").split("\n\n")[0].replace("\n", " ")


def _description(view: Callable[..., Any]) -> str:
    return "\n\n".join((inspect.getdoc(view) or "").split("\n\n")[1:])


def _answering(
    view: Callable[..., Schema | HttpResponseBase], made: Door
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answered(request: ProgramRequest, **arguments: Any) -> HttpResponseBase:
        def work() -> Schema | HttpResponseBase:
            return view(request, **arguments)

        if made.is_write:
            return once(request, work, status=made.status)
        found = work()
        return found if isinstance(found, HttpResponseBase) else json_of(found, made.status)

    # ninja resolves annotations in the module of what it is given, which would be this one
    answered.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    return answered


def json_of(found: Schema, status: int) -> HttpResponse:
    """The schema as JSON; a page of a list names the next one in a header too."""
    response = as_written(found.model_dump(mode="json"), status)
    following = getattr(found, "next", None)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response
