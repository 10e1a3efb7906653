"""The commands as an administrator runs them: own processes, on a database made for each test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tashan.record.grants import application_address

NAME = "tashan_commands"
PASSWORD = "stone-from-another-hill"
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def address(django_db_setup: None) -> Iterator[str]:
    """The owner's address of an empty database."""
    server = os.environ["TASHAN_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {NAME}")
    settings = connection.settings_dict
    place = f"{settings['HOST']}" if settings["HOST"] else ""
    yield f"postgresql://{settings['USER']}@/{NAME}?host={place}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture
def tashan(address: str, tmp_path: Path) -> Command:
    """Run a command as a program of its own."""

    def run(*arguments: str, typed: str = "", as_application: bool = False, **environment: str):  # type: ignore[no-untyped-def]
        url = application_address(address) if as_application else address
        return subprocess.run(
            [sys.executable, "-m", "tashan", *arguments],
            env=os.environ
            | {
                "PYTHONPATH": "src",
                "TASHAN_DATABASE_URL": url,
                "TASHAN_VAR": str(tmp_path),
            }
            | environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_migrating_an_empty_database_makes_it_ready_and_twice_changes_nothing(
    tashan: Command,
) -> None:
    assert [tashan("migrate").returncode, tashan("migrate").returncode] == [0, 0]


def test_the_application_verifies_a_sound_record(tashan: Command) -> None:
    tashan("migrate")
    tashan("createadmin", "su", "--name", "苏管理", typed=f"{PASSWORD}\n")
    done = tashan("audit", "verify", as_application=True)
    assert (done.returncode, done.stdout) == (
        0,
        "1 streams, 2 events, 0 seals; 2 events not sealed yet; 0 faults\n",
    )


def test_a_tampered_event_is_named_and_the_exit_code_is_one(tashan: Command, address: str) -> None:
    tashan("migrate")
    tashan("createadmin", "su", "--name", "苏管理", typed=f"{PASSWORD}\n")
    with psycopg.connect(address) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("UPDATE record_event SET kind = 'other' WHERE sequence = 2")
    done = tashan("audit", "verify")
    assert done.returncode == 1
    assert done.stdout.startswith("changed event in user:1 at 2: its content does not fit its hash")


def test_the_application_may_not_migrate(tashan: Command) -> None:
    tashan("migrate")
    done = tashan("migrate", as_application=True)
    assert done.returncode == 2
    assert "must not own the tables" in done.stderr


@pytest.mark.parametrize("kind", ["system", "security", "audit"])
def test_an_administrator_is_made_for_one_administration(
    tashan: Command, address: str, kind: str
) -> None:
    tashan("migrate")
    tashan("createadmin", "su", "--name", "苏管理", "--kind", kind, typed=f"{PASSWORD}\n")
    with psycopg.connect(address) as link:
        rows = link.execute("SELECT role_id, kind FROM record_rolegrant").fetchall()
    assert rows == [(f"{kind}_admin", kind)]


@pytest.mark.parametrize("command", [("audit", "verify"), ("createadmin", "su", "--name", "苏")])
def test_an_empty_database_is_told_to_be_migrated_first(
    tashan: Command, command: tuple[str, ...]
) -> None:
    done = tashan(*command)
    assert (done.returncode, done.stderr) == (
        2,
        "tashan: The database is not up to date. Run tashan migrate first.\n",
    )


def test_a_weak_password_makes_no_administrator(tashan: Command) -> None:
    tashan("migrate")
    done = tashan("createadmin", "su", "--name", "苏管理", typed="short\n")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_missing_setting_is_told_in_one_line(tashan: Command) -> None:
    done = tashan("audit", "verify", TASHAN_SECRET_KEY="")
    assert (done.returncode, done.stderr.strip()) == (
        2,
        "tashan: TASHAN_SECRET_KEY is not set:"
        " expected a secret of 50 characters or more, the same everywhere.",
    )


def test_a_database_that_does_not_answer_is_told_in_one_line(tashan: Command) -> None:
    done = tashan("migrate", TASHAN_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 2
    assert done.stderr.startswith("tashan: The database does not answer")
