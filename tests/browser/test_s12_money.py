"""S12 in the browser: a project's money from its application to a payment against progress."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.casework import making
from tests.programmes.project_money.money_cast import Spending
from tests.web.people import PASSWORD

from tashan.programmes.project_money_models import ProjectMoney
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


class Walk:
    """One browser in which one person after the other acts."""

    def __init__(self, page: Page, server: LiveServer) -> None:
        self.page, self.server = page, server

    def act(self, user: User, address: str, act: str, **said: str) -> None:
        """Sign in as somebody, open the form from the page and fill it in."""
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, address)
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
def test_s12_money_is_granted_received_and_paid_against_progress(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Spending()
    chief = making.officer("cao", "chief", at=place.office)
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    source = f"/project-money/{place.source.pk}/"
    code = place.project.code
    walk.act(place.handler, source, "apply", project=code, fen="10000000", document="申请报告")
    expect(page.locator(".figs")).to_be_visible()
    money = f"/project-money/of/{ProjectMoney.objects.get().pk}/"
    walk.act(chief, money, "grant", fen="10000000", document="计划1号")
    walk.act(place.cashier, money, "receive", fen="5000000", document="到账通知")
    builder = f"他山建设公司 #{place.builder.pk}"
    walk.act(place.handler, money, "sign", contractor=builder, title="管网施工", fen="10000000",
             document="合同1号")  # fmt: skip
    walk.act(place.handler, money, "progress", contract="0", progress="40", document="月报")
    expect(page.locator(".note.red")).to_be_visible()
    walk.act(place.cashier, money, "pay", contract="0", fen="3600000.01", document="回单1")
    expect(page.locator(".act-form")).to_contain_text("10,000,000.00 × 40% × 90%")
    complaints.clear()  # the console tells of the refusal
    page.fill("[name=fen]", "3600000")
    page.click(".act-form button.primary")
    expect(page.locator(".deals")).to_contain_text("10,000,000.00 × 40% × 90% = 3,600,000.00")
    expect(page.locator(".note.red")).to_have_count(0)
    walk.fits(width)
    for address in ("/project-money/", source, f"/projects/{place.project.pk}/"):
        page.goto(live_server.url + address)
        walk.fits(width)
    assert complaints == []
