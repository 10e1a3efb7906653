"""The figures hold together as a statistics office's do, but for the slips planted in them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby

import pytest
from tests.demo.invented.conftest import key

from tashan.demo.invented.courses import SECTORS
from tashan.demo.invented.facts import Fact, Sheet
from tashan.demo.invented.places import HOME, PEERS
from tashan.demo.invented.publication import NEVER_TOLD, WRONG_GROWTH
from tashan.demo.invented.sheet import SHEET
from tashan.indicators.growth import check_published
from tashan.mechanisms.indicator import Form, Frequency, Nature, PriceBasis
from tashan.mechanisms.library import library

Counting = dict[tuple[object, ...], Fact]
HALF_A_TENTH = Decimal("0.05")


def of_places(counting: Counting, holder: str = "statistics") -> Iterator[Fact]:
    return (fact for fact in counting.values() if fact.kind == "place" and fact.holder == holder)


def level(counting: Counting, place: str, code: str, last: date) -> Decimal | None:
    found = [
        fact.value for fact in of_places(counting)
        if (fact.subject, fact.indicator, fact.measure, fact.last) == (place, code, "level", last)
    ]  # fmt: skip
    return found[0] if found else None


def levels(counting: Counting) -> dict[tuple[str, str, date, date, str], Decimal]:
    return {
        (f.subject, f.indicator, f.first, f.last, f.scope): f.value
        for f in of_places(counting) if f.measure == "level"
    }  # fmt: skip


def a_year_before(day: date) -> date:
    if day.month == 2:
        return date(day.year - 1, 2, 29 if (day.year - 1) % 4 == 0 else 28)
    return day.replace(year=day.year - 1)


def test_the_sheet_has_forty_indicators_and_all_are_told(counting: Counting) -> None:
    assert len(set(SHEET)) == 40
    told = {fact.indicator for fact in of_places(counting) if fact.subject == HOME}
    assert set(SHEET) <= told


def test_figures_run_from_december_2023_to_october_2026(counting: Counting) -> None:
    days = [fact.last for fact in of_places(counting) if fact.subject == HOME]
    assert (min(days), max(days)) == (date(2023, 12, 31), date(2026, 10, 31))


def test_every_code_is_of_the_library(counting: Counting) -> None:
    assert {fact.indicator for fact in counting.values()} <= library().indicators.keys()


def test_what_is_told_is_what_the_library_says_is_told(counting: Counting) -> None:
    for fact in counting.values():
        told = library().indicators[fact.indicator]
        if fact.holder == "statistics" and fact.kind == "place":
            assert Form(fact.measure) in told.measures, fact


def test_a_stock_is_of_a_day_and_a_flow_of_a_span(counting: Counting) -> None:
    for fact in counting.values():
        if (nature := library().indicators[fact.indicator].nature) in (Nature.STOCK, Nature.FLOW):
            assert (fact.first == fact.last) is (nature is Nature.STOCK), fact


def test_a_quarterly_indicator_is_told_at_the_end_of_quarters_alone(counting: Counting) -> None:
    for fact in of_places(counting):
        if library().indicators[fact.indicator].frequency is Frequency.QUARTER:
            assert fact.last.month in (3, 6, 9, 12), fact


def test_january_is_not_told_where_the_library_says_so(counting: Counting) -> None:
    for fact in of_places(counting):
        assert fact.last.month not in library().indicators[fact.indicator].not_alone, fact


def test_what_comes_a_month_late_is_missing_in_the_last_month(counting: Counting) -> None:
    for fact in of_places(counting):
        if library().indicators[fact.indicator].lag:
            assert fact.last < date(2026, 10, 1), fact


def test_the_product_is_not_told_below_the_county(counting: Counting) -> None:
    subjects = {fact.subject for fact in of_places(counting) if fact.indicator == "grp"}
    assert subjects == {HOME, *PEERS}


def test_sectors_add_up_to_the_product(counting: Counting) -> None:
    for (place, code, first, last, scope), value in levels(counting).items():
        if code == "grp":
            parts = [levels_of(counting, place, sector, first, last, scope) for sector in SECTORS]
            assert sum(parts) == value


def levels_of(
    counting: Counting, place: str, code: str, first: date, last: date, scope: str
) -> Decimal:
    return counting["place", place, code, "level", first, last, "statistics", scope].value


def test_exports_and_imports_add_up_to_trade(counting: Counting) -> None:
    known = levels(counting)
    for (place, code, *span), value in known.items():
        if code == "goods_trade":
            assert known[place, "exports", *span] + known[place, "imports", *span] == value  # type: ignore[index]


def test_the_towns_add_up_to_the_county(counting: Counting) -> None:
    known = levels(counting)
    for (place, code, *span), value in known.items():
        if place == HOME and code in ("tax_revenue", "industrial_output"):
            towns = [known[f"{HOME}{100 + at}", code, *span] for at in range(10)]  # type: ignore[index]
            if span[1] not in (date(2024, 12, 31), date(2025, 12, 31)):  # later verified as a whole
                assert sum(towns) == value


def test_a_sum_from_january_on_never_falls(counting: Counting) -> None:
    flows = [
        fact for fact in of_places(counting)
        if fact.measure == "level" and library().indicators[fact.indicator].cumulative
    ]  # fmt: skip

    def series(fact: Fact) -> tuple[object, ...]:
        return fact.subject, fact.indicator, fact.scope, fact.first

    for _, group in groupby(
        sorted(flows, key=lambda f: (*map(str, series(f)), f.last)), key=series
    ):
        values = [fact.value for fact in group]
        assert values == sorted(values)


def test_published_growth_follows_from_the_levels_but_for_two_slips(counting: Counting) -> None:
    known, wrong = levels(counting), set()
    for fact in of_places(counting):
        told = library().indicators[fact.indicator]
        if fact.measure != "growth" or told.growth_prices is PriceBasis.CONSTANT:
            continue
        now = known.get((fact.subject, fact.indicator, fact.first, fact.last, fact.scope))
        before = known.get((fact.subject, fact.indicator, a_year_before(fact.first),
                            a_year_before(fact.last), fact.scope))  # fmt: skip
        if now is None or before is None:
            continue
        if not check_published(fact.value, now=now, before=before).agrees:
            wrong.add((fact.subject, fact.indicator, (fact.last.year, fact.last.month)))
    assert wrong == {(place, code, tuple(month)) for place, code, month in WRONG_GROWTH}


def test_there_is_no_growth_on_nothing(counting: Counting) -> None:
    assert level(counting, HOME, "fdi_utilised", date(2025, 2, 28)) == 0
    told = {
        fact.last for fact in of_places(counting)
        if (fact.subject, fact.indicator, fact.measure) == (HOME, "fdi_utilised", "growth")
    }  # fmt: skip
    assert date(2026, 2, 28) not in told
    assert date(2026, 3, 31) in told


def test_a_december_is_corrected_when_it_is_verified(sheets: list[Sheet]) -> None:
    told = [
        fact for sheet in sheets for fact in sheet.facts
        if key(fact)[:4] == ("place", HOME, "grp", "level") and fact.last == date(2024, 12, 31)
    ]  # fmt: skip
    assert [fact.vintage for fact in told] == ["preliminary", "verified"]
    assert told[0].value != told[1].value


def test_an_offices_figure_stands_beside_that_of_the_statistics_office(
    counting: Counting,
) -> None:
    theirs = {fact.indicator for fact in of_places(counting, "office") if fact.subject == HOME}
    assert {"fdi_utilised", "industrial_output", "fixed_asset_investment"} <= theirs


def test_one_peer_counts_deposits_otherwise(counting: Counting) -> None:
    scopes = {(f.subject, f.scope) for f in of_places(counting) if f.indicator == "deposits"}
    assert [pair for pair in scopes if pair[1]] == [("999823", "人民币")]


@pytest.mark.parametrize(("place", "code"), sorted(NEVER_TOLD))
def test_what_a_peer_does_not_tell_is_missing(place: str, code: str, counting: Counting) -> None:
    assert not any(fact[1:3] == (place, code) for fact in of_places(counting))


def test_the_anomaly_is_one_month_of_industrial_power(counting: Counting) -> None:
    def month(year: int, number: int) -> Decimal:
        ends = [monthrange(year, number - back)[1] for back in (0, 1)]
        code = "industrial_power_use"
        now = level(counting, HOME, code, date(year, number, ends[0]))
        before = level(counting, HOME, code, date(year, number - 1, ends[1]))
        assert now is not None
        assert before is not None
        return now - before

    assert month(2026, 10) < month(2025, 10) * Decimal("0.8")
    assert month(2026, 9) > month(2025, 9)


@pytest.mark.parametrize(
    ("code", "measure", "value"),
    [("grp", "level", "318.40"), ("grp", "growth", "7.2"),
     ("general_budget_revenue", "level", "21.70"), ("general_budget_revenue", "growth", "9.5"),
     ("retail_sales", "level", "96.50"), ("retail_sales", "growth", "6.1"),
     ("fixed_asset_investment", "growth", "11.4")],
)  # fmt: skip
def test_a_peer_has_the_figures_that_a_report_of_the_examples_says(
    code: str, measure: str, value: str, counting: Counting
) -> None:
    span = date(2025, 1, 1), date(2025, 12, 31)
    fact = counting["place", "999821", code, measure, *span, "statistics", ""]
    assert fact.value == Decimal(value)


def test_an_enterprises_months_add_up_to_its_year(counting: Counting) -> None:
    own = [
        fact for fact in counting.values() if fact.kind == "enterprise" and fact.holder == "office"
    ]
    months: dict[tuple[str, str], Decimal] = {}
    for fact in own:
        if (
            fact.first.year == 2025
            and fact.first != fact.last
            and fact.last.month == fact.first.month
        ):
            place = fact.subject, fact.indicator
            months[place] = months.get(place, Decimal(0)) + fact.value
    assert len(months) > 300
    for (firm, code), total in months.items():
        year = date(2025, 1, 1), date(2025, 12, 31)
        assert counting["enterprise", firm, code, "level", *year, "office", ""].value == total


def test_a_statistical_return_may_serve_statistics_alone(sheets: list[Sheet]) -> None:
    uses = {
        (fact.holder, sheet.release.use)
        for sheet in sheets
        for fact in sheet.facts
        if fact.kind == "enterprise"
    }
    assert uses == {("statistics", "statistics"), ("office", "work")}
