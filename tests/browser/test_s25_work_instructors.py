"""S25 in the browser: worked out, published, a visit logged, the firm rates, the score is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.casework import making
from tests.duties.dispatching.sent_cast import Sent
from tests.web.people import PASSWORD

from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


class Walk:
    """One browser in which one person after the other acts."""

    def __init__(self, page: Page, server: LiveServer, width: int) -> None:
        self.page, self.server, self.width = page, server, width

    def enter(self, user: User, address: str) -> None:
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, address)
        self.fits()

    def act(self, act: str, **said: str) -> None:
        """Open the form from the page and fill it in."""
        click_act(self.page, f".page-head a[href$='/{act}/']")
        for name, value in said.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.fits()
        self.page.click(".act-form button.primary")

    def fits(self) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width


@pytest.mark.parametrize("width", [1440, 390])
def test_s25_instructors_are_matched_published_visited_and_rated(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Sent()
    row = place.drafted()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server, width)
    address = f"/secondments/{row.pk}/"
    walk.enter(place.steward, address)
    click_act(page, ".page-head a[href$='/work-out/']")
    walk.fits()
    page.click(".page-head button.primary")
    expect(page.locator("table")).to_contain_text("+10")
    page.goto(live_server.url + address + "?view=grid")
    expect(page.locator(".sent-tile")).to_have_count(3)
    walk.fits()
    walk.enter(place.chief, address)
    walk.act("publish", document="他委〔2026〕1号", on="2026-01-05")
    expect(page.locator(".page-head")).to_contain_text("他委〔2026〕1号")
    walk.fits()
    term = place.at_firm(row, 1)
    walk.enter(place.people["hua"], f"/secondments/of/{term.pk}/")
    walk.act("visit", on="2026-02-03", where="二号车间", met="王厂长", said="谈招工和用地",
             problem="缺二十名焊工")  # fmt: skip
    expect(page.locator(".visit-log")).to_contain_text("缺二十名焊工")
    walk.fits()
    walk.enter(making.agent("wang", place.firms[1]), "/own/secondments/")
    page.check("[name=stars][value='5']")
    page.fill("[name=says]", "跑得勤")
    page.click(".rate-form button.primary")
    expect(page.locator(".rate-form")).to_contain_text("5 ★")
    walk.fits()
    walk.enter(place.chief, f"/secondments/of/{term.pk}/")
    walk.act("rate", stars="4", says="好")
    expect(page.locator(".figs")).to_contain_text("80.0 × 30%")
    assert complaints == []
