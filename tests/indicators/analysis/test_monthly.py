"""The sheet of a month: which rows, which months, what stands out, at what cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.indicators import analysis_cast as cast

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import Analysis, analyse
from tashan.indicators.analysis.serialised import as_json
from tashan.indicators.models import Holder
from tashan.indicators.recording import record
from tashan.record import sources

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None) -> cast.County:
    return cast.county()


def sheet(county: cast.County, month: End | None = None, *, on: date = cast.ON) -> Analysis:
    found = analyse(county.place, month, on=on)
    assert found is not None
    return found


def test_the_newest_month_is_shown_unless_another_is_asked_for(county: cast.County) -> None:
    assert sheet(county).sheet == cast.LAST
    assert sheet(county, End(2026, 7)).sheet == End(2026, 7)


def test_what_ends_after_the_day_is_not_known_yet(county: cast.County) -> None:
    assert sheet(county, on=date(2026, 8, 15)).sheet == End(2026, 7)


def test_a_place_without_figures_has_no_sheet(county: cast.County) -> None:
    province = next(iter(county.peers.values()))
    record([], source=county.source, actor=county.actor, at=cast.cast.AT)
    assert analyse(province, on=date(2020, 1, 1)) is None


def test_what_is_out_of_season_is_found(county: cast.County) -> None:
    assert {row.code for row in sheet(county).anomalies} == {"goods_trade", "exports"}


def test_a_published_rate_that_does_not_follow_is_found(county: cast.County) -> None:
    assert [row.code for row in sheet(county).mismatches] == ["retail_sales"]


def test_nothing_is_lacking_when_all_is_out(county: cast.County) -> None:
    assert sheet(county).lacking == []


def test_a_withdrawn_figure_counts_no_more(county: cast.County) -> None:
    later = cast.cast.AT + timedelta(days=3)
    wrong = sources.entry("误报", actor=county.actor, at=later)
    figure = cast.figure(county.place, "retail_sales", cast.LAST, "99")
    record([figure], source=wrong, actor=county.actor, at=later)
    sources.withdraw(wrong, "误报", actor=county.actor, at=later)
    level = sheet(county).by_code["retail_sales"].level
    assert level is not None
    assert level.value == cast.scaled(cast.level("retail_sales", cast.LAST), 1, 2)  # type: ignore[arg-type]


def test_an_offices_figure_makes_no_month_of_its_own(county: cast.County) -> None:
    figure = cast.figure(county.place, "retail_sales", End(2026, 10), "85", holder=Holder.OFFICE)
    record([figure], source=county.source, actor=county.actor, at=cast.cast.AT)
    assert sheet(county, on=date(2026, 11, 22)).sheet == cast.LAST


def test_headlines_that_nobody_told_are_shown_as_missing(county: cast.County) -> None:
    rows = sheet(county, End(2023, 2)).by_code
    assert rows["grp"].missing is not None


def test_a_sheet_asks_the_database_six_times(
    county: cast.County, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sheet(county)  # the seasons are kept
    with django_assert_max_num_queries(6):
        sheet(county)


def test_the_whole_is_told_as_plain_data(county: cast.County) -> None:
    told = as_json(sheet(county))
    grp = next(row for row in told["rows"] if row["code"] == "grp")
    assert (told["month"], grp["period"]) == ("2026-09", "2026Q1/2026Q3")
    assert grp["growth_rank"]["of"] == 7
    assert grp["month"] == {"value": None, "reason": "unknown_value"}
    assert told["anomalies"] == [row.code for row in sheet(county).anomalies]
