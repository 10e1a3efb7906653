"""The library that ships: whole, bilingual, and true to how figures are published."""

from __future__ import annotations

import re

import pytest

from tashan.mechanisms.command import check_paths
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.indicator import Form, Frequency, LowestLevel, Nature, Scope, Subject
from tashan.mechanisms.library import SHIPPED, library

COUNTY_SHEET = ("growth", "industry", "investment", "trade", "budget", "banking", "energy")
CHINESE = re.compile("[\u4e00-\u9fff]")


def indicator(code: str) -> IndicatorDefinition:
    return library().indicators[code]


def test_every_file_is_right_and_every_example_holds() -> None:
    checked = check_paths([SHIPPED])
    assert [str(problem) for one in checked for problem in one.problems] == []
    assert sum(one.examples for one in checked) >= 20


def test_the_county_sheet_has_forty_indicators_and_more() -> None:
    monthly = [i for i in library().indicators.values() if i.frequency is Frequency.MONTH]
    assert len([i for i in monthly if i.origin.mechanism in COUNTY_SHEET]) >= 40


def test_everything_has_words_in_both_tongues() -> None:
    for one in library().indicators.values():
        for text in (one.title, one.definition):
            assert CHINESE.search(text.zh), one.code
            assert not CHINESE.search(text.en), one.code


def test_a_name_in_print_is_the_title_of_one_indicator_alone() -> None:
    titles = [one.title.zh for one in library().indicators.values()]
    assert len(titles) == len(set(titles))


def test_no_alias_belongs_to_two_indicators() -> None:
    names: dict[str, str] = {}
    for one in library().indicators.values():
        for name in {one.title.zh, *one.aliases}:
            assert names.setdefault(name, one.code) == one.code, name


def test_the_product_of_a_county_is_quarterly_and_not_known_below_it() -> None:
    assert indicator("grp").frequency is Frequency.QUARTER
    assert indicator("grp").lowest_level is LowestLevel.COUNTY


def test_january_is_not_published_alone() -> None:
    assert indicator("retail_sales").not_alone == (1,)
    assert indicator("general_budget_revenue").not_alone == ()


@pytest.mark.parametrize("code", ["industrial_value_added", "fixed_asset_investment"])
def test_value_added_and_investment_are_published_as_growth(code: str) -> None:
    assert indicator(code).measures == (Form.GROWTH,)


def test_services_come_a_month_late() -> None:
    assert indicator("services_revenue").lag == 1


def test_incomes_are_quarterly_averages() -> None:
    income = indicator("urban_income_per_head")
    assert (income.frequency, income.nature) == (Frequency.QUARTER, Nature.AVERAGE)
    assert not income.additive.places


def test_occupancy_and_utilisation_share_a_denominator() -> None:
    occupied, utilised = indicator("occupancy_rate"), indicator("utilisation_rate")
    assert occupied.inputs == ("factory_area_signed", "factory_area_built")
    assert utilised.inputs == ("factory_area_in_use", "factory_area_built")


def test_the_six_indicators_of_per_mu_evaluation_are_formulas_over_a_firms_own_figures() -> None:
    six = [
        "tax_per_mu",
        "value_added_per_mu",
        "labour_productivity",
        "value_added_per_energy",
        "value_added_per_emission",
        "rd_share",
    ]
    for code in six:
        assert indicator(code).tree is not None
        assert Subject.ENTERPRISE in indicator(code).subjects
        assert all(indicator(name).scope is Scope.DEPARTMENT for name in indicator(code).inputs)


def test_every_flow_that_is_reported_through_the_year_says_so() -> None:
    for one in library().indicators.values():
        through = one.nature is Nature.FLOW and one.frequency is not Frequency.YEAR
        assert one.cumulative is through, one.code
