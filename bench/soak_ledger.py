"""``make soak-ledger``: many clients at one fund for ten minutes while connections are killed.

They apply, promise, draw, repay, reverse and cancel through the functions that officers use; see
``tests/programmes/loans/soaking.py``. Ends with 1 where an invariant broke or a fen was lost.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from registry import set_up
from tashan.demo import cluster

if TYPE_CHECKING:
    from tests.programmes.loans.soaking import Told

sys.path.insert(0, str(Path(__file__).parent.parent))  # where the tests are


def main() -> None:
    options = parser().parse_args()
    home = Path(tempfile.mkdtemp(prefix="tashan-soak-"))
    server = cluster.Cluster(home / "pg", home / "postgres.txt")
    process = cluster.start(server, tell=print)
    try:
        told = soaked(server, home, options)
    finally:
        cluster.stop(process)
        shutil.rmtree(home, ignore_errors=True)
    report(told)
    sys.exit(1 if told.faults else 0)


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--seconds", type=float, default=600.0, help="(%(default)s)")
    found.add_argument("--clients", type=int, default=16, help="at once (%(default)s)")
    found.add_argument(
        "--every", type=float, default=0.1, help="seconds between two killed connections"
    )
    found.add_argument("--seed", type=int, default=1, help="of the dice")
    return found


def soaked(server: cluster.Cluster, home: Path, options: argparse.Namespace) -> Told:
    set_up(server.address(database="postgres"), home)
    from django.db import connections
    from tests.programmes.loans.loan_cast import Money
    from tests.programmes.loans.soaking import CAPITAL, soak

    try:
        return soak(
            Money(capital=CAPITAL),
            clients=options.clients,
            seconds=options.seconds,
            every=options.every,
            seed=options.seed,
        )
    finally:
        connections.close_all()


def report(told: Told) -> None:
    print(f"{'act':10} {'done':>7} {'refused':>8} {'answer lost':>12}")
    for name in sorted(told.done | told.refused | told.lost):
        print(f"{name:10} {told.done[name]:7,} {told.refused[name]:8,} {told.lost[name]:12,}")
    entries = sum(map(len, told.entries.values()))
    print(f"{told.killed:,} connections killed; of the answers lost {told.found_done} postings"
          f" had happened\n{entries:,} entries about {len(told.entries):,} loans,"
          f" {told.checks:,} checks meanwhile; {len(told.faults)} faults")  # fmt: skip
    for fault in told.faults[:20]:
        print(fault)


if __name__ == "__main__":
    main()
