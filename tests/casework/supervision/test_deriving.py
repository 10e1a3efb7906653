"""Reminders are derived: who is told of what, once for one cause, never while a clock stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework import making
from tests.casework.supervision.supervised import FRIDAY, MONDAY, Supervised

from tashan.casework.states import State
from tashan.casework.supervision_models import (
    LetterState,
    Message,
    RedSpell,
    Reminder,
    SupervisionLetter,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Supervised:
    return Supervised()


def told(step: str = "late") -> list[tuple[str, str]]:
    rows = Reminder.objects.filter(step=step).order_by("channel", "pk")
    return [(row.channel, row.message.user.username if row.message.user else "") for row in rows]


def test_what_is_late_is_told_of_in_the_page_and_by_mail(place: Supervised) -> None:
    made = place.remind(FRIDAY)
    assert (made.messages, made.reminders, made.red_begun) == (2, 2, 1)
    assert told() == [("mail", "handler"), ("page", "handler")]
    states = dict(Message.objects.values_list("channel", "state"))
    assert states == {"page": "sent", "mail": "waiting"}


def test_a_second_run_sends_nothing(place: Supervised) -> None:
    place.remind(FRIDAY)
    again = place.remind(FRIDAY)
    assert (again.messages, again.reminders, again.letters, again.red_begun) == (0, 0, 0, 0)
    assert place.remind(FRIDAY + timedelta(1)).reminders == 0  # Saturday: no day has passed


def test_what_is_soon_due_is_told_of_before(place: Supervised) -> None:
    place.begun(place.matter, date(2026, 12, 1))
    place.remind(FRIDAY)
    assert told("ahead") == [("page", "handler")]
    place.remind(MONDAY)
    assert Reminder.objects.count() == 1


def test_nobody_is_reminded_while_the_clock_stands(place: Supervised) -> None:
    place.matter.state = State.SPECIAL_BEGUN
    place.matter.save()
    assert place.remind(FRIDAY).reminders == 0
    assert not RedSpell.objects.exists()


def test_reminders_follow_the_clock_after_a_pause(place: Supervised) -> None:
    place.remind(FRIDAY)
    place.matter.state, place.matter.promised_on = State.SPECIAL_BEGUN, None
    place.matter.save()
    assert place.remind(MONDAY).red_ended == 1
    place.begun(place.matter, date(2026, 12, 8))
    made = place.remind(date(2026, 12, 9))
    assert (made.reminders, made.red_begun) == (2, 1)
    periods = set(Reminder.objects.values_list("period", flat=True))
    assert periods == {"2026-11-26/0", "2026-12-08/0"}


def test_one_cause_climbs_the_ladder_a_step_at_a_time(place: Supervised) -> None:
    place.head()
    place.led()
    for on in (FRIDAY, date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 17)):
        place.remind(on)
    assert told("late") == [("mail", "handler"), ("page", "handler")]
    people = {name for _channel, name in told("chief")}
    assert people == {"handler", "chief"}
    assert {name for _channel, name in told("leader")} == {"handler", "chief", "leader"}
    for row in Reminder.objects.filter(step="chief"):
        assert row.period in ("2026-11-26/0", "2026-11-26/1")


def test_it_is_repeated_after_so_many_days_and_not_before(place: Supervised) -> None:
    place.remind(date(2026, 12, 1))  # three working days late
    assert Reminder.objects.filter(step="chief").count() == 2
    place.remind(date(2026, 12, 7))  # seven
    assert Reminder.objects.filter(step="chief").count() == 2
    place.remind(date(2026, 12, 8))  # eight
    assert Reminder.objects.filter(step="chief").count() == 4


def test_the_head_is_told_where_nobody_is_in_charge(place: Supervised) -> None:
    place.head()
    place.matter.officer = None
    place.matter.save()
    place.remind(FRIDAY)
    assert told() == [("mail", "chief"), ("page", "chief")]


def test_what_is_done_is_not_told_of(place: Supervised) -> None:
    place.matter.state, place.matter.ended_on = State.PASSED, FRIDAY
    place.matter.save()
    assert place.remind(FRIDAY).messages == 0


def test_one_message_tells_a_person_of_several_things(place: Supervised) -> None:
    second = making.make_case({"one": {"officer": place.matter.officer}}, office=place.office)
    place.begun(making.matter(second), date(2026, 11, 25))
    made = place.remind(FRIDAY)
    assert (made.messages, made.reminders) == (2, 4)


def test_letters_are_drafted_one_after_the_other(place: Supervised) -> None:
    place.remind(date(2026, 12, 1))
    draft = SupervisionLetter.objects.get()
    assert (draft.kind, draft.state, draft.causes.get().late) == ("assignment", "draft", 3)
    place.remind(date(2026, 12, 9))
    assert SupervisionLetter.objects.count() == 1  # the first has not gone out yet
    SupervisionLetter.objects.update(state=LetterState.DROPPED)
    place.remind(date(2026, 12, 9))
    assert list(SupervisionLetter.objects.order_by("pk").values_list("kind", flat=True)) == [
        "assignment", "reminder",
    ]  # fmt: skip
