"""Entries posted each in a transaction of its own: at once, and after a head that moved on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.casework.test_moves_at_once import at_once
from tests.ledger.keeping_books import AT, OPENED, book, cashier, enter

from tashan.ledger import balances, posting, verifying
from tashan.ledger.models import Book, Entry
from tashan.ledger.posting import BelowFloorError
from tashan.record import audit, events

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
    assert verifying.verify_books().faults == audit.verify().faults == ()


def test_eight_draw_at_once_what_suffices_for_three():
    pool = book(capital=350)
    raised = at_once(*(drawing(pool, 100, 1) for _ in range(THREADS)))
    assert raised.count(None) == 3
    assert all(isinstance(error, BelowFloorError) for error in raised if error)
    assert balances.balance(pool, "cash", OPENED) == 50


def test_after_a_head_that_moved_on_it_is_read_again(monkeypatch: pytest.MonkeyPatch):
    pool, real = book(), posting._head
    stale = iter([1, 1])

    def read(statement: str, book_id: int) -> posting.Head:
        head = real(statement, book_id)
        return replace(head, entries=head.entries - next(stale, 0))

    monkeypatch.setattr(posting, "_head", read)
    assert enter(pool, {"loans": 1, "cash": -1}).number == 2
    assert verifying.verify_books().faults == ()


def test_an_event_between_reading_and_writing_is_not_overwritten(monkeypatch: pytest.MonkeyPatch):
    pool, real = book(), posting._head
    further = iter(["book.renamed"])

    def read(statement: str, book_id: int) -> posting.Head:
        head = real(statement, book_id)
        for kind in further:
            events.append(pool.stream, kind, {}, actor=cashier(), at=AT)
        return head

    monkeypatch.setattr(posting, "_head", read)
    assert enter(pool, {"loans": 1, "cash": -1}).number == 2
    assert verifying.verify_books().faults == audit.verify().faults == ()


def test_after_three_lost_races_the_head_is_locked_first(monkeypatch: pytest.MonkeyPatch):
    pool, real = book(), posting._head
    asked: list[bool] = []

    def read(statement: str, book_id: int) -> posting.Head:
        head = real(statement, book_id)
        asked.append(statement == posting._HEAD)
        return head if asked[-1] else replace(head, entries=head.entries - 1)

    monkeypatch.setattr(posting, "_head", read)
    assert enter(pool, {"loans": 1, "cash": -1}).number == 2
    assert asked == [False, False, False, True]
