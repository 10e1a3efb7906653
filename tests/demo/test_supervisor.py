"""Whatever ends one part of the demo, nothing of it is left."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

PARTS = ("supervisor", "web server", "page server", "worker", "database")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_left(start: Callable[..., Any], part: str, number: signal.Signals) -> None:
    demo = start().wait_until_ready()
    everything = demo.all()
    demo.processes()[part].send_signal(number)
    assert demo.left(everything) == []


def test_nothing_is_left_of_a_report_that_is_being_read(start: Callable[..., Any]) -> None:
    demo = start().wait_until_ready()
    worker = demo.processes()["worker"]
    demo.hand_in_a_long_report()
    until = time.monotonic() + 30
    while not worker.children(recursive=True) and time.monotonic() < until:
        time.sleep(0.05)
    everything = demo.all()
    assert any("nursery" in " ".join(process.cmdline()) for process in everything)
    demo.processes()["supervisor"].kill()
    assert demo.left(everything) == []
