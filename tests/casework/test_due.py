"""The light of anything that is due, by one rule."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.clock_cast import cn

from tashan.base.lights import Light
from tashan.casework.due import Due, light_of

FRIDAY = date(2026, 11, 27)


def due(by: date | None, *, stands: bool = False, said: str | None = None) -> Due:
    return Due("milestone:1", "开工", None, None, None, by, stands, said)


@pytest.mark.parametrize(
    ("by", "light"),
    [
        (date(2026, 11, 26), Light.RED),
        (FRIDAY, Light.YELLOW),
        (date(2026, 12, 1), Light.YELLOW),  # Tuesday: two working days on
        (date(2026, 12, 2), Light.GREEN),
        (None, None),
    ],
)
def test_the_day_gives_the_light(by: date | None, light: Light | None) -> None:
    assert light_of(due(by), on=FRIDAY, calendar=cn()) == light


def test_a_clock_that_stands_is_never_late() -> None:
    assert light_of(due(date(2026, 1, 5), stands=True), on=FRIDAY, calendar=cn()) == Light.STOPPED


def test_a_light_by_rules_of_its_own_counts() -> None:
    assert light_of(due(None, said="red"), on=FRIDAY, calendar=cn()) == Light.RED
