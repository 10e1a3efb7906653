"""Charts and sources in a real browser, under the product's own Content-Security-Policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.web.people import account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
KEYS = ("area", "chase", "occupancy", "targets", "seasons", "full")


@pytest.fixture
def charts(
    page: Page, context: BrowserContext, live_server: LiveServer, settings: Settings
) -> Page:
    """The tests' page of charts, seen by an officer; no page of the product shows it."""
    settings.ROOT_URLCONF = "tests.browser.chart_pages"
    cookies = sign_in(account("lin", "reviewer")).cookies
    context.add_cookies(
        [{"name": name, "value": c.value, "url": live_server.url} for name, c in cookies.items()]
    )
    page.set_viewport_size(WIDE)
    page.goto(f"{live_server.url}/test/charts/")
    expect(page.locator("[data-chart][data-drawn]")).to_have_count(len(KEYS))
    return page


def drawing(page: Page, key: str) -> str:
    """All words of a drawing."""
    return " ".join(page.locator(f"#chart-{key} svg text").all_text_contents())


def test_every_kind_of_chart_draws_under_the_content_policy(charts: Page) -> None:
    for key in KEYS:
        assert charts.locator(f"#chart-{key} .chart-plot svg path").count() > 3, key


def test_names_stand_at_the_ends_of_lines(charts: Page) -> None:
    words = drawing(charts, "occupancy")
    assert "入驻 91.1" in words
    assert "利用 85.4" in words
    assert "5# 建成" in words
    assert "目标 95%" in words


def test_the_unit_stands_at_the_axis(charts: Page) -> None:
    assert "0 万㎡" in drawing(charts, "area")
    assert "亿元" in drawing(charts, "seasons")


def test_an_unknown_figure_says_so_and_has_no_bar(charts: Page) -> None:
    assert "暂缺" in drawing(charts, "targets")


def test_the_colours_of_a_chart_turn_with_the_theme(charts: Page) -> None:
    ours = charts.locator('#chart-targets path[fill="var(--jade)"]').first
    colour = "element => getComputedStyle(element).fill"
    assert ours.evaluate(colour) == "rgb(14, 122, 107)"
    charts.emulate_media(color_scheme="dark")
    assert ours.evaluate(colour) == "rgb(63, 181, 163)"


def test_charts_fit_a_phone_and_are_drawn_anew_when_the_window_narrows(charts: Page) -> None:
    charts.set_viewport_size(NARROW)
    charts.wait_for_timeout(300)
    assert charts.evaluate("document.documentElement.scrollWidth") <= 390
    widths = charts.eval_on_selector_all(".chart-plot svg", "all => all.map(e => e.clientWidth)")
    assert max(widths) <= 360


def test_the_same_figures_stand_in_a_table_behind_the_chart(charts: Page) -> None:
    charts.click("#chart-area summary")
    rows = charts.locator("#chart-area tbody tr")
    expect(rows).to_have_count(12)
    expect(rows.nth(7)).to_contain_text("青石县98.2146.2")
    expect(rows.nth(10)).to_contain_text("石门县暂缺96.3")


def test_a_click_on_a_point_opens_its_source(charts: Page) -> None:
    words = charts.locator("#chart-area svg text", has_text="251.8").bounding_box()
    assert words
    charts.mouse.click(words["x"] + 10, words["y"] + 6)
    expect(charts.locator("#source")).to_contain_text("第三部分第 2 段")
    charts.keyboard.press("Escape")
    expect(charts.locator("#source")).to_be_hidden()


def test_a_source_opens_and_closes_by_keyboard_and_gives_the_focus_back(charts: Page) -> None:
    link = charts.locator("td a.sourced >> visible=true").last
    link.focus()
    charts.keyboard.press("Enter")
    expect(charts.locator("#source blockquote")).to_be_visible()
    expect(charts.locator(".source-close")).to_be_focused()
    charts.keyboard.press("Escape")
    expect(charts.locator("#source")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_source_stands_beside_its_figure(charts: Page) -> None:
    link = charts.locator("td a.sourced >> visible=true").last
    link.click()
    expect(charts.locator("#source blockquote")).to_be_visible()
    figure, beside = link.bounding_box(), charts.locator("#source").bounding_box()
    assert figure
    assert beside
    gap = max(figure["y"] - beside["y"] - beside["height"], beside["y"] - figure["y"])
    assert 0 < gap < 60


def test_a_source_comes_from_below_on_a_phone(charts: Page) -> None:
    charts.set_viewport_size(NARROW)
    charts.locator("td a.sourced >> visible=true").last.click()
    expect(charts.locator("#source blockquote")).to_be_visible()
    box = charts.locator("#source").bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    charts.click(".source-close")
    expect(charts.locator("#source")).to_be_hidden()


def test_a_source_that_cannot_be_had_closes_and_is_told(
    charts: Page, complaints: list[str]
) -> None:
    charts.route("**/test/source/", lambda route: route.fulfill(status=403))
    charts.locator("td a.sourced >> visible=true").last.click()
    expect(charts.locator("#toast")).to_be_visible()
    expect(charts.locator("#source")).to_be_hidden()
    complaints.clear()


def test_the_picture_is_named_after_its_chart(charts: Page) -> None:
    with charts.expect_download() as waiting:
        charts.click("#chart-area [data-picture]")
    assert waiting.value.suggested_filename == "标准厂房：列第 8，比中位数少 33.2 万㎡.png"
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_chart_is_printed_in_light_colours_and_fits_the_paper(charts: Page) -> None:
    charts.emulate_media(media="print", color_scheme="dark")
    charts.set_viewport_size({"width": 700, "height": 1000})
    band = charts.locator('#chart-area path[fill="var(--jade-tint)"]').first
    assert band.evaluate("element => getComputedStyle(element).fill") == "rgb(230, 243, 240)"
    assert charts.evaluate("document.documentElement.scrollWidth") <= 700
    expect(charts.locator(".chart-foot").first).to_be_hidden()
