"""Sums, plus and minus points, vetoes, groups, classes, ties; and what holds for any data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mechanisms.scoring.written import contenders, measure, reading

from tashan.base.errors import UserError
from tashan.mechanisms.fields import Text
from tashan.mechanisms.ranking import Effect, Extra, Grade, Method
from tashan.mechanisms.scoring.readings import Reading, WeightedMeasure
from tashan.mechanisms.scoring.totals import (
    Contender,
    Given,
    Outcome,
    Scheme,
    State,
    Struck,
    outcomes,
)

D, F = Decimal, Fraction
VALUE = measure(Method.VALUE, "1")
NAME = Text(zh="项", en="One")
SHARES = tuple(
    Grade(code=code, title=NAME, up_to_share=D(share))
    for code, share in [("A", "0.2"), ("B", "0.6"), ("C", "0.95"), ("D", "1")]
)
POINTS = tuple(
    Grade(code=code, title=NAME, from_points=D(least))
    for code, least in [("good", "90"), ("fair", "60"), ("poor", "0")]
)


def placed(found: list[Outcome]) -> list[tuple[int, int | None]]:
    return [(o.subject, o.rank) for o in found]


def grades(found: list[Outcome]) -> dict[int, str | None]:
    return {o.subject: o.grade for o in found}


def one(scheme: Scheme, contender: Contender) -> Outcome:
    return outcomes(scheme, [contender])[0]


def test_the_score_is_the_sum_of_the_points_rounded_once() -> None:
    scheme = Scheme((measure(Method.COMPLETION, "1", code="a"), VALUE))
    third = Contender(1, {"a": reading(1, target="3"), "one": reading("0.0016667")})
    assert one(scheme, third).score == D("0.34")


def test_who_lacks_a_figure_has_no_score_and_no_rank() -> None:
    found = outcomes(Scheme((VALUE,)), contenders("one", 5, None))
    assert [(o.state, o.score, o.rank) for o in found] == [
        (State.RANKED, D("5.00"), 1),
        (State.UNKNOWN, None, None),
    ]


def test_ties_share_the_better_rank_and_the_next_is_skipped() -> None:
    found = outcomes(Scheme((VALUE,)), contenders("one", 9, 7, 7, 1))
    assert placed(found) == [(1, 1), (2, 2), (3, 2), (4, 4)]
    assert [o.is_shared for o in found] == [False, True, True, False]


def test_what_is_printed_alike_is_ranked_alike() -> None:
    found = outcomes(Scheme((VALUE,), decimals=1), contenders("one", "7.04", "7.01", "6.9"))
    assert placed(found) == [(1, 1), (2, 1), (3, 3)]


def test_points_for_an_extra_depend_on_its_level() -> None:
    prize = Extra(code="prize", title=NAME, each=D(1), levels={"national": D(5)})
    given = (Given("prize", "national"), Given("prize", times=2))
    found = one(Scheme((VALUE,), (prize,)), Contender(1, {"one": reading(80)}, given=given))
    assert (found.added[0].points, found.score) == (7, D("87.00"))


def test_plus_points_of_one_kind_are_capped_together() -> None:
    prize = Extra(code="prize", title=NAME, each=D(2), cap=D(3))
    given = (Given("prize", times=4),)
    found = one(Scheme((VALUE,), (prize,)), Contender(1, {"one": reading(80)}, given=given))
    assert (found.added[0].before, found.added[0].points) == (8, 3)


def test_minus_points_are_capped_too() -> None:
    lapse = Extra(code="false_report", title=NAME, each=D("-0.2"), cap=D("0.5"))
    given = (Given("false_report", times=9),)
    found = one(Scheme((VALUE,), (lapse,)), Contender(1, {"one": reading(80)}, given=given))
    assert found.score == D("79.50")


def test_who_is_struck_to_the_last_class_keeps_score_and_rank() -> None:
    struck = (Struck("safety", Effect.LAST_CLASS, "安委〔2026〕1号"),)
    members = contenders("one", 9, 7, 5)
    members[0] = replace(members[0], struck=struck)
    found = outcomes(Scheme((VALUE,), grades=SHARES), members)
    assert (found[0].rank, found[0].grade) == (1, "D")


def test_a_veto_to_zero_leaves_no_points() -> None:
    struck = (Struck("fraud", Effect.ZERO, "通报"),)
    found = one(Scheme((VALUE,)), Contender(1, {"one": reading(80)}, struck=struck))
    assert (found.score, found.rank) == (D("0.00"), 1)


def test_who_is_struck_out_gives_the_place_to_the_next() -> None:
    members = contenders("one", 9, 7)
    members[0] = replace(members[0], struck=(Struck("fraud", Effect.NOT_RANKED),))
    found = outcomes(Scheme((VALUE,)), members)
    assert placed(found) == [(2, 1), (1, None)]


def test_every_group_is_ranked_by_itself() -> None:
    members = [replace(c, group="ab"[c.subject % 2]) for c in contenders("one", 4, 3, 2, 1)]
    assert placed(outcomes(Scheme((VALUE,)), members)) == [(2, 1), (4, 2), (1, 1), (3, 2)]


def test_a_measure_of_one_group_counts_in_no_other() -> None:
    scheme = Scheme((VALUE, measure(Method.VALUE, "1", code="land", only="large")))
    large = Contender(1, {"one": reading(3), "land": reading(4)}, "large")
    small = Contender(2, {"one": reading(3), "land": reading(None)}, "small")
    assert [o.score for o in outcomes(scheme, [large, small])] == [D("7.00"), D("3.00")]


def test_classes_end_at_cumulative_shares() -> None:
    found = outcomes(Scheme((VALUE,), grades=SHARES), contenders("one", *range(20, 0, -1)))
    assert "".join(o.grade or "-" for o in found) == "AAAABBBBBBBBCCCCCCCD"


def test_a_fifth_of_thirteen_is_two() -> None:
    found = outcomes(Scheme((VALUE,), grades=SHARES), contenders("one", *range(13, 0, -1)))
    assert "".join(o.grade or "-" for o in found) == "AABBBBBCCCCCD"


def test_who_ties_across_the_border_of_a_class_is_in_the_better_one() -> None:
    found = outcomes(Scheme((VALUE,), grades=SHARES), contenders("one", 9, 9, 5, 4, 3))
    assert grades(found) == {1: "A", 2: "A", 3: "B", 4: "C", 5: "D"}


def test_classes_begin_at_points() -> None:
    found = outcomes(Scheme((VALUE,), grades=POINTS), contenders("one", 90, "89.99", 3, -1))
    assert grades(found) == {1: "good", 2: "fair", 3: "poor", 4: None}


def test_weights_that_miss_their_sum_are_refused() -> None:
    scheme = Scheme((measure(Method.VALUE, "60"),), full=F(100))
    with pytest.raises(UserError, match="the weights sum to 60, not to 100"):
        outcomes(scheme, contenders("one", 1))


def test_weights_are_checked_for_each_group() -> None:
    wide = (measure(Method.VALUE, "100"), measure(Method.VALUE, "5", code="b", only="large"))
    members = [replace(contenders("one", 1)[0], group="large")]
    with pytest.raises(UserError, match="of the group large sum to 105"):
        outcomes(Scheme(wide, full=F(100)), members)


FIGURES = st.none() | st.fractions("-50", "50", max_denominator=60)
METHODS = st.sampled_from([m for m in Method if m is not Method.TIERS])


@st.composite
def rankings(draw: st.DrawFn) -> tuple[Scheme, list[Contender]]:
    measures = tuple(_measure(draw, code) for code in ("a", "b")[: draw(st.integers(1, 2))])
    members = [
        Contender(
            number,
            {m.code: _reading(draw) for m in measures},
            draw(st.sampled_from([None, "large"])),
        )
        for number in range(draw(st.integers(1, 8)))
    ]
    return Scheme(measures, grades=SHARES, decimals=draw(st.integers(0, 3))), members


def _measure(draw: st.DrawFn, code: str) -> WeightedMeasure:
    lower = draw(st.booleans())
    return measure(draw(METHODS), "10", code=code, lower_is_better=lower, cap=D("1.2"))


def _reading(draw: st.DrawFn) -> Reading:
    figure = draw(FIGURES)
    bounds = {"target": "7", "low": "-3", "high": "9", "baseline": "5"}
    return reading(None if figure is None else str(figure), **bounds)  # type: ignore[arg-type]


@given(rankings(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(
    drawn: tuple[Scheme, list[Contender]], chance: Random
) -> None:
    scheme, members = drawn
    mixed = list(members)
    chance.shuffle(mixed)
    assert outcomes(scheme, mixed) == outcomes(scheme, members)


@given(rankings())
def test_a_better_score_always_has_the_better_rank(drawn: tuple[Scheme, list[Contender]]) -> None:
    ranked = [o for o in outcomes(*drawn) if o.rank and o.score is not None]
    for left in ranked:
        for right in ranked:
            if left.group == right.group and left.score is not None and right.score is not None:
                assert (left.score > right.score) == ((left.rank or 0) < (right.rank or 0))


@given(rankings())
def test_a_rank_is_one_more_than_all_who_are_better(drawn: tuple[Scheme, list[Contender]]) -> None:
    ranked = [o for o in outcomes(*drawn) if o.rank and o.score is not None]
    for found in ranked:
        better = [o for o in ranked if o.group == found.group and o.score > found.score]  # type: ignore[operator]
        assert found.rank == len(better) + 1


@given(rankings())
def test_points_stay_between_floor_and_cap(drawn: tuple[Scheme, list[Contender]]) -> None:
    scheme, members = drawn
    by_code = {m.code: m for m in scheme.measures}
    for found in outcomes(scheme, members):
        for step in found.steps:
            own = by_code[step.measure]
            if step.points is not None and own.scoring.method is not Method.VALUE:
                assert own.least <= step.points <= own.most


@given(rankings())
def test_rounding_moves_a_score_by_half_a_place_at_most(
    drawn: tuple[Scheme, list[Contender]],
) -> None:
    scheme, members = drawn
    for found in outcomes(scheme, members):
        if found.total is not None and found.score is not None:
            assert abs(F(found.score) - found.total) <= F(1, 2 * 10**scheme.decimals)


@given(rankings())
def test_nobody_is_lost_and_nobody_comes_twice(drawn: tuple[Scheme, list[Contender]]) -> None:
    scheme, members = drawn
    assert sorted(o.subject for o in outcomes(scheme, members)) == [c.subject for c in members]
