"""Sixteen clients at one fund while connections are killed: the short version of the soak."""

from __future__ import annotations

import pytest
from tests.programmes.loans.loan_cast import Money
from tests.programmes.loans.soaking import CAPITAL, soak

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_fen_is_lost_while_sixteen_work_and_connections_are_killed() -> None:
    told = soak(Money(capital=CAPITAL), clients=16, seconds=15, every=0.3)
    assert told.faults == []
    assert told.killed > 0
    assert told.done["pay_out"] > 0
    assert told.done["repay"] > 0
