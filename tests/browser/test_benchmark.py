"""The benchmark in a real browser: charts draw, figures open their sources, indicators change."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.indicators import benchmark_cast
from tests.web.people import account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def bench(page: Page, context: BrowserContext, live_server: LiveServer, settings: Settings) -> Page:
    """The page as an officer finds it on first opening."""
    settings.PLACE = benchmark_cast.HOME
    benchmark_cast.play()
    cookies = sign_in(account("lin", "reader", "exporter")).cookies
    context.add_cookies(
        [{"name": name, "value": c.value, "url": live_server.url} for name, c in cookies.items()]
    )
    page.set_viewport_size(WIDE)
    page.goto(f"{live_server.url}/benchmark/")
    expect(page.locator("[data-chart][data-drawn]")).to_have_count(2)
    return page


def drawing(page: Page, key: str) -> str:
    return " ".join(page.locator(f"#chart-{key} svg text").all_text_contents())


def test_the_charts_draw_places_and_where_the_lines_meet(bench: Page) -> None:
    assert "第 8 位" in drawing(bench, "places")
    assert "中位数 179.4" in drawing(bench, "places")
    assert "10.3 年" in drawing(bench, "chase")


def test_a_figure_of_the_table_opens_its_source(bench: Page) -> None:
    bench.click(".gapt .sourced >> nth=0")
    expect(bench.locator("#source")).to_contain_text("赴各县考察报告")
    bench.keyboard.press("Escape")
    expect(bench.locator("#source")).to_be_hidden()


def test_a_worked_out_figure_opens_its_inputs_and_these_their_source(bench: Page) -> None:
    bench.click(".gapt .odd-row .sourced >> nth=0")
    expect(bench.locator("#source")).to_contain_text("评价税收")
    bench.click("#source dd a >> nth=0")
    expect(bench.locator("#source")).to_contain_text("县域统计年鉴")


def test_another_indicator_is_chosen_by_its_chip(bench: Page) -> None:
    bench.click(".pick .chip >> text=当日办结率")
    expect(bench.locator(".bm-places h2")).to_contain_text("当日办结率：列第 5")


def test_an_indicator_is_added_and_taken_away(bench: Page) -> None:
    bench.click(".pick .chip.add")
    bench.select_option("#add", "assessed_tax")
    bench.click(".pick .bm-pop button")
    expect(bench.locator(".pick .chip[aria-current]")).to_contain_text("评价税收")
    bench.click(".chip-x")
    expect(bench.locator(".pick .chip >> text=评价税收")).to_have_count(0)


def test_another_reference_is_chosen_by_its_name(bench: Page) -> None:
    bench.click(".peers >> text=青禾县")
    expect(bench.locator(".peers .base")).to_contain_text("青禾县")


def test_weights_are_changed_and_stay_in_the_address(bench: Page) -> None:
    bench.click(".pick-change > summary")
    bench.fill("[name=population]", "100")
    bench.fill("[name=n]", "3")
    bench.click(".settings-end button")
    expect(bench.locator("h1")).to_contain_text("与 3 个相似县比")
    assert "population=100" in bench.url


def test_a_file_is_taken_away(bench: Page) -> None:
    with bench.expect_download() as download:
        bench.click(".page-head .acts a >> nth=0")
    assert download.value.suggested_filename.endswith(".xlsx")


def test_a_phone_has_cards_and_a_sheet_and_nothing_overflows(bench: Page) -> None:
    bench.set_viewport_size(NARROW)
    bench.wait_for_timeout(300)
    assert bench.evaluate("document.documentElement.scrollWidth") <= 390
    expect(bench.locator(".gapt")).to_be_hidden()
    expect(bench.locator(".gapc li")).to_have_count(6)
    bench.click(".gapc .sourced >> nth=0")
    expect(bench.locator("#source")).to_contain_text("赴各县考察报告")
    assert bench.locator("#source").evaluate("e => getComputedStyle(e).position") == "fixed"


def test_the_settings_fit_a_phone(bench: Page) -> None:
    bench.set_viewport_size(NARROW)
    bench.click(".pick-change > summary")
    assert bench.evaluate("document.documentElement.scrollWidth") <= 390
