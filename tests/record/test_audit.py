"""The owner of the database tampers with the triggers off; verification names what and where."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F
from pytest_django.fixtures import Settings

from tashan.record import audit
from tashan.record.events import append, hash_of
from tashan.record.faults import FaultKind
from tashan.record.models import Event, Seal, SealedHead, StreamHead
from tashan.record.seals import hash_of_seal, seal, write_lines

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
STREAM, OTHER = "report:1", "report:2"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture(autouse=True)
def _history(_own_folder: None) -> None:
    """Two streams; the first sealed at 2 and at 5, the second at 3."""
    grow(STREAM, by=2)
    seal_minute(1)
    grow(STREAM, by=3)
    grow(OTHER, by=3)
    seal_minute(2)


def grow(stream: str, *, by: int) -> None:
    for number in range(by):
        append(stream, "note", {"text": f"记录{number}"}, actor=None, at=AT)


def seal_minute(minute: int) -> None:
    assert seal(AT + timedelta(minutes=minute)) is not None
    write_lines()


@contextmanager
def owner() -> Iterator[None]:
    """The owner of the tables switches the triggers off and drops a check in the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("ALTER TABLE record_event DROP CONSTRAINT event_first_has_no_previous")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def event(number: int, stream: str = STREAM) -> Event:
    return Event.objects.get(stream=stream, sequence=number)


def rewrite(number: int, *, stream: str = STREAM) -> None:
    """Change an event and everything after it so that the chain fits again, the head too."""
    previous = event(number, stream).previous
    for row in Event.objects.filter(stream=stream, sequence__gte=number).order_by("sequence"):
        row.payload = {"text": "另写"} if row.sequence == number else row.payload
        row.previous = previous
        row.hash = previous = hash_of(row)
        row.save()
    StreamHead.objects.filter(stream=stream).update(hash=previous)


def faults() -> list[tuple[FaultKind, str, int | None]]:
    return [(fault.kind, fault.stream, fault.sequence) for fault in audit.verify().faults]


def test_a_sound_record_has_no_fault() -> None:
    assert audit.verify() == audit.Verdict(streams=2, events=8, seals=2, unsealed=0, faults=())


def test_events_since_the_last_seal_are_counted() -> None:
    grow(OTHER, by=2)
    assert audit.verify().unsealed == 2


@pytest.mark.parametrize("number", [1, 3, 5])
@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"text": "改过"}},
        {"kind": "other"},
        {"recorded_at": AT + timedelta(days=1)},
        {"occurred_on": "2025-01-01"},
    ],
)
def test_a_changed_event_is_found(number: int, change: dict[str, object]) -> None:
    with owner():
        Event.objects.filter(stream=STREAM, sequence=number).update(**change)
    assert faults() == [(FaultKind.CHANGED_EVENT, STREAM, number)]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_event_changed_with_its_hash_is_found(number: int) -> None:
    row = event(number)
    row.payload = {"text": "改过"}
    row.hash = hash_of(row)
    with owner():
        row.save()
    assert faults() == [(FaultKind.CHANGED_EVENT, STREAM, number)]


def test_a_changed_actor_is_found(django_user_model: Callable[..., object]) -> None:
    actor = django_user_model.objects.create(username="x", display_name="某人")  # type: ignore[attr-defined]
    with owner():
        Event.objects.filter(stream=STREAM, sequence=2).update(actor=actor)
    assert faults() == [(FaultKind.CHANGED_EVENT, STREAM, 2)]


@pytest.mark.parametrize(("number", "first_unfitting"), [(1, 1), (2, 1), (3, 3), (5, 3)])
def test_a_stream_rewritten_from_an_event_on_is_found(number: int, first_unfitting: int) -> None:
    with owner():
        rewrite(number)
    assert faults() == [(FaultKind.CHANGED_EVENT, STREAM, first_unfitting)]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_missing_event_is_found(number: int) -> None:
    with owner():
        event(number).delete()
    assert faults() == [(FaultKind.MISSING_EVENT, STREAM, number)]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_missing_event_is_found_where_the_others_closed_ranks(number: int) -> None:
    with owner():
        event(number).delete()
        for row in Event.objects.filter(stream=STREAM, sequence__gt=number).order_by("sequence"):
            Event.objects.filter(pk=row.pk).update(sequence=F("sequence") - 1)
    assert faults() == [(FaultKind.MISSING_EVENT, STREAM, number)]


@pytest.mark.parametrize("number", [2, 3, 5])
@pytest.mark.parametrize("is_hashed", [True, False])
def test_an_event_put_in_between_is_found(number: int, *, is_hashed: bool) -> None:
    before = event(number - 1)
    with owner():
        for row in Event.objects.filter(stream=STREAM, sequence__gte=number).order_by("-sequence"):
            Event.objects.filter(pk=row.pk).update(sequence=F("sequence") + 1)
        row = event(number + 1)
        row.pk, row.sequence, row.previous, row.payload = None, number, before.hash, {"text": "添"}
        row.hash = hash_of(row) if is_hashed else "0" * 64
        row.save(force_insert=True)
    assert faults() == [(FaultKind.ADDED_EVENT, STREAM, number)]


def test_an_event_added_beyond_the_head_is_found() -> None:
    row = event(5)
    row.pk, row.sequence, row.previous = None, 6, row.hash
    row.hash = hash_of(row)
    row.save(force_insert=True)
    assert faults() == [(FaultKind.ADDED_EVENT, STREAM, 6)]


def test_a_stream_made_without_a_head_is_found() -> None:
    row = event(1)
    row.pk, row.stream = None, "report:9"
    row.hash = hash_of(row)
    row.save(force_insert=True)
    assert faults() == [(FaultKind.CHANGED_HEAD, "report:9", None)]


@pytest.mark.parametrize("is_head_cut", [True, False])
def test_a_cut_tail_is_found(*, is_head_cut: bool) -> None:
    with owner():
        Event.objects.filter(stream=STREAM, sequence__gte=4).delete()
        if is_head_cut:
            StreamHead.objects.filter(stream=STREAM).update(
                length=3, hash=event(3).hash, sealed_length=3
            )
    assert faults() == [(FaultKind.CUT_TAIL, STREAM, 4)]


def test_an_unsealed_cut_tail_is_found_by_its_head() -> None:
    grow(STREAM, by=2)
    with owner():
        Event.objects.filter(stream=STREAM, sequence=7).delete()
    assert faults() == [(FaultKind.CUT_TAIL, STREAM, 7)]


@pytest.mark.parametrize("is_head_gone", [True, False])
def test_a_whole_lost_stream_is_found(*, is_head_gone: bool) -> None:
    with owner():
        Event.objects.filter(stream=OTHER).delete()
        if is_head_gone:
            StreamHead.objects.filter(stream=OTHER).delete()
    assert faults() == [(FaultKind.LOST_STREAM, OTHER, None)]


def test_a_changed_head_is_found() -> None:
    StreamHead.objects.filter(stream=OTHER).update(hash="0" * 64)
    assert faults() == [(FaultKind.CHANGED_HEAD, OTHER, 3)]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "change", [{"events": 9}, {"streams": 9}, {"minute": AT - timedelta(days=1)}]
)
def test_a_changed_seal_is_found(number: int, change: dict[str, object]) -> None:
    with owner():
        Seal.objects.filter(number=number).update(**change)
    assert faults() == [(FaultKind.CHANGED_SEAL, "", number)]


def test_a_seal_changed_with_its_hash_is_found() -> None:
    made = Seal.objects.get(number=2)
    made.events = 9
    made.hash = hash_of_seal(made, made.heads.all())
    with owner():
        made.save()
    assert faults() == [(FaultKind.CHANGED_SEAL, "", 2)]


def test_a_stream_taken_out_of_a_seal_is_found() -> None:
    with owner():
        SealedHead.objects.filter(stream=OTHER).delete()
    assert (FaultKind.CHANGED_SEAL, "", 2) in faults()


@pytest.mark.parametrize("number", [1, 2])
def test_a_missing_seal_is_found(number: int) -> None:
    with owner():
        SealedHead.objects.filter(seal_id=number).delete()
        Seal.objects.filter(number=number).delete()
    assert faults() == [(FaultKind.MISSING_SEAL, "", number)]


def test_the_last_seal_missing_is_found_without_the_file_beside(tmp_path: Path) -> None:
    (tmp_path / "seals.tsv").unlink()
    with owner():
        SealedHead.objects.filter(seal_id=2).delete()
        Seal.objects.filter(number=2).delete()
    assert faults() == [
        (FaultKind.MISSING_SEAL, STREAM, 3),
        (FaultKind.MISSING_SEAL, OTHER, 1),
    ]


def test_the_last_minute_cut_from_every_table_is_found_by_the_file_beside() -> None:
    with owner():
        Event.objects.filter(stream=OTHER).delete()
        Event.objects.filter(stream=STREAM, sequence__gt=2).delete()
        StreamHead.objects.filter(stream=OTHER).delete()
        StreamHead.objects.filter(stream=STREAM).update(
            length=2, hash=event(2).hash, sealed_length=2
        )
        SealedHead.objects.filter(seal_id=2).delete()
        Seal.objects.filter(number=2).delete()
    assert faults() == [(FaultKind.MISSING_SEAL, "", 2)]


def test_faults_in_several_streams_are_all_named() -> None:
    with owner():
        Event.objects.filter(stream=STREAM, sequence=2).update(kind="other")
        Event.objects.filter(stream=OTHER, sequence=3).delete()
    assert faults() == [
        (FaultKind.CHANGED_EVENT, STREAM, 2),
        (FaultKind.CUT_TAIL, OTHER, 3),
    ]


def test_a_fault_reads_as_a_sentence() -> None:
    with owner():
        event(4).delete()
    (fault,) = audit.verify().faults
    assert str(fault) == "missing event in report:1 at 4: 1 event taken out"
