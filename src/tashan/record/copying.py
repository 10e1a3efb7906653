"""Many new rows at once, by COPY: the same as ``bulk_create``, several times as fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Field, JSONField, Model
from psycopg import sql

from tashan.record.search import Literal

_AT_ONCE = 20_000


def copied(rows: Sequence[Model]) -> None:
    """Store rows of one model that are new; each gets its number. Constraints hold as ever."""
    for start in range(0, len(rows), _AT_ONCE):
        _copied(rows[start : start + _AT_ONCE])


def _copied(rows: Sequence[Model]) -> None:
    model = type(rows[0])
    fields = list(model._meta.concrete_fields)
    _number([row for row in rows if row.pk is None], model)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields]),
    )
    told = [(field.attname, _teller(field)) for field in fields]
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            said = row.__dict__
            copy.write_row([tell(said[name]) if tell else said[name] for name, tell in told])
    for row in rows:
        row._state.adding = False


def _teller(field: Field[Any, Any]) -> Callable[[object], object] | None:
    """What makes of an attribute what COPY writes; None where that is the same."""
    if isinstance(field, JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    if isinstance(field, SearchVectorField):
        return lambda value: value.text if isinstance(value, Literal) else value
    return None


def _number(rows: Sequence[Model], model: type[Model]) -> None:
    """Numbers from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, "id", len(rows)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number
