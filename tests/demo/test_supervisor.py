"""Whatever ends one part of the demo, nothing of it is left."""

from __future__ import annotations

import signal
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
