"""S08 in the browser: a milestone is set, late, reported by its office and checked by another."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_s07_project_library import enter, fits
from tests.casework.projects.library_cast import Library

from tashan.casework.project_models import Milestone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_s08_a_milestone_goes_from_plan_to_check(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Library()
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, live_server, place.steward, f"/projects/{place.project.pk}/milestones/new/")
    page.fill("[name=title]", "主体封顶")
    page.fill("[name=office]", "发展和改革局")
    page.fill("[name=planned_on]", "2026-03-31")
    page.fill("[name=planned_fen]", "3000")
    page.click(".act-form button.primary")
    expect(page.locator("#milestones .light.red")).to_be_visible()
    fits(page, width)
    address = f"/milestones/{Milestone.objects.get().pk}/"
    enter(page, live_server, place.handler, address)
    click_act(page, ".page-head a[href$='/report/']")
    page.fill("[name=fen]", "2800")
    page.fill("[name=document]", "监理报告9号")
    page.click(".act-form button.primary")
    expect(page.locator(".kv")).to_contain_text("监理报告9号")
    enter(page, live_server, place.chief, address)
    click_act(page, ".page-head a[href$='/check/']")
    page.fill("[name=answer]", "现场核实")
    page.click(".act-form button.primary")
    expect(page.locator(".kv")).to_contain_text("2,800")
    fits(page, width)
    page.goto(live_server.url + "/investment-plans/")
    fits(page, width)
    assert complaints == []
