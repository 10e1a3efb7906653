"""How fast a report is read, beside what this machine can do at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from cases import ROOT
from scores import found_lines

from tashan.base.script import simplified
from tashan.reading.formats.registry import read_bytes
from tashan.reading.limits import limits_from

ROUNDS = 7
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_EVERY_SIGN = {code: code for code in range(0x4E00, 0x9FFF)}


def on_one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def seconds(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The median of several runs after one that does not count."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def end_to_end(files: list[bytes]) -> float:
    """From the bytes of the files to the lines that ``tashan read`` prints."""
    limits = limits_from({})

    def work() -> None:
        for file in files:
            found_lines(read_bytes(file, "report.txt", limits=limits).text)

    return seconds(work)


def machine_limits(files: list[bytes]) -> dict[str, float]:
    """What the standard library needs for the same text: no reader can be faster than these."""
    texts = [file.decode() for file in files]
    return {
        "decode UTF-8": seconds(lambda: [file.decode() for file in files]),
        "re.findall of digits": seconds(lambda: [_DIGITS.findall(text) for text in texts]),
        "str.translate of every sign": seconds(lambda: [t.translate(_EVERY_SIGN) for t in texts]),
        "simplified script": seconds(lambda: [simplified(text) for text in texts]),
    }


def cold_starts(report: Path, *, rounds: int = 9) -> dict[str, float]:
    """Seconds from nothing to findings, beside a Python that does nothing at all."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}

    def run(*arguments: str) -> float:
        command = [sys.executable, *arguments]
        return seconds(
            lambda: subprocess.run(
                command, env=environment, check=True, stdout=subprocess.DEVNULL, cwd=report.parent
            ),
            rounds=rounds,
        )

    return {
        "python -c pass": run("-c", "pass"),
        "tashan --help": run("-m", "tashan", "--help"),
        "tashan read": run("-m", "tashan", "read", str(report), "--format", "jsonl"),
    }
