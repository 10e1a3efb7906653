"""The tests' database: an embedded PostgreSQL, or the server that TASHAN_TEST_DATABASE_URL names.

The address is settled before Django reads its settings; the server starts with the first test
that asks for the database, so tests of the readers do not wait for it. It ends with this process,
however that ends.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import psycopg
import pytest
from django.conf import settings

from tashan.demo import cluster

FOLDER = Path(tempfile.mkdtemp(prefix="tashan-"))
CLUSTER = FOLDER / "pg"
# rows made by migrations, which a test with real commits must not wipe out
SEEDED = frozenset({"record_role"})
# the queue's tables, which Django does not know as its own
QUEUE = [f"procrastinate_{name}" for name in ("jobs", "events", "periodic_defers", "workers")]


def pytest_configure() -> None:
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        raise pytest.UsageError("unset DJANGO_SETTINGS_MODULE: the tests choose their settings")
    own = os.environ.get("TASHAN_TEST_DATABASE_URL", "").strip()
    os.environ["TASHAN_DATABASE_URL"] = own or f"postgresql://postgres@/postgres?host={CLUSTER}"
    os.environ["TASHAN_SECRET_KEY"] = "a key for the tests alone, known to everybody"
    os.environ["TASHAN_VAR"] = str(FOLDER / "var")
    (FOLDER / "var" / "static").mkdir(parents=True)  # where whitenoise looks
    os.environ["TASHAN_DEBUG"] = "0"
    os.environ["TASHAN_HTTPS"] = "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tashan.settings"
    django.setup()
    # A thread of a server or worker gives its connection back at once, else no test database
    # could be dropped.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)


def _quicken(address: str) -> None:
    """A test's data need not survive a power cut."""
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Start the server before the test database is made; stop it after the last test."""
    if os.environ.get("TASHAN_TEST_DATABASE_URL", "").strip():
        yield
        return
    server = cluster.start(cluster.Cluster(CLUSTER, FOLDER / "postgres.txt"), tell=print)
    try:
        _quicken(os.environ["TASHAN_DATABASE_URL"])
        yield
    finally:
        cluster.stop(server)


@pytest.fixture(scope="session", autouse=True)
def _emptying_passes_the_triggers() -> Iterator[None]:
    """After a test with real commits all tables are emptied, those that only grow too."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    with pytest.MonkeyPatch.context() as patch:
        empty = DatabaseOperations.sql_flush

        def sql_flush(self, style, tables, **options):  # type: ignore[no-untyped-def]
            emptied = [table for table in tables if table not in SEEDED] + QUEUE
            statements = empty(self, style, emptied, **options)
            return ["SET LOCAL session_replication_role = replica", *statements]

        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(request: pytest.FixtureRequest) -> None:
    """Hashing a password slowly protects people, not tests."""
    if "django_db_setup" in request.fixturenames or "db" in request.fixturenames:
        own = request.getfixturevalue("settings")
        own.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _speak_english() -> Iterator[None]:
    """Tests quote source strings; a page speaks what its request asks for all the same."""
    from django.utils import translation

    with translation.override("en"):
        yield
