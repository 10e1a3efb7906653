"""Leaving the library and coming back: with a reason of the file, checked by another."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.projects.library_cast import PLANNED, Library, by

from tashan.base.errors import UserError
from tashan.casework.project_models import Departure, Direction
from tashan.casework.projects import departing
from tashan.registry.keeping import facts_on

pytestmark = pytest.mark.django_db
MARCH, MAY = date(2026, 3, 2), date(2026, 5, 6)


@pytest.fixture
def place() -> Library:
    return Library()


def asked(place: Library, direction: Direction = Direction.LEAVE, reason: str = "land",
          on: date = MARCH) -> Departure:  # fmt: skip
    return departing.ask(place.project, direction, reason, "地块无法供应", by=by(place.handler, on))


def test_another_person_agrees_and_the_project_leaves_and_returns(place: Library) -> None:
    row = departing.check(asked(place), agreed=True, answer="属实", by=by(place.chief, MARCH))
    assert facts_on(place.project, MARCH).stage == "ended"
    assert (row.is_agreed, row.checked_by) == (True, place.chief)
    back = asked(place, Direction.RETURN, "ready", MAY)
    departing.check(back, agreed=True, answer="地块已供应", by=by(place.chief, MAY))
    assert facts_on(place.project, MAY).stage == "reserved"


def test_who_asked_does_not_check_and_nothing_is_checked_twice(place: Library) -> None:
    row = asked(place)
    with pytest.raises(UserError, match="does not check"):
        departing.check(row, agreed=True, answer="可", by=by(place.handler, MARCH))
    departing.check(row, agreed=False, answer="还可以等", by=by(place.chief, MARCH))
    assert facts_on(place.project, MARCH).stage == "planned"
    with pytest.raises(UserError, match="checked already"):
        departing.check(row, agreed=True, answer="可", by=by(place.chief, MARCH))


def test_reasons_are_those_of_the_file_and_one_request_waits_at_a_time(place: Library) -> None:
    with pytest.raises(UserError, match="knows no reason"):
        asked(place, reason="mood")
    with pytest.raises(UserError, match="does not go that way"):
        asked(place, Direction.RETURN, "ready")
    asked(place)
    with pytest.raises(UserError, match="waits to be checked"):
        asked(place)
    with pytest.raises(UserError, match="asked for on"):
        departing.check(
            Departure.objects.get(), agreed=True, answer="可", by=by(place.chief, PLANNED)
        )
