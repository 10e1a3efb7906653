"""``make bench-casework``: moves of matters beside a bare commit and workflow engines.

All write to one server of the bench's own, with fsync on, one client each, in turn; every engine
must first bring the same case to its end in a legal order. See README.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import casework_shape as shape
import peers
import psycopg

from registry import set_up
from tashan.demo import cluster

HERE = Path(__file__).parent
ROUNDS, SECONDS = 5, 3.0
MOST_FLOOR, LEAST_PEER, MOST_LOADED, LEAST_PAGES = 4.0, 8.0, 1.1, 300
SETTINGS = ("shared_buffers = '1GB'", "fsync = on", "synchronous_commit = on",
            "max_wal_size = '8GB'", "random_page_cost = 1.1")  # fmt: skip


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
    found.add_argument("--finished", type=int, default=1_000_000, help="finished cases to load")
    found.add_argument("--each", type=int, default=shape.MATTERS, help="matters of each of them")
    found.add_argument("--alone", action="store_true", help="without the peers")
    found.add_argument("--seconds", type=float, default=SECONDS, help="of each of the rounds")
    return found


@contextmanager
def database(home: Path) -> Iterator[cluster.Cluster]:
    server = cluster.Cluster(home / "pg", home / "postgres.txt")
    process = cluster.start(server, tell=print)
    try:
        with psycopg.connect(server.address(database="postgres"), autocommit=True) as connection:
            for setting in SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            for name in ("ours", "floor", "spiff", "viewflow"):
                connection.execute(f"CREATE DATABASE {name}")
        cluster.stop(process)
        process = cluster.start(server, tell=print)
        yield server
    finally:
        cluster.stop(process)


def measure(home: Path, server: cluster.Cluster, options: argparse.Namespace) -> None:
    set_up(server.address(database="ours"), home)
    import casework_ours

    office = casework_ours.Office()
    engines: dict[str, Callable[[float], dict[str, Any]]] = {
        "bare commit": Floor(server.address(database="floor")).run, "tashan": office.run,
    }  # fmt: skip
    if not options.alone:
        engines |= others(server)
    agreed(engines)
    empty = side_by_side(engines, options.seconds)
    report(empty)
    pages(office, options.seconds)
    if options.finished:
        began = time.monotonic()
        casework_ours.load_finished(options.finished, options.each)
        print(f"\n{options.finished:,} finished cases of {options.each} matters, "
              f"{casework_ours.size()}, loaded in {time.monotonic() - began:.0f} s")  # fmt: skip
        both = {name: engines[name] for name in ("bare commit", "tashan")}
        loaded = side_by_side(both, options.seconds)
        report(loaded)
        before, after = (told["tashan"] / told["bare commit"] for told in (empty, loaded))
        pages(office, options.seconds)
        judge("loaded ÷ empty, in bare commits of the time", after / before, most=MOST_LOADED)
    office.close()


def pages(office: Any, seconds: float) -> None:
    import casework_pages

    if not office.is_filled:
        casework_pages.fill(office)
        office.is_filled = True
    rate = casework_pages.pages_a_second(office, seconds)
    judge("inbox pages of 50 rows a second", rate, least=LEAST_PAGES)


def others(server: cluster.Cluster) -> dict[str, Callable[[float], dict[str, Any]]]:
    try:
        peers.ready(peers.CASEWORK)
    except peers.PeersMissingError as error:
        print(f"the peers are not measured: {error}")
        return {}
    return {name: Peer(name, server.address(database=name)).run for name in ("spiff", "viewflow")}


class Floor:
    """One row changed in one durable commit: nothing that is kept can be faster."""

    def __init__(self, address: str) -> None:
        self.db = psycopg.connect(address, autocommit=True, prepare_threshold=0)
        self.db.execute("CREATE TABLE floor (id int PRIMARY KEY, n bigint)")
        self.db.execute("INSERT INTO floor VALUES (1, 0)")

    def run(self, seconds: float) -> dict[str, Any]:
        began, steps = time.perf_counter(), 0
        while (took := time.perf_counter() - began) < seconds:
            self.db.execute("UPDATE floor SET n = n + 1 WHERE id = 1", prepare=True)
            steps += 1
        return {"steps": steps, "seconds": took, "order": None}


class Peer:
    """An engine in a process and an environment of its own."""

    def __init__(self, name: str, address: str) -> None:
        command = [str(peers.CASEWORK.python), str(HERE / "casework_worker.py"), name, address]
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._line()

    def run(self, seconds: float) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"run {seconds}\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended before its time")
        return line


def agreed(engines: dict[str, Callable[[float], dict[str, Any]]]) -> None:
    """Each does all matters of the case in a legal order, or the bench ends."""
    for name, run in engines.items():
        order = run(0.1)["order"]
        edges = shape.SIMPLER if name == "viewflow" else shape.EDGES
        if order is not None and not shape.is_legal(order, edges):
            sys.exit(f"{name} did the matters in the order {order}")
    print(f"{shape.MATTERS} matters, {len(shape.EDGES)} prerequisites, done in a legal order by "
          f"{', '.join(name for name in engines if name != 'bare commit')}")  # fmt: skip


def side_by_side(
    engines: dict[str, Callable[[float], dict[str, Any]]], seconds: float
) -> dict[str, float]:
    """Milliseconds a step, the median of rounds in which all have their turn."""
    found: dict[str, list[float]] = {name: [] for name in engines}
    for _round in range(ROUNDS):
        for name, run in engines.items():
            told = run(seconds)
            found[name].append(told["seconds"] / told["steps"] * 1000)
    return {name: median(times) for name, times in found.items()}


def report(told: dict[str, float]) -> None:
    floor, ours = told["bare commit"], told["tashan"]
    print(f"\n{'':14} steps/s   ms a step  × bare commit")
    for name, ms in told.items():
        print(f"{name:14} {1000 / ms:7.0f} {ms:11.3f} {ms / floor:14.2f}")
    judge("a move ÷ a bare commit", ours / floor, most=MOST_FLOOR)
    for name in ("spiff", "viewflow"):
        if name in told:
            judge(f"{name} ÷ a move", told[name] / ours, least=LEAST_PEER)


def judge(
    what: str, ratio: float, *, most: float | None = None, least: float | None = None
) -> None:
    met = ratio <= most if most is not None else ratio >= (least or 0)
    wanted = f"at most {most}" if most is not None else f"at least {least}"
    print(f"{what}: {ratio:.2f} ({wanted}){'' if met else '  missed'}")


if __name__ == "__main__":
    main()
