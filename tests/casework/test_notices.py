"""What needs a public notice holds after its last day, if nothing stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.casework import notice_cast as own
from tests.casework.making import home, person

from tashan.base.errors import UserError
from tashan.casework import notices
from tashan.casework.announcing import Announced, announce
from tashan.casework.models import Case
from tashan.casework.notices import Standing, hindrance, newest
from tashan.casework.states import State
from tashan.mechanisms.timing import read_notice
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with own.library_with_notice(tmp_path):
        yield


@pytest.fixture
def actor() -> User:
    home()
    user = person("qiao", "steward")
    own.adopted(user)
    return user


def test_a_notice_is_a_matter_with_a_clock_of_working_days(actor: User) -> None:
    made = own.announced(actor)
    assert made.matter.state == State.IN_HAND
    assert (made.since, made.last_day) == (own.ON, own.LAST)
    assert made.matter.office is not None


def test_it_begins_with_one_event_of_its_case(actor: User) -> None:
    made = own.announced(actor)
    event = Event.objects.get(stream=made.matter.case.stream)
    assert (event.kind, event.actor, event.payload["to"]) == ("notice.begun", actor, 8)
    assert event.payload["about"] == "list:7"


def test_the_length_is_what_the_announced_asks_for(actor: User) -> None:
    made = announce(Announced("ranking:3", "榜单", read_notice("3 days")), by=own.by(actor))
    assert (made.last_day, made.about) == (own.ON.replace(day=5), "ranking:3")


def test_the_last_day_itself_is_still_under_notice(actor: User) -> None:
    made = own.announced(actor)
    assert made.standing(own.LAST) is Standing.RUNNING
    assert made.standing(own.AFTER) is Standing.CLEAR


def test_nothing_is_asked_of_what_says_nothing(actor: User) -> None:
    assert hindrance("list:7", None, own.ON) is None


def test_without_a_notice_it_does_not_hold(actor: User) -> None:
    found = hindrance("list:7", own.FIVE, own.ON)
    assert found is not None
    assert "5 working days" in found.message


def test_before_its_end_it_does_not_hold(actor: User) -> None:
    own.announced(actor)
    found = hindrance("list:7", own.FIVE, own.LAST)
    assert found is not None
    assert "2026-11-09" in found.message
    assert hindrance("list:7", own.FIVE, own.AFTER) is None


def test_an_open_objection_holds_it_up(actor: User) -> None:
    own.objected(own.announced(actor).matter)
    found = hindrance("list:7", own.FIVE, own.AFTER)
    assert found is not None
    assert found.message.startswith("1 objection")


def test_an_objection_that_was_answered_and_not_upheld_does_not(actor: User) -> None:
    own.objected(own.announced(actor).matter, upheld=False)
    assert hindrance("list:7", own.FIVE, own.AFTER) is None


def test_an_upheld_objection_stops_it_at_once(actor: User) -> None:
    own.objected(own.announced(actor).matter, upheld=True)
    found = newest("list:7")
    assert found is not None
    assert found.standing(own.ON) is Standing.UPHELD
    with pytest.raises(UserError, match="upheld"):
        notices.refuse_unannounced("list:7", own.FIVE, own.AFTER)


def test_what_is_announced_is_not_announced_twice(actor: User) -> None:
    own.announced(actor)
    with pytest.raises(UserError, match="announced already"):
        own.announced(actor)


def test_after_an_upheld_objection_it_is_announced_anew(actor: User) -> None:
    own.objected(own.announced(actor).matter, upheld=True)
    again = own.announced(actor, on=own.AFTER)
    assert again.matter.case.number == "LIST-7-2"
    assert Case.objects.filter(about="list:7").count() == 2
    found = newest("list:7")
    assert found is not None
    assert found.matter == again.matter


def test_a_notice_that_was_taken_back_counts_for_nothing(actor: User) -> None:
    made = own.announced(actor)
    made.matter.state, made.matter.ended_on = State.CANCELLED, own.ON
    made.matter.save()
    assert newest("list:7") is None


def test_without_an_adopted_mechanism_nothing_is_announced() -> None:
    home()
    with pytest.raises(UserError, match="No mechanism of public notice"):
        own.announced(person("qiao", "steward"))


@pytest.mark.parametrize("told", ["same day", "n working days", "5 days from draft"])
def test_a_notice_is_a_number_of_days_and_nothing_else(told: str) -> None:
    with pytest.raises(ValueError, match="no time of notice"):
        read_notice(told)
