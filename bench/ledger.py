"""``make bench-ledger``: postings beside pgbench, and the balances of a fund of many entries.

Both write to one server of the bench's own, with fsync on, as many clients each, in turn. See
README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import psycopg

from casework import SETTINGS, judge
from registry import set_up
from tashan.demo import cluster

HERE = Path(__file__).parent
ROUNDS, SECONDS, CLIENTS, SCALE = 5, 4.0, 8, 10
LEAST_RATIO, MOST_MS = 0.3, 20.0
ON, AT = date(2026, 1, 5), datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


def main() -> None:
    options = parser().parse_args()
    home = Path(tempfile.mkdtemp(prefix="tashan-bench-"))
    try:
        with database(home) as server:
            measure(home, server, options)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--entries", type=int, default=10_000_000, help="of the large fund")
    found.add_argument("--firms", type=int, default=600, help="that it lends to")
    found.add_argument("--seconds", type=float, default=SECONDS, help="of each of the rounds")
    found.add_argument("--rounds", type=int, default=ROUNDS, help="whose median is told")
    return found


@contextmanager
def database(home: Path) -> Iterator[cluster.Cluster]:
    server = cluster.Cluster(home / "pg", home / "postgres.txt")
    process = cluster.start(server, tell=print)
    try:
        with psycopg.connect(server.address(database="postgres"), autocommit=True) as connection:
            for setting in SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            for name in ("ours", "pgbench"):
                connection.execute(f"CREATE DATABASE {name}")
        cluster.stop(process)
        process = cluster.start(server, tell=print)
        yield server
    finally:
        cluster.stop(process)


def measure(home: Path, server: cluster.Cluster, options: argparse.Namespace) -> None:
    set_up(server.address(database="ours"), home)
    from django.db import connections

    try:
        version = prepare()
        pgbench(server, "-i", "-q", "-s", str(SCALE))
        for clients in (1, CLIENTS):
            side_by_side(server, clients, version, options)
        if options.entries:
            large(options, version)
    finally:
        connections.close_all()


def prepare() -> int:
    """A book for each client, with money in it; the id of the rules that entries name."""
    import ledger_large

    from tashan.adoption.models import Adoption, AdoptionVersion
    from tashan.ledger.books import account_ids, open_book
    from tashan.ledger.posting import NewEntry, post
    from tashan.record.accounts import Account, make_account

    user = make_account(
        Account("bench", "Bench"), "stone-of-another-hill", roles=("cashier",), actor=None, at=AT
    )
    adoption = Adoption.objects.create(
        mechanism="bench", title="bench", place="999901", since=ON, at=AT
    )
    version = AdoptionVersion.objects.create(
        adoption=adoption, number=1, since=ON, text="{}", sha256="0" * 64, base_text="{}",
        base_sha256="0" * 64, actor=user, at=AT,
    )  # fmt: skip
    for n in range(CLIENTS):
        book = open_book(f"bench:{n}", "bench", ledger_large.ACCOUNTS, on=ON, actor=user, at=AT)
        ids = account_ids(book)
        lines = {ids["cash"]: 10**9, ids["capital"]: -(10**9)}
        new = NewEntry("pay_in", lines, ON, "bench:1", version.pk, "bench")
        post(book.pk, new, actor=user, at=AT)
    return version.pk


def pgbench(server: cluster.Cluster, *told: str) -> str:
    command = [cluster.program("pgbench"), "-h", str(server.sockets), "-U", cluster.OWNER, *told]
    done = subprocess.run([*command, "pgbench"], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def side_by_side(
    server: cluster.Cluster, clients: int, version: int, options: argparse.Namespace
) -> None:
    """Both in turn; the medians, and the median of the rounds' own ratios."""
    ours, theirs = [], []
    with posting(clients, version) as workers:
        for _round in range(options.rounds + 1):
            width = ("-c", str(clients), "-j", str(min(2, clients)))
            length = str(max(1, round(options.seconds)))
            told = pgbench(server, "-n", "-N", "-M", "prepared", *width, "-T", length)
            found = re.search(r"tps = ([0-9.]+)", told)
            assert found is not None, told
            theirs.append(float(found[1]))
            ours.append(run(workers, options.seconds))
    ours, theirs = ours[1:], theirs[1:]  # the first was to warm up
    ratio = median(mine / its for mine, its in zip(ours, theirs, strict=True))
    print(f"\n{clients} client{'s' * (clients > 1)}: {median(ours):.0f} postings a second, "
          f"pgbench -N {median(theirs):.0f}")  # fmt: skip
    judge("postings ÷ pgbench's simple updates", ratio, least=LEAST_RATIO)


@contextmanager
def posting(clients: int, version: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Clients in processes of their own, one a book."""
    command = [sys.executable, str(HERE / "ledger_worker.py")]
    workers = [
        subprocess.Popen([*command, f"bench:{n}", str(version)], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, text=True, env=os.environ)
        for n in range(clients)
    ]  # fmt: skip
    try:
        for worker in workers:
            assert worker.stdout is not None
            worker.stdout.readline()
        yield workers
    finally:
        for worker in workers:
            worker.terminate()
            worker.wait(20)


def run(workers: list[subprocess.Popen[str]], seconds: float) -> float:
    """Entries a second of all clients together."""
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(f"run {seconds}\n")
        worker.stdin.flush()
    rate = 0.0
    for worker in workers:
        assert worker.stdout is not None
        told = json.loads(worker.stdout.readline())
        rate += told["posted"] / told["seconds"]
    return rate


def large(options: argparse.Namespace, version: int) -> None:
    import ledger_large

    began = time.monotonic()
    book = ledger_large.load(options.entries, options.firms, version=version)
    print(f"\na fund of {options.entries:,} entries with {options.firms} firms, laid in in "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip
    asked = ledger_large.days(100)
    ledger_large.check(book, asked[:5])
    print(f"{'':36} median ms  worst ms")
    for name, ask in ledger_large.questions(book).items():
        times = ledger_large.timed(ask, asked)
        missed = "" if max(times) <= MOST_MS else "  missed"
        print(f"{name:36} {median(times):9.2f} {max(times):9.2f}{missed}")


if __name__ == "__main__":
    main()
