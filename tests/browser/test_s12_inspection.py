"""S12 in the browser: an inspection's finding put right by a limit, and a post-evaluation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_s08_dispatch import Walk
from tests.casework import making
from tests.casework.rounds.rounds_cast import Dispatching, project

from tashan.casework.problem_models import ProjectProblem, SiteInspection

pytestmark = pytest.mark.django_db(transaction=True)
MARKS = {"decision": "90", "building": "80", "money": "85", "effect": "70", "lasting": "60"}


@pytest.mark.parametrize("width", [1440, 390])
def test_s12_a_finding_is_put_right_and_checked_by_another(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Dispatching()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    code = place.project.code
    walk.act(place.steward, "/inspections/", "new", project=code, title="专项稽察",
             document="稽〔2026〕3号", inspectors="县稽察组")  # fmt: skip
    inspection = f"/inspections/{SiteInspection.objects.get().pk}/"
    walk.act(place.steward, inspection, "findings", kind="tender", says="未办理招标备案",
             office="发展和改革局", measures="补办备案", due_on="2099-10-30")  # fmt: skip
    problem = f"/problems/{ProjectProblem.objects.get().pk}/"
    walk.act(place.handler, problem, "take_up")
    walk.act(place.handler, problem, "ask_clearing", says="已补办", photo="file")
    walk.act(place.chief, problem, "clear")
    page.goto(live_server.url + inspection)
    expect(page.locator("h1")).to_contain_text("1")
    expect(page.locator("table")).to_contain_text("已销号")
    walk.fits(width)
    page.goto(f"{live_server.url}/inspections/")
    walk.fits(width)
    assert complaints == []


def test_s12_a_finished_project_is_evaluated_by_a_third_party(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str]
) -> None:
    settings.PLACE = "999901"
    place = Dispatching()
    one = project("农村饮水工程", 5, stage="completed")
    making.enterprise("江南咨询公司", 71)
    walk = Walk(page, live_server)
    walk.to(place.steward, f"/projects/{one.pk}/evaluations/")
    marks = {f"mark_{code}": mark for code, mark in MARKS.items()}
    walk.fill(evaluator="江南咨询公司", document="评〔2026〕1号", says="达到目标", **marks)
    expect(page.locator("h1")).to_contain_text("78.50")
    page.click(".page-head .acts a")
    walk.fill(says="二期照此优化设计", document="纪要8号")
    expect(page.locator(".sides")).to_contain_text("二期照此优化设计")
    page.goto(f"{live_server.url}/projects/{one.pk}/")
    expect(page.locator("#rounds")).to_contain_text("78.50")
    assert complaints == []
