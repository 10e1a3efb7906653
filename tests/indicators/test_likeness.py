"""Places like ours, by stated features whose weights are shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.derived import Reason
from tashan.indicators.likeness import (
    Feature,
    Likened,
    likeness,
    likeness_of_mixes,
    likeness_of_sizes,
    nearest,
)

D = Decimal
PEOPLE = Feature("population", D(2))
HEAD = Feature("grp_per_head", D(1))
INDUSTRY = Feature("industry", D(1))
FEATURES = (PEOPLE, HEAD, INDUSTRY)
MIX = {"primary": D(10), "secondary": D(50), "tertiary": D(40)}
OURS = Likened("330482", {"population": D(50), "grp_per_head": D(9)}, {"industry": MIX})
SIZES = st.decimals("0.1", "10000", places=1)


def place(code: str, people: object = 50, head: object = 9, **mix: Decimal) -> Likened:
    sizes = {"population": people, "grp_per_head": head}
    known = {name: None if size is None else D(str(size)) for name, size in sizes.items()}
    return Likened(code, known, {"industry": mix or MIX})


def test_equal_sizes_are_a_hundred_alike() -> None:
    assert likeness_of_sizes(D(7), D(7), D(4)).value == 100


@pytest.mark.parametrize(("other", "alike"), [(14, 50), (28, 0), (70, 0)])
def test_likeness_of_sizes_falls_with_their_ratio(other: int, alike: int) -> None:
    assert likeness_of_sizes(D(7), D(other), D(4)).rounded(6) == alike


@given(SIZES, SIZES)
def test_likeness_is_mutual_and_between_0_and_100(one: Decimal, other: Decimal) -> None:
    found = likeness_of_sizes(one, other, D(4))
    assert found == likeness_of_sizes(other, one, D(4))
    assert found.value is not None
    assert 0 <= found.value <= 100


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (None, D(1), Reason.UNKNOWN_VALUE),
        (D(1), None, Reason.UNKNOWN_VALUE),
        (D(0), D(1), Reason.NO_BASE),
        (D(1), D(-1), Reason.NO_BASE),
    ],
)
def test_likeness_of_sizes_says_why_it_is_unknown(
    one: Decimal | None, other: Decimal | None, reason: Reason
) -> None:
    assert likeness_of_sizes(one, other, D(4)).reason is reason


def test_equal_mixes_are_a_hundred_alike() -> None:
    assert likeness_of_mixes(MIX, MIX).value == 100


def test_a_mix_loses_what_would_have_to_move() -> None:
    moved = {"primary": D(20), "secondary": D(40), "tertiary": D(40)}
    assert likeness_of_mixes(MIX, moved).value == 90


def test_mixes_without_anything_in_common_are_0_alike() -> None:
    one, other = {"a": D(100), "b": D(0)}, {"a": D(0), "b": D(100)}
    assert likeness_of_mixes(one, other).value == 0


def test_rounded_shares_do_not_make_a_mix_unlike_itself() -> None:
    thirds = dict.fromkeys("abc", D("33.3"))
    assert likeness_of_mixes(thirds, dict.fromkeys("abc", D("33.4"))).value == 100


@pytest.mark.parametrize(
    ("mix", "reason"),
    [
        (None, Reason.UNKNOWN_VALUE),
        ({}, Reason.UNKNOWN_VALUE),
        ({**MIX, "primary": None}, Reason.UNKNOWN_VALUE),
        ({**MIX, "primary": D(30)}, Reason.NOT_WHOLE),
        ({"primary": D(-10), "secondary": D(60), "tertiary": D(50)}, Reason.NOT_WHOLE),
        ({"secondary": D(60), "tertiary": D(40)}, Reason.UNKNOWN_VALUE),
    ],
)
def test_a_mix_that_is_not_whole_is_like_nothing(
    mix: dict[str, Decimal | None] | None, reason: Reason
) -> None:
    assert likeness_of_mixes(MIX, mix).reason is reason
    assert likeness_of_mixes(mix, MIX).reason is reason


def test_the_whole_is_the_weighted_mean_of_the_features() -> None:
    found = likeness(OURS, place("a", people=100), FEATURES)
    assert found.total.rounded(6) == 75  # (2 × 50 + 100 + 100) ÷ 4


def test_every_weight_is_shown_in_per_cent() -> None:
    found = likeness(OURS, place("a"), FEATURES)
    assert [part.weight for part in found.parts] == [50, 25, 25]


def test_an_unknown_feature_is_named_and_its_weight_goes_to_the_others() -> None:
    found = likeness(OURS, place("a", people=None), FEATURES)
    assert found.unknown == ("population",)
    assert [part.weight for part in found.parts] == [None, 50, 50]
    assert (found.total.value, found.known_weight) == (100, 50)


def test_a_place_of_which_nothing_is_known_is_like_none() -> None:
    found = likeness(OURS, Likened("a"), FEATURES)
    assert (found.total.reason, found.known_weight) == (Reason.UNKNOWN_VALUE, 0)
    assert found.unknown == ("population", "grp_per_head", "industry")


def test_the_nearest_come_first() -> None:
    others = [place("a", people=150), place("b", people=55), place("c", people=80)]
    found = nearest(OURS, others, FEATURES, count=2)
    assert [alike.code for alike in found.places] == ["b", "c"]


def test_equally_near_places_come_by_their_codes() -> None:
    others = [place("c"), place("a"), place("b")]
    found = nearest(OURS, others, FEATURES, count=3)
    assert [alike.code for alike in found.places] == ["a", "b", "c"]


def test_our_own_place_is_not_its_peer() -> None:
    assert nearest(OURS, [OURS], FEATURES, count=3).places == ()


def test_one_figure_that_happens_to_agree_makes_no_peer() -> None:
    stranger = Likened("a", {"grp_per_head": D(9)})
    found = nearest(OURS, [stranger, Likened("b")], FEATURES, count=3)
    assert found.places == ()
    assert [alike.code for alike in found.too_little_known] == ["a", "b"]


def test_how_much_must_be_known_can_be_stated() -> None:
    stranger = Likened("a", {"grp_per_head": D(9)})
    found = nearest(OURS, [stranger], FEATURES, count=3, least_known_weight=D(25))
    assert [alike.code for alike in found.places] == ["a"]


@pytest.mark.parametrize("weight", [0, -1])
def test_a_feature_weighs_something(weight: int) -> None:
    with pytest.raises(ValueError, match="the weight is above zero"):
        Feature("population", D(weight))


def test_the_ratio_at_which_likeness_vanishes_is_above_one() -> None:
    with pytest.raises(ValueError, match="vanishes above 1"):
        Feature("population", D(1), D(1))
