"""S35 in the browser: lights, a reminder read, a letter out and cleared, a complaint answered."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.casework import making
from tests.casework.supervision.supervised import Supervised, late_by
from tests.web.people import PASSWORD

from tashan.casework.supervision_models import Complaint, SupervisionLetter
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


class Walk:
    """One browser in which one person after the other acts."""

    def __init__(self, page: Page, server: LiveServer) -> None:
        self.page, self.server = page, server

    def enter(self, user: User, address: str) -> None:
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, address)

    def fits(self, width: int) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width

    def submit(self, **said: str) -> None:
        for name, value in said.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.page.click(".act-form button.primary")


@pytest.mark.parametrize("width", [1440, 390])
def test_s35_what_is_late_is_reminded_written_about_and_cleared(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Supervised(late_by(4, timezone.localdate()))
    place.head()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    walk.enter(place.steward, "/supervision/")
    expect(page.locator(".tbl .light.red").first).to_be_visible()
    walk.fits(width)
    page.click(".page-head form button.primary")
    walk.enter(place.handler, "/reminders/")
    expect(page.locator(".notice-list .unread")).to_have_count(1)
    walk.fits(width)
    letter = SupervisionLetter.objects.get()
    path = f"/supervision/letters/{letter.pk}/"
    walk.enter(place.steward, path)
    click_act(page, ".page-head a[href$='/issue/']")
    walk.submit()
    expect(page.locator("h1")).to_contain_text("交办函〔")
    walk.fits(width)
    walk.enter(place.handler, path)
    click_act(page, ".page-head a[href$='/answer/']")
    walk.submit(says="已办结，附证明。")
    walk.enter(place.steward, path)
    click_act(page, ".page-head a[href$='/clear/']")
    walk.submit()
    letter.refresh_from_db()
    assert letter.state == "cleared"


def test_s35_an_enterprise_complains_and_reads_the_answer(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str]
) -> None:
    settings.PLACE = "999901"
    place = Supervised()
    agent, walk = making.agent("zhou", making.enterprise()), Walk(page, live_server)
    walk.enter(agent, "/own/complaints/")
    walk.submit(about=f"自然资源和规划局 #{place.office.pk}", says="材料反复要")
    expect(page.locator(".tbl")).to_contain_text("材料反复要")
    path = f"/supervision/complaints/{Complaint.objects.get().pk}/"
    walk.enter(place.steward, path)
    click_act(page, ".page-head a[href$='/assign/']")
    walk.submit(office=f"督查室 #{place.other.pk}")
    walk.enter(making.officer("du", "handler", at=place.other), path)
    click_act(page, ".page-head a[href$='/answer/']")
    walk.submit(upheld="yes", says="已责令改正。")
    walk.enter(agent, "/own/complaints/")
    expect(page.locator(".tbl")).to_contain_text("已责令改正。")
