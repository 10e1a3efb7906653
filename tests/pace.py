"""How fast this machine is now: limits of time in tests are multiples of a piece of work."""

from __future__ import annotations

import time

ADDITIONS = 1_000_000


def yard() -> float:
    """Seconds of the processor that a million additions take, at best of three."""
    return min(_additions() for _time in range(3))


def _additions() -> float:
    begun, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return time.process_time() - begun
