"""The commands as an administrator runs them: own processes, on a database made for each test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tashan.record.grants import application_address

PASSWORD = "stone-from-another-hill"
Command = Callable[..., subprocess.CompletedProcess[str]]


@contextmanager
def database(name: str, *, template: str = "template1") -> Iterator[str]:
    """The owner's address of a database that is made for the time being."""
    server = os.environ["TASHAN_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        user, place = link.info.user, link.info.host
    yield f"postgresql://{user}@/{name}?host={place}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE {name} WITH (FORCE)")


def command(address: str, folder: Path) -> Command:
    """What runs a command as a program of its own, at this database."""

    def run(*arguments: str, typed: str = "", as_application: bool = False, **environment: str):  # type: ignore[no-untyped-def]
        url = application_address(address) if as_application else address
        own = {"PYTHONPATH": "src", "TASHAN_DATABASE_URL": url, "TASHAN_VAR": str(folder)}
        return subprocess.run(
            [sys.executable, "-m", "tashan", *arguments],
            env=os.environ | own | environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


@pytest.fixture(scope="module")
def migrated(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database that was brought up to date."""
    with database("tashan_migrated") as address:
        assert command(address, tmp_path_factory.mktemp("var"))("migrate").returncode == 0
        yield "tashan_migrated"


@pytest.fixture
def address(migrated: str) -> Iterator[str]:
    """The owner's address of a database that is up to date."""
    with database("tashan_commands", template=migrated) as address:
        yield address


@pytest.fixture
def empty(django_db_setup: None) -> Iterator[str]:
    """The owner's address of an empty database."""
    with database("tashan_empty") as address:
        yield address


@pytest.fixture
def tashan(address: str, tmp_path: Path) -> Command:
    return command(address, tmp_path)


@pytest.fixture
def tashan_at_empty(empty: str, tmp_path: Path) -> Command:
    return command(empty, tmp_path)


def test_migrating_twice_changes_nothing(tashan: Command) -> None:
    done = tashan("migrate")
    assert (done.returncode, done.stdout) == (0, "The database is up to date.\n")


def test_the_application_verifies_a_sound_record(tashan: Command) -> None:
    tashan("createadmin", "su", "--name", "苏管理", typed=f"{PASSWORD}\n")
    done = tashan("audit", "verify", as_application=True)
    assert (done.returncode, done.stdout) == (
        0,
        "1 streams, 2 events, 0 seals; 2 events not sealed yet; 0 faults\n",
    )


def test_a_tampered_event_is_named_and_the_exit_code_is_one(tashan: Command, address: str) -> None:
    tashan("createadmin", "su", "--name", "苏管理", typed=f"{PASSWORD}\n")
    with psycopg.connect(address) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("UPDATE record_event SET kind = 'other' WHERE sequence = 2")
    done = tashan("audit", "verify")
    assert done.returncode == 1
    assert done.stdout.startswith("changed event in user:1 at 2: its content does not fit its hash")


def test_a_missing_original_is_named_and_the_exit_code_is_one(
    tashan: Command, address: str
) -> None:
    with psycopg.connect(address) as owner:
        owner.execute(
            "INSERT INTO record_storedfile (sha256, size, media_type, name, stored_at)"
            " VALUES (repeat('a', 64), 1, 'text/plain', '报告.txt', now())"
        )
    done = tashan("audit", "files")
    assert done.returncode == 1
    assert "报告.txt" in done.stdout
    assert done.stdout.endswith("1 originals; 1 damaged or missing\n")


def test_sound_originals_end_with_nought(tashan: Command) -> None:
    done = tashan("audit", "files", as_application=True)
    assert (done.returncode, done.stdout) == (0, "0 originals; 0 damaged or missing\n")


def test_the_application_may_not_migrate(tashan: Command) -> None:
    done = tashan("migrate", as_application=True)
    assert done.returncode == 2
    assert "must not own the tables" in done.stderr


@pytest.fixture
def plain_owner(empty: str, migrated: str) -> Iterator[str]:
    """The address of an owner that has no other rights on the server, and an empty database."""
    with psycopg.connect(empty, autocommit=True) as link:
        link.execute("CREATE ROLE tashan_owner LOGIN")
        link.execute("ALTER DATABASE tashan_empty OWNER TO tashan_owner")
    yield application_address(empty, role="tashan_owner")
    with psycopg.connect(empty, autocommit=True) as link:
        link.execute("REASSIGN OWNED BY tashan_owner TO CURRENT_USER")
        link.execute("DROP OWNED BY tashan_owner")
        link.execute("DROP ROLE tashan_owner")


def test_an_owner_without_other_rights_can_migrate(
    tashan_at_empty: Command, plain_owner: str
) -> None:
    """The role of the application is there already: the server's administrator made it."""
    done = tashan_at_empty("migrate", TASHAN_DATABASE_URL=plain_owner)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("kind", ["system", "security", "audit"])
def test_an_administrator_is_made_for_one_administration(
    tashan: Command, address: str, kind: str
) -> None:
    tashan("createadmin", "su", "--name", "苏管理", "--kind", kind, typed=f"{PASSWORD}\n")
    with psycopg.connect(address) as link:
        rows = link.execute("SELECT role_id, kind FROM record_rolegrant").fetchall()
    assert rows == [(f"{kind}_admin", kind)]


@pytest.mark.parametrize("words", [("audit", "verify"), ("createadmin", "su", "--name", "苏")])
def test_an_empty_database_is_told_to_be_migrated_first(
    tashan_at_empty: Command, words: tuple[str, ...]
) -> None:
    done = tashan_at_empty(*words)
    assert (done.returncode, done.stderr) == (
        2,
        "tashan: The database is not up to date. Run tashan migrate first.\n",
    )


def test_a_weak_password_makes_no_administrator(tashan: Command) -> None:
    done = tashan("createadmin", "su", "--name", "苏管理", typed="short\n")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_missing_setting_is_told_in_one_line(tashan: Command) -> None:
    done = tashan("audit", "verify", TASHAN_SECRET_KEY="")
    assert (done.returncode, done.stderr.strip()) == (
        2,
        "tashan: TASHAN_SECRET_KEY is not set:"
        " expected a secret of 32 characters or more, the same for every process.",
    )


def test_a_database_that_does_not_answer_is_told_in_one_line(tashan: Command) -> None:
    done = tashan("migrate", TASHAN_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 2
    assert done.stderr.startswith("tashan: The database does not answer")
