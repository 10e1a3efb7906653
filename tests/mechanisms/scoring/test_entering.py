"""Who takes part, in which group, with which readings; unknown is never no."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.mechanisms.scoring.table import (
    DISHONEST,
    HERE,
    LARGE,
    PER_LAND,
    TAX,
    condition,
    entering,
    ranking,
    veto,
)

from tashan.mechanisms.ranking import Method
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.scoring.entering import Entries, Outside, Standing
from tashan.mechanisms.scoring.readings import Why

BY_TAX = (Method.VALUE, TAX)
STRICT = ranking(BY_TAX, vetoes=(veto("bad", DISHONEST),))


def entries(of: object, *rows: dict[str, Cell]) -> Entries:
    return entering(of).entries(list(enumerate(rows, start=1)))  # type: ignore[arg-type]


def test_who_is_outside_the_population_is_not_mentioned() -> None:
    found = entries(ranking(BY_TAX, population=HERE), {"here": False, "tax": 5})
    assert (found.contenders, found.outside) == ([], [])


def test_who_may_be_of_the_population_is_undecided() -> None:
    found = entries(ranking(BY_TAX, population=HERE), {"here": None, "tax": 5})
    assert found.outside == [Outside(1, Standing.UNDECIDED, ("population",))]


@pytest.mark.parametrize(
    ("cell", "standing"), [(True, Standing.EXCLUDED), (None, Standing.UNDECIDED)]
)
def test_an_exclusion_says_which_condition_it_is(cell: bool | None, standing: Standing) -> None:
    excluded = (condition("dishonest", DISHONEST),)
    found = entries(ranking(BY_TAX, excluded=excluded), {"dishonest": cell, "tax": 5})
    assert found.outside == [Outside(1, standing, ("dishonest",))]


@pytest.mark.parametrize(
    ("cell", "standing"), [(False, Standing.NO_GROUP), (None, Standing.UNDECIDED)]
)
def test_who_is_in_no_group_is_not_ranked(cell: bool | None, standing: Standing) -> None:
    found = entries(ranking(BY_TAX, groups=(("large", LARGE),)), {"large": cell, "tax": 5})
    assert found.outside[0].standing is standing


def test_the_first_group_that_holds_counts() -> None:
    groups = (("large", LARGE), ("here", HERE))
    found = entries(ranking(BY_TAX, groups=groups), {"large": True, "here": True, "tax": 5})
    assert found.contenders[0].group == "large"


def test_a_veto_by_rule_strikes() -> None:
    found = entries(
        ranking(BY_TAX, vetoes=(veto("bad", DISHONEST),)), {"dishonest": True, "tax": 5}
    )
    assert found.contenders[0].struck[0].veto == "bad"


def test_a_veto_that_is_not_known_is_a_doubt() -> None:
    found = entries(
        ranking(BY_TAX, vetoes=(veto("bad", DISHONEST),)), {"dishonest": None, "tax": 5}
    )
    assert (found.contenders[0].struck, found.doubts) == ((), {1: ("bad",)})


def test_a_figure_is_read_in_its_base_unit() -> None:
    found = entries(ranking(BY_TAX), {"tax": 12345})
    assert found.contenders[0].readings["m0"].figure == Fraction("123.45")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"tax": None, "land": 5}, Why.NOT_REPORTED),
        ({"tax": 5, "land": 0}, Why.NO_BASE),
        ({"tax": None, "land": 5, "withheld": "tax"}, Why.STATISTICS_ONLY),
    ],
)
def test_a_figure_that_is_missing_says_why(row: dict[str, Cell], why: Why) -> None:
    found = entries(ranking((Method.VALUE, PER_LAND)), row)
    assert found.contenders[0].readings["m0"].why is why
