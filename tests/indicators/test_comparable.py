"""Figures of different scope are not compared; each difference is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tashan.indicators.comparable import Aspect, Described, Difference, compare

D = Decimal
OURS = Described(
    value=D("1.2"),
    indicator="retail_sales",
    definition="2024",
    period="2026-01/2026-10",
    unit="亿元",
    price_basis="current",
    scope="全口径",
    vintage="preliminary",
)


def aspects(theirs: Described, ours: Described = OURS) -> list[Aspect]:
    return [difference.aspect for difference in compare(ours, theirs).differences]


def test_like_figures_are_compared() -> None:
    found = compare(OURS, replace(OURS, value=D("3.4")))
    assert found.is_comparable
    assert (found.ours, found.theirs, found.cautions) == (D("1.2"), D("3.4"), ())


def test_their_figure_is_converted_into_our_unit() -> None:
    found = compare(OURS, replace(OURS, value=D(34_000), unit="万元"))
    assert (found.is_comparable, found.theirs) == (True, D("3.4"))


@pytest.mark.parametrize(
    ("theirs", "aspect"),
    [
        (replace(OURS, indicator="grp"), Aspect.INDICATOR),
        (replace(OURS, definition="2019"), Aspect.DEFINITION),
        (replace(OURS, period="2026-01/2026-09"), Aspect.PERIOD),
        (replace(OURS, unit="万人"), Aspect.UNIT),
        (replace(OURS, unit="亿美元"), Aspect.CURRENCY),
        (replace(OURS, price_basis="constant"), Aspect.PRICE_BASIS),
        (replace(OURS, scope="限额以上"), Aspect.SCOPE),
    ],
)
def test_a_figure_that_differs_in_one_aspect_is_not_compared(
    theirs: Described, aspect: Aspect
) -> None:
    found = compare(OURS, theirs)
    assert [difference.aspect for difference in found.differences] == [aspect]
    assert (found.is_comparable, found.ours, found.theirs) == (False, None, None)


def test_comparing_figures_of_different_scope_names_both_scopes() -> None:
    found = compare(OURS, replace(OURS, scope="限额以上"))
    assert found.differences == (Difference(Aspect.SCOPE, "全口径", "限额以上"),)


def test_all_differences_are_named_at_once() -> None:
    theirs = replace(OURS, definition="2019", period="2025", scope="限额以上", unit="人")
    assert aspects(theirs) == [Aspect.DEFINITION, Aspect.PERIOD, Aspect.SCOPE, Aspect.UNIT]


@pytest.mark.parametrize(
    "trait", ["indicator", "definition", "period", "price_basis", "scope", "unit"]
)
def test_what_is_unknown_of_both_is_not_the_same(trait: str) -> None:
    blurred = replace(OURS, **{trait: None})
    assert aspects(blurred, blurred) == [Aspect(trait)]
    assert aspects(blurred) == aspects(OURS, blurred) == [Aspect(trait)]


def test_what_does_not_apply_to_both_is_the_same() -> None:
    heads = replace(OURS, price_basis="", scope="")
    assert aspects(heads, heads) == []


def test_a_unit_of_money_differs_from_a_unit_of_heads_by_unit_and_not_currency() -> None:
    assert aspects(replace(OURS, unit="万元/人")) == [Aspect.UNIT]


def test_another_vintage_is_a_caution_and_forbids_nothing() -> None:
    found = compare(OURS, replace(OURS, vintage="verified"))
    assert found.is_comparable
    assert found.cautions == (Difference(Aspect.VINTAGE, "preliminary", "verified"),)


def test_an_approximate_figure_is_a_caution_and_forbids_nothing() -> None:
    found = compare(OURS, replace(OURS, approximate=True))
    assert found.is_comparable
    assert found.cautions == (Difference(Aspect.APPROXIMATE, "false", "true"),)


def test_cautions_are_told_of_figures_that_are_not_compared_too() -> None:
    found = compare(OURS, replace(OURS, scope="限额以上", approximate=True))
    assert [caution.aspect for caution in found.cautions] == [Aspect.APPROXIMATE]


def test_an_unknown_value_is_comparable_and_stays_unknown() -> None:
    found = compare(OURS, replace(OURS, value=None))
    assert (found.is_comparable, found.theirs) == (True, None)
