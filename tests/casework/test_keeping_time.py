"""A matter is late if the promise is broken, unlawful if the statute is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tashan.base.lights import Light
from tashan.casework.deeming import ask_until, deemed_from
from tashan.casework.keeping_time import Breach, Timing, timing
from tashan.casework.models import Matter, Stop
from tashan.casework.states import State
from tashan.mechanisms.working_days import calendar

ACCEPTED = date(2026, 3, 2)  # a Monday; 7 working days end on 11, 20 on 30 March
TERMS = {
    "limits": [
        {"kind": "promised", "n": 7, "unit": "working"},
        {"kind": "statutory", "n": 20, "unit": "working"},
    ]
}


def shown(on: date, stops: tuple[Stop, ...] = (), **fields: Any) -> Timing:
    said: dict[str, Any] = {
        "state": State.IN_HAND,
        "terms": TERMS,
        "received_on": ACCEPTED,
        "accepted_on": ACCEPTED,
    }
    matter = Matter(**said | fields)
    return timing(matter, calendar(), on, stops=stops, extensions=(), ended={})


@pytest.mark.parametrize(
    ("on", "breach", "light"),
    [
        (date(2026, 3, 5), Breach.NONE, Light.GREEN),
        (date(2026, 3, 11), Breach.NONE, Light.YELLOW),
        (date(2026, 3, 12), Breach.LATE, Light.RED),
        (date(2026, 3, 30), Breach.LATE, Light.RED),
        (date(2026, 3, 31), Breach.UNLAWFUL, Light.RED),
    ],
)
def test_a_broken_promise_is_late_and_a_broken_statute_unlawful(
    on: date, breach: Breach, light: Light
) -> None:
    found = shown(on)
    assert (found.breach, found.light) == (breach, light)


def test_what_ended_is_judged_by_the_day_it_ended() -> None:
    ended = {"state": State.PASSED, "ended_on": date(2026, 3, 11)}
    assert shown(date(2026, 12, 1), **ended).breach is Breach.NONE


def test_while_it_stands_still_nothing_is_late() -> None:
    stop = Stop(reason="hearing", says="听证", stopped_on=date(2026, 3, 5))
    found = shown(date(2026, 12, 1), stops=(stop,))
    assert (found.breach, found.light) == (Breach.NONE, Light.STOPPED)


def test_before_acceptance_no_clock_runs() -> None:
    found = shown(date(2026, 12, 1), state=State.RECEIVED, accepted_on=None)
    assert (found.breach, found.light) == (Breach.NONE, None)


def test_a_statute_without_a_promise_may_be_broken_alone() -> None:
    only = {"limits": TERMS["limits"][1:]}
    assert shown(date(2026, 3, 31), terms=only).breach is Breach.UNLAWFUL


# deemed acceptance
def test_what_is_missing_is_asked_for_within_five_working_days() -> None:
    assert ask_until(ACCEPTED, calendar()) == date(2026, 3, 9)
    assert deemed_from(ACCEPTED, calendar()) == date(2026, 3, 10)
