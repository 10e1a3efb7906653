"""``make bench-registry``: pages over a register of a million enterprises. See README.md here.

Every page is asked for as a browser asks, by somebody signed in; its answer is checked first.
Beside its time stands the time of its own queries alone, which no page can be faster than.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tashan.demo import cluster

if TYPE_CHECKING:
    from django.http import HttpResponse
    from register_pages import Page
    from register_peer import Peer

ROUNDS = 9
DATABASE, LOADED = "bench-pg", "loaded.json"
# the memory of an office's server; and no care for a power cut, since all can be made again
SETTINGS = ("shared_buffers = '2GB'", "effective_cache_size = '8GB'", "work_mem = '32MB'",
            "random_page_cost = 1.1", "maintenance_work_mem = '1GB'", "max_wal_size = '8GB'",
            "wal_level = minimal", "max_wal_senders = 0", "fsync = off",
            "full_page_writes = off")  # fmt: skip
MOST_QUERIES, MOST_MILLISECONDS = 12, 100


@dataclass(frozen=True, slots=True)
class Timed:
    """``first_ms`` is the first answer in this process, ``peer_ms`` the same by hand, if done."""

    page: Page
    queries: int
    first_ms: float
    page_ms: float
    queries_ms: float
    peer_ms: float | None

    @property
    def is_within(self) -> bool:
        return self.queries <= MOST_QUERIES and self.page_ms <= MOST_MILLISECONDS


def main() -> None:
    options = parser().parse_args()
    with folder(options.keep) as home, database(home) as address:
        set_up(address, home)
        told = measured(home, firms=options.firms, address=address)
    report(told)
    missed = [t.page.name for t in told if not t.is_within]
    print(f"\nnot within {MOST_MILLISECONDS} ms and {MOST_QUERIES} queries: {missed or 'none'}")


def measured(home: Path, *, firms: int, address: str) -> list[Timed]:
    """Load, ask, check and measure, with no connection left open."""
    from django.db import connections
    from register_peer import Peer

    try:
        counties, ids = loaded(home, firms=firms)
        pages = asked(counties, ids)
        with Peer(address) as peer:
            return [timed(page, peer) for page in pages]
    finally:
        connections.close_all()


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--firms", type=int, default=1_000_000, help="how many (%(default)s)")
    found.add_argument(
        "--keep", type=Path, metavar="DIR", help="load into this folder, or measure what is there"
    )
    return found


@contextmanager
def folder(keep: Path | None) -> Iterator[Path]:
    """The folder to keep, else one that is gone afterwards."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    home = Path(tempfile.mkdtemp(prefix="tashan-bench-"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database(home: Path) -> Iterator[str]:
    """A server of its own, with the memory that an office's server has."""
    if not (home / LOADED).exists():
        shutil.rmtree(home / DATABASE, ignore_errors=True)
    server = cluster.Cluster(home / DATABASE, home / "postgres.txt")
    address = server.address(database="postgres")
    process = cluster.start(server, tell=print)
    try:
        tune(address)
        cluster.stop(process)
        process = cluster.start(server, tell=print)
        yield address
    finally:
        cluster.stop(process)


def tune(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for setting in SETTINGS:
            connection.execute(f"ALTER SYSTEM SET {setting}")


def set_up(address: str, home: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tashan.settings",
        "TASHAN_DATABASE_URL": address,
        "TASHAN_SECRET_KEY": "a key for the bench alone, known to everybody",
        "TASHAN_VAR": str(home / "var"),
        "TASHAN_HTTPS": "0",
        "TASHAN_ALLOWED_HOSTS": "testserver",
        "TASHAN_LOG_LEVEL": "ERROR",
    }
    (home / "var" / "static").mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def loaded(home: Path, *, firms: int) -> tuple[list[int], range]:
    """The ids of the counties and of the firms, loaded unless the folder has them already."""
    import large_register

    note = home / LOADED
    if note.exists():
        first, number = json.loads(note.read_text())
        if number != firms:
            sys.exit(f"{home} holds {number:,} firms: choose another folder, or --firms {number}")
        return large_register.counties_today(), range(first, first + number)
    began = time.monotonic()
    counties, ids = large_register.load(firms=firms)
    note.write_text(json.dumps([ids.start, len(ids)]))
    print(f"loaded in {time.monotonic() - began:.0f} s", flush=True)
    return counties, ids


def asked(counties: list[int], ids: range) -> list[Page]:
    """The pages to ask for, of the county in the middle and a firm after a third."""
    from django.conf import settings
    from django.db import connection
    from register_pages import pages

    from tashan.indicators.models import Observation
    from tashan.registry.models import Entity, EntityName

    ours = Entity.objects.get(pk=counties[len(counties) // 2])
    settings.PLACE = ours.code
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(f"{len(ids):,} enterprises, {Observation.objects.count():,} observations, "
              f"{len(counties):,} counties, {cursor.fetchone()[0]}", flush=True)  # fmt: skip
    return pages(ours, EntityName.objects.get(entity=ids[len(ids) // 3]))


def timed(page: Page, peer: Peer) -> Timed:
    """The median of several rounds after a first one, whose answer is checked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = officer()

    def ask() -> HttpResponse:
        if page.before:
            page.before()
        return client.get(page.address)

    began = time.perf_counter()
    answer = ask()
    first = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        sys.exit(f"{page.name}: {page.address} answers {answer.status_code}")
    if wrong := page.fault(answer.content.decode(), peer):
        sys.exit(f"{page.name}: {page.address}: {wrong}")
    with CaptureQueriesContext(connection) as captured:
        ask()
    statements = [query["sql"] for query in captured.captured_queries]
    by_hand = page.by_hand
    return Timed(
        page,
        len(statements),
        first,
        median_ms(ask),
        median_ms(lambda: run_again(statements)),
        median_ms(lambda: peer.html(by_hand)) if by_hand else None,
    )


def officer():  # type: ignore[no-untyped-def]
    from django.test import Client

    from tashan.record.accounts import Account, make_account
    from tashan.record.models import User

    user = User.objects.filter(username="bench").first()
    if user is None:
        account = Account("bench", "Bench")
        password = "stone-of-another-hill"
        user = make_account(account, password, roles=("reader",), actor=None, at=moment())
    client = Client()
    client.force_login(user)
    return client


def moment():  # type: ignore[no-untyped-def]
    import large_register

    return large_register.AT


def run_again(statements: list[str]) -> None:
    """The page's own queries, nothing else: what the database alone takes."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            if statement.startswith("SELECT"):
                cursor.execute(statement.replace("%", "%%"), [])
                cursor.fetchall()


def median_ms(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def report(told: list[Timed]) -> None:
    print(f"\n{'page':24} queries  page ms  its queries ms  ratio  by hand ms  ratio  first ms")
    for t in told:
        peer = f"{t.peer_ms:11.1f} {t.page_ms / t.peer_ms:6.1f}" if t.peer_ms else " " * 18
        print(f"{t.page.name:24} {t.queries:7} {t.page_ms:8.1f} {t.queries_ms:15.1f}"
              f" {t.page_ms / t.queries_ms:6.1f} {peer} {t.first_ms:9.0f}"
              f"{'' if t.is_within else '  missed'}")  # fmt: skip


if __name__ == "__main__":
    main()
