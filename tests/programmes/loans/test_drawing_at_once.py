"""Eight cashiers pay at the same moment: the pool is never overdrawn, and no fen is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from tests.casework.test_moves_at_once import at_once
from tests.programmes.loans.loan_cast import DAY, WAN, Money, by

from tashan.base.errors import UserError
from tashan.ledger import balances
from tashan.ledger.models import Entry
from tashan.programmes.fund_models import Loan, LoanState
from tashan.programmes.loans.paying import pay_out
from tashan.programmes.loans.renewing import renew
from tashan.programmes.loans.repaying import repay

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def paying(money: Money, loan: Loan) -> Callable[[], None]:
    return lambda: _nothing(pay_out(loan, by=by(money.cashier)))


def repaying(money: Money, loan: Loan, fen: int) -> Callable[[], None]:
    return lambda: _nothing(repay(loan, fen, by=by(money.cashier)))


def _nothing(_loan: Loan) -> None:
    """Threads return nothing."""


def stands(money: Money) -> dict[str, int]:
    return balances.balances(money.fund.book, DAY)


def test_eight_draw_at_once_and_the_pool_never_goes_below_nothing() -> None:
    money = Money(capital=350 * WAN)
    loans = [money.approved() for _ in range(THREADS)]
    raised = at_once(*(paying(money, loan) for loan in loans))
    assert all(error is None or isinstance(error, UserError) for error in raised)
    drawn = Loan.objects.filter(state=LoanState.DRAWN).count()
    assert drawn == raised.count(None) <= 3
    assert stands(money)["cash"] == (350 - 100 * drawn) * WAN
    assert stands(money)["loans"] == 100 * drawn * WAN
    left = Loan.objects.filter(state=LoanState.APPROVED).order_by("pk")
    for loan in left[: 3 - drawn]:  # those who came before their turn
        pay_out(loan, by=by(money.cashier))
    assert stands(money)["cash"] == 50 * WAN


def test_eight_pay_the_same_loan_at_once_and_it_is_paid_once() -> None:
    money = Money()
    loan = money.approved()
    raised = at_once(*(paying(money, loan) for _ in range(THREADS)))
    assert raised.count(None) == 1
    assert Entry.objects.filter(kind="draw").count() == 1
    assert stands(money)["loans"] == 100 * WAN


def test_eight_repay_at_once_and_no_more_comes_back_than_went_out() -> None:
    money = Money()
    loan = renew(money.drawn(), 200 * WAN, "新贷", by=by(money.clerk))
    part = partial(repaying, money, loan)
    raised = at_once(*(part(30 * WAN) for _ in range(THREADS)))
    assert raised.count(None) == 3
    assert stands(money)["loans"] == 10 * WAN
    assert stands(money)["cash"] == 1_990 * WAN
