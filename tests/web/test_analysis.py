"""The page of the economic analysis and the briefing: what they show, to whom, at what cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.indicators import analysis_cast as cast

from tashan.record.models import Event
from tashan.web.pages import analysis

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings
    from tests.web.people import Knock, OfficerClient

pytestmark = pytest.mark.django_db
PAGE = "/analysis/"


@pytest.fixture
def county(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> cast.County:
    settings.PLACE = "999901"
    monkeypatch.setattr(analysis, "today", lambda: cast.ON)
    return cast.county()


@pytest.fixture
def analyst(county: cast.County, knock: Knock) -> OfficerClient:
    client = knock("analyst")
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def exporter(county: cast.County, knock: Knock) -> OfficerClient:
    return knock("analyst", "exporter")


def shown(client: OfficerClient, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_the_title_says_what_was_found(analyst: OfficerClient) -> None:
    told = analyst.get(PAGE).context["told"]
    assert told.finding.startswith("Jan–Sep: ")
    assert told.finding.endswith("2 anomalies")


def test_the_title_speaks_chinese(analyst: OfficerClient) -> None:
    analyst.cookies["django_language"] = "zh-hans"
    assert "项快于去年同期" in shown(analyst)


def test_every_row_names_its_own_period(analyst: OfficerClient) -> None:
    lines = analyst.get(PAGE).context["told"].lines
    assert [lines[code].period for code in ("grp", "services_revenue", "deposits")] == [
        "Q1–Q3", "Jan–Aug", "end Sep",
    ]  # fmt: skip


def test_a_figure_opens_its_source(analyst: OfficerClient, county: cast.County) -> None:
    line = analyst.get(PAGE).context["told"].lines["grp"]
    assert f'data-source-url="{line.level.source}"' in shown(analyst)
    assert analyst.get(line.level.source).status_code == 200


def test_an_earlier_month_is_chosen(analyst: OfficerClient) -> None:
    told = analyst.get(f"{PAGE}?month=2026-07").context["told"]
    assert told.lines["retail_sales"].period == "Jan–Jul"
    assert told.lines["grp"].period == "Q1–Q2"


@pytest.mark.parametrize("asked", ["2031-01", "nonsense", "2026-13", "²0²6-0²"])
def test_a_month_that_is_not_there_gives_the_newest(analyst: OfficerClient, asked: str) -> None:
    assert str(analyst.get(PAGE, {"month": asked}).context["told"].analysis.sheet) == "2026-09"


def test_peers_are_those_of_the_city_or_of_the_province(analyst: OfficerClient) -> None:
    assert analyst.get(PAGE).context["told"].places == 7
    assert analyst.get(f"{PAGE}?among=province").context["told"].places == 13


def test_the_table_is_sorted_by_growth(analyst: OfficerClient) -> None:
    (group,) = analyst.get(f"{PAGE}?sort=-rate").context["told"].groups
    rates = [line.row.rate.value for line in group.rows]
    assert rates == sorted(rates, reverse=True)


def test_the_table_is_narrowed_to_a_theme(analyst: OfficerClient) -> None:
    (group,) = analyst.get(f"{PAGE}?theme=trade").context["told"].groups
    assert [line.row.code for line in group.rows] == [
        "goods_trade", "exports", "imports", "fdi_utilised",
    ]  # fmt: skip


def test_the_table_is_narrowed_to_what_is_out_of_season(analyst: OfficerClient) -> None:
    told = analyst.get(f"{PAGE}?show=anomaly").context["told"]
    assert {line.row.code for group in told.groups for line in group.rows} == {
        "goods_trade", "exports",
    }  # fmt: skip


def test_a_filter_that_leaves_nothing_says_what_to_do(analyst: OfficerClient) -> None:
    assert "Take a filter away" in shown(analyst, f"{PAGE}?theme=people&show=anomaly")


def test_a_published_rate_that_its_amounts_do_not_bear_out_is_listed(
    analyst: OfficerClient,
) -> None:
    (found,) = analyst.get(PAGE).context["told"].mismatches
    assert (found.published.text, found.recomputed.text) == ("5.8%", "5.41%")


def test_an_anomaly_is_drawn_with_its_band(analyst: OfficerClient) -> None:
    block = analyst.get(PAGE).context["told"].anomalies[0]
    assert block.chart.lines[0].points[-1].is_anomaly
    assert block.is_above


def test_a_page_without_a_figure_says_what_to_do(
    settings: Settings, knock: Knock, county: cast.County
) -> None:
    client = knock("analyst")
    assert client.get(f"{PAGE}?place=990000").context["told"] is None
    assert client.get(f"{PAGE}briefing/?place=990000").status_code == 200


def test_a_place_that_is_not_there_is_not_found(analyst: OfficerClient) -> None:
    assert analyst.get(f"{PAGE}?place=123456").status_code == 404


def test_the_page_asks_the_database_twelve_times_at_most(
    analyst: OfficerClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst.get(PAGE)  # the seasons are worked out once for the same figures
    with django_assert_max_num_queries(12):
        analyst.get(PAGE)


def test_the_briefing_asks_the_database_twelve_times_at_most(
    analyst: OfficerClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst.get(PAGE)
    with django_assert_max_num_queries(12):
        analyst.get(f"{PAGE}briefing/")


def test_the_briefing_is_chinese_in_every_tongue(analyst: OfficerClient) -> None:
    html = shown(analyst, f"{PAGE}briefing/")
    assert "他山县2026年1—9月经济运行简报" in html
    assert "Sources of the figures" in html


def test_who_may_not_take_figures_out_is_offered_no_file(analyst: OfficerClient) -> None:
    assert "briefing.docx" not in shown(analyst, f"{PAGE}briefing/")
    assert analyst.get(f"{PAGE}briefing.docx").status_code == 403


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_briefing_goes_out_and_it_is_recorded(
    exporter: OfficerClient, county: cast.County, form: str
) -> None:
    answer = exporter.get(f"{PAGE}briefing.{form}?reviewer=林清和")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    event = Event.objects.get(stream=f"analysis:{county.place.pk}")
    assert (event.kind, event.payload["form"]) == ("briefing.exported", form)


def test_a_form_that_there_is_not_is_refused(exporter: OfficerClient) -> None:
    assert exporter.get(f"{PAGE}briefing.pdf").status_code == 422


def test_a_place_without_figures_has_no_briefing_to_take(exporter: OfficerClient) -> None:
    assert exporter.get(f"{PAGE}briefing.docx?place=990000").status_code == 404
