"""Programmes as officers meet them: a match run, a near miss and an unknown opened, what if."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import sign_in
from tests.browser.test_targets import widest
from tests.web import matched as own
from tests.web.matched import Matched
from tests.web.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def found(db: None, settings: Settings) -> Matched:
    """The analyst ``qiao`` can sign in."""
    settings.PLACE = "999901"
    made = own.matched()
    made.county.actor.set_password(PASSWORD)
    made.county.actor.save(update_fields=["password"])
    return made


@pytest.fixture
def officer(page: Page, live_server: LiveServer, found: Matched) -> Page:
    sign_in(page, live_server, "qiao")
    return page


def test_all_programmes_are_matched_with_one_button(
    officer: Page, live_server: LiveServer, found: Matched
) -> None:
    officer.goto(f"{live_server.url}/programmes/")
    officer.click("text=全部匹配")
    expect(officer.locator("h1")).to_contain_text("3 项政策，比对企业 4 个")


def test_a_near_miss_opens_and_its_figure_opens_its_source(
    officer: Page, live_server: LiveServer, found: Matched
) -> None:
    officer.goto(live_server.url + found.address())
    officer.click(".tabs a:has-text('差一点')")
    expect(officer.locator(".of-gap")).to_contain_text("差 120 万元")
    officer.click("a.name:has-text('长青机械')")
    expect(officer.locator("h1")).to_have_text("长青机械：设备投资补助差 120 万元")
    officer.click(".reason .sourced:has-text('180 万元')")
    expect(officer.locator("#source")).to_contain_text("企业签章报表")


def test_an_unknown_names_the_figure_and_its_holder(
    officer: Page, live_server: LiveServer, found: Matched
) -> None:
    officer.goto(live_server.url + found.address())
    officer.click(".tabs a:has-text('未知')")
    officer.click("a.name:has-text('明远科技')")
    expect(officer.locator(".needed")).to_contain_text("企业设备投资额")
    expect(officer.locator(".needed")).to_contain_text("持有")


def test_other_parameters_say_who_would_lose_before_it_is_made(
    officer: Page, live_server: LiveServer, found: Matched
) -> None:
    officer.goto(live_server.url + found.address("srdi"))
    officer.click("main .acts >> text=改参数试算")
    officer.get_by_label("专精特新奖励年度预算").fill("40")
    officer.get_by_role("button", name="试算").click()
    expect(officer.locator("h1")).to_contain_text("1 家受损")
    expect(officer.locator("#outcome")).to_contain_text("60 万元 → 40 万元")


def test_a_list_without_a_review_is_refused_with_the_next_step(
    officer: Page, live_server: LiveServer, found: Matched
) -> None:
    officer.goto(live_server.url + found.address("srdi"))
    officer.click("text=拟定名单")
    officer.click("summary:has-text('确认')")
    officer.get_by_role("button", name="确认名单").click()
    expect(officer.locator(".messages .note.red")).to_be_visible()
    expect(officer.locator("h1")).to_contain_text("第 1 号名单")


def test_the_card_of_an_enterprise_says_what_it_can_get(
    officer: Page, live_server: LiveServer, found: Matched
) -> None:
    officer.goto(f"{live_server.url}/enterprises/{found.county.changqing.pk}/")
    card = officer.locator("#chances")
    expect(card).to_contain_text("差 120 万元")
    expect(card.locator(".standing-figs")).to_contain_text("20 万元")


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_programmes_is_wider_than_its_window(
    width: int, officer: Page, live_server: LiveServer, found: Matched
) -> None:
    found.county.adopted("opportunities", "抢抓政策机遇")
    chain = found.county.adopted("four_ones", "电子信息产业链")
    made = own.drafted(found)
    addresses = [
        "/programmes/", found.address(), found.address(more="?tab=near"),
        found.address(more="?tab=unknown"), found.address(more="what-if/?try=1"),
        f"/matches/{found.run.pk}/?programme=0", found.answer("changqing"), f"/lists/{made.pk}/",
        f"/enterprises/{found.county.changqing.pk}/programmes/", "/opportunities/", "/chains/",
        f"/chains/{chain.pk}/",
    ]  # fmt: skip
    officer.set_viewport_size({"width": width, "height": 844})
    for address in addresses:
        officer.goto(live_server.url + address)
        assert widest(officer) <= width, address
