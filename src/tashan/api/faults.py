"""Which problem an exception is: what the sender can mend says so, a bug is told and logged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from psycopg import errors as postgres

from tashan.api.problems import FieldProblem, ProblemError, Told, of_status, tell
from tashan.base.errors import UserError
from tashan.reading.review import OvertakenError

# by pydantic's names of what is wrong
_WORDS: dict[str, str | Promise] = {
    "missing": gettext_lazy("It is missing."),
    "extra_forbidden": gettext_lazy("There is no field of this name."),
    "string_too_short": gettext_lazy("It is empty or too short."),
    "string_too_long": gettext_lazy("It is too long."),
    "string_type": gettext_lazy("It must be a text."),
    "int_parsing": gettext_lazy("It must be a whole number."),
    "int_type": gettext_lazy("It must be a whole number."),
    "bool_parsing": gettext_lazy("It must be true or false."),
    "decimal_parsing": gettext_lazy("It must be a number, written as a text like “186.4”."),
    "date_from_datetime_parsing": gettext_lazy("It must be a day like 2026-09-30."),
    "date_parsing": gettext_lazy("It must be a day like 2026-09-30."),
    "datetime_parsing": gettext_lazy("It must be a moment like 2026-09-30T10:00:00+08:00."),
    "datetime_from_date_parsing": gettext_lazy(
        "It must be a moment like 2026-09-30T10:00:00+08:00."
    ),
    "timezone_aware": gettext_lazy("It must be a moment like 2026-09-30T10:00:00+08:00."),
    "list_type": gettext_lazy("It must be a list."),
    "too_long": gettext_lazy("It has too many entries."),
    "too_short": gettext_lazy("It has too few entries."),
}


def add_handlers(api: NinjaAPI) -> None:
    """Every exception of an operation becomes a problem."""
    api.add_exception_handler(Exception, _handle)
    for kind in (Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, _handle)


@contextmanager
def pointed(pointer: str) -> Iterator[None]:
    """What is refused within was said at this place of the body."""
    try:
        yield
    except UserError as error:
        field = FieldProblem(detail=error.message, pointer=f"#{pointer}")
        raise ProblemError("refused", error.message, hint=error.hint, errors=[field]) from error


def _handle(request: HttpRequest, error: Any) -> HttpResponse:
    return tell(told_of(error), request)


def told_of(error: Exception) -> Told:
    """The problem that an exception is."""
    match error:
        case ProblemError():
            return error.told
        case OvertakenError():
            return Told("conflict", error.message, error.hint)
        case UserError():
            return Told("refused", error.message, error.hint)
        case ValidationError():
            return Told("invalid", errors=tuple(_field(one) for one in error.errors))
        case Http404():
            return Told("not-found", hint=_("Look it up in its list first."))
        case PermissionDenied():
            return Told("right-missing", hint=_("Ask your security administrator for the role."))
        case IntegrityError() if _is_race(error):
            return Told("conflict", hint=_("Read it again, then decide whether to send it again."))
        case RequestDataTooBig() | TooManyFilesSent():
            return Told("too-large")
        case SuspiciousOperation():
            return Told("bad-request")
        case HttpError():
            return of_status(error.status_code)
    return Told("fault", hint=_("Nothing was half-saved. Tell your system administrator."))


def _is_race(error: IntegrityError) -> bool:
    """Two were entered at once where only one may be; any other constraint broken is a bug."""
    return isinstance(error.__cause__, postgres.UniqueViolation | postgres.ExclusionViolation)


def _field(error: Mapping[str, Any]) -> FieldProblem:
    """Ninja's loc is where (body, query, path), the argument's name in a body, then the path."""
    where, *path = error["loc"]
    words = _words(error)
    if where == "body":
        return FieldProblem(detail=words, pointer="#/" + "/".join(map(_escaped, path[1:])))
    return FieldProblem(detail=words, parameter=".".join(map(str, path[-1:])))


def _escaped(part: object) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _words(error: Mapping[str, Any]) -> str:
    known = _WORDS.get(error["type"])
    if known is not None:
        return str(known)
    if error["type"] in ("enum", "literal_error"):
        return str(_("It must be one of: %s.") % error["ctx"]["expected"])
    return str(error["msg"]).removeprefix("Value error, ")
