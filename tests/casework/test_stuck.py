"""What if stops were shorter; the light of a case by the earliest day of what is open."""

from __future__ import annotations

from datetime import date

import pytest

from tashan.base.lights import Light
from tashan.casework.clocks import Pause, Span, Unit
from tashan.casework.finding_cases import light_of_due
from tashan.casework.paths import Changes, PathTask, changed
from tashan.mechanisms import working_days

WEDNESDAY = date(2026, 11, 11)
TEN = Span(10, Unit.WORKING)


def test_a_shorter_stop_ends_earlier_and_a_short_one_stays() -> None:
    long = Pause(date(2026, 11, 2), date(2026, 11, 20), "supplement")
    short = Pause(date(2026, 11, 23), date(2026, 11, 24), "testing")
    task = PathTask("one", span=TEN, pauses=(long, short))
    (found,) = changed([task], Changes(stops={"one": 5}))
    assert [pause.resumed_on for pause in found.pauses] == [date(2026, 11, 7), date(2026, 11, 24)]


def test_a_stop_that_stands_would_have_ended() -> None:
    task = PathTask("one", span=TEN, pauses=(Pause(date(2026, 11, 2), None, "supplement"),))
    (found,) = changed([task], Changes(stops={"one": 3}))
    assert found.pauses[0].resumed_on == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("due", "stopped", "light"),
    [
        (date(2026, 11, 10), 0, Light.RED),
        (WEDNESDAY, 0, Light.YELLOW),
        (date(2026, 11, 13), 0, Light.YELLOW),
        (date(2026, 11, 16), 0, Light.GREEN),
        (None, 1, Light.STOPPED),
        (None, 0, None),
    ],
)
def test_the_light_of_a_case_is_that_of_its_earliest_day(
    due: date | None, stopped: int, light: Light | None
) -> None:
    assert light_of_due(due, stopped, WEDNESDAY, working_days.calendar()) == light
