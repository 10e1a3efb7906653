"""Every method, by examples that can be done by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.mechanisms.scoring.written import measure, points, reading, step

from tashan.mechanisms.ranking import Method, Missing
from tashan.mechanisms.scoring.readings import Clamp, Why
from tashan.mechanisms.scoring.standings import half_up

F = Fraction
UNCAPPED = {"cap": Decimal(9)}


def test_completion_gives_the_share_of_the_target_that_is_reached() -> None:
    assert points(measure(Method.COMPLETION, "20"), reading(30, target="40")) == [15]


def test_completion_above_the_target_gives_no_more_than_the_cap() -> None:
    found = step(measure(Method.COMPLETION, "20", cap=Decimal("1.2")), reading(90, target="40"))
    assert (found.before, found.points, found.clamped) == (45, 24, Clamp.CAP)


def test_completion_where_lower_is_better_is_mirrored_at_the_target() -> None:
    few = measure(Method.COMPLETION, "10", lower_is_better=True, **UNCAPPED)
    assert points(few, reading(9, target="10"), reading(12, target="10")) == [11, 8]


def test_completion_never_falls_below_the_floor() -> None:
    few = measure(Method.COMPLETION, "10", lower_is_better=True)
    assert points(few, reading(35, target="10")) == [0]


@pytest.mark.parametrize("target", [None, "0", "-4"])
def test_completion_without_a_target_has_no_points(target: str | None) -> None:
    found = step(measure(Method.COMPLETION), reading(30, target=target))
    assert (found.points, found.why) == (None, Why.NO_TARGET)


def test_investment_appraisal_of_domain_seven_is_capped_at_its_full_half_point() -> None:
    """28 of 27 projects and 177.7 of 54 (in 亿元) give half the weight each, capped."""
    half = measure(Method.COMPLETION, "0.25")
    found = [*points(half, reading(28, target="27")), *points(half, reading("177.7", target="54"))]
    assert found == [F("0.25"), F("0.25")]


def test_growth_is_measured_by_the_growth_aimed_at() -> None:
    assert points(measure(Method.GROWTH, "10"), reading("0.06", target="0.08")) == [F("7.5")]


def test_growth_on_no_base_is_unknown_and_says_so() -> None:
    found = step(measure(Method.GROWTH, "10"), reading(None, why=Why.NO_BASE, target="0.08"))
    assert (found.points, found.why) == (None, Why.NO_BASE)


@pytest.mark.parametrize(("growth", "expected"), [("-0.03", 10), ("-0.06", 20), ("0", 0)])
def test_what_should_fall_is_full_when_it_falls_as_aimed_at(growth: str, expected: int) -> None:
    falling = measure(Method.GROWTH, "10", lower_is_better=True, **UNCAPPED)
    assert points(falling, reading(growth, target="-0.03")) == [expected]


@pytest.mark.parametrize(("growth", "expected"), [("-0.05", 10), ("0", 20), ("-0.10", 0)])
def test_who_may_shrink_by_a_twentieth_and_does_is_full(growth: str, expected: int) -> None:
    shrinking = measure(Method.GROWTH, "10", **UNCAPPED)
    assert points(shrinking, reading(growth, target="-0.05")) == [expected]


@pytest.mark.parametrize(("figure", "expected"), [(20, 6), (30, 8), (40, 10), (60, 10), (-5, 1)])
def test_efficacy_runs_from_sixty_at_the_low_to_a_hundred_at_the_high(
    figure: int, expected: int
) -> None:
    assert points(measure(Method.EFFICACY, "10"), reading(figure, low="20", high="40")) == [
        expected
    ]


def test_efficacy_where_lower_is_better_is_full_at_the_low() -> None:
    low = measure(Method.EFFICACY, "10", lower_is_better=True)
    assert points(low, reading(20, low="20", high="40"), reading(40, low="20", high="40")) == [
        10,
        6,
    ]


def test_efficacy_with_bounds_the_wrong_way_round_has_no_points() -> None:
    found = step(measure(Method.EFFICACY), reading(30, low="40", high="20"))
    assert (found.points, found.why) == (None, Why.NO_BOUNDS)


def test_min_max_spreads_the_group_from_nothing_to_full() -> None:
    assert points(measure(Method.MIN_MAX), reading(2), reading(5), reading(12)) == [0, 30, 100]


def test_min_max_of_equals_is_full_for_all() -> None:
    assert points(measure(Method.MIN_MAX), reading(5), reading(5)) == [100, 100]


def test_min_max_where_lower_is_better_is_full_for_the_lowest() -> None:
    low = measure(Method.MIN_MAX, lower_is_better=True)
    assert points(low, reading(2), reading(12)) == [100, 0]


def test_rank_points_fall_evenly_to_nothing() -> None:
    ranked = measure(Method.RANK_POINTS, "9")
    assert points(ranked, reading(1), reading(4), reading(3), reading(2)) == [0, 9, 6, 3]


def test_rank_points_fall_by_the_step_that_is_given() -> None:
    ranked = measure(Method.RANK_POINTS, "10", step=Decimal(4))
    assert points(ranked, reading(9), reading(8), reading(7), reading(6)) == [10, 6, 2, 0]


def test_who_ties_shares_the_better_rank_and_the_next_is_skipped() -> None:
    ranked = measure(Method.RANK_POINTS, "10", step=Decimal(1))
    assert points(ranked, reading(9), reading(7), reading(7), reading(1)) == [10, 9, 9, 7]


def test_who_is_ranked_alone_has_it_all() -> None:
    assert points(measure(Method.RANK_POINTS, "10"), reading(3)) == [10]


def test_tiers_give_the_points_of_the_tier_that_holds_the_figure() -> None:
    steps_of = ((F(10), F(2)), (F(20), F(5)), (None, F(8)))
    tiered = measure(Method.TIERS, "8", tiers=steps_of)
    assert points(tiered, reading(10), reading(11), reading(500)) == [2, 5, 8]


def test_a_figure_above_the_last_tier_has_no_points() -> None:
    found = step(measure(Method.TIERS, "8", tiers=((F(10), F(2)),)), reading(11))
    assert (found.points, found.why) == (None, Why.NO_TIER)


def test_deduction_takes_so_much_for_each_and_stops_at_nothing() -> None:
    taken = measure(Method.DEDUCTION, "1", each=Decimal("0.1"))
    assert points(taken, reading(0), reading(3), reading(40)) == [1, F("0.7"), 0]


def test_baseline_measures_by_the_number_of_the_file() -> None:
    assert points(measure(Method.BASELINE, "30"), reading(12, baseline="24")) == [15]


def test_the_mean_of_the_group_can_be_the_baseline() -> None:
    mean = measure(Method.BASELINE, "30", baseline="mean", cap=Decimal("1.5"))
    assert points(mean, reading(10), reading(20), reading(60)) == [10, 20, 45]


@pytest.mark.parametrize("base", [None, "0", "-3"])
def test_a_baseline_of_nothing_is_no_base(base: str | None) -> None:
    found = step(measure(Method.BASELINE), reading(5, baseline=base))
    assert (found.points, found.why) == (None, Why.NO_BASE)


def test_a_per_mu_score_adds_up_as_by_hand() -> None:
    """Six measures beside their baselines, weights 30, 20, 20, 10, 10, 10."""
    given = [
        ("30", "30.12125", "24.097"),  # × 1.25
        ("20", "136.16", "136.16"),
        ("20", "1.347", "2.694"),  # × 0.5
        ("10", "4929.81", "4929.81"),
        ("10", "36.28", "18.14"),  # × 2, capped at 1.5
        ("10", "0.0151", "0.0302"),  # × 0.5
    ]
    capped = {"cap": Decimal("1.5")}
    found = [
        points(measure(Method.BASELINE, w, **capped), reading(a, baseline=b))[0]
        for w, a, b in given
    ]
    assert sum(p for p in found if p is not None) == F("37.5") + 20 + 10 + 10 + 15 + 5


def test_a_value_is_neither_floored_nor_capped() -> None:
    assert points(measure(Method.VALUE, "1"), reading(-7), reading("1234.56")) == [-7, F("1234.56")]


def test_the_lowest_value_comes_first_where_lower_is_better() -> None:
    low = measure(Method.VALUE, "1", lower_is_better=True)
    assert points(low, reading(3), reading(8)) == [-3, -8]


def test_the_unknown_stays_unknown_unless_the_file_says_otherwise() -> None:
    assert points(measure(Method.MIN_MAX), reading(1), reading(None), reading(2)) == [0, None, 100]


def test_no_data_can_take_the_mean_of_the_others() -> None:
    mean = measure(Method.MIN_MAX, missing=Missing.MEAN)
    found = points(mean, reading(0), reading(None), reading(5), reading(10))
    assert found == [0, 50, 50, 100]


def test_the_mean_of_nobody_is_unknown() -> None:
    found = step(measure(Method.MIN_MAX, missing=Missing.MEAN), reading(None))
    assert (found.points, found.why) == (None, Why.NO_OTHERS)


def test_not_reporting_counts_as_nothing_where_the_file_says_so() -> None:
    zero = measure(Method.MIN_MAX, missing=Missing.ZERO)
    assert points(zero, reading(None), reading(4)) == [0, 100]


def test_what_has_no_base_is_never_nothing() -> None:
    zero = measure(Method.GROWTH, missing=Missing.ZERO)
    assert points(zero, reading(None, why=Why.NO_BASE, target="0.1")) == [None]


def test_a_step_keeps_every_number_of_its_formula() -> None:
    found = step(measure(Method.EFFICACY, "10"), reading(30, low="20", high="40"))
    assert dict(found.against) == {"low": 20, "high": 40, "coefficient": 80}


@pytest.mark.parametrize(
    ("exact", "places", "expected"),
    [
        (F("0.125"), 2, "0.13"),
        (F("-0.125"), 2, "-0.13"),
        (F(1, 3), 2, "0.33"),
        (F("2.5"), 0, "3"),
        (F("-0.001"), 2, "0.00"),
        (F(10**30) + F("0.005"), 2, "1" + "0" * 30 + ".01"),
    ],
)
def test_scores_are_rounded_half_up_away_from_zero(
    exact: Fraction, places: int, expected: str
) -> None:
    assert str(half_up(exact, places)) == expected
