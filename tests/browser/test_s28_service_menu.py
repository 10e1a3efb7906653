"""S28 in the browser: a firm orders, an office comes, the firm rates what the office never sees."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.casework.services.service_cast import Services
from tests.web.people import PASSWORD

from tashan.casework.service_models import ServiceOrder
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


class Walk:
    """One browser in which one person after the other acts."""

    def __init__(self, page: Page, server: LiveServer) -> None:
        self.page, self.server = page, server

    def enter(self, user: User, address: str) -> None:
        """Sign in as somebody at an address."""
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, address)

    def act(self, act: str, **said: str) -> None:
        """Open the form from the page, fill it in and send it."""
        click_act(self.page, f".page-head a[href$='/{act}/']")
        for name, value in said.items():
            field = self.page.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "radio":
                self.page.check(f"[name={name}][value='{value}']")
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.page.click(".act-form button.primary")

    def fits(self, width: int) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_s28_the_firm_names_it_and_the_office_comes(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    them = Services()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    walk.enter(them.agent, "/own/services/")
    expect(page.locator(".dishes")).to_contain_text("岗位发布、专场招聘和院校对接")
    walk.fits(width)
    page.click(".dishes a[href$='service=recruiting']")
    page.fill("[name=says]", "十二月订单集中，缺三十名装配工")
    page.click(".act-form button.primary")
    expect(page.locator(".service-steps .now")).to_be_visible()
    order = f"/services/{ServiceOrder.objects.get().pk}/"
    walk.enter(them.centre, order)
    walk.act("dispatch")
    walk.enter(them.hr, "/services/?state=unsigned")
    expect(page.locator(".tbl")).to_contain_text("他山电子有限公司")
    walk.fits(width)
    page.click(".tbl a.name")
    walk.act("sign")
    walk.act("visit", who="何科长、小李", says="到车间看了两条产线，缺装配工二十八名")
    walk.act("answer", outcome="solved", says="已与职校签订实习协议，下周到岗")
    expect(page.locator(".service-told .answer")).to_contain_text("下周到岗")
    walk.fits(width)
    walk.enter(them.agent, order)
    walk.act("rate", mark="2", is_solved="no", says="人还没有到")
    expect(page.locator(".ratings")).to_contain_text("人还没有到")
    walk.enter(them.hr, order)
    expect(page.locator("main")).to_contain_text("下周到岗")
    expect(page.locator("main")).not_to_contain_text("人还没有到")
    page.goto(live_server.url + "/services/figures/")
    expect(page.locator("[data-share=satisfied] b")).to_have_text("—")
    expect(page.locator("[data-share=closed] b")).to_have_text("100.0%")
    walk.fits(width)
    walk.enter(them.agent, order)
    walk.act("reopen", says="人还没有到")
    expect(page.locator(".late")).to_contain_text("人还没有到")
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 390])
def test_s28_a_late_payment_is_pursued(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    them = Services()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    walk.enter(them.agent, "/payment-complaints/new/")
    for name, value in (
        ("debtor", "自然资源局"), ("contract", "测绘服务合同〔2026〕8号"), ("fen", "120000"),
        ("delivered_on", "2026-08-03"), ("says", "验收后一直没有付款"),
    ):  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.click(".act-form button.primary")
    expect(page.locator("dl.kv")).to_contain_text("2026-09-02")
    walk.enter(them.centre, "/payment-complaints/")
    expect(page.locator(".figs")).to_contain_text("12 万元")
    walk.fits(width)
    page.click(".tbl a.name")
    walk.act("send")
    walk.enter(them.industry, "/payment-complaints/")
    page.click(".tbl a.name")
    walk.act("result", result="plan", says="分两期付清，已签还款计划")
    expect(page.locator("main")).to_contain_text("分两期付清")
    walk.fits(width)
    assert complaints == []
