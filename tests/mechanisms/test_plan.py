"""Plans: indicators with curves, and lights by declared rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.mechanisms.written import indicator, library_with, mechanism, told, wrong_in

from tashan.base.lights import Light
from tashan.mechanisms.definitions import PlanDefinition
from tashan.mechanisms.library import library
from tashan.mechanisms.plan import Dimension, LightRule, judged

PLAN = """\
plan:
  kind: plan
  title: {zh: 计划, en: Plan}
  indicators:
    - {indicator: output}
"""
LIGHTS = """\
  lights:
    - dimension: start
      operator: '>='
      threshold: late
      months: 2
      light: red
      message: {zh: 迟, en: Late}
"""
PARAMETER = """\
parameters:
  late: {values: {2026-01-01: 3}, basis: {example_of: 某县}}
"""


def plan() -> PlanDefinition:
    text = mechanism(indicator("output"), PLAN + LIGHTS, more=PARAMETER)
    return library_with(a=text).plans["plan"]


def key_projects() -> tuple[LightRule, ...]:
    return library().plans["key_projects"].lights_on(date(2026, 1, 1))


def test_a_plan_names_indicators_that_there_are() -> None:
    text = mechanism(indicator("output"), PLAN.replace("output", "outptu"))
    assert wrong_in(a=text) == [
        "a.yaml:20:21: unknown indicator 'outptu'. Did you mean 'output'? Expected one of: output."
    ]


def test_a_curve_that_the_plan_does_not_use_is_told() -> None:
    [line] = told(
        mechanism(PLAN.replace("{indicator: output}", "{indicator: output, curve: monthly}"))
    )
    assert "output has the curve monthly, which 'curves' lacks." in line


def test_a_threshold_may_be_a_dated_parameter() -> None:
    [rule] = plan().lights_on(date(2026, 1, 1))
    assert rule.threshold == 3
    assert rule.basis[0].example_of == "某县"


def test_before_the_parameter_holds_the_rule_is_unknown() -> None:
    [rule] = plan().lights_on(date(2025, 1, 1))
    assert rule.met([Decimal(9), Decimal(9)]) is None


def test_a_threshold_names_a_parameter_that_there_is() -> None:
    text = mechanism(indicator("output"), PLAN + LIGHTS)
    assert wrong_in(a=text) == ["a.yaml:24:20: unknown parameter 'late'."]


def test_a_threshold_without_a_basis_is_told() -> None:
    text = mechanism(indicator("output"), PLAN + LIGHTS.replace("late", "3"))
    [line] = wrong_in(a=text)
    assert "the threshold has no basis" in line


@pytest.mark.parametrize(
    ("figures", "met"),
    [
        ([3, 4], True),
        ([1, 3, 4], True),
        ([3, 2], False),
        ([None, 3], None),
        ([None, 2], False),
        ([3], False),
    ],
)
def test_months_in_a_row(figures: list[int | None], met: bool | None) -> None:
    [rule] = plan().lights_on(date(2026, 1, 1))
    assert rule.met([None if f is None else Decimal(f) for f in figures]) is met


@pytest.mark.parametrize(
    ("points", "light"),
    [
        ("2", Light.GREEN),
        ("-5", Light.GREEN),
        ("-10", Light.YELLOW),
        ("-30", Light.YELLOW),
        ("-30.01", Light.RED),
    ],
)
def test_progress_behind_time_elapsed_changes_the_light(points: str, light: Light) -> None:
    assert judged(key_projects(), Dimension.PROGRESS, [Decimal(points)]).light is light


def test_a_little_behind_is_green_with_a_note() -> None:
    found = judged(key_projects(), Dimension.PROGRESS, [Decimal(-5)])
    assert found.rule is not None
    assert found.rule.message.zh == "略低于序时进度"


def test_an_unknown_figure_gives_no_light() -> None:
    assert judged(key_projects(), Dimension.PROGRESS, [None]).light is None
    assert judged(key_projects(), Dimension.PROGRESS, []).light is None
    assert judged((), Dimension.PROGRESS, [Decimal(1)]).light is None


def test_every_threshold_that_is_shipped_says_what_it_rests_on() -> None:
    plans = library().plans.values()
    rules = [(plan, rule) for plan in plans for rule in plan.lights_on(date(2026, 1, 1))]
    assert rules
    assert all(rule.basis or plan.origin.basis for plan, rule in rules)


def test_no_rule_stops_a_clock() -> None:
    text = mechanism(PLAN + LIGHTS.replace("light: red", "light: stopped"))
    [line] = told(text)
    assert "a rule gives green, yellow or red" in line
