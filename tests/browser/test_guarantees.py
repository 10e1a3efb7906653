"""S26 in the browser: a guarantee granted, watched, claimed by the bank, paid, partly recovered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.programmes.guarantee_cast import WAN, Guaranteeing
from tests.web.people import PASSWORD

from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


class Walk:
    """One browser in which one person after the other acts on a guarantee."""

    def __init__(self, page: Page, server: LiveServer, guarantee: int) -> None:
        self.page, self.server, self.guarantee = page, server, guarantee

    def act(self, user: User, act: str, **said: str) -> None:
        """Sign in as somebody, open the form from the page and fill it in."""
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, f"/guarantees/{self.guarantee}/")
        click_act(self.page, f"a[href$='/{act}/']")
        for name, value in said.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.page.click(".act-form button.primary")
        expect(self.page.locator(".figs")).to_be_visible()

    def fits(self, width: int) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_s26_a_guarantee_is_granted_watched_claimed_paid_and_partly_recovered(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Guaranteeing()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server, place.approved(300 * WAN).pk)
    walk.act(place.cashier, "grant", fen="3000000", document="借字1号")
    expect(page.locator("main")).to_contain_text("3,000,000.00 × 1% × 12 ÷ 12 = 30,000.00")
    walk.act(place.handler, "inspect", level="warning", says="订单减少")
    expect(page.locator(".page-sub .light.yellow")).to_be_visible()
    walk.act(place.clerk, "claim", fen="1000000", document="通知书1号", says="逾期九十天")
    walk.act(place.chief, "answer", passes="yes", says="情况属实")
    walk.act(place.cashier, "pay")
    expect(page.locator("main")).to_contain_text("1,000,000.00 × 40%")
    walk.act(place.cashier, "recover", fen="250000.01", says="执行款")
    expect(page.locator("main")).to_contain_text("100,000.01")
    walk.fits(width)
    for address in ("/guarantees/", "/guarantees/exposure/"):
        page.goto(live_server.url + address)
        walk.fits(width)
    assert complaints == []
