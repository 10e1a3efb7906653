"""Whatever is posted in whatever order, the books say what a plain list of amounts says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.ledger.keeping_books import AT, OPENED, book, cashier, enter

from tashan.base.errors import UserError
from tashan.ledger import balances, verifying
from tashan.ledger.models import Entry
from tashan.ledger.posting import BelowFloorError, reverse

CREDITS, FLOORED = ("capital", "fees"), ("cash", "loans")
CODES = (*FLOORED, *CREDITS)
amounts = st.integers(1, 1_000) | st.sampled_from([1, 10**12])
days = st.integers(0, 9)
MOVES = {
    "pay_in": ("cash", "capital"),
    "draw": ("loans", "cash"),
    "repay": ("cash", "loans"),
    "fee": ("cash", "fees"),
}


@dataclass
class Line:
    """What the model knows of an entry."""

    day: int
    debit: str
    credit: str
    fen: int
    turned: bool = False  # it was reversed, or is a reversal


class Model:
    """Entries as a list; every balance is summed again from its beginning."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def stands(self, code: str, day: int, further: Line | None = None) -> int:
        """The balance on the account's own side at the end of a day."""
        fen = 0
        for line in [*self.lines, *([further] if further else [])]:
            if line.day <= day:
                fen += line.fen * ((line.debit == code) - (line.credit == code))
        return -fen if code in CREDITS else fen

    def holds(self, line: Line) -> bool:
        """Whether every floor would hold on every day with this line too."""
        return all(self.stands(code, day, line) >= 0 for code in FLOORED for day in range(10))


class AnySequence(RuleBasedStateMachine):
    """Two books at once, each with its model; rolled back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()

    @initialize()
    def open(self) -> None:
        self.books = [book(f"any:{n}", capital=0) for n in range(2)]
        self.models = [Model() for _ in self.books]
        self.ids: list[dict[int, Line]] = [{} for _ in self.books]

    @rule(which=st.integers(0, 1), kind=st.sampled_from(sorted(MOVES)), fen=amounts, day=days)
    def move(self, which: int, kind: str, fen: int, day: int) -> None:
        """On any day, so often before what was posted already."""
        debit, credit = MOVES[kind]
        line = Line(day, debit, credit, fen)
        expected = self.models[which].holds(line)
        try:
            posted = enter(self.books[which], {debit: fen, credit: -fen}, kind=kind, on=day_of(day))
        except BelowFloorError:
            assert not expected, f"refused, though the money was there: {line}"
            return
        assert expected, f"posted, though an account fell below its floor: {line}"
        self._keep(which, posted.id, line)

    @rule(which=st.integers(0, 1), place=st.integers(0, 50), later=days)
    def turn(self, which: int, place: int, later: int) -> None:
        if not self.ids[which]:
            return
        pk = sorted(self.ids[which])[place % len(self.ids[which])]
        line = self.ids[which][pk]
        back = Line(later, line.credit, line.debit, line.fen, turned=True)
        allowed = not line.turned and later >= line.day and self.models[which].holds(back)
        try:
            posted = reverse(
                Entry.objects.get(pk=pk), says="误划", on=day_of(later), actor=cashier(), at=AT
            )
        except UserError:
            assert not allowed, f"not reversed, though it could be: {line}"
            return
        assert allowed, f"reversed, though it must not be: {line}"
        line.turned = True
        self._keep(which, posted.id, back)

    @rule(which=st.integers(0, 1), fen=amounts, day=days)
    def lose_the_connection(self, which: int, fen: int, day: int) -> None:
        """What was posted in a transaction that did not end is as if it had never been."""
        with suppress(ZeroDivisionError), transaction.atomic():
            enter(self.books[which], {"cash": fen, "capital": -fen}, kind="pay_in", on=day_of(day))
            _ = 1 / 0

    @precondition(lambda self: any(self.ids))
    @rule()
    def verify(self) -> None:
        assert verifying.verify_books().faults == ()

    @invariant()
    def the_books_say_what_the_model_says(self) -> None:
        for kept, model in zip(self.books, self.models, strict=True):
            for day in range(-1, 10):
                told = balances.balances(kept, day_of(day))
                assert told == {code: model.stands(code, day) for code in CODES}
                assert all(told[code] >= 0 for code in FLOORED)

    @invariant()
    def no_entry_is_lost_or_doubled(self) -> None:
        for kept, model, ids in zip(self.books, self.models, self.ids, strict=True):
            rows = Entry.objects.filter(book=kept).order_by("number")
            assert list(rows.values_list("id", "number")) == [
                (pk, number) for number, pk in enumerate(ids, start=1)
            ]
            assert len(model.lines) == len(ids)

    def _keep(self, which: int, pk: int, line: Line) -> None:
        self.models[which].lines.append(line)
        self.ids[which][pk] = line

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)


def day_of(day: int) -> date:
    return OPENED + timedelta(days=day)


@pytest.mark.django_db
def test_every_sequence_of_entries_agrees_with_a_plain_list():
    run_state_machine_as_test(
        AnySequence,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_the_course_of_an_account_is_its_balance_on_each_day():
    pool = book(capital=0)
    for day, fen in ((3, 5), (0, 7), (3, 1), (9, 2)):
        enter(pool, {"cash": fen, "capital": -fen}, kind="pay_in", on=day_of(day))
    told = {one.on: one.fen for one in balances.course(pool, "cash")}
    assert told == {day_of(0): 7, day_of(3): 13, day_of(9): 15}
