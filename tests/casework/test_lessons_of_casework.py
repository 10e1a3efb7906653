"""What went wrong in other systems of casework, each as a test of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.casework import making

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.calendars import in_force
from tashan.casework.models import Matter, Opinion, Stop
from tashan.casework.moving.expiry import look_after
from tashan.casework.office_inbox import Asked, Row, Waiting, rows
from tashan.casework.states import State
from tashan.record import statements
from tashan.record.models import Event, User
from tashan.record.statements import Value

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)
AFTER_FIVE = date(2026, 11, 10)  # the day after five working days


@pytest.fixture
def handler() -> User:
    return making.officer("handler", "handler", "chief", at=making.office())


def by(user: User | None, on: date = MONDAY) -> By:
    return By(user, making.moment(on), on)


def in_hand(handler: User, **terms: object) -> Matter:
    matter = making.matter(making.make_case({"one": {"terms": terms}}))
    for move in (acts.receive, acts.accept, acts.take_up):
        move(matter.pk, by=by(handler))
    return matter


def now(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def last_event(matter: Matter) -> Event:
    event = Event.objects.filter(stream=matter.case.stream).order_by("sequence").last()
    assert event is not None
    return event


def asked(handler: User, **terms: object) -> Matter:
    for duty in ("water", "fire", "roads"):
        making.holds(duty, making.office(f"{duty}局"))
    matter = in_hand(handler, asks=["water", "fire", "roads"], **terms)
    acts.ask_opinions(matter.pk, by=by(handler))
    return matter


def waiting_at(office: str, waiting: Waiting) -> list[Row]:
    asked = Asked(frozenset({making.office(office).pk}), waiting)
    return rows(asked, on=MONDAY, calendar=in_force().calendar)


def colleague(duty: str) -> User:
    return making.officer(duty, "handler", at=making.office(f"{duty}局"))


def test_a_joint_matter_says_how_many_were_asked_and_how_many_gave(handler: User) -> None:
    matter = asked(handler)
    for duty in ("water", "fire"):
        acts.give_opinion(matter.pk, "agrees", by=by(colleague(duty)))
    with pytest.raises(UserError, match="3 asked, 2 given"):
        acts.decide(matter.pk, "pass", by=by(handler))


def test_every_asked_office_takes_its_own_position(handler: User) -> None:
    matter = asked(handler)
    acts.give_opinion(matter.pk, "agrees", by=by(colleague("water")))
    assert not waiting_at("water局", Waiting.ASKED)
    assert [row.code for row in waiting_at("fire局", Waiting.ASKED)] == ["one"]


def test_a_reminder_follows_from_the_rows_and_is_gone_while_the_clock_stands(
    handler: User,
) -> None:
    matter = in_hand(handler)
    before = now(matter).remind_on
    acts.ask_supplement(matter.pk, ["plan"], "补正", by=by(handler))
    assert now(matter).remind_on is None
    acts.supplement(matter.pk, by=by(handler))
    acts.take_up(matter.pk, by=by(handler))
    assert now(matter).remind_on == before


def test_an_inbox_is_one_question_by_one_index(
    handler: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = in_hand(handler)
    asked: list[tuple[str, Mapping[str, Value]]] = []
    fetch_all = statements.fetch_all

    def told(statement: str, values: Mapping[str, Value]) -> list[tuple[Any, ...]]:
        asked.append((statement, values))
        return fetch_all(statement, values)

    monkeypatch.setattr(statements, "fetch_all", told)
    found = waiting_at("自然资源和规划局", Waiting.OPEN)
    assert [row.code for row in found] == ["one"]
    ((statement, values),) = asked
    crowded_by(matter)
    assert "matter_inbox" in str(fetch_all(f"EXPLAIN {statement}", values))


def crowded_by(matter: Matter, times: int = 3000) -> None:
    """The same matter many times over at no office, so that an index is worth its reading."""
    columns = [f.column for f in Matter._meta.concrete_fields]
    taken = {"id": "id + n", "code": "code || n", "office_id": "NULL"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO casework_matter ({', '.join(columns)})"
            f" SELECT {', '.join(taken.get(c, c) for c in columns)}"
            " FROM casework_matter, generate_series(1, %s) AS n WHERE id = %s",
            [times, matter.pk],
        )
        cursor.execute("ANALYZE casework_matter")


def test_a_second_request_for_the_same_materials_is_flagged(handler: User) -> None:
    matter = in_hand(handler)
    for materials in (["plan"], ["form"], ["plan", "form"]):
        acts.ask_supplement(matter.pk, materials, "补正", by=by(handler))
        acts.supplement(matter.pk, by=by(handler))
        acts.take_up(matter.pk, by=by(handler))
    flags = Stop.objects.order_by("pk").values_list("is_repeated", flat=True)
    assert list(flags) == [False, False, True]


def test_an_automatic_decision_is_labelled_and_has_no_actor(handler: User) -> None:
    matter = in_hand(handler, on_expiry="agreed")
    day = date(2026, 11, 12)
    assert look_after(day, making.moment(day)) == 1
    assert (now(matter).state, now(matter).is_deemed) == (State.PASSED, True)
    event = last_event(matter)
    assert (event.actor, event.payload["automatic"]) == (None, True)


def test_silence_is_no_consent_unless_the_rules_say_so(handler: User) -> None:
    matter = in_hand(handler)
    day = date(2026, 12, 31)
    assert look_after(day, making.moment(day)) == 0
    assert now(matter).state == State.IN_HAND


def test_what_was_done_on_paper_and_typed_in_later_is_flagged(handler: User) -> None:
    matter = making.matter(making.make_case())
    acts.receive(matter.pk, by=By(handler, making.moment(AFTER_FIVE), MONDAY))
    event = last_event(matter)
    assert (event.occurred_on, event.payload["late"]) == (MONDAY, True)


def test_who_does_not_answer_within_five_days_has_accepted_on_the_day_of_receipt(
    handler: User,
) -> None:
    matter = making.matter(making.make_case())
    acts.receive(matter.pk, by=by(handler))
    assert look_after(date(2026, 11, 9), making.moment(AFTER_FIVE)) == 0
    assert look_after(AFTER_FIVE, making.moment(AFTER_FIVE)) == 1
    found = now(matter)
    assert (found.state, found.accepted_on, found.is_deemed) == (State.ACCEPTED, MONDAY, True)
    assert found.promised_on == date(2026, 11, 11)


def test_nothing_is_deemed_accepted_without_a_project_code(handler: User) -> None:
    matter = making.matter(making.make_case(subject=making.uncoded_project()))
    acts.receive(matter.pk, by=by(handler))
    assert look_after(AFTER_FIVE, making.moment(AFTER_FIVE)) == 0
    assert now(matter).state == State.RECEIVED


def test_a_task_is_never_deemed_accepted(handler: User) -> None:
    matter = making.matter(making.make_case({"one": {"sort": "task"}}))
    acts.receive(matter.pk, by=by(handler))
    assert look_after(AFTER_FIVE, making.moment(AFTER_FIVE)) == 0


def test_the_chief_is_told_once_of_an_expired_limit(handler: User) -> None:
    matter = in_hand(handler, on_expiry="escalated")
    for day in (date(2026, 11, 12), date(2026, 11, 13)):
        look_after(day, making.moment(day))
    assert last_event(matter).kind == "matter.escalate"
    assert now(matter).outcome["escalated"] == "2026-11-12"
    assert Event.objects.filter(kind="matter.escalate").count() == 1


def test_a_silent_office_agrees_only_where_the_rules_choose_it(handler: User) -> None:
    limit = making.PROMISED | {"n": 3}
    silent = asked(handler, asks_limit=limit, on_expiry="agreed")
    day = date(2026, 11, 6)
    assert look_after(day, making.moment(day)) == 3
    found = Opinion.objects.filter(matter=silent)
    assert {(one.position, one.is_deemed, one.given_by) for one in found} == {
        ("agrees", True, None)
    }


def test_a_silent_office_blocks_where_the_rules_do_not_choose_it(handler: User) -> None:
    matter = asked(handler, asks_limit=making.PROMISED | {"n": 3})
    day = date(2026, 11, 6)
    assert look_after(day, making.moment(day)) == 0
    assert matter.opinions.filter(given_on=None).count() == 3
