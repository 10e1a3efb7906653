"""S17, S35: a lead without progress has a light, reminders and a letter like all that is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework import making
from tests.casework.promotion.promotion_cast import FIRST, Winning, by
from tests.casework.supervision import supervised
from tests.registry import people_and_places as places

from tashan.casework.promotion import moving
from tashan.casework.promotion.figures import courses
from tashan.casework.promotion.terms import terms_of
from tashan.casework.promotion_models import Lead
from tashan.casework.supervision import deriving
from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.standing import DueRow, Filter, dues
from tashan.casework.supervision_models import LetterCause, Reminder
from tashan.registry.offices import appoint

pytestmark = pytest.mark.django_db
SIGNED = FIRST + timedelta(20)
LAST = SIGNED + timedelta(90)  # signed_alarm of the library


@pytest.fixture
def place() -> Winning:
    return Winning()


def shown(on: date) -> list[DueRow]:
    return dues(values_on(on), Filter(kind="lead"))


def told(on: date) -> list[tuple[str, date | None, str]]:
    return [(row.cause, row.due_on, row.light) for row in shown(on)]


def test_a_signed_project_is_red_after_the_days_of_its_file(place: Winning) -> None:
    lead = place.signed(place.visited(place.reported()), SIGNED)
    assert told(LAST) == [(f"lead:{lead.pk}", LAST, "yellow")]
    assert told(LAST + timedelta(1)) == [(f"lead:{lead.pk}", LAST, "red")]
    [row] = shown(LAST)
    assert row.title == "进展：年产五十万套电机项目"
    assert (row.office, row.officer) == (
        place.commerce.pk, supervised.officer(place.handler).pk,
    )  # fmt: skip


def test_days_are_those_of_the_adoption() -> None:
    place = Winning(signed_alarm=40)
    place.signed(place.visited(place.reported()), SIGNED)
    assert told(SIGNED + timedelta(41))[0][1:] == (SIGNED + timedelta(40), "red")


def test_progress_moves_the_day_and_a_correction_moves_it_back(place: Winning) -> None:
    lead = place.signed(place.visited(place.reported()), SIGNED)
    place.visited(lead, SIGNED + timedelta(60))
    assert told(LAST)[0][1:] == (SIGNED + timedelta(150), "green")
    step = lead.steps.get(stage="signed")
    moving.correct(step, SIGNED + timedelta(80), "协议落款日", by=by(place.chief, LAST))
    assert told(LAST)[0][1] == SIGNED + timedelta(170)


def test_a_day_that_is_past_is_told_as_it_stood(place: Winning) -> None:
    lead = place.signed(place.visited(place.reported()), SIGNED)
    assert told(FIRST + timedelta(5)) == [(f"lead:{lead.pk}", FIRST + timedelta(30), "green")]
    assert told(FIRST - timedelta(1)) == []


def test_what_ended_is_not_due(place: Winning) -> None:
    moving.end(place.reported(), "选了别处", by=by(place.handler, FIRST))
    assert told(FIRST + timedelta(100)) == []


def test_the_light_is_that_of_the_board(place: Winning) -> None:
    place.signed(place.visited(place.reported()), SIGNED)
    place.talking(place.visited(place.reported("另一个项目"), SIGNED), SIGNED)
    for days in (10, 29, 30, 31, 89, 90, 91):
        on = SIGNED + timedelta(days)
        red = {row.cause for row in shown(on) if row.light == "red"}
        late = {
            f"lead:{one.lead.pk}"
            for one in courses(Lead.objects.all(), on)
            if one.idle(on) > (terms_of(one.lead, on).alarm(one.stage) or 0)
        }
        assert red == late, on


def test_the_owner_is_reminded_once_and_the_office_gets_a_letter(place: Winning) -> None:
    supervised.adopt(place.steward)
    appoint(supervised.officer(place.chief), place.commerce, "局长", since=places.LONG_AGO,
            source=places.source(), is_lead=True)  # fmt: skip
    lead = place.signed(place.visited(place.reported()), SIGNED)
    on = LAST + timedelta(6)
    deriving.remind(on, making.moment(on))
    assert Reminder.objects.filter(cause=f"lead:{lead.pk}", channel="page").exists()
    assert deriving.remind(on, making.moment(on)).reminders == 0
    much_later = LAST + timedelta(60)
    deriving.remind(much_later, making.moment(much_later))
    assert LetterCause.objects.filter(cause=f"lead:{lead.pk}").exists()


def test_rules_that_no_longer_hold_warn_of_nothing(place: Winning) -> None:
    place.reported()
    place.adoption.ended_on = FIRST + timedelta(10)
    place.adoption.save()
    assert told(FIRST + timedelta(9)) != []
    assert told(FIRST + timedelta(40)) == []
