"""How far long work is, seen by others while the work itself is one transaction not yet done."""

from __future__ import annotations

from types import TracebackType

from django.db import connection
from django.db.models import Model
from psycopg import sql


class Progress:
    """Writes to the row's ``progress`` on a connection of its own: ``progress(40)``."""

    def __init__(self, row: Model) -> None:
        self._row, self._shown = row, -1
        self._connection = connection.copy()
        self._statement = sql.SQL("UPDATE {} SET progress = %s WHERE id = %s").format(
            sql.Identifier(row._meta.db_table)
        )

    def __enter__(self) -> Progress:
        return self

    def __call__(self, percent: int) -> None:
        percent = max(0, min(percent, 100))
        if percent != self._shown:
            self._shown = percent
            with self._connection.cursor() as cursor:
                cursor.execute(self._statement, [percent, self._row.pk])

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
