"""S08 in the browser: a month's round, its light with the reason, a problem to its clearing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_review import sign_in
from tests.casework.rounds.rounds_cast import PICTURE, SEPTEMBER, WAN, Dispatching, by
from tests.web.people import PASSWORD

from tashan.casework.problem_models import ProjectProblem
from tashan.casework.round_models import PaperSort
from tashan.casework.rounds import papers
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = {"name": "works.png", "mimeType": "image/png", "buffer": PICTURE}


class Walk:
    """One browser in which one person after the other acts."""

    def __init__(self, page: Page, server: LiveServer) -> None:
        self.page, self.server = page, server

    def to(self, user: User, address: str) -> None:
        self.page.context.clear_cookies()
        user.set_password(PASSWORD)
        user.save()
        sign_in(self.page, self.server, user.username, address)

    def act(self, user: User, address: str, act: str, **said: str) -> None:
        """Open the form from the page and fill it in."""
        self.to(user, address)
        click_act(self.page, f".page-head a[href*='/{act}/']")
        self.fill(**said)

    def fill(self, *, photo: str = "", **said: str) -> None:
        for name, value in said.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if photo:
            self.page.set_input_files(f"[name={photo}]", files=[PHOTO])
        self.page.click(".act-form button.primary")

    def fits(self, width: int) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_s08_a_round_is_answered_checked_and_lit(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Dispatching()
    place.planned()
    place.paper(PaperSort.STATISTICS, SEPTEMBER)
    found = place.issued()
    papers.enter_statistics(
        place.project, SEPTEMBER, 480 * WAN, "九月固投台账", by=by(place.statistician)
    )
    report = f"/rounds/reports/{place.report(found).pk}/"
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    walk.act(place.handler, report, "answer", progress="主管完成三公里", done="6000000")
    walk.act(place.handler, report, "photos", taken_on="2026-10-08", place="二标段",
             photo="picture")  # fmt: skip
    expect(page.locator(".round-photos")).to_contain_text("二标段")
    complaints.clear()  # the picture of the test is none
    walk.act(place.chief, report, "check", verdict="check")
    walk.fits(width)
    complaints.clear()
    page.goto(f"{live_server.url}/rounds/{found.pk}/")
    row = page.locator(".rounds-table tr", has_text="供水管网改造")
    expect(row).to_contain_text("600 万元")
    expect(row).to_contain_text("480 万元")
    row.locator("summary").click()
    expect(row.locator(".why")).to_contain_text("−15.0")
    walk.fits(width)
    for address in ("/rounds/", "/alarms/", f"/projects/{place.project.pk}/"):
        page.goto(live_server.url + address)
        walk.fits(width)
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 390])
def test_s08_a_problem_is_cleared_by_another_than_the_doer(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Dispatching()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    walk.to(place.handler, f"/problems/new/?project={place.project.pk}")
    walk.fill(kind="land", says="三户未签协议，管线过不去")
    problem = f"/problems/{ProjectProblem.objects.get().pk}/"
    walk.act(place.steward, problem, "review")
    walk.act(place.steward, problem, "assign", office="发展和改革局", measures="逐户签约",
             until="2099-10-30")  # fmt: skip
    walk.act(place.handler, problem, "take_up")
    walk.act(place.handler, problem, "ask_clearing", says="三户已签", photo="file")
    expect(page.locator(".page-head .acts")).to_have_count(0)
    walk.act(place.chief, problem, "clear", says="现场看过")
    expect(page.locator(".way .now")).to_have_text("已销号")
    walk.fits(width)
    page.goto(f"{live_server.url}/problems/?state=cleared")
    expect(page.locator("table")).to_contain_text("三户未签协议")
    walk.fits(width)
    assert complaints == []
