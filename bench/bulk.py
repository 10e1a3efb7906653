"""Filling tables faster than row by row: no index meanwhile, and two processes at once.

What is taken away is made again word for word from PostgreSQL's own definitions, and held against
what was there before: the schema measured is the one that the migrations made.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, connections, models

_FAST = ("session_replication_role = replica", "synchronous_commit = off")
_CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE conrelid = %s::regclass AND contype IN ('u', 'x') ORDER BY conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
     WHERE indrelid = %s::regclass AND NOT indisprimary
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1
"""


@contextmanager
def without_indexes(tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """The tables have their primary keys alone within; all else is made again afterwards."""
    names = [model._meta.db_table for model in tables]
    before = {name: (asked(_CONSTRAINTS, name), asked(_INDEXES, name)) for name in names}
    for name, (constraints, indexes) in before.items():
        run(f'ALTER TABLE "{name}" DROP CONSTRAINT "{called}"' for called, _ in constraints)
        run(f"DROP INDEX {called}" for called, _ in indexes)
    yield
    run(["SET max_parallel_maintenance_workers = 2"])
    for name, (constraints, indexes) in before.items():
        run(definition for _, definition in indexes)
        run(f'ALTER TABLE "{name}" ADD CONSTRAINT "{c}" {said}' for c, said in constraints)
    if before != {name: (asked(_CONSTRAINTS, name), asked(_INDEXES, name)) for name in names}:
        sys.exit("the indexes are not what the migrations made")


def side_by_side(works: Sequence[Callable[[], object]]) -> None:
    """Each in a process with a connection of its own, in which keys and triggers rest.

    What is made for the bench breaks no rule, so that they need not look at each row.
    """
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=_alone, args=(work,)) for work in works]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        sys.exit("the data could not be loaded")


def _alone(work: Callable[[], object]) -> None:
    run(f"SET {setting}" for setting in _FAST)
    work()
    connections.close_all()


def asked(statement: str, table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [table])
        return cursor.fetchall()


def run(statements: Iterator[str] | Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
