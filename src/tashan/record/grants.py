"""The role that web and worker connect as: it owns no table, so it cannot switch a trigger off.

``tashan migrate`` connects as the owner, makes the role and says what it may.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from django.db import connection, transaction
from psycopg.sql import SQL, Composable, Identifier, Literal

from tashan.base.errors import UserError
from tashan.record.append_only import append_only_tables

APPLICATION_ROLE = "tashan_app"
# Rows that end or close and are never deleted; roles change with a migration only.
NEVER_DELETED = ("record_user", "record_rolegrant", "record_streamhead")
ONLY_ENDED = ("record_rolegrant",)
READ_ONLY = ("record_role", "django_migrations")


def grant_application_role(*, role: str = APPLICATION_ROLE, password: str = "") -> None:
    """Make the role where it is missing, and give it what web and worker need, nothing more."""
    refuse_application(role=role)
    statements = [_made(role), *_granted(role)]
    if password:
        change = SQL("ALTER ROLE {} PASSWORD {}")
        statements.append(change.format(Identifier(role), Literal(password)))
    # in one step: the application at work meanwhile never has more rights, nor fewer
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def refuse_application(*, role: str = APPLICATION_ROLE) -> None:
    """Raises UserError where this connection is the application's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == role:
            raise UserError(
                f"Connected as {role}, which must not own the tables.",
                hint="Give the owner's address in TASHAN_DATABASE_URL.",
            )


def _made(role: str) -> Composable:
    return SQL(
        "DO $make$ BEGIN"
        " IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN"
        " CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE; END IF; END $make$"
    ).format(name=Literal(role), role=Identifier(role))


def _granted(role: str) -> list[Composable]:
    """Everything first, then taken away again what the application must not do."""
    given = (
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    )
    own = Identifier(role)
    taken = SQL("REVOKE {rights} ON {tables} FROM {role}")
    return [
        *(SQL(statement).format(role=own) for statement in given),
        *(
            taken.format(rights=rights, tables=SQL(", ").join(map(Identifier, tables)), role=own)
            for rights, tables in (
                (SQL("UPDATE, DELETE"), append_only_tables()),
                (SQL("DELETE"), NEVER_DELETED),
                (SQL("UPDATE"), ONLY_ENDED),
                (SQL("INSERT, UPDATE, DELETE"), READ_ONLY),
            )
        ),
        SQL("GRANT UPDATE (to_at) ON record_rolegrant TO {role}").format(role=own),
    ]


def application_address(owner: str, *, role: str = APPLICATION_ROLE, password: str = "") -> str:
    """The owner's postgresql:// address with the application's role in place of the owner."""
    parts = urlsplit(owner)
    place = parts.netloc.rpartition("@")[2]
    who = quote(role, safe="") + (f":{quote(password, safe='')}" if password else "")
    return parts._replace(netloc=f"{who}@{place}").geturl()
