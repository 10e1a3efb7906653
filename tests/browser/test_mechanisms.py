"""Mechanisms as officers meet them: on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import sign_in
from tests.web import things
from tests.web.people import account

pytestmark = pytest.mark.django_db(transaction=True)
ON = "on=2026-11-28"
PAGES = (
    "/mechanisms/",
    "/mechanisms/green_card/",
    "/mechanisms/growth_enterprises/",
    "/mechanisms/per_mu_huangyan/",
    "/mechanisms/four_ones/",
    "/mechanisms/departments/",
)


@pytest.fixture(autouse=True)
def _our_place(db: None, settings: Settings) -> None:
    settings.PLACE = things.OUR_PLACE
    things.place()
    account("reader", "reader")


def widest(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_mechanisms_is_wider_than_its_window(
    width: int, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server, "reader")
    page.set_viewport_size({"width": width, "height": 844})
    for address in PAGES:
        page.goto(f"{live_server.url}{address}?{ON}")
        assert widest(page) <= width, address


def test_a_phone_shows_the_steps_as_a_list(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, "reader")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/mechanisms/green_card/?{ON}")
    expect(page.locator(".lanes")).to_be_hidden()
    expect(page.locator(".step-list li")).to_have_count(7)


def test_the_file_opens_where_it_is_asked_for(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, "reader")
    page.goto(f"{live_server.url}/mechanisms/green_card/?{ON}")
    expect(page.locator(".source-text")).to_be_hidden()
    page.click("a[href='#file']")
    expect(page.locator(".source-text")).to_be_visible()
    expect(page.locator(".source-text")).to_contain_text("mechanism: green_card")


def test_a_theme_narrows_the_cards_by_one_click(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, "reader")
    page.goto(f"{live_server.url}/mechanisms/?{ON}")
    page.click(".chip:has-text('考核')")
    expect(page.locator(".mech-card")).to_have_count(2)
