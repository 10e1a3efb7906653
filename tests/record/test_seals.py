from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from tashan.record.events import append
from tashan.record.models import Seal, SealedHead
from tashan.record.seals import lines_beside, seal, write_lines

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def grow(stream: str = "report:1") -> None:
    append(stream, "note", {}, actor=None, at=AT)


def seal_minute(minute: int) -> Seal | None:
    return seal(AT + timedelta(minutes=minute))


def test_a_seal_is_named_for_the_minute_that_closed() -> None:
    grow()
    made = seal_minute(1)
    assert made is not None
    assert made.minute == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_seal_counts_streams_and_events() -> None:
    grow()
    grow()
    grow("report:2")
    made = seal_minute(1)
    assert made is not None
    assert (made.streams, made.events) == (2, 3)


def test_a_seal_holds_only_what_grew_since_the_last() -> None:
    grow()
    seal_minute(1)
    grow("report:2")
    seal_minute(2)
    assert list(SealedHead.objects.values_list("seal_id", "stream", "length")) == [
        (1, "report:1", 1),
        (2, "report:2", 1),
    ]


def test_each_seal_holds_the_hash_of_the_one_before() -> None:
    grow()
    first = seal_minute(1)
    grow()
    second = seal_minute(2)
    assert first is not None
    assert second is not None
    assert (first.previous, second.previous) == ("", first.hash)


def test_a_minute_in_which_nothing_grew_has_no_seal() -> None:
    assert seal_minute(1) is None


def test_a_minute_is_sealed_once() -> None:
    grow()
    seal_minute(1)
    grow()
    assert seal_minute(1) is None


def test_an_event_that_came_too_late_goes_into_the_next_seal() -> None:
    grow()
    seal_minute(5)
    grow()  # recorded at AT, committed minutes later
    made = seal_minute(6)
    assert made is not None
    assert made.events == 1


def test_a_seal_cannot_be_changed() -> None:
    grow()
    seal_minute(1)
    with pytest.raises(DatabaseError, match="append_only: UPDATE of record_seal"):
        Seal.objects.update(events=7)


def test_the_file_beside_holds_every_seal_once() -> None:
    for minute in (1, 2, 3):
        grow()
        seal_minute(minute)
        write_lines()
    write_lines()
    assert [(line.number, line.hash) for line in lines_beside()] == list(
        Seal.objects.values_list("number", "hash")
    )


def test_seals_that_the_file_missed_are_added_later() -> None:
    for minute in (1, 2, 3):
        grow()
        seal_minute(minute)
    write_lines()
    assert [line.number for line in lines_beside()] == [1, 2, 3]


@pytest.mark.parametrize("cut", [1, 60, 107])
def test_half_a_line_after_a_power_cut_is_written_again(tmp_path: Path, cut: int) -> None:
    for minute in (1, 2):
        grow()
        seal_minute(minute)
        write_lines()
    path = tmp_path / "seals.tsv"
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    write_lines()
    assert path.read_bytes() == whole
