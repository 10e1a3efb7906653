"""`make bench-ranking`: a year's tax of a million enterprises in order. See README.md beside this.

All ways must first say the same to the fen and to the rank; then they run in turn, so that a busy
moment of the machine falls on all of them.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import peers
import polars as pl
import psycopg

from tashan.demo import cluster
from tashan.indicators.ranking import large

HERE = Path(__file__).parent
ROWS, ENTERPRISES, ROUNDS = 12_000_000, 1_000_000, 5
TOWNS, INDUSTRIES, YEAR, FIRST = 40, 500, 2025, 100
MOST = 1.1  # times Polars by hand
SEED = 20260101
COLUMNS = ["subject", "now", "base", "growth", "rank", "town_rank", "industry_rank", "percentile"]
PEERS = peers.Home(HERE / "ranking_peers.txt", HERE / ".venv-ranking")
PANDAS = str(HERE / "ranking_worker.py")
Run = Callable[[], pl.DataFrame]

BY_SQL = """
WITH totals AS (
  SELECT subject, coalesce(sum(fen) FILTER (WHERE year = 2025), 0)::bigint AS now,
    coalesce(sum(fen) FILTER (WHERE year = 2024), 0)::bigint AS base FROM paid GROUP BY subject
), ranked AS (
  SELECT subject, now, base,
    CASE WHEN base > 0 THEN round((now - base) * 10000::numeric / base)::bigint END AS growth,
    rank() OVER (ORDER BY now DESC) AS rank,
    rank() OVER (PARTITION BY town ORDER BY now DESC) AS town_rank,
    rank() OVER (PARTITION BY industry ORDER BY now DESC) AS industry_rank,
    count(*) OVER () AS number
  FROM totals JOIN firm USING (subject)
)
SELECT *, round((number - rank) * 10000::numeric / (number - 1))::bigint AS percentile FROM ranked
"""


def main() -> None:
    options = _parser().parse_args()
    firms, paid = _invented(options.rows, options.enterprises)
    print(f"{len(paid):,} payments of {len(firms):,} enterprises, {options.rounds} rounds")
    ways: dict[str, Run] = {
        "ours": lambda: _ours(paid, firms),
        "polars": lambda: _hand(paid, firms),
    }
    _agree(ways)
    seconds = _timed(ways, options.rounds)
    ours, hand = seconds["ours"], seconds["polars"]
    print(f"ours                {ours:7.2f} s\nPolars by hand      {hand:7.2f} s")
    print(f"ours ÷ by hand      {ours / hand:7.2f}   (to reach: at most {MOST})")
    if not options.alone:
        _beside_peers(paid, firms, ways["ours"](), ours)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench-ranking", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--enterprises", type=int, default=ENTERPRISES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--alone", action="store_true", help="without PostgreSQL and pandas")
    return parser


def _invented(rows: int, enterprises: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Firms with town and industry, and payments of two years; amounts have a long tail."""
    chance = np.random.default_rng(SEED)
    firms = pl.DataFrame(
        {
            "subject": np.arange(enterprises, dtype=np.int64),
            "town": chance.integers(0, TOWNS, enterprises, dtype=np.int32),
            "industry": chance.integers(0, INDUSTRIES, enterprises, dtype=np.int32),
        }
    )
    sizes = np.exp(chance.normal(12, 2, enterprises))
    subject = chance.integers(0, enterprises, rows, dtype=np.int64)
    fen = (sizes[subject] * chance.uniform(0.2, 1.8, rows)).astype(np.int64)
    year = chance.integers(YEAR - 1, YEAR + 1, rows, dtype=np.int32)
    return firms, pl.DataFrame({"subject": subject, "year": year, "fen": fen})


def _ours(paid: pl.DataFrame, firms: pl.DataFrame) -> pl.DataFrame:
    """The standings with the first hundred out of them, as a board takes them."""
    found = large.standings(paid.lazy(), firms.lazy(), year=YEAR).collect()
    large.first(found.lazy(), FIRST).collect()
    return found


def _hand(paid: pl.DataFrame, firms: pl.DataFrame) -> pl.DataFrame:
    """What somebody who knows Polars writes for this one question."""
    now, base, n = pl.col("now"), pl.col("base"), pl.len()
    of_year = [
        pl.col("fen").filter(pl.col("year") == y).sum().alias(name)
        for name, y in (("now", YEAR), ("base", YEAR - 1))
    ]
    change = (now - base) * 10_000
    rounded = (change.abs() * 2 + base) // (base * 2) * change.sign()
    rank = now.rank("min", descending=True)
    found = (
        firms.lazy()
        .join(paid.lazy().group_by("subject").agg(of_year), on="subject")
        .with_columns(
            rank=rank,
            town_rank=rank.over("town"),
            industry_rank=rank.over("industry"),
            growth=pl.when(base > 0).then(rounded),
        )
        .with_columns(growth_rank=pl.col("growth").rank("min", descending=True))
        .with_columns(
            percentile=((n - pl.col("rank")).cast(pl.Int64) * 20_000 + n - 1) // ((n - 1) * 2)
        )
        .collect()
    )
    found.lazy().filter(pl.col("rank") <= FIRST).sort("rank", "subject").collect()
    return found


def _same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    left, right = (
        frame.select(pl.col(name).cast(pl.Int64) for name in COLUMNS).sort("subject")
        for frame in (one, other)
    )
    return left.equals(right)


def _agree(ways: dict[str, Run]) -> None:
    first, *others = (run() for run in ways.values())
    if not all(_same(first, other) for other in others):
        raise SystemExit("the two ways by Polars do not say the same: nothing is measured")
    print("both say the same to the fen, the hundredth of a per cent and the rank")


def _timed(ways: dict[str, Run], rounds: int) -> dict[str, float]:
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(rounds):
        for name, run in ways.items():
            began = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - began)
    return {name: median(took) for name, took in seconds.items()}


def _beside_peers(
    paid: pl.DataFrame, firms: pl.DataFrame, ours: pl.DataFrame, seconds: float
) -> None:
    for name, peer in (("PostgreSQL", _postgres), ("pandas", _pandas)):
        try:
            found, took = peer(paid, firms)
        except peers.PeersMissingError as error:
            print(f"{name:18}  not measured: {error}")
            continue
        told = "the same" if _same(ours, found) else "NOT the same"
        print(f"{name:18}  {took:7.2f} s   {took / seconds:5.1f} × ours, {told}")


def _pandas(paid: pl.DataFrame, firms: pl.DataFrame) -> tuple[pl.DataFrame, float]:
    """In an environment of its own, from the same columns in memory."""
    peers.ready(PEERS)
    with tempfile.TemporaryDirectory() as home:
        for name, frame in (("paid", paid), ("firms", firms)):
            for column in frame.columns:
                np.save(Path(home) / f"{name}-{column}.npy", frame[column].to_numpy())
        done = subprocess.run(
            [str(PEERS.python), PANDAS, home], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise peers.PeersMissingError(done.stderr.strip().splitlines()[-1])
        columns = {name: np.load(Path(home) / f"out-{name}.npy") for name in COLUMNS}
    found = pl.DataFrame(columns)
    known = pl.when(pl.col("base") > 0).then(pl.col("growth"))
    return found.with_columns(growth=known), float(done.stdout)


def _postgres(paid: pl.DataFrame, firms: pl.DataFrame) -> tuple[pl.DataFrame, float]:
    """The embedded server; loading is not counted, the query is, the table it makes too."""
    with _database() as address, psycopg.connect(address, autocommit=True) as connection:
        _copy(connection, "firm", "subject bigint, town int, industry int", firms)
        _copy(connection, "paid", "subject bigint, year int, fen bigint", paid)
        connection.execute("SET work_mem = '512MB'")
        connection.execute("VACUUM ANALYZE")
        began = time.perf_counter()
        connection.execute(f"CREATE TEMP TABLE found AS {BY_SQL}")
        took = time.perf_counter() - began
        rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM found").fetchall()
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.Int64), orient="row"), took


def _copy(connection: psycopg.Connection, table: str, columns: str, frame: pl.DataFrame) -> None:
    connection.execute(f"CREATE UNLOGGED TABLE {table} ({columns})")
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT csv)") as to:
        for block in frame.iter_slices(500_000):
            to.write(block.write_csv(include_header=False))


@contextmanager
def _database() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-ranking-") as home:
        made = cluster.Cluster(Path(home) / "pg", Path(home) / "sockets")
        server = cluster.start(made, tell=print)
        try:
            yield made.address(database="postgres")
        finally:
            cluster.stop(server)


if __name__ == "__main__":
    main()
