"""`make bench-reading`: scores, speed and peers of the reader. See README.md beside this file."""

from __future__ import annotations

import platform
import sys
import tempfile
from pathlib import Path
from statistics import median

import peers
import speed
from cases import SHARED, Case, corpus, example_cases, shared_cases
from scores import FIELDS, KINDS, score
from spans import Tally, own_spans, tally

from tashan.base.script import simplified

_MEGA = 1e6


def main() -> None:
    speed.on_one_core()
    print(f"Python {platform.python_version()}, one core of {platform.machine()}")
    cases = shared_cases()
    if not cases:
        print(f"{SHARED} is missing: measured on the examples, with the gold of bench/gold.")
        cases = example_cases()
    if not cases:
        sys.exit("There is no report to measure on.")
    print_scores(cases)
    print_speed(corpus())
    print_cold_start(cases)
    print_peers(cases, corpus())


def print_scores(cases: list[Case]) -> None:
    print("\n## Scores\n")
    print(f"{'report':34} {'kind':10} gold found match  precision recall    F1")
    broken = 0
    for case in cases:
        summary = score(case)
        broken += summary["broken_evidence"]
        for kind in KINDS:
            figures = summary[kind]
            if figures["gold"] or figures["found"]:
                print(_score_line(case.name, kind, figures))
    print(f"\nbroken evidence: {broken}")


def _score_line(name: str, kind: str, figures: dict[str, float]) -> str:
    counts = f"{figures['gold']:4} {figures['found']:5} {figures['matched']:5}"
    ratios = f"{figures['precision']:9.3f} {figures['recall']:6.3f} {figures['f1']:6.3f}"
    fields = "  ".join(f"{name} {figures[name]:.3f}" for name in FIELDS if name in figures)
    return f"{name[:34]:34} {kind:10} {counts}  {ratios}  {fields}".rstrip()


def print_speed(files: list[bytes]) -> None:
    size = sum(map(len, files))
    print(f"\n## Speed on one core, {len(files)} files, {size / _MEGA:.2f} MB of UTF-8\n")
    ours = speed.end_to_end(files)
    print(f"{'bytes to findings as JSON lines':32} {size / _MEGA / ours:8.2f} MB/s")
    for name, taken in speed.machine_limits(files).items():
        rate = size / _MEGA / taken
        print(f"{name:32} {rate:8.1f} MB/s   {ours / taken:7.1f} times as fast")


def print_cold_start(cases: list[Case]) -> None:
    print("\n## Cold start\n")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_bytes(cases[0].text.encode())
        taken = speed.cold_starts(report)
    bare = taken["python -c pass"]
    for name, each in taken.items():
        print(f"{name:32} {each:8.3f} s     {each / bare:7.1f} × bare Python")


def print_peers(cases: list[Case], files: list[bytes]) -> None:
    print("\n## Numbers with units, beside peers\n")
    try:
        peers.ready()
    except peers.PeersMissingError as error:
        print(f"not measured: the peers cannot be installed here ({error})")
        return
    texts = [file.decode() for file in files]
    characters = sum(map(len, texts))
    ours = tally(cases, [own_spans(case.text) for case in cases])
    taken = speed.seconds(lambda: [own_spans(text) for text in texts])
    whole = speed.end_to_end(files)
    print(f"{'':18} gold  exact  value alone  with a unit   characters/s")
    print(_peer_line("tashan, numbers", ours, characters / taken))
    print(_peer_line("tashan, all of it", ours, characters / whole))
    for peer in peers.NAMES:
        _print_peer(peer, cases, texts, ours=ours, whole=characters / whole)


def _print_peer(
    peer: str, cases: list[Case], texts: list[str], *, ours: Tally, whole: float
) -> None:
    try:
        # In simplified script, of the same length: the peers know little of the traditional one.
        found = peers.run(peer, [simplified(case.text) for case in cases], rounds=1)
        timed = peers.run(peer, texts, rounds=1)
    except peers.PeersMissingError as error:
        print(f"{peer:18} not measured: {error}")
        return
    theirs = tally(cases, found.spans)
    rate = sum(map(len, texts)) / median(timed.seconds)
    print(_peer_line(peer, theirs, rate))
    spans = f"{ours.exact / theirs.exact:.1f}" if theirs.exact else "all"
    print(f"{'':18} tashan: {spans} × the exact spans, {whole / rate:.1f} × the speed")


def _peer_line(name: str, one: Tally, rate: float) -> str:
    return f"{name:18} {one.gold:4} {one.exact:6} {one.value:12} {one.found:12} {rate:14,.0f}"


if __name__ == "__main__":
    main()
