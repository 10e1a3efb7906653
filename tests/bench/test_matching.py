"""The peers of the matching bench are asked the same question as our engines."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy
import pytest

from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.mechanisms.rules.engines.frames.loading import load_frame
from tashan.mechanisms.working_days import calendar

BENCH = Path(__file__).parents[2] / "bench"
ROWS = 2_000


@pytest.fixture(autouse=True)
def _bench_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))


def test_the_bench_has_the_conditions_that_it_says() -> None:
    made = import_module("matching_data").programmes()
    assert sum(len(each.eligible) + len(each.excluded) for each in made) == 1_082


def test_the_text_for_peers_gives_what_our_engine_gives() -> None:
    data, sources = import_module("matching_data"), import_module("matching_sources")
    frame = data.frame(ROWS).drop_nulls()
    made = data.programmes(40)
    matched = ColumnarEngine(calendar()).match_frame(load_frame(frame, data.COLUMNS), made)
    columns, words = sources.peers_frame(frame)
    scope = {column.name: column.to_numpy() for column in columns} | {"numpy": numpy}
    writer = sources.Writer(words, is_numpy=True)
    for programme, ours in zip(made, matched, strict=True):
        condition, amount = writer.programme(programme)
        held = eval(condition, {}, scope)
        due = numpy.broadcast_to(eval(amount, {}, scope), held.shape)[held]
        assert numpy.flatnonzero(held).tolist() == list(ours.eligible)
        assert due == pytest.approx([(fen or 0) / 100 for fen in ours.fen], abs=0.0051)
