"""Pages of long lists: a cursor holds what the last row was sorted by, so that rows entered
between two requests neither repeat nor hide another.

It is signed, and bound to the list and the filters that it was given for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, Any, Generic, TypeVar

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from tashan.api.problems import ProblemError

M = TypeVar("M", bound=Model)
T = TypeVar("T")
USUAL, MOST = 50, 200
SALT = "tashan.api.cursor"


class Paging(Schema):
    """Which part of a list is asked for."""

    cursor: Annotated[str, Field(max_length=2000)] = Field(
        default="", description="From “next” of the page before"
    )
    limit: int = Field(default=USUAL, ge=1, le=MOST, description="How many rows at most")


class Page(Schema, Generic[T]):
    """A part of a list, and the address of the next one; null at the end."""

    items: list[T]
    next: str | None = Field(default=None, examples=["/api/v1/enterprises?cursor=…"])


@dataclass(frozen=True, slots=True)
class Key:
    """A column that a list is sorted by, as seen from its rows; unknown ones come last."""

    column: str
    is_descending: bool = False
    may_be_unknown: bool = False


def page(
    request: HttpRequest,
    rows: QuerySet[M],
    keys: Sequence[Key],
    *,
    shown: Callable[[list[M]], list[T]],
    asked: Paging,
) -> Page[T]:
    """The rows after the cursor, in the order of ``keys``; the last key tells rows apart."""
    names = [f"sorted_by_{i}" for i in range(len(keys))]
    ordered = rows.annotate(**{n: F(k.column) for n, k in zip(names, keys, strict=True)})
    if asked.cursor:
        ordered = ordered.filter(_after(keys, names, _opened(request, asked.cursor, len(keys))))
    if not rows.query.distinct_fields:  # which have an order of their own, the same as the keys
        ordered = ordered.order_by(*(_order(k, n) for k, n in zip(keys, names, strict=True)))
    found = list(ordered[: asked.limit + 1])
    kept = found[: asked.limit]
    following = None
    if len(found) > asked.limit:
        following = _address(request, [getattr(kept[-1], name) for name in names])
    return Page(items=shown(kept), next=following)


def _order(key: Key, name: str) -> Any:
    column = F(name)
    last = True if key.may_be_unknown else None
    return column.desc(nulls_last=last) if key.is_descending else column.asc(nulls_last=last)


def _after(keys: Sequence[Key], names: Sequence[str], values: Sequence[Any]) -> Q:
    """(a, b, c) after (x, y, z): a after x, or a = x and (b, c) after (y, z)."""
    (key, *keys_left), (name, *names_left), (value, *values_left) = keys, names, values
    behind = _behind(key, name, value)
    if not keys_left:
        return behind
    same = Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    within = same & _after(keys_left, names_left, values_left)
    if value is None or key.may_be_unknown:
        return behind | within
    # says the same twice, so that an index of the first column finds where to begin
    sign = "lte" if key.is_descending else "gte"
    return Q(**{f"{name}__{sign}": value}) & (behind | within)


def _behind(key: Key, name: str, value: Any) -> Q:
    if value is None:
        return Q(pk__in=())  # nothing comes after the unknown ones
    behind = Q(**{f"{name}__{'lt' if key.is_descending else 'gt'}": value})
    return behind | Q(**{f"{name}__isnull": True}) if key.may_be_unknown else behind


def _address(request: HttpRequest, values: Sequence[Any]) -> str:
    query: QueryDict = request.GET.copy()
    cursor = signing.dumps([_packed(value) for value in values], salt=_salt(request), compress=True)
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"


def _opened(request: HttpRequest, cursor: str, length: int) -> list[Any]:
    try:
        values = [_unpacked(value) for value in signing.loads(cursor, salt=_salt(request))]
        if len(values) != length:
            raise ValueError(cursor)  # of a list that was sorted otherwise in an earlier version
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ProblemError(
            "bad-cursor",
            _("A cursor goes on with the list and the filters that it was given for."),
            hint=_("Follow “next” as it stands, or begin again without a cursor."),
        ) from error
    return values


def _salt(request: HttpRequest) -> str:
    """Bound to the address and its filters; how many rows a page has may change."""
    said = sorted(
        (name, values) for name, values in request.GET.lists() if name not in ("cursor", "limit")
    )
    return f"{SALT}:{sha256(repr((request.path, said)).encode()).hexdigest()}"


def _packed(value: Any) -> Any:
    match value:
        case datetime():
            return ["t", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case Decimal():
            return ["n", str(value)]
    return value


def _unpacked(value: Any) -> Any:
    match value:
        case ["t", str(text)]:
            return datetime.fromisoformat(text)
        case ["d", str(text)]:
            return date.fromisoformat(text)
        case ["n", str(text)]:
            return Decimal(text)
    return value
