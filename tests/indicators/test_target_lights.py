"""The rules of a plan's file, turned into lights: dated thresholds, months in a row, exemptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tashan.base.lights import Light
from tashan.indicators.target_lights import RuleBook, light_of, rule_book, worst
from tashan.mechanisms.fields import Text
from tashan.mechanisms.plan import Dimension, LightRule, Operator

ON = date(2026, 10, 14)
WORDS = Text(zh="连续落后", en="Behind again and again")


def book(*, months: int) -> RuleBook:
    """Red where it is behind for so many months in a row."""
    rule = LightRule(
        dimension=Dimension.PROGRESS,
        operator=Operator.BELOW,
        threshold=Decimal(0),
        months=months,
        light=Light.RED,
        message=WORDS,
    )
    return RuleBook("own", (rule,))


def light(months: int, *readings: str | None) -> Light | None:
    values = [None if value is None else Decimal(value) for value in readings]
    judged = light_of(book(months=months), [Dimension.PROGRESS], {"progress": values}, on=ON)
    assert judged is not None
    return judged.light


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (("-1", "-2", "-3"), Light.RED),
        (("1", "-2", "-3"), Light.GREEN),
        (("-2", "-3"), Light.GREEN),
        (("-1", None, "-3"), None),
        ((None, "2", "-3"), Light.GREEN),
    ],
)
def test_a_light_may_need_months_in_a_row(
    readings: tuple[str | None, ...], expected: Light | None
) -> None:
    assert light(3, *readings) is expected


def test_a_threshold_that_is_not_in_force_yet_lights_nothing() -> None:
    early = rule_book("progress_of_targets", on=date(2015, 1, 1))
    assert not any(rule.light is Light.RED and rule.dimension == "progress" for rule in early.rules)


def test_a_plan_that_the_library_lacks_has_no_rules() -> None:
    assert rule_book("no_such_plan", on=ON).rules == ()


def test_no_rule_looks_at_what_is_not_asked_for() -> None:
    assert light_of(book(months=1), [Dimension.GROWTH], {}, on=ON) is None


def test_the_most_months_of_any_rule_are_read() -> None:
    held = book(months=3)
    assert replace(held, rules=held.rules + book(months=1).rules).months == 3


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((Light.GREEN, Light.RED, Light.GREEN), Light.RED),
        ((Light.GREEN, None, Light.RED), Light.RED),
        ((Light.GREEN, None), None),
        ((Light.GREEN, Light.YELLOW), Light.YELLOW),
        ((), None),
    ],
)
def test_a_plan_is_as_red_as_its_worst_part(
    parts: tuple[Light | None, ...], expected: Light | None
) -> None:
    assert worst(parts) is expected
