"""Moves from receipt to delivery: one function, one event, and what it does to the rest."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.models import Case, Matter
from tashan.casework.states import State
from tashan.record.events import hash_of
from tashan.record.models import Event, StreamHead, User

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)


@pytest.fixture
def handler() -> User:
    return making.officer("handler", "handler", at=making.office())


def by(user: User, on: date = MONDAY) -> By:
    return By(user, making.moment(on), on)


def passed(matter: Matter, who: By) -> None:
    """From receipt to a pass."""
    for step in (acts.receive, acts.accept, acts.take_up):
        step(matter.pk, by=who)
    acts.decide(matter.pk, "pass", "同意", by=who)


def test_a_matter_goes_from_receipt_to_delivery(handler: User) -> None:
    case = making.make_case()
    passed(making.matter(case), by(handler))
    acts.deliver(making.matter(case).pk, by=by(handler, TUESDAY))
    matter = making.matter(case)
    assert State(matter.state) is State.PASSED
    assert (matter.ended_on, matter.delivered_on) == (MONDAY, TUESDAY)


def test_each_move_is_one_event_of_the_chain(handler: User) -> None:
    case = making.make_case()
    passed(making.matter(case), by(handler))
    events = list(Event.objects.filter(stream=case.stream).order_by("sequence"))
    assert [event.kind for event in events] == [
        "matter.receive", "matter.accept", "matter.take_up", "matter.decide",
    ]  # fmt: skip
    assert [event.hash for event in events] == [hash_of(event) for event in events]
    assert [e.previous for e in events] == ["", *(e.hash for e in events[:-1])]
    head = StreamHead.objects.get(stream=case.stream)
    assert (head.length, head.hash) == (4, events[-1].hash)


def test_a_pass_opens_what_waited_for_it(handler: User) -> None:
    case = making.make_case(["one", "two"], {"two": ["one"]})
    with pytest.raises(UserError, match="must wait for"):
        acts.receive(making.matter(case, "two").pk, by=by(handler))
    passed(making.matter(case), by(handler))
    assert making.matter(case, "two").waits == 0
    acts.receive(making.matter(case, "two").pk, by=by(handler))


def test_a_case_is_finished_with_its_last_matter(handler: User) -> None:
    case = making.make_case(["one", "two"])
    passed(making.matter(case, "one"), by(handler))
    assert Case.objects.get().state == "running"
    passed(making.matter(case, "two"), by(handler, TUESDAY))
    case.refresh_from_db()
    assert (case.state, case.closed_on, case.unfinished) == ("finished", TUESDAY, 0)


def test_a_case_ends_where_nothing_can_be_received_any_more(handler: User) -> None:
    case = making.make_case(["one", "two"], {"two": ["one"]})
    matter = making.matter(case)
    acts.receive(matter.pk, by=by(handler))
    acts.refuse(matter.pk, "不在规划区", by=by(handler))
    case.refresh_from_db()
    assert (case.state, case.unfinished) == ("ended", 1)


def test_acceptance_begins_the_clock(handler: User) -> None:
    case = making.make_case()
    matter = making.matter(case)
    acts.receive(matter.pk, by=by(handler))
    assert making.matter(case).promised_on is None
    acts.accept(matter.pk, by=by(handler))
    matter = making.matter(case)
    assert matter.promised_on == date(2026, 11, 11)
    assert matter.statutory_on == date(2026, 11, 30)
    assert matter.remind_on == date(2026, 11, 9)


def test_who_moved_it_and_what_is_possible_is_told(handler: User) -> None:
    case = making.make_case()
    matter = making.matter(case)
    acts.receive(matter.pk, by=by(handler))
    with pytest.raises(UserError, match="Already done by handler") as told:
        acts.receive(matter.pk, by=by(handler))
    assert "“Accept”" in told.value.hint


def test_a_stranger_moves_nothing(handler: User) -> None:
    stranger = making.officer("stranger", "handler", at=making.office("水利局"))
    case = making.make_case()
    with pytest.raises(UserError, match="not yours"):
        acts.receive(making.matter(case).pk, by=by(stranger))
    assert not Event.objects.filter(stream=case.stream).exists()
