"""How much of the year's target is done: as of the row's own period, never of a rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.indicators import analysis_cast as cast

from tashan.indicators import catalogue
from tashan.indicators.analysis.monthly import analyse
from tashan.indicators.models import CurveKind, Measure
from tashan.indicators.targets import NewPlan, NewTarget, make_plan, set_target

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def county(db: None) -> cast.County:
    return cast.county(peers=False)


def done_with(county: cast.County, code: str, value: str, *, years: int = 1) -> Decimal | None:
    """Per cent done of one target of 2026, in a plan of so many years."""
    last = date(2025 + years, 12, 31)
    new = NewPlan("计划", county.place, first=YEAR[0], last=last, document="政府工作报告")
    plan = make_plan(new, actor=county.actor, at=cast.cast.AT)
    target = NewTarget(
        indicator=catalogue.indicators([code])[code],
        subject=county.place,
        first=YEAR[0],
        last=YEAR[1],
        value=Decimal(value),
        measure=Measure.LEVEL,
        curve=CurveKind.EVEN,
    )
    set_target(plan, target, reason="下达", actor=county.actor, at=cast.cast.AT)
    found = analyse(county.place, on=date(2026, 11, 12))
    assert found is not None
    return found.done.get(code)


def test_a_flow_comes_nearer_to_its_target(county: cast.County) -> None:
    level = cast.scaled(cast.level("retail_sales", cast.LAST), Decimal(1), 2)
    assert done_with(county, "retail_sales", "100") == level


def test_a_stock_is_not_told_in_per_cent(county: cast.County) -> None:
    assert done_with(county, "deposits", "500") is None


def test_a_plan_of_the_year_comes_before_a_longer_one(county: cast.County) -> None:
    of_the_year = done_with(county, "retail_sales", "100")
    assert done_with(county, "retail_sales", "200", years=5) == of_the_year


def test_without_a_target_nothing_is_told(county: cast.County) -> None:
    found = analyse(county.place, on=cast.ON)
    assert found is not None
    assert found.done == {}
