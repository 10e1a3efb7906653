"""The application connects as a role of its own; what it may not do, the database refuses."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from tashan.base.errors import UserError
from tashan.record import audit, files
from tashan.record.accounts import Account, end_role, make_account
from tashan.record.append_only import append_only_tables
from tashan.record.events import append
from tashan.record.grants import application_address, grant_application_role
from tashan.record.models import Event
from tashan.record.seals import seal

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
OWN_TABLES = [
    "record_event",
    "record_seal",
    "record_sealedhead",
    "record_source",
    "record_storedfile",
    "record_withdrawal",
]


@pytest.fixture
def application(transactional_db: None) -> Iterator[psycopg.Connection]:
    """A connection of the application, to a database with one event, one seal and one file."""
    grant_application_role()
    append("report:1", "note", {}, actor=None, at=AT)
    seal(AT + timedelta(minutes=1))
    files.store(b"x", name="x.txt", at=AT)
    parameters = {**connection.get_connection_params(), "user": "tashan_app"}
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters, autocommit=True) as link:
        yield link


def test_the_tables_that_only_grow_are_these(application: psycopg.Connection) -> None:
    assert [t for t in append_only_tables() if t.startswith("record_")] == OWN_TABLES


@pytest.mark.parametrize("table", OWN_TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET id = id",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "DROP TABLE {} CASCADE",
        "SET session_replication_role = replica",
        "SET ROLE postgres",
    ],
)
def test_the_application_cannot_change_what_only_grows(
    application: psycopg.Connection, statement: str, table: str
) -> None:
    if table == "record_seal":
        statement = statement.replace("id", "number")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM record_user",
        "DELETE FROM record_rolegrant",
        "UPDATE record_rolegrant SET role_id = 'steward'",
        "UPDATE record_rolegrant SET from_at = now()",
        "DELETE FROM record_streamhead",
        "UPDATE record_role SET kind = 'business'",
        "INSERT INTO record_role VALUES ('all', 'business')",
        "CREATE TABLE own (id int)",
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)"
        " RETURNS BOOLEAN AS $$ SELECT TRUE $$ LANGUAGE sql",
    ],
)
def test_the_application_cannot_widen_its_rights(
    application: psycopg.Connection, statement: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(statement)


def test_the_application_can_do_all_its_work(
    application: psycopg.Connection, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION AUTHORIZATION tashan_app")
    try:
        account = Account("linxia", "林夏")
        user = make_account(
            account, "stone-from-another-hill", roles=("reader",), actor=None, at=AT
        )
        end_role(user, "reader", actor=None, at=AT)
        files.store(b"y", name="y.txt", at=AT)
        assert seal(AT + timedelta(minutes=2)) is not None
        assert audit.verify().faults == ()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET SESSION AUTHORIZATION")
    assert Event.objects.filter(kind="role.ended").exists()


def test_granting_twice_changes_nothing(application: psycopg.Connection) -> None:
    grant_application_role()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("DELETE FROM record_event")


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_not_taken_for_the_application() -> None:
    with pytest.raises(UserError, match="must not own the tables"):
        grant_application_role(role=django_settings.DATABASES["default"]["USER"] or "postgres")


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (
            "postgresql://postgres:@/postgres?host=/var/pg",
            "postgresql://tashan_app@/postgres?host=/var/pg",
        ),
        ("postgresql://a:b@db.example:5432/x", "postgresql://tashan_app@db.example:5432/x"),
        ("postgresql:///x", "postgresql://tashan_app@/x"),
    ],
)
def test_the_applications_address_has_its_role_in_place_of_the_owner(
    owner: str, expected: str
) -> None:
    assert application_address(owner) == expected


def test_a_password_in_an_address_is_quoted() -> None:
    address = application_address("postgresql://a@h/x", password="p@ss/word")
    assert address == "postgresql://tashan_app:p%40ss%2Fword@h/x"
