"""`make bench-matching`: programmes over a register of enterprises. See README.md beside this file.

Our engines must first agree to the fen; then they run in turn with the floor and the peers, so that
a busy moment of the machine falls on all of them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import matching_data as data
import numpy as np
import peers
import polars as pl
from matching_sources import Writer, peers_frame

from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.mechanisms.rules.engines.frames.loading import Loaded, load_frame
from tashan.mechanisms.rules.needs import columns_of
from tashan.mechanisms.rules.tables import Matched
from tashan.mechanisms.working_days import calendar

HERE = Path(__file__).parent
ROWS, LARGE, ROUNDS = 1_000_000, 10_000_000, 7
ZEN_SHARE = 50  # zen answers one fiftieth of the rows
MOST_FLOOR, LEAST_OPENFISCA, LEAST_ZEN, MOST_BYTES = 1.5, 5, 500, 8 * 2**30
Run = Callable[[], list[Matched]]


def main() -> None:
    options = _parser().parse_args()
    rows = options.rows or (LARGE if options.large else ROWS)
    programmes = data.programmes(options.programmes)
    conditions = sum(len(each.eligible) + len(each.excluded) for each in programmes)
    print(f"{rows:,} enterprises × {len(programmes)} programmes, {conditions:,} conditions")
    if options.large:
        return large(rows, programmes)
    began = time.perf_counter()
    frame = data.frame(rows)
    made = time.perf_counter()
    loaded = load_frame(frame, data.COLUMNS)
    print(f"made in {made - began:.1f} s, loaded in {time.perf_counter() - made:.2f} s")
    engines = ours(loaded, programmes)
    matched = agreed(engines)
    side_by_side(frame, loaded, programmes, engines, matched, is_alone=options.alone)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, help=f"instead of {ROWS:,}")
    parser.add_argument("--programmes", type=int, default=data.PROGRAMMES)
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} rows, memory, no peers")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    return parser


def ours(loaded: Loaded, programmes: Sequence[BoundProgramme]) -> dict[str, Run]:
    columnar = ColumnarEngine(calendar())
    engines: dict[str, Run] = {"columnar": lambda: columnar.match_frame(loaded, programmes)}
    if find_spec("numba") is None:
        print("the kernel is not measured: numba is not installed")
        return engines
    from tashan.mechanisms.rules.engines.kernel.engine import KernelEngine, Prepared

    kernel, prepared = KernelEngine(calendar()), Prepared(loaded)
    engines["kernel"] = lambda: kernel.match_prepared(prepared, programmes)
    return engines


def agreed(engines: dict[str, Run]) -> list[Matched]:
    """What all give; ends the bench where they differ by a row or a fen."""
    first, *others = engines.items()
    matched = first[1]()
    for name, run in others:
        for one, other in zip(matched, run(), strict=True):
            if not _same(one, other):
                sys.exit(f"{first[0]} and {name} differ under {one.programme}")
    awards = sum(len(each.eligible) for each in matched)
    unknown = sum(len(each.unknown) for each in matched)
    fen = sum(int(pl.Series(each.fen).sum() or 0) for each in matched)
    print(f"{awards:,} awards, {fen / 100:,.2f} yuan, {unknown:,} unknown; "
          f"equal to the fen: {', '.join(engines)}")  # fmt: skip
    return matched


def _same(one: Matched, other: Matched) -> bool:
    pairs = ((one.eligible, other.eligible), (one.fen, other.fen), (one.unknown, other.unknown))
    return all(pl.Series(a).equals(pl.Series(b)) for a, b in pairs)


class Floor:
    """Reads as many bytes as the columns that each programme touches have, once, on all cores."""

    def __init__(self, loaded: Loaded, programmes: Sequence[BoundProgramme]) -> None:
        sizes = {key: loaded.frame[key].estimated_size() for key in loaded.extents}
        self.bytes = sum(sizes[key] for each in programmes for key in columns_of([each]))
        self.memory = np.ones(2**26, dtype=np.int64)  # half a gigabyte, beyond every cache

    def seconds(self) -> float:
        halves = np.array_split(self.memory, 2)
        with ThreadPoolExecutor(2) as threads:
            began = time.perf_counter()
            list(threads.map(np.max, halves))
            return (time.perf_counter() - began) * self.bytes / self.memory.nbytes


class Peer:
    """A peer in a process of its own, which runs when it is told to."""

    def __init__(self, name: str, folder: Path) -> None:
        command = [str(peers.MATCHING.python), str(HERE / "matching_worker.py"), name, str(folder)]
        self.name, self.folder = name, folder
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._line()

    def seconds(self) -> float:
        assert self.process.stdin is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return float(self._line())

    def amounts(self) -> np.ndarray:
        """By programme and row, -1 where nobody qualifies; ends the peer."""
        self.process.communicate()
        return np.load(self.folder / f"{self.name}-amounts.npy")

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        if not line:
            raise peers.PeersMissingError(f"{self.name} broke")
        return line


def side_by_side(
    frame: pl.DataFrame,
    loaded: Loaded,
    programmes: Sequence[BoundProgramme],
    engines: dict[str, Run],
    matched: Sequence[Matched],
    *,
    is_alone: bool,
) -> None:
    floor = Floor(loaded, programmes)
    runs: dict[str, Callable[[], float]] = {"floor": floor.seconds}
    runs |= {name: _timed(run) for name, run in engines.items()}
    with ExitStack() as stack:
        others = [] if is_alone else _peers(frame, programmes, stack)
        openfisca = next((peer for peer in others if peer.name == "openfisca"), None)
        if openfisca:
            runs["openfisca"] = openfisca.seconds
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                times[name].append(run())
        share = frame.height // ZEN_SHARE / frame.height
        zen = next((peer for peer in others if peer.name == "zen"), None)
        if zen:
            times["zen"] = [zen.seconds() / share]
        report(times, programmes, frame.height, floor.bytes)
        for peer in others:
            _compare(peer, frame, programmes, matched)
    judge({name: median(each) for name, each in times.items()}, engines)


def _timed(run: Run) -> Callable[[], float]:
    def seconds() -> float:
        began = time.perf_counter()
        run()
        return time.perf_counter() - began

    return seconds


def _peers(
    frame: pl.DataFrame, programmes: Sequence[BoundProgramme], stack: ExitStack
) -> list[Peer]:
    try:
        peers.ready(peers.MATCHING)
    except peers.PeersMissingError as error:
        print(f"peers are not measured: they cannot be installed here ({error})")
        return []
    started = []
    for name, rows in (("openfisca", frame.height), ("zen", frame.height // ZEN_SHARE)):
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        columns, words = peers_frame(frame.head(rows))
        for column in columns:
            kind = np.float32 if column.dtype == pl.Float64 and name == "openfisca" else None
            np.save(
                folder / f"{column.name}.npy",
                column.to_numpy().astype(kind or column.to_numpy().dtype),
            )
        writer = Writer(words, is_numpy=name == "openfisca")
        texts = [writer.programme(each) for each in programmes]
        (folder / f"{name}.json").write_text(json.dumps(texts), "utf-8")
        started.append(Peer(name, folder))
    return started


def report(
    times: dict[str, list[float]], programmes: Sequence[BoundProgramme], rows: int, size: int
) -> None:
    floor = median(times["floor"])
    print(f"\nfloor: {size / 1e9:.2f} GB at {size / 1e9 / floor:.1f} GB/s\n")
    print(f"{'':12} median s   least  million evaluations/s  × floor")
    for name, each in times.items():
        middle = median(each)
        rate = rows * len(programmes) / middle / 1e6
        print(f"{name:12} {middle:8.3f} {min(each):7.3f} {rate:22,.1f} {middle / floor:8.2f}")
    if "zen" in times:
        print(f"zen ran one {ZEN_SHARE}th of the rows once, alone, and is scaled.")


def judge(middles: dict[str, float], engines: dict[str, Run]) -> None:
    """Each of ours beside what is to be reached."""
    print()
    for name in engines:
        told = [f"{middles[name] / middles['floor']:.2f} × floor (at most {MOST_FLOOR})"]
        for peer, least in (("openfisca", LEAST_OPENFISCA), ("zen", LEAST_ZEN)):
            if peer in middles:
                told.append(f"{middles[peer] / middles[name]:,.1f} × {peer} (at least {least})")
        print(f"{name}: {', '.join(told)}")


def _compare(
    peer: Peer,
    frame: pl.DataFrame,
    programmes: Sequence[BoundProgramme],
    matched: Sequence[Matched],
) -> None:
    """Over the rows whose figures are all there: who qualifies, and the largest difference."""
    amounts = peer.amounts()
    rows = amounts.shape[1]
    differing, largest, both = 0, 0.0, 0
    for theirs, programme, ours_ in zip(amounts, programmes, matched, strict=True):
        known = frame.head(rows).select(
            pl.all_horizontal(pl.col(*columns_of([programme])).is_not_null())
        ).to_series().to_numpy()  # fmt: skip
        mine = np.full(frame.height, -1.0)
        mine[pl.Series(ours_.eligible).to_numpy()] = pl.Series(ours_.fen).to_numpy() / 100
        mine = mine[:rows]
        held, held_there = mine >= 0, theirs >= 0
        differing += int((known & (held != held_there)).sum())
        same = known & held & held_there
        both += int(same.sum())
        if same.any():
            largest = max(largest, float(np.abs(mine[same] - theirs[same]).max()))
    print(f"{peer.name}: {both:,} awards in common, {differing:,} given by one alone, "
          f"amounts differ by at most {largest:,.4f} yuan")  # fmt: skip


def large(rows: int, programmes: Sequence[BoundProgramme]) -> None:
    """The default engine in this process alone; what it took at most in memory."""
    loaded = load_frame(data.frame(rows), data.COLUMNS)
    for name, run in ours(loaded, programmes).items():
        began = time.perf_counter()
        matched = run()
        taken = time.perf_counter() - began
        awards = sum(len(each.eligible) for each in matched)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(f"{name}: {taken:.1f} s, {awards:,} awards, {peak / 2**30:.1f} GiB at most so far "
              f"(to stay below {MOST_BYTES / 2**30:.0f})")  # fmt: skip
        del matched


if __name__ == "__main__":
    main()
