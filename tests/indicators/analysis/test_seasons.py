"""Rows are held against their season where two years of months stand behind them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.cache import cache
from tests.indicators import analysis_cast as cast
from tests.indicators.analysis.made import made

from tashan.indicators.analysis import seasons as under_test
from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.rows import Row
from tashan.indicators.analysis.seasons import Season, Watched, seasons, single_months

pytestmark = pytest.mark.django_db


def run_of(code: str, *, since: End = cast.FIRST, last: str = "") -> Row:
    """The row of the cast's course of an indicator, with its last figure changed."""
    told = {
        str(end): str(cast.level(code, end))
        for end in cast.months(since, cast.LAST)
        if end.month != 1
    }
    if last:
        told[str(cast.LAST)] = last
    return made(code, told)


def season_of(row: Row) -> Season | None:
    cache.clear()
    return seasons([row]).get(row.code)


def test_an_ordinary_month_is_usual() -> None:
    found = season_of(run_of("retail_sales"))
    assert found is not None
    assert found.last.is_anomaly is False
    assert found.course == ()


def test_a_month_far_from_its_season_is_an_anomaly_with_its_course() -> None:
    found = season_of(run_of("exports"))
    assert found is not None
    assert found.last.is_anomaly
    assert found.course[-1][0] == cast.LAST


def test_flows_are_watched_by_the_single_month() -> None:
    found = season_of(run_of("retail_sales"))
    assert found is not None
    assert found.watched is Watched.MONTHS
    assert found.last.value == cast.level("retail_sales", End(2026, 9)) - cast.level(
        "retail_sales", End(2026, 8)
    )


def test_with_less_than_two_years_nothing_is_told() -> None:
    assert season_of(run_of("retail_sales", since=End(2025, 1))) is None


def test_february_stands_for_both_months_where_january_never_comes_alone() -> None:
    row = made("retail_sales", {"2026-02": "17", "2026-03": "26"})
    assert row.series is not None
    assert single_months(row.series) == {End(2026, 2): Decimal(17), End(2026, 3): Decimal(9)}


def test_what_is_published_by_quarter_is_not_watched() -> None:
    assert seasons([made("grp", {"2026-09": "222"})]) == {}


def test_the_same_figures_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    row = run_of("retail_sales")
    first = season_of(row)
    monkeypatch.setattr(under_test, "expectation", None)  # would fail if it were asked again
    assert seasons([row])["retail_sales"] == first


def test_another_figure_is_another_question() -> None:
    season_of(run_of("retail_sales"))
    changed = seasons([run_of("retail_sales", last="150")])
    assert changed["retail_sales"].last.is_anomaly
