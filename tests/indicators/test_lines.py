"""Which figure tells an indicator, what may be compared, and what a line makes of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.periods import FigurePeriod
from tashan.indicators.choices import Choice, firsts, is_stock
from tashan.indicators.comparable import Aspect
from tashan.indicators.derived import Reason
from tashan.indicators.held import Figures, Held, Wanted, measured, shelved
from tashan.indicators.lines import Line, Span, line_of
from tashan.indicators.models import Holder, Measure
from tashan.mechanisms.library import library

KNOWN = library().indicators
YEAR, EARLIER = FigurePeriod.parse("2024"), FigurePeriod.parse("2021")
SPAN = Span(YEAR, EARLIER)
ALL = (Holder.STATISTICS, Holder.OFFICE, Holder.STATED)
US, YOU, THIRD = 1, 2, 3
REVENUE, FIRMS, SHARE = (
    Choice("general_budget_revenue"),
    Choice("above_scale_firms"),
    Choice("same_day_share"),
)
numbers = count(1)


def held(code: str, value: str, year: int = 2024, *, at_end: bool = False, **more: str) -> Held:
    said = {"holder": "statistics", "scope": "", "vintage": "verified", "measure": "level"} | more
    first = date(year, 12, 31) if at_end else date(year, 1, 1)
    return Held(next(numbers), code, said["measure"], first, date(year, 12, 31), said["holder"],
                said["scope"], D(value), said["vintage"], said.get("approximate", ""))  # fmt: skip


def line(choice: Choice, *figures: list[Held], reference: int = YOU, **more: object) -> Line:
    shelves: dict[int, Figures] = {i: shelved(rows) for i, rows in enumerate(figures, start=1)}
    return line_of(choice, list(shelves), shelves, span=SPAN, definitions=KNOWN, holders=ALL,
                   reference=reference, **more)  # type: ignore[arg-type] # fmt: skip


def both(code: str, first: str, last: str, **more: str) -> list[Held]:
    return [held(code, first, 2021, **more), held(code, last, **more)]


def revenue(first: str, last: str, **more: str) -> list[Held]:
    return both("general_budget_revenue", first, last, **more)


def differences(found: Line) -> list[Aspect]:
    return [each.aspect for row in found.rows for each in row.differences]


def test_a_choice_is_read_back_from_its_words() -> None:
    for choice in (Choice("grp"), Choice("grp", Measure.GROWTH)):
        assert Choice.parse(str(choice), KNOWN) == choice


@pytest.mark.parametrize("text", ["", "nonsense", "grp:nonsense", "GRP"])
def test_what_the_library_does_not_define_is_no_choice(text: str) -> None:
    assert Choice.parse(text, KNOWN) is None


def test_a_stock_is_looked_for_at_the_periods_end_first() -> None:
    assert firsts("above_scale_firms", YEAR, KNOWN)[0] == date(2024, 12, 31)


def test_a_flow_has_the_whole_period() -> None:
    assert firsts("general_budget_revenue", YEAR, KNOWN) == (date(2024, 1, 1),)


def test_what_is_worked_out_of_stocks_is_a_stock() -> None:
    assert is_stock("occupancy_rate", KNOWN)
    assert not is_stock("tax_per_mu", KNOWN)


def test_a_span_is_of_the_same_period_before() -> None:
    with pytest.raises(ValueError, match="not the same period"):
        Span(YEAR, FigurePeriod.parse("2021-01/2021-09"))


def wanted(**more: object) -> Wanted:
    return Wanted(YEAR, ALL, **more)  # type: ignore[arg-type]


def test_the_preferred_holder_goes_before_all_others() -> None:
    rows = [held("grp", "9", holder="stated"), held("grp", "8")]
    found = measured(Choice("grp"), wanted(), shelved(rows), KNOWN)
    assert found is not None
    assert found.value == 8


def test_the_wanted_scope_goes_before_the_definitions_own() -> None:
    rows = [held("grp", "9", scope="市直"), held("grp", "8")]
    found = measured(Choice("grp"), wanted(scope="市直"), shelved(rows), KNOWN)
    assert found is not None
    assert found.value == 9


def taxes(land: str, tax: str, **more: str) -> list[Held]:
    return [held("assessed_tax", tax, holder="office"),
            held("land_used", land, at_end=True, **{"holder": "office"} | more)]  # fmt: skip


def test_a_formula_is_worked_out_of_its_inputs_which_are_the_evidence() -> None:
    rows = taxes("7865", "99099")
    found = measured(Choice("tax_per_mu"), wanted(), shelved(rows), KNOWN)
    assert found is not None
    assert (found.value, found.is_computed) == (D("12.6"), True)
    assert found.observations == tuple(row.observation for row in rows)


def test_inputs_of_two_holders_are_never_mixed() -> None:
    rows = taxes("7865", "99099", holder="stated")
    assert measured(Choice("tax_per_mu"), wanted(), shelved(rows), KNOWN) is None


def test_a_missing_input_leaves_the_figure_unknown() -> None:
    assert measured(Choice("tax_per_mu"), wanted(), shelved(taxes("1", "1")[:1]), KNOWN) is None


def test_a_stored_figure_goes_before_a_worked_out_one() -> None:
    rows = [*taxes("7865", "99099"), held("tax_per_mu", "12.5", holder="office")]
    found = measured(Choice("tax_per_mu"), wanted(), shelved(rows), KNOWN)
    assert found is not None
    assert found.value == D("12.5")


def test_gap_ratio_and_rank_are_told_against_the_reference() -> None:
    found = line(REVENUE, revenue("16.91", "18.64"), revenue("23.08", "27.35"))
    assert found.gap.value == D("-8.71")
    assert found.ratio.rounded(2) == D("0.68")
    assert [s.rank for s in found.ranking.standings if s.code == str(US)] == [2]


def test_equal_figures_share_the_better_rank() -> None:
    found = line(REVENUE, revenue("1", "5"), revenue("1", "9"), revenue("1", "5"))
    assert [(s.rank, s.is_shared) for s in found.ranking.standings] == [
        (1, False), (2, True), (2, True)]  # fmt: skip


def test_the_lowest_is_first_where_lower_is_better() -> None:
    found = line(Choice("pm25"), both("pm25", "40", "30"), both("pm25", "40", "20"))
    assert found.rank_of(YOU).rank == 1  # type: ignore[union-attr]
    assert found.catch_up.years.reason is Reason.WIDENING


def test_the_median_is_the_peers_own() -> None:
    found = line(REVENUE, revenue("1", "100"), revenue("1", "2"), revenue("1", "4"))
    assert found.spread is not None
    assert found.spread.median == 3


def test_growth_a_year_is_even_and_of_a_rate_points() -> None:
    assert line(REVENUE, revenue("16.91", "18.64")).ours.pace.rounded(1) == D("3.3")
    rate = line(SHARE, both("same_day_share", "41.1", "62.4"))
    assert rate.ours.pace.value == D("7.1")


def test_another_scope_is_shown_beside_and_never_computed_with() -> None:
    found = line(REVENUE, revenue("1", "5"), revenue("1", "9", scope="市直"))
    assert differences(found) == [Aspect.SCOPE]
    assert (found.gap.reason, found.ratio.reason) == (Reason.NOT_COMPARABLE,) * 2
    assert found.catch_up.years.reason is Reason.NOT_COMPARABLE
    assert found.rank_of(YOU) is None
    assert found.rows[1].last is not None


def test_another_holders_figure_is_not_comparable() -> None:
    found = line(REVENUE, revenue("1", "5"), revenue("1", "9", holder="stated"))
    assert differences(found) == [Aspect.HOLDER]


def test_a_rate_of_another_stretch_is_not_comparable() -> None:
    found = line(SHARE, [held("same_day_share", "5")], [held("same_day_share", "9", at_end=True)])
    assert differences(found) == [Aspect.PERIOD]


def test_land_of_another_scope_makes_the_figure_per_mu_not_comparable() -> None:
    found = line(Choice("tax_per_mu"), taxes("7865", "99099"), taxes("4310", "82359", scope="园区"))
    assert differences(found) == [Aspect.SCOPE]


def test_another_vintage_is_a_caution_and_compared_all_the_same() -> None:
    found = line(REVENUE, revenue("1", "5"), revenue("1", "9", vintage="flash"))
    assert differences(found) == []
    assert [each.aspect for each in found.rows[1].cautions] == [Aspect.VINTAGE]
    assert found.gap.value == -4


def test_a_missing_figure_is_unknown_and_nothing_is_computed_with_it() -> None:
    found = line(REVENUE, revenue("1", "5"), [], revenue("1", "3"))
    assert found.rows[1].last is None
    assert found.gap.reason is Reason.UNKNOWN_VALUE
    assert found.catch_up.years.reason is Reason.UNKNOWN_VALUE
    assert found.ranking.unranked == (str(YOU),)


def test_where_ours_is_missing_the_others_still_lie_in_their_order() -> None:
    found = line(REVENUE, [], revenue("1", "9"), revenue("1", "3"))
    assert found.spread is not None
    assert found.spread.median == 6
    assert found.gap_to_median.reason is Reason.UNKNOWN_VALUE


def test_growth_is_not_taken_from_a_figure_of_another_scope() -> None:
    rows = [held("general_budget_revenue", "1", 2021, scope="市直"),
            held("general_budget_revenue", "5")]  # fmt: skip
    found = line(REVENUE, rows)
    assert found.ours.first is None
    assert found.ours.pace.reason is Reason.UNKNOWN_BASE


def test_growth_is_not_taken_over_a_changed_definition() -> None:
    found = line(REVENUE, revenue("1", "5"), revenue("1", "9"), is_changed=True)
    assert found.ours.pace.reason is Reason.DEFINITION_CHANGED
    assert found.catch_up.years.reason is Reason.DEFINITION_CHANGED


def test_published_growth_is_compared_and_not_projected() -> None:
    growth = Choice("grp", Measure.GROWTH)
    ours, theirs = ([held("grp", v, measure="growth")] for v in ("5.2", "6"))
    found = line(growth, ours, theirs)
    assert (found.gap.value, found.unit, found.is_rate) == (D("-0.8"), "%", True)
    assert found.catch_up.years.reason is Reason.NOT_A_LEVEL


def test_where_neither_way_is_better_nobody_catches_up() -> None:
    people = Choice("resident_population")
    rows = (both("resident_population", "40", "43"), both("resident_population", "50", "60"))
    assert line(people, *rows).catch_up.years.reason is Reason.NO_DIRECTION


def test_what_growth_would_bring_us_level_is_told_for_five_years() -> None:
    found = line(REVENUE, revenue("16.91", "18.64"), revenue("23.08", "27.35"))
    assert (found.soon, found.needed.rounded(1)) == (5, D("14.3"))


def test_figures_are_printed_with_the_decimals_that_they_have() -> None:
    assert line(REVENUE, revenue("16.9000", "18.6000")).places == 1
    assert line(Choice("tax_per_mu"), taxes("7", "22")).places == 2


@given(st.lists(st.none() | st.decimals("0.01", 999, places=2), min_size=2, max_size=9))
def test_ranks_are_a_total_order_of_the_known(values: list[D | None]) -> None:
    rows = [[held("general_budget_revenue", str(v))] if v is not None else [] for v in values]
    found = line(REVENUE, *rows)
    known = [v for v in values if v is not None]
    assert len(found.ranking.standings) == len(known)
    for s in found.ranking.standings:
        assert s.rank == 1 + sum(v > s.value for v in known)
