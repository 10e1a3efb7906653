"""Fees worked out by hand, to the fen: tiers, term, waiver, half up once."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.programmes.loans.loan_cast import DAY, WAN, Money, by

from tashan.mechanisms.fees import FeeTerms, charge
from tashan.programmes.fund_models import LoanState
from tashan.programmes.loans import recovering
from tashan.programmes.loans.fees import fee_of
from tashan.programmes.loans.repaying import pay_fee

pytestmark = pytest.mark.django_db
RATES = ((Fraction(5), Fraction(2, 10_000)), (None, Fraction(4, 10_000)))
DONGHAI = FeeTerms(RATES, term=10, overdue=Fraction(2))


@pytest.mark.parametrize(
    ("yuan", "days", "fen"),
    [
        (1_000_000, 1, 200_00),
        (1_000_000, 5, 1_000_00),
        (1_000_000, 6, 1_400_00),  # 1,000 + 400
        (1_000_000, 10, 3_000_00),  # 1,000 + 5 × 400
        (1_000_000, 11, 3_800_00),  # … + 800
        (10_000_000, 13, 54_000_00),  # 10,000 + 20,000 + 3 × 8,000
    ],
)
def test_donghai_by_hand(yuan: int, days: int, fen: int) -> None:
    charged = charge(Fraction(yuan), days, DONGHAI)
    assert charged is not None
    assert charged.fen == fen


def test_lines_are_added_before_they_are_rounded() -> None:
    # 123,456.78 × 0.0002 × 5 = 123.45678; × 0.0004 × 2 = 98.765424; together 222.222204
    charged = charge(Fraction(12_345_678, 100), 7, DONGHAI)
    assert charged is not None
    assert charged.fen == 222_22


def test_half_a_fen_goes_up() -> None:
    # 25.00 × 0.0002 = 0.005
    charged = charge(Fraction(25), 1, DONGHAI)
    assert charged is not None
    assert charged.fen == 1


def test_waived_days_cost_nothing_and_later_ones_keep_their_tier() -> None:
    charged = charge(Fraction(1_000_000), 7, DONGHAI, waived={1, 2, 3})
    assert charged is not None
    assert charged.fen == 2 * 200_00 + 2 * 400_00


def test_a_night_between_two_months_is_two_days() -> None:
    money = Money()
    loan = money.drawn(on=date(2026, 3, 31))
    sheet = fee_of(loan, date(2026, 4, 1))
    assert sheet is not None
    assert (sheet.days, sheet.fen) == (2, 400_00)


def test_a_recovered_loan_is_settled_with_its_fee() -> None:
    money = Money()
    loan, late = money.drawn(), DAY + timedelta(days=20)
    loan = recovering.begin(loan, "律师函", by=by(money.chief, late))
    loan = recovering.recover(loan, 100 * WAN, "企业自筹", by=by(money.cashier, late))
    loan = pay_fee(loan, loan.fee or 0, by=by(money.cashier, late))
    assert loan.state == LoanState.SETTLED
    loan.case.refresh_from_db()
    assert loan.case.state != "running"
