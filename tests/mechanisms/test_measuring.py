"""Units and subjects of formulas are checked when they are loaded."""

from __future__ import annotations

import pytest
from tests.mechanisms.written import indicator, mechanism, wrong_in

RATIO = {"nature": "ratio", "additive": "{places: false, periods: false}", "unit": "'%'"}


@pytest.mark.parametrize("formula", ["a + b", "a - b", "-a + (1 + b)", "a + c - b"])
def test_unlike_units_cannot_be_added(formula: str) -> None:
    parts = indicator("a"), indicator("b", unit="万元"), indicator("c")
    [line] = wrong_in(t=mechanism(*parts, indicator("x", f"formula: {formula}\n")))
    assert "b in 万元: they cannot be added." in line


def test_a_factor_may_make_the_units_alike() -> None:
    parts = indicator("a"), indicator("b", unit="万元")
    assert wrong_in(t=mechanism(*parts, indicator("x", "formula: a + b / 10000\n"))) == []


def test_a_percentage_is_of_like_units() -> None:
    parts = indicator("a"), indicator("b", unit="万元")
    ratio = indicator("x", "ratio: {numerator: a, denominator: b, times: 100}\n", **RATIO)
    [line] = wrong_in(t=mechanism(*parts, ratio))
    assert line.endswith("a is in 亿元 and b in 万元: this makes no share in %.")


def test_inputs_are_kept_for_the_subjects_of_the_result() -> None:
    more = "formula: a * 2\n"
    text = mechanism(indicator("a"), indicator("x", more, subjects="[place, park]"))
    [line] = wrong_in(t=text)
    assert line.endswith("a is not kept for the subject park.")
