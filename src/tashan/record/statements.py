"""Statements that PostgreSQL prepares once a connection: for moves, inboxes and postings.

Django's own cursors send every value within the text. Here values go apart, all as text, so that
a statement is planned once whatever is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import psycopg
from django.db import connection

Value = str | int | bool | date | datetime | Iterable[int | str] | None


def fetch(statement: str, values: Mapping[str, Value]) -> tuple[Any, ...] | None:
    """The first row of what a statement gives. Raises Django's own database errors."""
    found = fetch_all(statement, values)
    return found[0] if found else None


def fetch_all(statement: str, values: Mapping[str, Value]) -> list[tuple[Any, ...]]:
    """All rows of what a statement gives. Raises Django's own database errors."""
    connection.ensure_connection()
    plain: psycopg.Connection[tuple[Any, ...]] = connection.connection
    told = {name: _text(value) for name, value in values.items()}
    before, plain.prepare_threshold = plain.prepare_threshold, 0
    try:
        with connection.wrap_database_errors, psycopg.Cursor(plain) as cursor:
            return cursor.execute(statement, told, prepare=True).fetchall()
    finally:
        plain.prepare_threshold = before


def _text(value: Value) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else f"{{{','.join(map(str, value))}}}"
