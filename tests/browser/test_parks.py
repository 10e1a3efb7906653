"""The stacking plan on a desk and on a phone, and the list of projects, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.registry import park_cast, project_cast
from tests.registry.park_cast import ON, Park
from tests.web.people import account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def park(context: BrowserContext, live_server: LiveServer) -> Park:
    """The park with its projects and households; a registrar is signed in."""
    user = account("lin", "registrar")
    made = park_cast.park(park_cast.source_of(user))
    park_cast.facilities(made)
    project_cast.all_projects(made)
    project_cast.households(made.place, made.source)
    cookies = sign_in(user).cookies
    context.add_cookies(
        [{"name": name, "value": c.value, "url": live_server.url} for name, c in cookies.items()]
    )
    return made


def opened(page: Page, server: LiveServer, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{server.url}{address}")


def of(park: Park) -> str:
    return f"/parks/{park.park.pk}/?on={ON}"


def addresses(park: Park) -> list[str]:
    building = park.buildings[3].pk
    return [
        of(park), f"{of(park)}&by=end", "/parks/", "/parks/new/", f"/buildings/{building}/",
        f"/buildings/{building}/floors/new/", f"/units/{park.unit(1, 2, '东').pk}/let/",
        "/projects/", "/projects/?view=board", "/projects/new/", "/households/",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_is_wider_than_its_window(
    size: dict[str, int], page: Page, live_server: LiveServer, park: Park
) -> None:
    for address in addresses(park):
        opened(page, live_server, address, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address


def test_the_desk_shows_all_buildings_in_one_drawing(
    page: Page, live_server: LiveServer, park: Park
) -> None:
    opened(page, live_server, of(park), DESK)
    expect(page.locator(".plan-svg:visible")).to_have_count(1)
    expect(page.locator(".plan-svg:visible .unit")).to_have_count(30)


def test_the_phone_shows_one_building_at_a_time(
    page: Page, live_server: LiveServer, park: Park
) -> None:
    opened(page, live_server, of(park), PHONE)
    expect(page.locator(".plan-svg:visible .unit")).to_have_count(4)
    page.click(".phone-plans summary >> text=3#")
    expect(page.locator(".plan-svg:visible .unit")).to_have_count(7)


def test_units_are_large_enough_to_touch(page: Page, live_server: LiveServer, park: Park) -> None:
    opened(page, live_server, of(park), PHONE)
    for box in page.locator(".plan-svg:visible .u").all():
        place = box.bounding_box()
        assert place is not None
        assert place["height"] >= 44


def test_units_are_reached_by_keyboard_and_show_it(
    page: Page, live_server: LiveServer, park: Park
) -> None:
    opened(page, live_server, of(park), DESK)
    page.locator(".plan-svg:visible .unit").first.focus()
    page.keyboard.press("Tab")
    focused = "getComputedStyle(document.activeElement.querySelector('.u')).strokeWidth"
    assert page.evaluate(focused) == "3.5px"


def test_a_vacant_unit_leads_to_its_row(page: Page, live_server: LiveServer, park: Park) -> None:
    opened(page, live_server, of(park), DESK)
    unit = park.unit(1, 2, "东").pk
    page.click(f".plan-svg:visible a[href='#unit-{unit}']")
    expect(page.locator(f"#unit-{unit}")).to_be_visible()


def test_the_trend_is_drawn(page: Page, live_server: LiveServer, park: Park) -> None:
    opened(page, live_server, of(park), DESK)
    expect(page.locator("#chart-occupancy .chart-plot svg")).to_be_visible()


def test_a_filter_of_projects_is_sent_as_it_is_chosen(
    page: Page, live_server: LiveServer, park: Park
) -> None:
    opened(page, live_server, f"/projects/?on={ON}", DESK)
    expect(page.locator("tbody tr")).to_have_count(8)
    page.select_option("#f-route", "approval")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert "route=approval" in page.url
