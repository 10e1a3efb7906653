"""Lights by declared rules, the worst dimension, and exemptions that expire."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.indicators.lights import (
    Dimension,
    Exemption,
    Operator,
    Readings,
    Rule,
    dimension_light,
    exempted,
    overall_light,
)

D = Decimal
TODAY = date(2026, 10, 31)
# The rules of one city as data: progress in points against time elapsed, and the start of works.
PROGRESS = Dimension(
    "progress",
    (
        Rule("points", Operator.BELOW, D(-30), Light.RED, message="far behind", action="letter"),
        Rule("points", Operator.AT_MOST, D(-10), Light.YELLOW, message="behind", action="word"),
        Rule("points", Operator.BELOW, D(0), Light.GREEN, message="slightly behind"),
    ),
)
START = Dimension(
    "start",
    (
        Rule("not_started", Operator.ABOVE, D(0), Light.YELLOW, message="not started"),
        Rule("not_started", Operator.ABOVE, D(0), Light.RED, months=3, message="not for long"),
    ),
)
BOTH = (PROGRESS, START)
EXCUSE = Exemption("start", "flood", "county head", date(2026, 10, 1), date(2026, 11, 30))


def months(*values: int | None) -> list[Decimal | None]:
    return [None if value is None else D(value) for value in values]


def readings(points: int | None = 5, not_started: tuple[int | None, ...] = (0,)) -> Readings:
    return {"points": months(points), "not_started": months(*not_started)}


@pytest.mark.parametrize(
    ("points", "light", "note"),
    [
        (3, Light.GREEN, ""),
        (0, Light.GREEN, ""),
        (-10, Light.YELLOW, "behind"),
        (-30, Light.YELLOW, "behind"),
        (-31, Light.RED, "far behind"),
    ],
)
def test_thresholds_count_as_the_rules_declare(points: int, light: Light, note: str) -> None:
    found = dimension_light(PROGRESS, readings(points))
    assert (found.light, found.note) == (light, note)


@pytest.mark.parametrize("points", [-1, -9])
def test_up_to_ten_points_behind_is_green_with_a_note(points: int) -> None:
    found = dimension_light(PROGRESS, readings(points))
    assert (found.light, found.note) == (Light.GREEN, "slightly behind")


def test_the_light_names_the_rule_that_gave_it_with_its_action() -> None:
    found = dimension_light(PROGRESS, readings(-40))
    assert found.rule is not None
    assert found.rule.action == "letter"


def test_the_order_of_the_rules_does_not_matter() -> None:
    turned = replace(PROGRESS, rules=PROGRESS.rules[::-1])
    assert dimension_light(turned, readings(-40)).light is Light.RED


@pytest.mark.parametrize(
    ("series", "light"),
    [
        ((1, 1, 1), Light.RED),
        ((0, 1, 1), Light.YELLOW),
        ((1, 0, 1), Light.YELLOW),
        ((1, 1, 0), Light.GREEN),
        ((1, 1), Light.YELLOW),
        ((0, 1, 1, 1), Light.RED),
        ((None, 1, 1, 1), Light.RED),
    ],
)
def test_months_in_a_row_are_counted_back_from_the_last(
    series: tuple[int | None, ...], light: Light
) -> None:
    assert dimension_light(START, readings(not_started=series)).light is light


def test_an_unknown_month_among_those_in_a_row_leaves_the_light_unknown() -> None:
    found = dimension_light(START, readings(not_started=(1, None, 1)))
    assert (found.light, found.at_least) == (None, Light.YELLOW)
    assert found.missing == ("not_started",)


def test_an_unknown_month_does_not_matter_where_a_known_one_breaks_the_row() -> None:
    found = dimension_light(START, readings(not_started=(None, 0, 1)))
    assert (found.light, found.missing) == (Light.YELLOW, ())


def test_an_unknown_figure_leaves_the_light_unknown_and_is_named() -> None:
    found = dimension_light(PROGRESS, readings(None))
    assert (found.light, found.missing, found.at_least) == (None, ("points",), Light.GREEN)


@pytest.mark.parametrize("given_readings", [{}, {"points": []}])
def test_a_figure_that_is_absent_is_unknown(given_readings: Readings) -> None:
    assert dimension_light(PROGRESS, given_readings).missing == ("points",)


def test_an_unknown_figure_does_not_matter_once_another_makes_it_red() -> None:
    mixed = Dimension(
        "payment",
        (
            Rule("paid", Operator.BELOW, D(50), Light.RED),
            Rule("points", Operator.BELOW, D(0), Light.YELLOW),
        ),
    )
    found = dimension_light(mixed, {"paid": months(10), "points": months(None)})
    assert (found.light, found.missing) == (Light.RED, ())


def test_a_dimension_may_be_yellow_unless_a_rule_makes_it_green() -> None:
    strict = Dimension(
        "register", (Rule("listed", Operator.EQUAL, D(1), Light.GREEN),), otherwise=Light.YELLOW
    )
    lights = [dimension_light(strict, {"listed": months(v)}).light for v in (1, 0, None)]
    assert lights == [Light.GREEN, Light.YELLOW, None]


@pytest.mark.parametrize(
    ("operator", "held"),
    [
        (Operator.BELOW, [True, False, False]),
        (Operator.AT_MOST, [True, True, False]),
        (Operator.EQUAL, [False, True, False]),
        (Operator.AT_LEAST, [False, True, True]),
        (Operator.ABOVE, [False, False, True]),
    ],
)
def test_an_operator_holds_below_at_or_above(operator: Operator, held: list[bool]) -> None:
    assert [operator.holds(D(value), D(5)) for value in (4, 5, 6)] == held


def test_the_worst_dimension_is_the_light_of_the_whole() -> None:
    found = overall_light(BOTH, readings(-15, (1, 1, 1)), on=TODAY)
    assert (found.light, found.worst) == (Light.RED, ("start",))


def test_dimensions_that_are_equally_bad_are_all_named() -> None:
    found = overall_light(BOTH, readings(-15, (1,)), on=TODAY)
    assert (found.light, found.worst) == (Light.YELLOW, ("progress", "start"))


def test_the_whole_is_unknown_where_a_dimension_is_and_none_is_red() -> None:
    found = overall_light(BOTH, readings(None, (1,)), on=TODAY)
    assert (found.light, found.at_least, found.missing) == (None, Light.YELLOW, ("points",))


def test_the_whole_is_red_where_one_is_red_whatever_is_unknown() -> None:
    found = overall_light(BOTH, readings(None, (1, 1, 1)), on=TODAY)
    assert (found.light, found.missing) == (Light.RED, ("points",))


def test_nothing_to_judge_has_no_light() -> None:
    with pytest.raises(ValueError, match="one dimension or more"):
        overall_light([], {}, on=TODAY)


def test_an_exemption_in_force_makes_its_dimension_green_with_its_reason() -> None:
    found = overall_light(BOTH, readings(5, (1, 1, 1)), on=TODAY, exemptions=[EXCUSE])
    assert (found.light, found.dimensions[1].note) == (Light.GREEN, "flood")


def test_an_exempted_dimension_still_tells_the_rule_it_would_fall_under() -> None:
    found = overall_light(BOTH, readings(5, (1, 1, 1)), on=TODAY, exemptions=[EXCUSE])
    rule = found.dimensions[1].rule
    assert rule is not None
    assert rule.light is Light.RED


@pytest.mark.parametrize(
    ("on", "light"),
    [
        (date(2026, 9, 30), Light.RED),
        (date(2026, 10, 1), Light.GREEN),
        (date(2026, 11, 30), Light.GREEN),
        (date(2026, 12, 1), Light.RED),
    ],
)
def test_an_exemption_counts_from_its_first_day_until_it_expires(on: date, light: Light) -> None:
    found = overall_light(BOTH, readings(5, (1, 1, 1)), on=on, exemptions=[EXCUSE])
    assert found.light is light


def test_an_exemption_excuses_no_other_dimension() -> None:
    found = overall_light(BOTH, readings(-40, (0,)), on=TODAY, exemptions=[EXCUSE])
    assert found.light is Light.RED


def test_an_exemption_puts_no_note_on_a_light_that_is_green_anyway() -> None:
    found = overall_light(BOTH, readings(), on=TODAY, exemptions=[EXCUSE])
    assert found.dimensions[1].exemption is None


def test_an_exemption_makes_no_unknown_figure_known() -> None:
    found = overall_light(BOTH, readings(5, (None,)), on=TODAY, exemptions=[EXCUSE])
    assert found.light is None


def test_an_exemption_excuses_what_is_yellow_at_least() -> None:
    found = overall_light(BOTH, readings(5, (1, None, 1)), on=TODAY, exemptions=[EXCUSE])
    assert (found.light, found.missing) == (Light.GREEN, ("not_started",))


@given(
    st.none() | st.integers(-60, 20),
    st.lists(st.none() | st.integers(0, 1), min_size=1, max_size=4),
    st.sampled_from(["progress", "start"]),
    st.integers(-40, 60),
)
def test_an_exemption_removed_restores_the_light(
    points: int | None, series: list[int | None], dimension: str, days: int
) -> None:
    given_readings = readings(points, tuple(series))
    excuse = replace(EXCUSE, dimension=dimension)
    on = date.fromordinal(EXCUSE.since.toordinal() + days)
    plain = overall_light(BOTH, given_readings, on=on)
    excused = overall_light(BOTH, given_readings, on=on, exemptions=[excuse])
    restored = tuple(
        dimension_light(each, given_readings) if found.exemption else found
        for each, found in zip(BOTH, excused.dimensions, strict=True)
    )
    assert restored == plain.dimensions
    if not excuse.is_in_force(on):
        assert excused == plain


@given(st.none() | st.integers(-60, 20), st.lists(st.none() | st.integers(0, 1), min_size=1))
def test_a_known_light_is_never_better_than_any_completion_of_the_unknown(
    points: int | None, series: list[int | None]
) -> None:
    found = overall_light(BOTH, readings(points, tuple(series)), on=TODAY)
    for guess in (-60, 20):
        for bad in (0, 1):
            full = readings(
                guess if points is None else points, tuple(bad if v is None else v for v in series)
            )
            light = overall_light(BOTH, full, on=TODAY).light
            assert light is not None
            assert light.urgency <= found.at_least.urgency
            assert found.light in (None, light)


@pytest.mark.parametrize(("reason", "approver"), [("", "county head"), ("flood", " ")])
def test_an_exemption_has_a_reason_and_an_approver(reason: str, approver: str) -> None:
    with pytest.raises(UserError, match="lacks its reason or approver"):
        replace(EXCUSE, reason=reason, approver=approver)


def test_an_exemption_expires_after_it_begins() -> None:
    with pytest.raises(UserError, match="before it begins"):
        replace(EXCUSE, expires=date(2026, 9, 30))


def test_a_light_that_no_exemption_touches_stays_as_it_is() -> None:
    found = dimension_light(PROGRESS, readings(-40))
    assert exempted(found, [], TODAY) is found


def test_no_rule_stops_a_clock() -> None:
    with pytest.raises(UserError, match="gives the light stopped"):
        Rule("points", Operator.BELOW, D(0), Light.STOPPED)
    with pytest.raises(UserError, match="is otherwise stopped"):
        replace(PROGRESS, otherwise=Light.STOPPED)


def test_a_rule_asks_for_a_month_at_least() -> None:
    with pytest.raises(UserError, match="asks for 0 months"):
        Rule("points", Operator.BELOW, D(0), Light.RED, months=0)


def test_a_dimension_without_rules_is_refused() -> None:
    with pytest.raises(UserError, match="has no rule"):
        Dimension("progress", ())
