"""Statements that PostgreSQL prepares once a connection: the way of the moves to the database.

Django's own cursors send every value within the text. Here values go apart, all as text, so that
a statement is planned once whatever is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import psycopg
from django.db import connection

Value = str | int | bool | date | datetime | None


def fetch(statement: str, values: Mapping[str, Value]) -> tuple[Any, ...] | None:
    """The first row of what a statement gives. Raises Django's own database errors."""
    connection.ensure_connection()
    plain: psycopg.Connection[tuple[Any, ...]] = connection.connection
    told = {name: _text(value) for name, value in values.items()}
    before, plain.prepare_threshold = plain.prepare_threshold, 0
    try:
        with connection.wrap_database_errors, psycopg.Cursor(plain) as cursor:
            return cursor.execute(statement, told, prepare=True).fetchone()
    finally:
        plain.prepare_threshold = before


def _text(value: Value) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, date) else str(value)
