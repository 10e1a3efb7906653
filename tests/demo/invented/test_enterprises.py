"""The enterprises look like a county's: checked codes, few large taxpayers, young firms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tashan.base.codes import CreditCode
from tashan.base.industries import IndustryLevel, industry
from tashan.demo.invented.enterprises import credit_code
from tashan.demo.invented.world import BANK, World


def taxes(world: World) -> list[Decimal]:
    paid = [firm.years[2025].tax for firm in world.enterprises if 2025 in firm.years]
    return sorted(paid, reverse=True)


def test_every_credit_code_is_valid_and_of_the_county(world: World) -> None:
    codes = [CreditCode.parse(firm.code) for firm in world.enterprises]
    assert {code.division_code for code in codes} == {"999901"}


def test_no_code_and_no_name_comes_twice(world: World) -> None:
    assert len({firm.code for firm in world.enterprises}) == len(world.enterprises)
    assert len({firm.name for firm in world.enterprises}) == len(world.enterprises)


def test_codes_stay_apart_for_a_million_enterprises() -> None:
    serials = range(1, 1_000_000, 97)
    assert len({credit_code(serial) for serial in serials}) == len(serials)


def test_a_tenth_of_the_enterprises_pays_most_of_the_tax(world: World) -> None:
    paid = taxes(world)
    share = sum(paid[: len(paid) // 10]) / sum(paid)
    assert Decimal("0.6") < share < Decimal("0.9")


def test_the_taxes_together_are_those_of_a_county(world: World) -> None:
    assert Decimal(120_000) < sum(taxes(world)) < Decimal(250_000)  # 万元


def test_every_industry_is_a_class_of_the_standard(world: World) -> None:
    levels = {industry(firm.industry).level for firm in world.enterprises}
    assert levels == {IndustryLevel.CLASS}


def test_a_young_enterprise_has_no_figures_of_the_years_before_it(world: World) -> None:
    young = [firm for firm in world.enterprises if firm.established_on >= date(2025, 1, 1)]
    assert young
    assert all(not firm.years for firm in young)


def test_land_and_value_added_are_unknown_for_who_does_not_report_them(world: World) -> None:
    trade = next(firm for firm in world.enterprises if firm.industry[0] == "F" and firm.years)
    told = trade.years[max(trade.years)]
    assert (told.land, told.value_added, told.research) == (None, None, None)


def test_some_credit_events_were_repaired_and_some_were_not(world: World) -> None:
    events = [event for firm in world.enterprises for event in firm.credit]
    repaired = [event for event in events if event.repaired_on]
    assert 0 < len(repaired) < len(events)
    assert all(event.repair_document for event in repaired)


def test_affiliates_are_other_enterprises_of_the_county(world: World) -> None:
    codes = {firm.code for firm in world.enterprises}
    ties = [(firm.code, tie) for firm in world.enterprises for tie in firm.ties]
    assert len(ties) > 50
    assert all(tie.other in codes and tie.other != code for code, tie in ties)


def test_the_bank_is_one_of_the_enterprises(world: World) -> None:
    assert [firm.industry for firm in world.enterprises if firm.name == BANK] == ["J6623"]
