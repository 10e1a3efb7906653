"""S27 in the browser: a guidance fund calls, is paid late, invests, exits and distributes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.programmes.investments.investing_cast import Guidance
from tests.web.people import PASSWORD

from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


class Walk:
    """One browser in which one person after the other acts on the fund."""

    def __init__(self, page: Page, server: LiveServer, fund: int) -> None:
        self.page, self.server, self.address = page, server, f"/guidance/{fund}/"

    def act(self, user: User, act: str, **said: str) -> None:
        """Sign in as somebody, open the form from the page and fill it in; selects by place."""
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, self.address)
        click_act(self.page, f".page-head a[href$='/{act}/']")
        for name, value in said.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(index=int(value))
            else:
                field.fill(value)
        self.page.click(".act-form button.primary")

    def fits(self, width: int) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_s27_a_guidance_fund_calls_invests_exits_and_distributes(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Guidance()
    place.paid_in(100)
    place.invested(60)
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server, place.fund.pk)
    walk.act(place.chief, "call", fen="500000", due_on="2027-01-15", document="缴款通知2号")
    owed = page.locator(".light.yellow")
    expect(owed).to_be_visible()
    walk.act(place.cashier, "pay_in", call="0", partner="0", fen="299700.30")
    expect(page.locator("main")).to_contain_text("出资人1")
    walk.act(place.cashier, "exit", investment="0", fen="900000", document="转让协议")
    walk.act(place.cashier, "distribute", fen="1000000.01", document="分配决议")
    expect(page.locator(".figs")).to_contain_text("1,000,000.01 ÷")
    walk.fits(width)
    for address in ("/guidance/", f"/funds/{place.fund.pk}/", f"/books/{place.fund.book_id}/"):
        page.goto(live_server.url + address)
        walk.fits(width)
    assert complaints == []
