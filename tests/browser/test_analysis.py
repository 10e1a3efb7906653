"""The analysis in a browser: a figure opens its source, the table narrows, the briefing reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import WIDTHS, sign_in
from tests.indicators import analysis_cast as cast
from tests.web.people import account

from tashan.indicators.analysis.ends import End
from tashan.indicators.models import Holder
from tashan.indicators.recording import record
from tashan.web.pages import analysis

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def county(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> cast.County:
    """With an office's figure beside the statistics office's, and one that is still to come."""
    settings.PLACE = "999901"
    monkeypatch.setattr(analysis, "today", lambda: cast.ON)
    made = cast.county()
    figures = [
        cast.figure(made.place, "general_budget_revenue", cast.LAST, "13.77", holder=Holder.OFFICE),
        cast.figure(made.place, "industrial_revenue", End(2026, 7), "300.12"),
    ]
    record(figures, source=made.source, actor=made.actor, at=cast.cast.AT)
    return made


@pytest.fixture
def reader(page: Page, live_server: LiveServer, county: cast.County) -> Page:
    """Somebody who may see and take out figures, signed in."""
    account("lin", "analyst", "exporter")
    sign_in(page, live_server, "lin")
    return page


@pytest.mark.parametrize("tongue", ["zh-hans", "en"])
def test_neither_page_is_wider_than_its_window(
    reader: Page, live_server: LiveServer, tongue: str
) -> None:
    cookie = {"name": "django_language", "value": tongue, "url": live_server.url}
    reader.context.add_cookies([cookie])  # type: ignore[list-item]
    for address in ("/analysis/", "/analysis/?sort=-rate&among=province", "/analysis/briefing/"):
        for width in WIDTHS:
            reader.set_viewport_size({"width": width, "height": 844})
            reader.goto(live_server.url + address)
            assert reader.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_figure_of_a_card_opens_its_source_beside_it(
    reader: Page, live_server: LiveServer
) -> None:
    reader.goto(f"{live_server.url}/analysis/")
    reader.click(".figure-card >> nth=0 >> .value .sourced")
    expect(reader.locator("#source")).to_be_visible()
    expect(reader.locator("#source")).to_contain_text("统计月报")


def test_the_anomaly_is_drawn(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/analysis/")
    expect(reader.locator("#anomalies svg path").first).to_be_attached()
    expect(reader.locator("#anomalies .chart")).to_have_count(1)


def test_another_anomaly_is_drawn_when_it_is_asked_for(
    reader: Page, live_server: LiveServer
) -> None:
    reader.goto(f"{live_server.url}/analysis/")
    drawn = reader.locator("#anomalies .chart").get_attribute("id")
    reader.click("#anomalies a[href*='odd=']")
    expect(reader.locator("#anomalies .chart")).not_to_have_attribute("id", str(drawn))


def test_the_table_narrows_to_a_theme_and_back(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/analysis/")
    reader.click("#sheet a[href*='theme=banking']")
    expect(reader.locator("#sheet tbody .name")).to_have_count(2)
    reader.click("#sheet a[aria-current][href]:not([href*='theme='])")
    expect(reader.locator("#sheet tbody .theme")).to_have_count(9)


def test_another_month_is_chosen_from_the_list(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/analysis/")
    reader.select_option("#month", "2026-07")
    reader.click(".choose button")
    expect(reader.locator("h1")).to_contain_text("1—7月")


def test_an_offices_figure_stands_on_a_line_of_its_own(
    reader: Page, live_server: LiveServer
) -> None:
    reader.goto(f"{live_server.url}/analysis/?theme=budget")
    expect(reader.locator("#sheet .beside")).to_contain_text("13.77")


def test_a_phone_shows_each_line_as_a_block(reader: Page, live_server: LiveServer) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto(f"{live_server.url}/analysis/")
    expect(reader.locator("#sheet thead")).to_be_hidden()
    expect(reader.locator("#sheet td[data-label]").first).to_be_visible()


def test_a_figure_of_the_briefing_opens_its_source(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/analysis/briefing/")
    reader.click(".paper .sourced >> nth=0")
    expect(reader.locator("#source")).to_contain_text("统计月报")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_briefing_is_taken_away(reader: Page, live_server: LiveServer, form: str) -> None:
    reader.goto(f"{live_server.url}/analysis/briefing/")
    reader.fill("#reviewer", "林清和")
    with reader.expect_download() as waiting:
        reader.click(f".take button:has-text('.{form}')")
    assert waiting.value.suggested_filename == f"他山县2026年1—9月经济运行简报.{form}"
