from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection

from tashan.record.events import append, hash_of
from tashan.record.models import Event, StreamHead

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)


def grow(stream: str = "report:1", *, by: int = 1) -> Event:
    for number in range(by):
        event = append(stream, "note", {"text": f"第{number + 1}次"}, actor=None, at=AT)
    return event


def test_the_first_event_has_number_one_and_no_previous_hash() -> None:
    event = grow()
    assert (event.sequence, event.previous) == (1, "")


def test_each_event_holds_the_hash_of_the_last() -> None:
    grow(by=3)
    first, second, third = Event.objects.order_by("sequence")
    assert [second.previous, third.previous] == [first.hash, second.hash]


def test_streams_are_chained_apart() -> None:
    grow("report:1")
    assert grow("report:2").sequence == 1


def test_the_head_knows_length_and_last_hash() -> None:
    event = grow(by=2)
    head = StreamHead.objects.get(pk="report:1")
    assert (head.length, head.hash) == (2, event.hash)


def test_the_hash_is_the_same_after_a_trip_through_the_database() -> None:
    written = append("report:1", "note", {"数": [1, None, True, "甲\t乙"]}, actor=None, at=AT)
    assert hash_of(Event.objects.get()) == written.hash


def test_an_event_happened_on_the_local_day_it_was_recorded() -> None:
    assert grow().occurred_on == date(2026, 3, 3)  # half past one at night in Shanghai


def test_a_late_entry_keeps_the_day_it_happened() -> None:
    event = append("report:1", "note", {}, actor=None, at=AT, occurred_on=date(2026, 2, 1))
    assert (event.occurred_on, event.recorded_at) == (date(2026, 2, 1), AT)


@pytest.mark.parametrize(
    "payload", [{"x": 1.5}, {"x": {1: "a"}}, {"x": "\0"}, {"x": "\ud800"}, {"x": AT}]
)
def test_a_payload_that_would_come_back_otherwise_is_refused(payload: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"x|key 1"):
        append("report:1", "note", payload, actor=None, at=AT)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        append(
            "report:1",
            "note",
            {},
            actor=None,
            at=AT.replace(tzinfo=None),
            occurred_on=date(2026, 3, 2),
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_event SET kind = 'other'",
        "DELETE FROM record_event",
        "TRUNCATE record_event",
    ],
)
def test_the_database_refuses_to_change_events(statement: str) -> None:
    grow()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE fails for that alone
        with pytest.raises(DatabaseError, match=r"append_only: \w+ of record_event is refused"):
            cursor.execute(statement)


def test_one_sequence_stands_once_in_a_stream() -> None:
    event = grow()
    event.pk = None
    with pytest.raises(IntegrityError, match="event_sequence_once_a_stream"):
        event.save(force_insert=True)


def test_only_the_first_event_has_no_previous_hash() -> None:
    event = grow()
    event.pk, event.sequence = None, 2
    with pytest.raises(IntegrityError, match="event_first_has_no_previous"):
        event.save(force_insert=True)
