"""Several connections at once, as officers and workers have them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import close_old_connections, connection, connections, transaction
from pytest_django.fixtures import Settings

from tashan.record import audit, files
from tashan.record.accounts import Account, give_role, make_account
from tashan.record.events import append
from tashan.record.models import Event, RoleGrant, Seal, SealedHead, StoredFile, StreamHead
from tashan.record.seals import seal

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def at_once(*works: Callable[[], T]) -> list[T]:
    """Do all the works at once, each on a connection of its own, begun together."""
    gate = threading.Barrier(len(works))

    def on_own_connection(work: Callable[[], T]) -> T:
        close_old_connections()
        try:
            connection.ensure_connection()
            gate.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(on_own_connection, works))


def grow(stream: str, *, by: int) -> None:
    for number in range(by):
        append(stream, "note", {"number": number}, actor=None, at=AT)


def lengths() -> dict[str, int]:
    return dict(StreamHead.objects.values_list("stream", "length"))


def test_eight_at_one_stream_leave_one_sound_chain() -> None:
    at_once(*[lambda: grow("report:1", by=25)] * 8)
    assert (lengths(), audit.verify().faults) == ({"report:1": 200}, ())


def test_eight_at_eight_streams_in_turn_leave_eight_sound_chains() -> None:
    def visit_all() -> None:
        for number in range(8):
            grow(f"report:{number}", by=3)

    at_once(*[visit_all] * 8)
    assert (set(lengths().values()), audit.verify().faults) == ({24}, ())


def test_an_append_that_is_rolled_back_leaves_no_gap() -> None:
    def fail_every_other(stream: str = "report:1") -> None:
        for number in range(20):
            with suppress(ZeroDivisionError), transaction.atomic():
                grow(stream, by=1)
                if number % 2:
                    raise ZeroDivisionError

    at_once(*[fail_every_other] * 4)
    assert (lengths(), audit.verify().faults) == ({"report:1": 40}, ())


def test_seals_made_while_streams_grow_cover_every_event_once() -> None:
    def seal_on() -> None:
        for minute in range(1, 15):
            seal(AT + timedelta(minutes=minute))

    growing = [partial(grow, f"report:{number % 3}", by=30) for number in range(6)]
    at_once(*growing, seal_on)
    seal(AT + timedelta(minutes=30))
    sealed = sum(Seal.objects.values_list("events", flat=True))
    assert (sealed, audit.verify().faults) == (180, ())


def test_two_sealers_make_one_seal_of_a_minute() -> None:
    grow("report:1", by=1)
    at_once(*[lambda: seal(AT + timedelta(minutes=1))] * 4)
    assert Seal.objects.count() == 1


def test_a_stream_that_is_just_growing_goes_into_the_next_seal() -> None:
    grow("report:2", by=1)
    begun, sealed = threading.Event(), threading.Event()

    def grow_slowly() -> None:
        with transaction.atomic():
            grow("report:1", by=1)
            begun.set()
            assert sealed.wait(timeout=20)

    def seal_meanwhile() -> None:
        assert begun.wait(timeout=20)
        seal(AT + timedelta(minutes=1))
        sealed.set()

    at_once(grow_slowly, seal_meanwhile)
    seal(AT + timedelta(minutes=2))
    held = list(SealedHead.objects.order_by("seal_id").values_list("seal_id", "stream"))
    assert held == [(1, "report:2"), (2, "report:1")]


def test_a_verification_while_streams_grow_finds_no_fault() -> None:
    def verify_on() -> list[audit.Fault]:
        return [fault for _round in range(10) for fault in audit.verify().faults]

    grown = partial(grow, "report:1", by=40)
    assert at_once(grown, grown, verify_on)[-1] == []


def test_the_same_file_from_eight_officers_at_once_is_one_row() -> None:
    rows = at_once(*[lambda: files.store("同一份".encode(), name="报告.txt", at=AT)] * 8)
    assert len({row.pk for row in rows}) == StoredFile.objects.count() == 1


def test_a_role_given_by_two_at_once_is_held_once() -> None:
    user = make_account(Account("linxia", "林夏"), "stone-from-the-hill", actor=None, at=AT)
    at_once(*[lambda: give_role(user, "reader", actor=None, at=AT)] * 4)
    given = Event.objects.filter(kind="role.given").count()
    assert (RoleGrant.objects.count(), given) == (1, 1)
