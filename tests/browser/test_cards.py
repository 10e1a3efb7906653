"""S23, service green card: issued from a list, scanned without signing in, then withdrawn."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser import qr_reading
from tests.browser.test_pages import sign_in
from tests.browser.test_targets import widest
from tests.casework.making import person
from tests.programmes import card_cast as own
from tests.programmes.card_cast import CardCounty
from tests.web.people import PASSWORD

from tashan.programmes.models import Card
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity

pytestmark = pytest.mark.django_db(transaction=True)
NewContext = Callable[..., BrowserContext]
PIXELS = """async (image) => {
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 600;
  const ink = canvas.getContext('2d');
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, 600, 600);
  ink.drawImage(image, 0, 0, 600, 600);
  const data = ink.getImageData(0, 0, 600, 600).data;
  const rows = [];
  for (let y = 0; y < 600; y++) {
    let row = '';
    for (let x = 0; x < 600; x++) row += data[4 * (600 * y + x)] < 128 ? '1' : '0';
    rows.push(row);
  }
  return JSON.stringify(rows);
}"""


@pytest.fixture
def county(db: None, settings: Settings) -> CardCounty:
    """The steward ``qiao`` and the agent of 恒川电子 can sign in; a list is confirmed."""
    settings.PLACE = "999901"
    made = own.county()
    made.listed()
    agent = person("hengchuan", "agent")
    belong(agent, made.hengchuan, Capacity.AGENT, since=date(2026, 1, 1), source=made.source)
    for user in (made.actor, agent):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return made


def scanned(page: Page) -> str:
    """The address that the code on the page says, read from its pixels as a phone would."""
    rows = json.loads(page.locator(".card-face img").evaluate(PIXELS))
    return qr_reading.read(rows)


def agrees(agent: Page, server: LiveServer, phone: Page) -> None:
    """The agent looks at a choice, which shows nothing yet, and agrees to it, which does."""
    sign_in(agent, server, "hengchuan")
    agent.goto(f"{server.url}/own/cards/")
    agent.check("[name=shows][value=name]")
    agent.uncheck("[name=shows][value=number]")
    agent.click("button:has-text('先看效果')")
    expect(agent.locator("#preview")).to_contain_text("恒川电子")
    phone.reload()
    expect(phone.locator("main")).not_to_contain_text("恒川电子")
    agent.click("button:has-text('同意公开')")
    phone.reload()
    expect(phone.locator("main")).to_contain_text("恒川电子")
    expect(phone.locator("main")).not_to_contain_text("999901-K")


def withdraws(page: Page) -> None:
    """The steward withdraws the card whose page is open."""
    page.click("summary:has-text('撤销')")
    page.fill("[name=why]", "提供虚假材料")
    page.fill("[name=basis]", "绿卡管理办法第九条")
    page.fill("[name=document]", "他发改〔2026〕17号")
    page.click("button:has-text('撤销此卡')")
    expect(page.locator(".note.red")).to_contain_text("提供虚假材料")


def test_s23_a_card_is_issued_scanned_and_withdrawn(
    page: Page, live_server: LiveServer, county: CardCounty, new_context: NewContext
) -> None:
    sign_in(page, live_server, "qiao")
    page.goto(f"{live_server.url}/cards/")
    page.click("#grounds a:has-text('看谁能领')")
    expect(page.locator("h1")).to_contain_text("3 家企业")
    page.click("summary:has-text('发卡')")
    page.click("button:has-text('发放')")
    expect(page.locator("h1")).to_contain_text("3 张卡有效")
    page.click("a.name:has-text('恒川电子')")
    address = scanned(page)
    assert address == f"{live_server.url}/check/{Card.objects.get(holder=county.hengchuan).token}/"

    phone = new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(address)
    expect(phone.locator("h1")).to_have_text("此卡有效")
    expect(phone.locator("main")).not_to_contain_text("恒川电子")
    assert widest(phone) <= 390
    agrees(new_context().new_page(), live_server, phone)
    withdraws(page)
    phone.reload()
    expect(phone.locator("h1")).to_have_text("此卡已撤销")
    expect(phone.locator("main")).not_to_contain_text("虚假")


def test_s23_a_code_that_names_no_card_says_so(
    page: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    page.goto(f"{live_server.url}/check/{'a' * 32}/")
    expect(page.locator("h1")).to_have_text("没有对应的卡")
    complaints.clear()  # the browser notes the 404
