"""A place edits the file of an adoption on the page: what is wrong is told, then each change."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_review import sign_in
from tests.web.adopting_cast import adopted
from tests.web.people import account

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = "分管工业的副县长", "常务副县长"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_leader_is_changed_in_the_text_with_a_reason(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    made = adopted(account("lin", "steward", "analyst"))
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server, "lin", f"/adoptions/{made.pk}/file/")
    text = page.locator("#text").input_value()
    page.fill("#text", text.replace(OLD, NEW).replace("tier: leading", "tier: leeding"))
    page.click("button[value=compare]")
    expect(page.locator(".complaints li")).to_contain_text("leeding")
    assert len(complaints) == 1  # the browser notes the refusal itself
    complaints.clear()
    assert NEW in page.locator("#text").input_value()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("#text", text.replace(OLD, NEW))
    page.click("button[value=compare]")
    expect(page.locator("#changes")).to_contain_text("电气装备与电子信息产业链 › 链长")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("[name='r:parts/chain/leader']", "常务副县长任链长")
    page.click("button[value=confirm]")
    expect(page.locator("#versions")).to_contain_text("常务副县长任链长")
