"""S32 in the browser: lines side by side, one of them, and a post handed over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_review import sign_in
from tests.browser.test_s12_money import Walk
from tests.casework.line_work.line_cast import Lines
from tests.web.people import PASSWORD

from tashan.duties.line_models import HandOver
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def enter(page: Page, server: LiveServer, user: User, address: str) -> None:
    page.context.clear_cookies()
    user.set_password(PASSWORD)
    user.save()
    sign_in(page, server, user.username, address)


@pytest.mark.parametrize("width", [1440, 390])
def test_s32_lines_show_their_load_and_a_post_passes_on_whole(
    page: Page, live_server: LiveServer, settings: Settings, width: int
) -> None:
    settings.PLACE = "999901"
    place = Lines()
    place.matter(place.work.water)
    head, taker = place.work.head, place.follower()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    enter(page, live_server, place.steward, "/lines/")
    expect(page.locator(".line-card")).to_have_count(3)
    works = page.locator(".line-card").nth(1)
    expect(works).to_contain_text("石县长")
    walk.fits(width)
    works.locator("h2 a").click()
    expect(page.locator("tbody tr").first.locator(".light")).to_have_class("light red")
    walk.fits(width)
    page.goto(live_server.url + "/hand-overs/new/")
    filled = {
        "office": f"人民政府 #{place.work.government.pk}",
        "post": "县长",
        "giver": f"石县长 #{head.pk}",
        "taker": f"林新任 #{taker.pk}",
    }
    for name, value in filled.items():
        page.fill(f"[name={name}]", value)
    page.click(".act-form button.primary")
    expect(page.locator("tbody tr")).to_have_count(20)
    address = f"/hand-overs/{HandOver.objects.get().pk}/"
    for user in (place.person("jiu", head), place.person("xin", taker)):
        enter(page, live_server, user, address)
        page.click(".page-head button.primary")
    expect(page.locator(".kv .light.green")).to_have_count(2)
    walk.fits(width)
    page.goto(live_server.url + f"/lines/officers/{taker.pk}/")
    expect(page.locator("h1")).to_have_text("林新任")
    expect(page.locator("tbody tr")).to_have_count(20)
    walk.fits(width)
