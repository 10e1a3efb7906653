"""One enterprise under 500 programmes, with the standing of every condition: the page of a firm.

    python bench/one_firm.py

Answers must equal those of the columnar engine first. Times are of one firm: the least and the
median over many firms, then with both sides of every condition worked out as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import matching_data as data
from polars import DataFrame

from tashan.mechanisms.rules.answers import Answer
from tashan.mechanisms.rules.bound import BoundProgramme
from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.mechanisms.rules.engines.frames.loading import load_frame
from tashan.mechanisms.rules.engines.reference.engine import ReferenceEngine
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.working_days import calendar

FIRMS, PROGRAMMES = 200, 500
MOST_MS = 2.0
Cells = dict[str, Cell]


def main() -> None:
    programmes = data.programmes(PROGRAMMES)
    frame = data.frame(FIRMS)
    rows: list[Cells] = frame.select(list(data.COLUMNS)).to_dicts()
    engine = ReferenceEngine(calendar())

    def answers(row: Cells) -> list[Answer]:
        return [engine.answer(row, programme) for programme in programmes]

    agree([answers(row) for row in rows], frame, programmes)
    conditions = sum(len(p.eligible) + len(p.excluded) for p in programmes)
    print(f"one of {FIRMS} firms × {PROGRAMMES} programmes, {conditions:,} conditions")
    least = tell("verdicts, amounts, met or not", rows, answers)
    tell("near misses too", rows, lambda row: [a.is_near_miss for a in answers(row)])
    tell("both sides of all conditions", rows, lambda row: [a.reasons[:] for a in answers(row)])
    if least > MOST_MS:
        raise SystemExit(f"not under {MOST_MS} ms")


def agree(answered: list[list[Answer]], frame: DataFrame, programmes: list[BoundProgramme]) -> None:
    matched = ColumnarEngine(calendar()).match_frame(load_frame(frame, data.COLUMNS), programmes)
    for at, found in enumerate(matched):
        paid = dict(zip(found.eligible, found.fen, strict=True))
        for row, answers in enumerate(answered):
            assert (answers[at].verdict == "yes") is (row in paid)
            assert answers[at].fen == paid.get(row)
    print("the columnar engine gives the same")


def tell(what: str, rows: list[Cells], of: Callable[[Cells], object]) -> float:
    times = []
    for row in rows:
        began = time.perf_counter()
        of(row)
        times.append((time.perf_counter() - began) * 1000)
    print(f"{what:32} {min(times):6.2f} ms at least, {median(times):6.2f} at the middle")
    return min(times)


if __name__ == "__main__":
    main()
