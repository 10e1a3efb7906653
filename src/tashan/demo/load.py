"""Fill the database of the demo: tables, people and the reports. Doing it twice changes nothing.

A program of its own, so that the supervisor stays small: ``python -m tashan.demo.load``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tashan.demo.county import County, read_county
from tashan.serve import migrate

if TYPE_CHECKING:
    from tashan.record.models import User

UPLOADER = "steward"  # the role of the person in whose name the reports are handed in


def main() -> None:
    make_database(os.environ["TASHAN_DATABASE_URL"])
    migrate.main([])
    county = read_county()
    people = load_people(county)
    uploader = next(who.username for who in county.people if UPLOADER in who.roles)
    load_reports(county, uploader=people[uploader])


def make_database(address: str) -> None:
    """Make the database that an address names, unless it is there."""
    parts = conninfo_to_dict(address)
    name = str(parts.pop("dbname"))
    server = make_conninfo(**{key: str(value) for key, value in parts.items()}, dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(known, [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def load_people(county: County) -> dict[str, User]:
    """Everybody's account by username; those that are missing are made."""
    from django.utils import timezone

    from tashan.record.accounts import Account, make_account
    from tashan.record.models import Role, User

    accounts: dict[str, User] = {}
    for person in county.people:
        user = User.objects.filter(username=person.username).first()
        if user is None:
            kind = Role.objects.get(pk=person.roles[0]).kind
            account = Account(
                person.username, person.name, kind=kind, office=person.office, post=person.post
            )
            now = timezone.now()
            user = make_account(account, county.password, roles=person.roles, actor=None, at=now)
        accounts[person.username] = user
    return accounts


def load_reports(county: County, *, uploader: User) -> None:
    """Hand in the reports and read those that are new; one that cannot be read says so."""
    from django.utils import timezone

    from tashan.reading.intake import store_report
    from tashan.reading.models import ReportState
    from tashan.reading.tasks import read_report

    for file in county.reports:
        data = file.read_bytes()
        report = store_report(data, name=file.name, actor=uploader, at=timezone.now()).report
        if report.state != ReportState.READ:
            read_report(report_id=report.pk)


if __name__ == "__main__":
    main()
