"""Parts add up to their total, or it is said where they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.errors import UserError
from tashan.indicators.derived import Reason
from tashan.indicators.splits import (
    Audit,
    FiveYearSplit,
    audit,
    audit_split,
    drill_down,
    proportional_split,
    roll_up,
)

D = Decimal
PARTS: dict[str, Decimal | None] = {"a": D(30), "b": D(70)}
TREE = {"county": ["north", "south"], "north": ["n1", "n2"]}
VALUES: dict[str, Decimal | None] = {
    "county": D(100),
    "north": D(60),
    "south": D(40),
    "n1": D(35),
    "n2": D(24),
}
TOTALS = st.decimals("-100000", "100000", places=2)
WEIGHTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.decimals("0", "1000", places=2),
    min_size=1,
).filter(lambda weights: any(weights.values()))


def test_a_roll_up_is_the_sum_of_the_children() -> None:
    found = roll_up(PARTS, additive=True)
    assert (found.total.value, found.known, found.unknown) == (100, 2, ())


def test_an_unknown_child_makes_the_roll_up_unknown_and_not_smaller() -> None:
    found = roll_up({**PARTS, "c": None}, additive=True)
    assert (found.total.value, found.total.reason) == (None, Reason.UNKNOWN_PART)


def test_the_known_part_of_a_roll_up_is_told_with_what_it_covers() -> None:
    found = roll_up({**PARTS, "c": None}, additive=True)
    assert (found.partial, found.known, found.unknown) == (100, 2, ("c",))


def test_no_children_roll_up_to_nothing_known() -> None:
    assert roll_up({}, additive=True).total.reason is Reason.UNKNOWN_PART


def test_ratios_do_not_roll_up() -> None:
    found = roll_up(PARTS, additive=False)
    assert (found.total.reason, found.partial) == (Reason.NOT_ADDITIVE, None)


@given(st.lists(st.lists(st.decimals("0", "9999", places=2), min_size=1), min_size=1))
def test_roll_ups_of_roll_ups_are_the_roll_up_of_all(groups: list[list[Decimal]]) -> None:
    def rolled(values: list[Decimal | None]) -> Decimal | None:
        return roll_up({str(i): v for i, v in enumerate(values)}, additive=True).total.value

    in_steps = rolled([rolled([*group]) for group in groups])
    assert in_steps == rolled([value for group in groups for value in group])


def test_parts_that_add_up_are_said_to() -> None:
    found = audit("plan", D(100), PARTS, additive=True)
    assert (found.adds_up, found.difference.value) == (True, 0)


def test_parts_that_do_not_add_up_show_by_how_much() -> None:
    found = audit("plan", D(105), PARTS, additive=True)
    assert (found.adds_up, found.difference.value) == (False, 5)


def test_there_is_no_tolerance_unless_one_is_stated() -> None:
    near = D("100.01")
    assert audit("plan", near, PARTS, additive=True).adds_up is False
    assert audit("plan", near, PARTS, additive=True, tolerance=D("0.01")).adds_up is True


@pytest.mark.parametrize(
    ("total", "parts", "additive", "reason"),
    [
        (D(100), PARTS, False, Reason.NOT_ADDITIVE),
        (D(100), {**PARTS, "c": None}, True, Reason.UNKNOWN_PART),
        (None, PARTS, True, Reason.UNKNOWN_VALUE),
    ],
)
def test_an_audit_that_cannot_be_made_says_why(
    total: Decimal | None, parts: dict[str, Decimal | None], additive: bool, reason: Reason
) -> None:
    found = audit("plan", total, parts, additive=additive)
    assert (found.adds_up, found.difference.reason) == (None, reason)


def test_drilling_down_holds_every_parent_against_its_own_children() -> None:
    found = drill_down(VALUES, TREE, additive=True)
    assert [(each.name, each.difference.value) for each in found] == [("county", 0), ("north", 1)]


def test_a_child_that_reports_nothing_is_unknown() -> None:
    silent = {name: value for name, value in VALUES.items() if name != "n2"}
    north = drill_down(silent, TREE, additive=True)[1]
    assert (north.adds_up, north.parts.unknown, north.parts.partial) == (None, ("n2",), 35)


def five_years(**changed: object) -> FiveYearSplit:
    cells = {(year, h): D(v) for year in (2026, 2027) for h, v in (("east", 10), ("west", 20))}
    parts: dict[str, object] = {
        "total": D(60),
        "cells": cells,
        "by_year": {2026: D(30), 2027: D(30)},
        "by_holder": {"east": D(20), "west": D(40)},
    }
    return FiveYearSplit(**{**parts, **changed})  # type: ignore[arg-type]


def named(audits: list[Audit]) -> dict[str, bool | None]:
    return {each.name: each.adds_up for each in audits}


def test_a_sound_plan_adds_up_every_way() -> None:
    found = named(audit_split(five_years(), over_periods=True, over_holders=True))
    assert found == dict.fromkeys(("years", "holders", "2026", "2027", "east", "west"), True)


def test_one_wrong_cell_shows_in_its_year_and_with_its_holder() -> None:
    split = five_years()
    wrong = five_years(cells={**split.cells, (2027, "east"): D(11)})
    found = named(audit_split(wrong, over_periods=True, over_holders=True))
    assert [name for name, adds_up in found.items() if not adds_up] == ["2027", "east"]


def test_a_wrong_total_shows_over_years_and_over_holders() -> None:
    found = named(audit_split(five_years(total=D(61)), over_periods=True, over_holders=True))
    assert [name for name, adds_up in found.items() if not adds_up] == ["years", "holders"]


def test_a_cell_that_is_absent_is_unknown_and_not_zero() -> None:
    cells = {key: value for key, value in five_years().cells.items() if key != (2026, "west")}
    found = named(audit_split(five_years(cells=cells), over_periods=True, over_holders=True))
    assert [name for name, adds_up in found.items() if adds_up is None] == ["2026", "west"]


def test_what_adds_up_over_places_only_is_not_added_over_years() -> None:
    found = audit_split(five_years(), over_periods=False, over_holders=True)
    refused = [each.name for each in found if each.difference.reason is Reason.NOT_ADDITIVE]
    assert refused == ["years", "east", "west"]


def test_a_split_is_in_proportion_to_the_weights() -> None:
    found = proportional_split(D(100), {"a": D(1), "b": D(3)}, places=0)
    assert found == {"a": 25, "b": 75}


def test_what_is_left_over_goes_to_the_largest_remainders() -> None:
    found = proportional_split(D(10), {"a": D(1), "b": D(2), "c": D(4)}, places=0)
    assert found == {"a": 1, "b": 3, "c": 6}  # of 1.43, 2.86 and 5.71


def test_equal_remainders_go_to_the_earlier_part() -> None:
    found = proportional_split(D("0.02"), {"c": D(1), "a": D(1), "b": D(1)}, places=2)
    assert found == {"c": D("0.01"), "a": D("0.01"), "b": D(0)}


def test_a_part_of_no_weight_gets_nothing() -> None:
    assert proportional_split(D(7), {"a": D(3), "b": D(0)}, places=2)["b"] == 0


def test_years_may_be_parts() -> None:
    assert proportional_split(D(3), {2026: D(1), 2027: D(2)}, places=0) == {2026: 1, 2027: 2}


@given(TOTALS, WEIGHTS)
def test_a_split_adds_up_exactly(total: Decimal, weights: dict[str, Decimal]) -> None:
    found = proportional_split(total, weights, places=2)
    assert sum(found.values()) == total
    assert found.keys() == weights.keys()
    assert audit("split", total, {**found}, additive=True).adds_up


@given(TOTALS, WEIGHTS)
def test_no_part_is_a_whole_step_off_its_share(total: Decimal, weights: dict[str, Decimal]) -> None:
    whole = sum(weights.values())
    for part, value in proportional_split(total, weights, places=2).items():
        assert abs(value - total * weights[part] / whole) < D("0.01") + D("1e-18")


@pytest.mark.parametrize(
    ("total", "weights", "told"),
    [
        (D("1.005"), {"a": D(1)}, "cannot be split into parts of 2 decimal places"),
        (D(1), {"a": D(1), "b": D(-1)}, "the weight of b is below zero"),
        (D(1), {"a": D(0)}, "no part has a weight"),
        (D(1), {}, "no part has a weight"),
    ],
)
def test_a_split_that_cannot_add_up_is_refused(
    total: Decimal, weights: dict[str, Decimal], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        proportional_split(total, weights, places=2)
