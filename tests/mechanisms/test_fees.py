"""What a bridge loan costs: tiers by the day, overdue days dearer, fen half up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tashan.base.calendars import Calendar
from tashan.mechanisms.fees import FeeTerms, charge, days_kept
from tashan.mechanisms.fund import Days, Fee, FirstDay

RATE, DOUBLE = Fraction(2, 10_000), Fraction(4, 10_000)
TIERS = ((Fraction(5), RATE), (None, DOUBLE))


def fen(days: int, terms: FeeTerms, amount: int = 1_000_000) -> int | None:
    charged = charge(Fraction(amount), days, terms)
    return charged.fen if charged else None


@pytest.mark.parametrize(("days", "yuan"), [(1, 200), (5, 1000), (6, 1400), (7, 1800)])
def test_each_day_costs_the_rate_of_its_tier(days: int, yuan: int) -> None:
    assert fen(days, FeeTerms(TIERS)) == yuan * 100


def test_overdue_days_cost_double_the_rate_of_their_tier() -> None:
    charged = charge(Fraction(1_000_000), 12, FeeTerms(TIERS, term=10, overdue=Fraction(2)))
    assert charged is not None
    assert (charged.fen, charged.overdue_days) == ((1000 + 5 * 400 + 2 * 800) * 100, 2)
    assert [(line.days, line.rate) for line in charged.lines] == [
        (5, RATE),
        (5, DOUBLE),
        (2, 2 * DOUBLE),
    ]


def test_a_term_that_ends_within_a_tier_divides_it() -> None:
    charged = charge(Fraction(1_000_000), 4, FeeTerms(TIERS, term=3, overdue=Fraction(2)))
    assert charged is not None
    assert [(line.days, line.is_overdue) for line in charged.lines] == [(3, False), (1, True)]


def test_a_fee_below_the_minimum_is_the_minimum() -> None:
    charged = charge(Fraction(1000), 1, FeeTerms(TIERS, minimum=Fraction(50)))
    assert charged is not None
    assert (charged.fen, charged.is_minimum) == (5000, True)


def test_the_whole_is_rounded_once_half_up() -> None:
    assert fen(1, FeeTerms(((None, Fraction(5, 1000)),)), amount=1) == 1  # half a fen


def test_a_day_without_a_tier_has_no_fee() -> None:
    assert fen(6, FeeTerms(((Fraction(5), RATE),))) is None


def fee(first_day: FirstDay, counts: Days = Days.CALENDAR_DAYS) -> Fee:
    return Fee(rate="0.0002", counts=counts, first_day=first_day, overdue=Decimal(1))


def test_the_first_day_counts_where_the_fund_says_so() -> None:
    drawn, repaid = date(2026, 3, 2), date(2026, 3, 6)
    assert days_kept(drawn, repaid, fee(FirstDay.COUNTED), Calendar(())) == 5
    assert days_kept(drawn, repaid, fee(FirstDay.NOT_COUNTED), Calendar(())) == 4


def test_working_days_pass_over_the_weekend() -> None:
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    working = fee(FirstDay.COUNTED, Days.WORKING_DAYS)
    assert days_kept(friday, monday, working, Calendar(())) == 2


def test_money_back_on_its_day_is_kept_a_day() -> None:
    day = date(2026, 3, 2)
    assert days_kept(day, day, fee(FirstDay.NOT_COUNTED), Calendar(())) == 1
