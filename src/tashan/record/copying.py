"""Many new rows at once, by COPY: the same as ``bulk_create``, several times as fast."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model
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
    names = [field.attname for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
    )
    prepared = [field.get_db_prep_save for field in fields]
    plain = [not field.is_relation and type(field).__name__ != "JSONField" for field in fields]
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [
                    _told(value) if simple else prepare(value, connection)
                    for name, prepare, simple in zip(names, prepared, plain, strict=True)
                    for value in (getattr(row, name),)
                ]
            )
    for row in rows:
        row._state.adding = False


def _told(value: object) -> object:
    return value.text if isinstance(value, Literal) else value


def _number(rows: Sequence[Model], model: type[Model]) -> None:
    """Numbers from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, "id", len(rows)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number
