"""Fuding's prepaid fee, its least fee and its month ahead; and members that help each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework import making
from tests.programmes.loans.loan_cast import WAN, Money, by
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.ledger import balances
from tashan.programmes.fund_models import FundSort, Loan, LoanState
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.approving import approve
from tashan.programmes.loans.members import member_pays_in, paid_in
from tashan.programmes.loans.paying import pay_out
from tashan.programmes.loans.prepaying import owed, prepay
from tashan.programmes.loans.promising import promise
from tashan.programmes.loans.repaying import pay_fee, repay
from tashan.programmes.loans.reviewing import review
from tashan.registry import changes
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
ASKED = MONDAY - timedelta(days=30)


class Fuding(Money):
    """The fund by Fuding's rules: 4,000,000 yuan approved on a Monday, applied for in time."""

    def __init__(self, wan: int = 400) -> None:
        super().__init__(mechanism="bridge_loan_fuding")
        loan = self.applied(wan * WAN, ASKED, matures_on=MONDAY)
        loan = review(loan, True, by=by(self.handler, ASKED))
        loan = promise(loan, wan * WAN, MONDAY, "承诺函", by=by(self.clerk, ASKED))
        self.loan = approve(loan, wan * WAN, by=by(self.chief, MONDAY))

    def paid_out(self) -> Loan:
        prepay(self.loan, by=by(self.cashier, MONDAY))
        return pay_out(self.loan, by=by(self.cashier, MONDAY))


def stands(money: Money, code: str) -> int:
    return balances.balance(money.fund.book, code, date(2030, 1, 1))


def test_nothing_is_paid_out_before_the_fee_of_five_days_is_prepaid() -> None:
    fuding = Fuding()
    assert owed(fuding.loan, MONDAY) == 10_000_00  # 4,000,000 × 0.05 % × 5
    with pytest.raises(UserError, match=r"10,000\.00"):
        pay_out(fuding.loan, by=by(fuding.cashier, MONDAY))
    assert fuding.paid_out().due_on == date(2026, 3, 6)  # the fifth working day


def test_what_was_prepaid_too_much_goes_back() -> None:
    fuding = Fuding()
    loan = fuding.repaid(fuding.paid_out(), MONDAY + timedelta(days=2))
    assert (loan.state, loan.fee) == (LoanState.SETTLED, 6_000_00)  # 3 days
    assert stands(fuding, "fees") == stands(fuding, "fee_cash") == 6_000_00
    assert stands(fuding, "prepaid") == 0


def test_what_was_prepaid_too_little_is_still_due() -> None:
    fuding = Fuding()
    loan = fuding.repaid(fuding.paid_out(), MONDAY + timedelta(days=5))
    assert loan.fee == 14_000_00  # 5 × 2,000 + one overdue day × 4,000
    with pytest.raises(UserError, match=r"4,000\.00"):
        pay_fee(loan, 4_000_01, by=by(fuding.cashier, MONDAY + timedelta(days=5)))
    loan = pay_fee(loan, 4_000_00, by=by(fuding.cashier, MONDAY + timedelta(days=5)))
    assert loan.state == LoanState.SETTLED
    assert stands(fuding, "fees") == 14_000_00


def test_the_least_fee_is_five_thousand() -> None:
    fuding = Fuding(wan=100)
    assert owed(fuding.loan, MONDAY) == 5_000_00  # 1,000,000 × 0.05 % × 5 = 2,500
    loan = fuding.repaid(fuding.paid_out(), MONDAY)
    assert (loan.state, loan.fee) == (LoanState.SETTLED, 5_000_00)


def test_it_is_applied_for_a_month_before() -> None:
    money = Money(mechanism="bridge_loan_fuding")
    with pytest.raises(UserError, match="30 days before"):
        money.applied(on=MONDAY, matures_on=MONDAY + timedelta(days=29))


class Mutual(Money):
    """A mutual-aid fund with one member who paid in 80,000 yuan, and others 500,000."""

    def __init__(self) -> None:
        super().__init__(0, "mutual_aid_fund", FundSort.MUTUAL)
        self.member, self.agent = self.firm()
        changes.label(self.member, "互助基金会员", since=county.LONG_AGO, source=county.source())
        for firm, wan in ((self.member, 8), (self.firm()[0], 50)):
            member_pays_in(
                self.fund, firm, wan * WAN, "会费", on=MONDAY, actor=self.cashier,
                at=making.moment(MONDAY),
            )  # fmt: skip

    def ask(self, firm: Entity, wan: int) -> Loan:
        new = NewLoan(**self.told(firm, wan * WAN, MONDAY))
        return apply(self.fund, new, by=by(self.handler, MONDAY))


def test_a_member_borrows_up_to_five_times_what_it_paid_in() -> None:
    mutual = Mutual()
    assert paid_in(mutual.fund, mutual.member) == 8 * WAN
    with pytest.raises(UserError, match=r"400,000\.00"):
        mutual.ask(mutual.member, 41)
    loan = review(mutual.ask(mutual.member, 40), True, by=by(mutual.handler, MONDAY))
    loan = approve(loan, 40 * WAN, by=by(mutual.chief, MONDAY))
    loan = pay_out(loan, by=by(mutual.cashier, MONDAY))
    back = by(mutual.cashier, MONDAY + timedelta(days=19))
    loan = repay(loan, 40 * WAN, by=back)
    assert loan.fee == 800_00  # 400,000 × 0.01 % × 20
    assert pay_fee(loan, 800_00, by=back).state == LoanState.SETTLED
    assert stands(mutual, "cash") == stands(mutual, "capital") == 58 * WAN


def test_who_is_no_member_does_not_borrow() -> None:
    mutual = Mutual()
    with pytest.raises(UserError, match=r"may borrow 0\.00"):
        mutual.ask(mutual.firm()[0], 1)


def test_nobody_pays_into_another_fund_as_a_member() -> None:
    money = Money()
    with pytest.raises(UserError, match="mutual-aid"):
        member_pays_in(
            money.fund, money.firm()[0], WAN, "会费", on=MONDAY, actor=money.cashier,
            at=making.moment(MONDAY),
        )  # fmt: skip
