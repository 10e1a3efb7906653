"""Why and why not: both sides of a comparison, how far it is missed, and what is not known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.spec.engines import REFERENCE
from tests.spec.world import DAY, scope

from tashan.mechanisms.rules.answers import Answer, Detail
from tashan.mechanisms.rules.binding import bind_condition
from tashan.mechanisms.rules.bound import BoundCondition, BoundProgramme
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.tables import Cell

TAX = "tax_paid@2025-01-01/2025-12-31"
VAT = "vat_paid@2025-01-01/2025-12-31"


def condition(rule: str) -> BoundCondition:
    return BoundCondition("rule", rule, bind_condition(parse(rule), scope=scope(), on=DAY))


def answer(rule: str, *, excluded: bool = False, **cells: Cell) -> Answer:
    given = {"tax": TAX, "vat": VAT}
    row = {given.get(name, name): cell for name, cell in cells.items()}
    one = (condition(rule),)
    programme = BoundProgramme("p", () if excluded else one, one if excluded else ())
    return REFERENCE.answer(row, programme)


def details(rule: str, *, excluded: bool = False, **cells: Cell) -> tuple[Detail, ...]:
    return answer(rule, excluded=excluded, **cells).reasons[0].details


def wan(number: int) -> int:
    """Of 10,000 yuan, in fen."""
    return number * 1_000_000


def test_a_missed_threshold_says_by_how_much() -> None:
    [detail] = details("tax_paid[last_year] >= 500 万元", tax=wan(380))
    assert (detail.value, detail.wanted) == (Fraction(3_800_000), Fraction(5_000_000))
    assert (detail.gap, detail.unit, detail.held) == (Fraction(1_200_000), "元", False)


def test_a_met_threshold_has_no_gap() -> None:
    [detail] = details("tax_paid[last_year] >= 500 万元", tax=wan(500))
    assert (detail.held, detail.gap) == (True, None)


def test_the_value_is_the_subjects_wherever_it_stands() -> None:
    [detail] = details("500 万元 <= tax_paid[last_year]", tax=wan(380))
    assert detail.value == Fraction(3_800_000)


def test_a_growth_is_told_in_shares() -> None:
    base = "tax_paid@2024-01-01/2024-12-31"
    [detail] = details("growth(tax_paid, last_year) >= 10%", tax=wan(105), **{base: wan(100)})
    assert (detail.unit, detail.gap) == ("1", Fraction(1, 20))


def test_a_missed_date_is_so_many_days_off() -> None:
    [detail] = details("established_on <= '2024-01-01'", established_on=date(2024, 1, 31))
    assert (detail.value, detail.unit, detail.gap) == ("2024-01-31", "日", Fraction(30))


def test_only_the_comparisons_that_decided_are_told() -> None:
    found = details("tax_paid[last_year] > 5 and in_park", tax=wan(1), in_park=True)
    assert [detail.unit for detail in found] == ["元"]
    found = details("tax_paid[last_year] > 5 or in_park", tax=wan(1), in_park=True)
    assert [(detail.value, detail.wanted) for detail in found] == [("true", "true")]


def test_of_what_is_unknown_only_the_unknown_is_told() -> None:
    reason = answer("tax_paid[last_year] > 5 and in_park", tax=wan(9), in_park=None).reasons[0]
    assert (reason.met, reason.missing) == (None, ("in_park",))


def test_a_not_is_told_of_what_it_turns_round() -> None:
    [detail] = details("not tax_paid[last_year] > 500 万元", tax=wan(600))
    assert (detail.held, detail.gap) == (False, Fraction(1_000_000))


def test_an_exclusion_that_does_not_hold_is_met() -> None:
    found = answer("dishonest", excluded=True, dishonest=False)
    assert (found.verdict, found.reasons[0].met) == ("yes", True)
    [detail] = details("dishonest", excluded=True, dishonest=True)
    assert (detail.value, detail.wanted, detail.held) == ("true", "false", False)


def test_an_exclusion_by_a_number_says_how_far_it_is_to_go() -> None:
    [detail] = details("tax_paid[last_year] < 500 万元", excluded=True, tax=wan(380))
    assert (detail.held, detail.gap) == (False, Fraction(1_200_000))


def test_codes_and_lists_are_told_in_words() -> None:
    [detail] = details("industry in ['C38', 'C39']", industry="D44")
    assert (detail.value, detail.wanted) == ("D44", "C38, C39")
    [detail] = details("industry not in 'C39'", industry="C3981")
    assert (detail.value, detail.wanted) == ("C3981", "not C39")


def test_the_place_of_a_comparison_is_where_it_stands_in_its_rule() -> None:
    rule = "operates_here and tax_paid[last_year] >= 500 万元"
    [detail] = details(rule, operates_here=True, tax=wan(1))
    assert detail.offset == rule.index("tax_paid")


def test_one_condition_away_is_a_near_miss() -> None:
    near = answer("tax_paid[last_year] > 5", tax=wan(1))
    assert near.is_near_miss
    assert not answer("tax_paid[last_year] > 5", tax=None).is_near_miss
    assert not answer("tax_paid[last_year] > 5", tax=wan(9)).is_near_miss


def test_a_column_that_the_row_does_not_have_is_unknown() -> None:
    found = answer("tax_paid[last_year] > 5")
    assert (found.verdict, found.reasons[0].missing) == ("unknown", (TAX,))
