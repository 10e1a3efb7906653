"""``make bench-registry``: pages over a register of a million enterprises. See README.md here.

Every page is asked for as a browser asks, by somebody signed in; its answer is checked first.
Beside its time stands the time of its own queries alone, which no page can be faster than.
"""

from __future__ import annotations

import argparse
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

from tashan.demo import cluster

ROUNDS = 9
MOST_QUERIES, MOST_MILLISECONDS = 12, 100


@dataclass(frozen=True, slots=True)
class Page:
    """``holds`` is what its answer must hold, so that no error page is timed."""

    name: str
    address: str
    holds: str


@dataclass(frozen=True, slots=True)
class Timed:
    page: Page
    queries: int
    page_ms: float
    queries_ms: float


def main() -> None:
    options = parser().parse_args()
    with database() as address:
        set_up(address)
        began = time.monotonic()
        pages = prepared(firms=options.firms)
        print(f"loaded in {time.monotonic() - began:.0f} s", flush=True)
        told = [timed(page) for page in pages]
    report(told)
    missed = [
        t.page.name
        for t in told
        if t.queries > MOST_QUERIES or t.page_ms > MOST_MILLISECONDS
    ]
    print(f"\nnot within {MOST_MILLISECONDS} ms and {MOST_QUERIES} queries: {missed or 'none'}")


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--firms", type=int, default=1_000_000, help="how many (%(default)s)")
    return found


@contextmanager
def database() -> Iterator[str]:
    """A server of its own, with the memory that an office's server has; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="tashan-bench-"))
    server = cluster.Cluster(folder / "pg", folder / "postgres.txt")
    try:
        process = cluster.start(server, tell=print)
        try:
            tune(server.address(database="postgres"))
            yield server.address(database="postgres")
        finally:
            cluster.stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tune(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("max_wal_size = '8GB'", "maintenance_work_mem = '1GB'",
                        "effective_cache_size = '8GB'", "work_mem = '32MB'",
                        "random_page_cost = 1.1", "synchronous_commit = off"):  # fmt: skip
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")


def set_up(address: str) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tashan.settings",
        "TASHAN_DATABASE_URL": address,
        "TASHAN_SECRET_KEY": "a key for the bench alone, known to everybody",
        "TASHAN_VAR": tempfile.mkdtemp(prefix="tashan-bench-var-"),
        "TASHAN_HTTPS": "0",
        "TASHAN_ALLOWED_HOSTS": "testserver",
        "TASHAN_LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def prepared(*, firms: int) -> list[Page]:
    """Load everything, and give the pages to ask for."""
    import large_register
    from django.conf import settings
    from django.db import connection

    from tashan.indicators.models import Observation
    from tashan.registry.models import Entity, EntityName

    counties, ids = large_register.load(firms=firms)
    ours = Entity.objects.get(pk=counties[len(counties) // 2])
    settings.PLACE = ours.code
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(f"{len(ids):,} enterprises, {Observation.objects.count():,} observations, "
              f"{len(counties):,} counties, {cursor.fetchone()[0]}")  # fmt: skip
    firm = EntityName.objects.get(entity=ids[len(ids) // 3])
    name, initials, words = firm.name, firm.initials[:8], firm.name[3:8]
    industry = "/enterprises/?industry=C39&scale=large"
    return [
        Page("list", "/enterprises/", "<tbody"),
        Page("list, page 40", "/enterprises/?page=40", "<tbody"),
        Page("list, filtered", industry, "C39"),
        Page("list, by words", f"/enterprises/?q={words}", words),
        Page("list, by initials", f"/enterprises/?q={initials}", "<tbody"),
        Page("search of everything", f"/search/?q={name}", name),
        Page("one enterprise", f"/enterprises/{firm.entity_id}/", name),
        Page("one indicator of it", f"/figures/of/{firm.entity_id}/main_revenue/", "2026"),
        Page("benchmark, our peers", "/benchmark/", "</table>"),
        Page("a place", f"/places/{ours.pk}/", "<h1"),
    ]


def timed(page: Page) -> Timed:
    """The median of several rounds after a warm one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = officer()
    ask: Callable[[], object] = lambda: client.get(page.address)  # noqa: E731
    answer = client.get(page.address)
    if answer.status_code != 200 or page.holds not in answer.content.decode():
        sys.exit(f"{page.name}: {page.address} answers {answer.status_code} without {page.holds!r}")
    with CaptureQueriesContext(connection) as captured:
        ask()
    statements = [query["sql"] for query in captured.captured_queries]
    return Timed(
        page, len(statements), median_ms(ask), median_ms(lambda: run_again(statements))
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
    print(f"\n{'page':24} queries  page ms  its queries alone ms  ratio")
    for t in told:
        ratio = t.page_ms / t.queries_ms
        print(f"{t.page.name:24} {t.queries:7} {t.page_ms:8.1f} {t.queries_ms:21.1f} {ratio:6.1f}")


if __name__ == "__main__":
    main()
