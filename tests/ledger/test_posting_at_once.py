"""Entries posted each in a transaction of its own, at once and behind one that locked the book."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import transaction
from tests.casework.test_moves_at_once import at_once
from tests.ledger.keeping_books import AT, OPENED, book, cashier, enter

from tashan.ledger import balances, posting, verifying
from tashan.ledger.models import Book, Entry
from tashan.ledger.posting import BelowFloorError
from tashan.record import audit, events
from tashan.record.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, EACH = 8, 5


def drawing(pool: Book, fen: int, times: int) -> Callable[[], None]:
    def run() -> None:
        for _time in range(times):
            enter(pool, {"loans": fen, "cash": -fen})

    return run


def test_eight_post_to_one_book_at_once_and_none_is_lost():
    pool = book(capital=1_000)
    raised = at_once(*(drawing(pool, 1, EACH) for _ in range(THREADS)))
    assert raised == [None] * THREADS
    assert balances.balance(pool, "loans", OPENED) == THREADS * EACH
    numbers = Entry.objects.filter(book=pool).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, THREADS * EACH + 2))
    assert verifying.verify_books().faults == ()
    assert [one for one in audit.verify().faults if one.stream == pool.stream] == []


def test_eight_draw_at_once_what_suffices_for_three():
    pool = book(capital=350)
    raised = at_once(*(drawing(pool, 100, 1) for _ in range(THREADS)))
    assert raised.count(None) == 3
    assert all(isinstance(error, BelowFloorError) for error in raised if error)
    assert balances.balance(pool, "cash", OPENED) == 50


def test_events_of_other_kinds_come_in_between_and_the_chain_holds():
    pool = book(capital=1_000)

    def renaming() -> None:
        for _time in range(EACH):
            events.append(pool.stream, "book.renamed", {}, actor=cashier(), at=AT)

    raised = at_once(*(drawing(pool, 1, EACH), renaming) * 4)
    assert raised == [None] * 8
    assert Event.objects.filter(stream=pool.stream).count() == 2 + 8 * EACH
    assert verifying.verify_books().faults == ()
    assert [one for one in audit.verify().faults if one.stream == pool.stream] == []


def test_an_entry_waits_for_a_book_that_is_locked_and_follows_what_was_posted():
    pool = book(capital=1_000)
    locked = threading.Event()

    def locking() -> None:
        with transaction.atomic():
            posting.lock(pool.pk)
            locked.set()
            enter(pool, {"loans": 1_000, "cash": -1_000})

    def drawing_late() -> None:
        assert locked.wait(30)
        enter(pool, {"loans": 1, "cash": -1})

    raised = at_once(locking, drawing_late)
    assert raised[0] is None
    assert isinstance(raised[1], BelowFloorError)
    assert balances.balance(pool, "cash", OPENED) == 0
