"""Commands of the record: each takes its arguments and returns the exit code.

Django is set up inside, so that the commands which read files never wait for it.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence

from tashan.base.errors import UserError

ADMINISTRATIONS = {"system": "system_admin", "security": "security_admin", "audit": "audit_admin"}


def migrate(argv: Sequence[str]) -> int:
    """Bring the database up to date and say what web and worker may do there."""
    parser = argparse.ArgumentParser(
        prog="tashan migrate", description="Run as the owner of the tables."
    )
    parser.parse_args(argv)
    set_up()
    from django.core.management import call_command

    from tashan.record.grants import grant_application_role, refuse_application

    refuse_application()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    grant_application_role(password=os.environ.get("TASHAN_APPLICATION_PASSWORD", ""))
    print("The database is up to date.")
    return 0


def audit(argv: Sequence[str]) -> int:
    """``tashan audit verify`` and ``files``: 0 where everything is sound, 1 where not."""
    parser = argparse.ArgumentParser(prog="tashan audit")
    parser.add_argument(
        "what",
        choices=["verify", "files"],
        help="verify: look for changed, missing and added events and seals;"
        " files: compare each original on the disk with its SHA-256",
    )
    asked = parser.parse_args(argv)
    set_up()
    refuse_old_tables()
    return _verify_events() if asked.what == "verify" else _verify_files()


def _verify_events() -> int:
    from tashan.record.audit import verify

    verdict = verify()
    for fault in verdict.faults:
        print(fault)
    print(
        f"{verdict.streams} streams, {verdict.events} events, {verdict.seals} seals;"
        f" {verdict.unsealed} events not sealed yet; {len(verdict.faults)} faults"
    )
    return 1 if verdict.faults else 0


def _verify_files() -> int:
    from tashan.record.files import damages
    from tashan.record.models import StoredFile

    found = 0
    for damage in damages():
        found += 1
        print(damage)
    print(f"{StoredFile.objects.count()} originals; {found} damaged or missing")
    return 1 if found else 0


def createadmin(argv: Sequence[str]) -> int:
    """Make an account for one of the three administrations."""
    parser = argparse.ArgumentParser(
        prog="tashan createadmin",
        description="The password is asked for, or read from standard input.",
    )
    parser.add_argument("username")
    parser.add_argument("--name", required=True, help="the person's name")
    parser.add_argument("--kind", choices=sorted(ADMINISTRATIONS), default="system")
    parser.add_argument("--email", default="")
    asked = parser.parse_args(argv)
    set_up()
    refuse_old_tables()
    from django.utils import timezone

    from tashan.record.accounts import Account, make_account

    account = Account(asked.username, asked.name, kind=asked.kind, email=asked.email)
    roles = (ADMINISTRATIONS[asked.kind],)
    user = make_account(account, _password(), roles=roles, actor=None, at=timezone.now())
    print(f"{user.username} administers: {asked.kind}.")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise UserError("The two passwords differ.", hint="Run the command again.")
    return password


def set_up() -> None:
    """Django, and a database that answers; else a UserError says what is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tashan.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, connection

    try:
        django.setup()
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        raise UserError(str(error)) from error
    except OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise UserError(
            f"The database does not answer: {reason}",
            hint="Check TASHAN_DATABASE_URL and that the server runs.",
        ) from error


def refuse_old_tables() -> None:
    """Raises UserError where a migration is still to be run."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise UserError("The database is not up to date.", hint="Run tashan migrate first.")
