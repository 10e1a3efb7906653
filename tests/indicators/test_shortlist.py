"""The list of who may be among the likest always holds those who are."""

from __future__ import annotations

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from tashan.indicators.likeness import Feature, Likened, nearest
from tashan.indicators.shortlist import Sketch, shortlist

SHARES = ("primary", "secondary", "tertiary")
sizes = st.none() | st.decimals("-5", "5000", places=2)
share = st.none() | st.decimals("0", "60", places=1)


@st.composite
def places(draw: st.DrawFn) -> list[Likened]:
    count = draw(st.integers(2, 25))
    return [
        Likened(
            str(pk),
            {"people": draw(sizes), "wealth": draw(sizes)},
            draw(st.just({}) | st.fixed_dictionaries(
                {"mix": st.fixed_dictionaries(dict.fromkeys(SHARES, share))})),
        )
        for pk in range(1, count + 1)
    ]  # fmt: skip


@given(places(), st.lists(st.integers(1, 100), min_size=3, max_size=3), st.integers(1, 12))
def test_the_likest_of_the_shortlist_are_the_likest_of_all(
    all_of: list[Likened], weights: list[int], count: int
) -> None:
    names = ("people", "wealth", "mix")
    asked = [Feature(name, D(weight)) for name, weight in zip(names, weights, strict=True)]
    ours, *others = all_of
    sketches = {int(place.code): Sketch.of(place) for place in others}
    best = shortlist(Sketch.of(ours), sketches, asked, count=count)
    few = [place for place in others if int(place.code) in best]
    exactly = nearest(ours, others, asked, count=count).places
    assert nearest(ours, few, asked, count=count).places == exactly


def test_equal_ones_at_the_end_all_stay_on_the_list() -> None:
    twins = {pk: Sketch.of(Likened(str(pk), {"people": D(50)})) for pk in range(1, 9)}
    ours = Sketch.of(Likened("100", {"people": D(40)}))
    assert len(shortlist(ours, twins, [Feature("people", D(1))], count=3)) == 8


def test_far_ones_are_left_out() -> None:
    others = {pk: Sketch.of(Likened(str(pk), {"people": D(50 * pk)})) for pk in range(1, 9)}
    ours = Sketch.of(Likened("100", {"people": D(50)}))
    assert shortlist(ours, others, [Feature("people", D(1))], count=2) == [1, 2]
