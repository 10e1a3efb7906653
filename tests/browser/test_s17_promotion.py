"""S17 in the browser: from the first visit to signing in sixteen days, and on to a project."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.casework.promotion.promotion_cast import FIRST, POINTS, Winning
from tests.web.people import PASSWORD

from tashan.casework.promotion_models import CapitalArrival, Lead
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)
DAY, SIGNED = FIRST.isoformat(), (FIRST + timedelta(16)).isoformat()


class Walk:
    """One browser in which one person after the other acts."""

    def __init__(self, page: Page, server: LiveServer) -> None:
        self.page, self.server = page, server

    def enter(self, user: User, address: str) -> None:
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, address)

    def act(self, user: User, address: str, act: str, *, on: str = DAY, **said: str) -> None:
        """Open the form from the lead's page and fill it in."""
        self.enter(user, address)
        click_act(self.page, f".page-head a[href$='/{act}/']")
        for name, value in ({"on": on} | said).items():
            self.fill(name, value)
        self.page.click(".act-form button.primary")

    def fill(self, name: str, value: str) -> None:
        field = self.page.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "file":
            field.set_input_files({"name": "回单.txt", "mimeType": "text/plain",
                                   "buffer": value.encode()})  # fmt: skip
        else:
            field.fill(value)

    def fits(self, width: int) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width


def until_signed(walk: Walk, place: Winning, address: str, complaints: list[str]) -> None:
    """Visit, talks, three score sheets, a refused signing, the fair review, and the signing."""
    walk.act(place.handler, address, "visit", direction="to_us", people="三人", says="看厂房")
    walk.act(place.handler, address, "talk", says="谈用地")
    walk.act(place.handler, address, "open_review")
    points = {f"points_{code}": str(one) for code, one in POINTS.items()}
    for who in place.reviewers:
        walk.act(who, address, "score", **points)
    walk.act(place.reviewers[0], address, "close_review")
    due = (FIRST + timedelta(300)).isoformat()
    walk.act(place.handler, address, "sign", on=SIGNED, document="协议1号", amount="12000", due=due)
    expect(walk.page.locator(".act-form .errorlist")).to_be_visible()
    complaints.clear()  # the console tells of the refusal
    walk.act(place.handler, address, "fair_review", document="审查表1号", conclusion="fair")
    walk.act(place.handler, address, "sign", on=SIGNED, document="协议1号", amount="12000", due=due)
    expect(walk.page.locator("h1")).to_contain_text("16")


@pytest.mark.parametrize("width", [1440, 390])
def test_s17_sixteen_days_from_the_first_visit_to_signing(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Winning()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    walk.enter(place.handler, "/promotion/leads/new/")
    for name, value in {"title": "电机二期", "source": "leader", "investor_name": "越澄电机",
                        "investor_home": "宁波", "wanted": "12000", "on": DAY}.items():  # fmt: skip
        walk.fill(name, value)
    page.click(".act-form button.primary")
    expect(page.locator(".course")).to_be_visible()
    lead = Lead.objects.get()
    address = f"/promotion/leads/{lead.pk}/"
    until_signed(walk, place, address, complaints)
    walk.act(place.handler, address, "arrive", on=SIGNED, amount="3000", currency="CNY",
             evidence="bank", document="回单1", file="银行回单")  # fmt: skip
    which = str(CapitalArrival.objects.get().pk)
    walk.act(place.chief, address, "check_arrival", on=SIGNED, which=which, holds="yes")
    expect(page.locator("main")).to_contain_text("25.0%")
    walk.act(place.handler, address, "land", on=SIGNED, document="营业执照")
    walk.act(place.handler, address, "convert", on=SIGNED)
    expect(page.locator(".page-sub a[href*='/projects/']")).to_be_visible()
    walk.fits(width)
    lead.refresh_from_db()
    for part in ("", "?view=table", "funnel/", "days/", "visits/", "promises/", "events/"):
        page.goto(f"{live_server.url}/promotion/{part}")
        expect(page.locator("h1")).to_be_visible()
        walk.fits(width)
    page.goto(f"{live_server.url}/projects/{lead.project_id}/")
    expect(page.locator("#lead")).to_contain_text("电机二期")
    assert complaints == []
