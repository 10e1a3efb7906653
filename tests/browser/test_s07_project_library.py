"""S07 in the browser: a shut gate says what misses, a paper opens it, all is counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_review import sign_in
from tests.casework.projects.library_cast import Library
from tests.web.people import PASSWORD

from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def enter(page: Page, server: LiveServer, user: User, address: str) -> None:
    """Sign in as somebody at an address."""
    page.context.clear_cookies()
    user.set_password(PASSWORD)
    user.save()
    sign_in(page, server, user.username, address)


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_s07_a_project_moves_past_its_gate_and_the_library_is_counted(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Library()
    page.set_viewport_size({"width": width, "height": 900})
    address = f"/projects/{place.project.pk}/"
    enter(page, live_server, place.steward, address)
    expect(page.locator("#gates .shut").first).to_contain_text("有谋划书或者建议书")
    fits(page, width)
    page.goto(live_server.url + address + "stage/")
    page.select_option("[name=stage]", "reserved")
    page.fill("[name=reason]", "入储备库")
    page.click(".register-form button.primary")
    expect(page.locator(".register-form")).to_contain_text("有谋划书或者建议书")
    complaints.clear()
    enter(page, live_server, place.handler, address)
    page.click("#gates a[href$='/evidence/new/']")
    page.select_option("[name=kind]", "proposal")
    page.fill("[name=document]", "项目建议书〔2026〕1号")
    page.click(".act-form button.primary")
    expect(page.locator("#gates")).to_contain_text("项目建议书〔2026〕1号")
    enter(page, live_server, place.steward, address + "stage/")
    page.select_option("[name=stage]", "reserved")
    page.fill("[name=reason]", "入储备库")
    page.click(".register-form button.primary")
    expect(page.locator("ol.spells li").last).to_be_visible()
    for path in ("/projects/", "/projects/?view=board", "/projects/?view=timeline"):
        page.goto(live_server.url + path)
        expect(page.get_by_text("锂电池材料项目").first).to_be_visible()
        fits(page, width)
    page.goto(live_server.url + "/projects/renewal/?since=2026-01-01")
    expect(page.locator(".renewal tbody tr").first).to_contain_text("1 ÷ 0")
    fits(page, width)
    assert complaints == []
