"""Rows that are worked out, not stored, are sorted by the page's columns all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from tashan.web.listing import Order

R = TypeVar("R")
Key = Callable[[R], Any]


def ordered(rows: Iterable[R], order: Order, columns: Mapping[str, Key[R]]) -> list[R]:
    """By a column, the unknown last either way; ties keep their order."""
    key = columns[order.column]
    known = [row for row in rows if key(row) not in (None, "")]
    unknown = [row for row in rows if key(row) in (None, "")]
    return sorted(known, key=key, reverse=order.is_descending) + unknown
