"""Tables are sorted, filtered and paged on the server; the address holds how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from tashan.base.storable import storable

PAGE_SIZE = 25
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """The column that a table is sorted by, and which way."""

    column: str
    is_descending: bool

    @property
    def code(self) -> str:
        """As the address says it: ``title`` or ``-title``."""
        return f"-{self.column}" if self.is_descending else self.column


def order_of(request: HttpRequest, columns: Mapping[str, str], *, default: str) -> Order:
    """What ``?sort=`` asks for, if it is a column of this table."""
    asked = request.GET.get("sort", default)
    if asked.removeprefix("-") not in columns:
        asked = default
    return Order(asked.removeprefix("-"), asked.startswith("-"))


def words_of(request: HttpRequest, name: str = "q") -> str:
    """What was written into a field of the address, without what PostgreSQL refuses."""
    return storable(request.GET.get(name, "")).replace("\ufffd", "").strip()


def in_order(
    rows: QuerySet[M], order: Order, columns: Mapping[str, str], *, then: str = "-pk"
) -> QuerySet[M]:
    """The rows sorted; ``then`` settles ties so that pages do not overlap."""
    sign = "-" if order.is_descending else ""
    return rows.order_by(sign + columns[order.column], then)


def page_of(request: HttpRequest, rows: QuerySet[Any], *, size: int = PAGE_SIZE) -> Page[Any]:
    """The page that ``?page=`` asks for; the nearest where there is none."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


MOST_COUNTED = 10_000


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # not subscriptable when run
    """Pages of a very long list: counting stops at ten thousand, and so do the pages."""

    @cached_property
    def _counted(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def is_capped(self) -> bool:
        """Whether there are more; the page then says “more than”."""
        return self._counted > MOST_COUNTED


def capped_page_of(
    request: HttpRequest, rows: QuerySet[Any], *, size: int = PAGE_SIZE
) -> Page[Any]:
    """Like ``page_of`` for a list that may hold a million rows."""
    return CappedPaginator(rows, size).get_page(request.GET.get("page"))
