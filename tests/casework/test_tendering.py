"""What must be tendered by the national amounts, and the days that the tendering law asks for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.casework.tendering import (
    INTERVALS,
    THRESHOLDS,
    Bought,
    Bound,
    Contract,
    TenderDay,
    answer_due,
    check_intervals,
    must_tender,
)

YUAN = 100


def works(amount: int | None, bundle: str = "") -> Contract:
    return Contract("厂房", Bought.WORKS, None if amount is None else amount * YUAN, bundle)


@pytest.mark.parametrize(
    ("bought", "yuan"),
    [(Bought.WORKS, 4_000_000), (Bought.GOODS, 2_000_000), (Bought.SERVICES, 1_000_000)],
)
def test_a_contract_of_the_national_amount_must_be_tendered_and_a_fen_less_not(
    bought: Bought, yuan: int
) -> None:
    at, below = (Contract("", bought, amount) for amount in (yuan * YUAN, yuan * YUAN - 1))
    assert [found.answer for found in must_tender([at, below])] == [True, False]


def test_contracts_that_could_be_combined_are_counted_together() -> None:
    found = must_tender([works(2_500_000, "厂房"), works(1_500_000, "厂房"), works(3_900_000)])
    assert [(each.answer, each.counted) for each in found] == [
        (True, 4_000_000 * YUAN),
        (True, 4_000_000 * YUAN),
        (False, 3_900_000 * YUAN),
    ]


def test_goods_do_not_count_together_with_works() -> None:
    goods = Contract("设备", Bought.GOODS, 1_999_999 * YUAN, "厂房")
    assert [e.answer for e in must_tender([works(3_999_999, "厂房"), goods])] == [False, False]


def test_an_unknown_amount_makes_the_answer_unknown_unless_the_rest_suffices() -> None:
    assert must_tender([works(None)])[0].answer is None
    together = must_tender([works(None, "厂房"), works(4_000_000, "厂房")])
    assert [each.answer for each in together] == [True, True]


def kept(days: dict[TenderDay, date], since: TenderDay, until: TenderDay) -> bool | None:
    found = check_intervals(days)
    return next(c.is_kept for c in found if (c.interval.since, c.interval.until) == (since, until))


@pytest.mark.parametrize(
    ("since", "until", "days", "lawful"),
    [
        (TenderDay.DOCUMENTS, TenderDay.CLOSING, 20, True),
        (TenderDay.DOCUMENTS, TenderDay.CLOSING, 19, False),
        (TenderDay.CLARIFIED, TenderDay.CLOSING, 15, True),
        (TenderDay.CLARIFIED, TenderDay.CLOSING, 14, False),
        (TenderDay.DOCUMENTS, TenderDay.DOCUMENTS_END, 4, True),  # five days, both ends counted
        (TenderDay.DOCUMENTS, TenderDay.DOCUMENTS_END, 3, False),
        (TenderDay.EVALUATED, TenderDay.CANDIDATES, 3, True),
        (TenderDay.EVALUATED, TenderDay.CANDIDATES, 4, False),
        (TenderDay.CANDIDATES, TenderDay.CANDIDATES_END, 2, True),  # three days, both ends counted
        (TenderDay.CANDIDATES, TenderDay.CANDIDATES_END, 1, False),
        (TenderDay.CANDIDATES_END, TenderDay.AWARDED, 0, False),
        (TenderDay.AWARDED, TenderDay.CONTRACT, 30, True),
        (TenderDay.AWARDED, TenderDay.CONTRACT, 31, False),
        (TenderDay.AWARDED, TenderDay.REPORTED, 15, True),
        (TenderDay.AWARDED, TenderDay.REPORTED, 16, False),
        (TenderDay.CONTRACT, TenderDay.DEPOSIT_BACK, 6, False),
        (TenderDay.CLOSING, TenderDay.OPENED, 1, False),
        (TenderDay.AWARDED, TenderDay.CONTRACT, -1, False),  # before the award
    ],
)
def test_the_days_of_the_law(since: TenderDay, until: TenderDay, days: int, lawful: bool) -> None:
    first = date(2026, 3, 2)
    assert kept({since: first, until: first + timedelta(days)}, since, until) is lawful


def test_a_missing_day_leaves_the_answer_open_and_tells_the_lawful_day() -> None:
    found = {(c.interval.since, c.interval.until): c for c in check_intervals(
        {TenderDay.DOCUMENTS: date(2026, 3, 2)})}  # fmt: skip
    closing = found[TenderDay.DOCUMENTS, TenderDay.CLOSING]
    assert (closing.is_kept, closing.day) == (None, date(2026, 3, 22))
    assert found[TenderDay.AWARDED, TenderDay.CONTRACT].day is None


def test_an_objection_is_answered_within_three_days() -> None:
    assert answer_due(date(2026, 3, 2)).is_kept is None
    assert answer_due(date(2026, 3, 2), date(2026, 3, 5)).is_kept is True
    assert answer_due(date(2026, 3, 2), date(2026, 3, 6)).is_kept is False


@given(st.dictionaries(st.sampled_from(TenderDay), st.dates(date(2020, 1, 1), date(2027, 1, 1))))
def test_the_told_day_is_where_the_answer_turns(days: dict[TenderDay, date]) -> None:
    for found in check_intervals(days):
        if found.day is None:
            continue
        edge = days | {found.interval.until: found.day}
        beyond = timedelta(-1 if found.interval.bound is Bound.AT_LEAST else 1)
        over = days | {found.interval.until: found.day + beyond}
        assert kept(edge, found.interval.since, found.interval.until) is True
        assert kept(over, found.interval.since, found.interval.until) is False


def test_every_amount_and_every_article_is_there_once() -> None:
    assert set(THRESHOLDS) == set(Bought)
    assert len({(i.since, i.until) for i in INTERVALS}) == len(INTERVALS)
