"""A derived figure has a value or a reason, and is rounded as it was declared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.derived import Derived, Reason, missing, root, rounded


def test_a_derived_figure_has_a_value_or_a_reason() -> None:
    assert Derived(Decimal(1)).is_known
    assert not missing(Reason.NO_BASE).is_known


@pytest.mark.parametrize("parts", [(None, None), (Decimal(1), Reason.NO_BASE)])
def test_a_derived_figure_never_has_both_or_neither(
    parts: tuple[Decimal | None, Reason | None],
) -> None:
    with pytest.raises(ValueError, match="either a value or a reason"):
        Derived(*parts)


@pytest.mark.parametrize("figure", ["Infinity", "-Infinity", "NaN"])
def test_infinity_is_no_figure(figure: str) -> None:
    with pytest.raises(ValueError, match="is not a figure"):
        Derived(Decimal(figure))


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "-3"),
        ("6.25", 1, "6.3"),
        ("1.005", 2, "1.01"),
        ("7", 2, "7.00"),
        ("123456", -2, "123500"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, printed: str) -> None:
    assert str(rounded(Decimal(value), places)) == printed


def test_a_rounded_zero_has_no_minus() -> None:
    assert str(rounded(Decimal("-0.04"), 1)) == "0.0"


def test_the_unknown_stays_unknown_when_rounded() -> None:
    assert rounded(None, 2) is None
    assert missing(Reason.NO_BASE).rounded(2) is None


def test_a_long_figure_can_be_rounded() -> None:
    assert rounded(Decimal(10) ** 70, 2) == Decimal(10) ** 70


def test_the_root_of_a_power_is_the_base() -> None:
    assert root(Decimal(8), 3) == 2
    assert root(Decimal("1.21"), 2) == Decimal("1.1")
    assert root(Decimal(0), 5) == 0


@given(st.decimals("0.01", "1000", places=2), st.integers(min_value=1, max_value=12))
def test_a_root_undoes_its_power(base: Decimal, degree: int) -> None:
    assert abs(root(base**degree, degree) - base) < Decimal("1e-20")
