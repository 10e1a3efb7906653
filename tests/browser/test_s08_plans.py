"""S08 in the browser: a project's months drawn beside what was reported; a problem on account."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_s08_dispatch import Walk
from tests.casework.rounds.planning_cast import LATE, Planning
from tests.casework.rounds.rounds_cast import WAN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_s08_months_are_entered_and_drawn_beside_the_plan(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Planning()
    plan = place.issue(place.drafted(1_200))
    place.answered(place.report(place.issued()), done=540 * WAN)
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    address = f"/projects/{place.project.pk}/"
    walk.to(place.steward, address + "?on=2026-11-02")
    panel = page.locator("#by-month")
    expect(panel).to_contain_text("按序时进度")
    panel.locator(f"a[href='{address}plan-by-month/?year=2026']").click()
    months = {f"month_{n}": str(wan) for n, wan in enumerate(LATE, start=1)}
    walk.fits(width)
    walk.fill(**months, document="项目进度计划表", on="2026-03-02")
    page.goto(f"{live_server.url}{address}?on=2026-11-02")
    expect(panel).to_contain_text("项目进度计划表")
    expect(page.locator("#rounds")).to_contain_text("分月计划 45.0%")
    walk.fits(width)
    page.goto(f"{live_server.url}/investment-plans/{plan.pk}/?on=2026-11-02")
    expect(page.locator("main")).to_contain_text("540 万元 · 45.0%")
    walk.fits(width)
    assert complaints == []


def test_s08_a_problem_goes_on_account_and_is_taken_up_again(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str]
) -> None:
    settings.PLACE = "999901"
    place = Planning()
    address = f"/problems/{place.assigned().pk}/"
    walk = Walk(page, live_server)
    walk.act(place.handler, address, "ask_account", says="电网改造列入明年计划",
             until="2099-01-20")  # fmt: skip
    walk.act(place.steward, address, "put_on_account")
    expect(page.locator(".way .now")).to_have_text("挂账")
    expect(page.locator("main")).to_contain_text("已挂账：电网改造列入明年计划")
    walk.act(place.handler, address, "take_up_again", until="2099-02-01")
    expect(page.locator(".way .now")).to_have_text("办理中")
    assert complaints == []
