"""Targets as officers meet them: on a desk, on a phone, by form."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import sign_in
from tests.indicators import target_cast
from tests.indicators.target_cast import County

from tashan.indicators.models import Plan, Target

pytestmark = pytest.mark.django_db(transaction=True)
ON = "on=2026-10"


@pytest.fixture
def county(db: None, settings: Settings) -> County:
    settings.PLACE = "999901"
    return target_cast.county()


@pytest.fixture
def plan(county: County) -> Plan:
    return target_cast.year(county)


def widest(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_targets_is_wider_than_its_window(
    width: int, page: Page, live_server: LiveServer, county: County, plan: Plan
) -> None:
    five = target_cast.five_years(county)
    target = Target.objects.get(plan=plan, indicator__code="tax_revenue", parent=None)
    addresses = [f"/targets/?{ON}", f"/targets/?view=office&{ON}", f"/targets/{target.pk}/?{ON}",
                 f"/targets/plans/{five.pk}/?{ON}", f"/targets/{target.pk}/split/?over=towns",
                 f"/targets/{target.pk}/change/", f"/targets/{target.pk}/exempt/",
                 f"/targets/plans/{plan.pk}/new/", "/targets/plans/new/"]  # fmt: skip
    sign_in(page, live_server, "planner")
    page.set_viewport_size({"width": width, "height": 844})
    for address in addresses:
        page.goto(live_server.url + address)
        assert widest(page) <= width, address


def test_the_light_filter_is_one_click(page: Page, live_server: LiveServer, plan: Plan) -> None:
    sign_in(page, live_server, "planner")
    page.goto(f"{live_server.url}/targets/?{ON}")
    expect(page.locator("h1")).to_have_text(
        "9月：22 项目标，15 项达到序时，3 项黄，3 项红，1 项不明"
    )
    page.click(".chip .light.red")
    expect(page.locator(".target-table tbody tr")).to_have_count(3)
    page.click(".chip .light.red")
    expect(page.locator(".target-table tbody tr")).to_have_count(22)


def test_another_plan_is_shown_as_soon_as_it_is_chosen(
    page: Page, live_server: LiveServer, county: County, plan: Plan
) -> None:
    five = target_cast.five_years(county)
    sign_in(page, live_server, "planner")
    page.goto(f"{live_server.url}/targets/?{ON}")
    page.select_option("#plan", str(five.pk))
    expect(page.locator(".target-table tbody tr")).to_have_count(4)


def test_a_figure_opens_its_source_beside_it(
    page: Page, live_server: LiveServer, plan: Plan
) -> None:
    sign_in(page, live_server, "planner")
    page.goto(f"{live_server.url}/targets/?{ON}")
    page.click("tr:has-text('规模以上工业总产值') .sourced")
    expect(page.locator("#source")).to_contain_text("2026年政府工作报告")


def test_a_target_is_changed_and_keeps_its_history(
    page: Page, live_server: LiveServer, plan: Plan
) -> None:
    target = Target.objects.get(plan=plan, indicator__code="industrial_output")
    sign_in(page, live_server, "planner")
    page.goto(f"{live_server.url}/targets/{target.pk}/?{ON}")
    page.click("text=调整目标")
    page.fill("[name=value]", "530")
    page.fill("[name=reason]", "年中调整")
    page.click("form.form button.primary")
    expect(page.locator(".feed li")).to_contain_text(["530.00", "540.00"])


def test_on_a_phone_a_target_is_a_card_with_its_light_in_words(
    page: Page, live_server: LiveServer, plan: Plan
) -> None:
    sign_in(page, live_server, "planner")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/targets/?{ON}")
    first = page.locator(".target-table tbody tr").first
    expect(first.locator(".light")).to_have_text("红灯")
    expect(page.locator(".target-table thead")).to_be_hidden()
