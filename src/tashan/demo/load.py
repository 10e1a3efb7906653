"""Fill the database of the demo: tables, people and the two reports. Loading twice changes nothing.

A program of its own, so that the supervisor stays small: ``python -m tashan.demo.load``.
"""

from __future__ import annotations

import os

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo


def main() -> None:
    make_database(os.environ["TASHAN_DATABASE_URL"])
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def make_database(address: str) -> None:
    """Make the database that an address names, unless it is there."""
    parts = conninfo_to_dict(address)
    name = str(parts.pop("dbname"))
    server = make_conninfo(**{key: str(value) for key, value in parts.items()}, dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(known, [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


if __name__ == "__main__":
    main()
