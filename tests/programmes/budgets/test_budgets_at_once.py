"""Clients that draft, confirm, decline and pay at once: nothing below nothing, no fen lost."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests import cast
from tests.casework.test_moves_at_once import at_once
from tests.programmes import match_cast
from tests.programmes.budgets.budget_cast import ON, TWENTY_WAN, Treasury, adds_up, cashier, second

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.models import Account, Entry
from tashan.ledger.posting import BelowFloorError
from tashan.programmes import lists
from tashan.programmes.budgets.entering import Said, enter
from tashan.programmes.budgets.opening import appropriate
from tashan.programmes.budgets.year_end import carry_over
from tashan.programmes.models import AwardList
from tashan.programmes.payments import drafting, paying


@pytest.mark.django_db(transaction=True)
def test_two_drafts_at_once_never_take_more_than_there_is(settings: Settings) -> None:
    settings.PLACE = "999901"
    treasury = Treasury()
    row = match_cast.matched(treasury.adoption, "srdi").programmes.get()

    def draft() -> None:
        lists.draft(row, actor=treasury.actor, at=cast.AT)

    raised = [one for one in at_once(draft, draft, draft) if one is not None]
    assert len(raised) == 2
    assert all(isinstance(one, BelowFloorError) for one in raised)
    assert AwardList.objects.count() == 1
    assert treasury.stands()["reserved"] == 2 * TWENTY_WAN
    assert adds_up(treasury.budget)


@pytest.mark.django_db(transaction=True)
def test_one_payment_is_booked_once_by_two_at_once(settings: Settings) -> None:
    settings.PLACE = "999901"
    treasury = Treasury()
    treasury.payable()
    made = drafting.draft(treasury.budget, by=treasury.by)
    drafting.approve(made, by=By(second(), cast.AT, ON))
    payment, who = made.payments.order_by("pk")[0], cashier()

    def pay() -> None:
        paying.pay(payment, "6217", "1", by=By(who, cast.AT, ON))

    raised = [one for one in at_once(pay, pay) if one is not None]
    assert len(raised) == 1
    assert isinstance(raised[0], UserError)
    assert Entry.objects.filter(kind="pay").count() == 1
    assert adds_up(treasury.budget)


MOVES = {
    "reserve": ("available", "reserved"),
    "release": ("reserved", "available"),
    "commit": ("reserved", "committed"),
    "pay": ("committed", "paid"),
    "come_back": ("paid", "committed"),
    "give_up": ("committed", "available"),
}
STEP = st.tuples(st.sampled_from([*MOVES, "add", "carry"]), st.integers(-60, 90))


@pytest.mark.django_db
@given(steps=st.lists(STEP, max_size=14))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_sequence_of_moves_keeps_the_sum(steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():  # each sequence begins anew
        _keeps_the_sum(steps)
        transaction.set_rollback(True)


def _keeps_the_sum(steps: list[tuple[str, int]]) -> None:
    treasury = Treasury(fen=100)
    after = treasury.opened(2027, 1)
    for kind, fen in steps:
        try:
            if kind == "add":
                appropriate(treasury.budget, fen, "文", by=treasury.by)
            elif kind == "carry":
                carry_over(treasury.budget, after, fen, "文", by=treasury.by)
            elif fen > 0:
                out, into = MOVES[kind]
                said = Said(kind, {into: fen, out: -fen}, "list:1", "一步")
                enter(treasury.budget, said, by=treasury.by)
        except UserError:
            pass
        assert adds_up(treasury.budget)
        assert adds_up(after)
    rows = Account.objects.filter(book__in=[treasury.budget.book, after.book])
    assert all((one.balance if one.side == "debit" else -one.balance) >= 0 for one in rows)
