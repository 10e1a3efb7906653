"""Rankings as officers and passers-by meet them: published after consent, opened to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import sign_in
from tests.indicators.ranking import ranking_cast as made
from tests.web.people import account
from tests.web.ranking_cast import Ranked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with made.library_with_rankings(tmp_path):
        yield


@pytest.fixture
def ranked(db: None) -> Ranked:
    found = Ranked(account("steward", "steward"))
    made.ran(found.adoption, found.actor, "growth")
    return found


def widest(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_a_list_is_published_once_a_firm_agreed(
    page: Page, live_server: LiveServer, ranked: Ranked
) -> None:
    sign_in(page, live_server, "steward")
    page.goto(f"{live_server.url}/rankings/{ranked.run.pk}/publish/")
    page.get_by_label("东岭水泥").check()
    page.get_by_label("函件或意见书").fill("同意公布的书面意见")
    page.get_by_role("button", name="为所选企业登记").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 家中有 1 家不能公布名称")
    page.get_by_role("button", name="公布", exact=True).click()
    page.wait_for_url(re.compile("/boards/"))
    expect(page.locator(".board")).to_contain_text("东岭水泥")
    expect(page.locator(".board")).to_contain_text("企业未同意公布")


def test_a_score_opens_down_to_its_source(
    page: Page, live_server: LiveServer, ranked: Ranked
) -> None:
    sign_in(page, live_server, "steward")
    page.goto(f"{live_server.url}/rankings/{ranked.run.pk}/")
    page.get_by_role("link", name="云岫酒业").click()
    page.get_by_text("来自 1 个数据").click()
    page.locator("a.sourced").first.click()
    expect(page.locator("dialog#source")).to_contain_text("企业签章报表")


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_rankings_is_wider_than_its_window(
    width: int, page: Page, live_server: LiveServer, ranked: Ranked
) -> None:
    board = ranked.published().pk
    run, firm = ranked.run.pk, ranked.firms["云岫酒业"].pk
    addresses = ["/rankings/", "/appraisals/", "/boards/", f"/boards/{board}/",
                 f"/boards/{board}/poster/"]  # fmt: skip
    addresses += [f"/rankings/{run}/{rest}" for rest in (
        "", "flips/", "trial/?w.tax=2", "objections/", "publish/", f"{firm}/", f"{firm}/marks/",
        f"{firm}/objections/")]  # fmt: skip
    sign_in(page, live_server, "steward")
    page.set_viewport_size({"width": width, "height": 844})
    for address in addresses:
        page.goto(live_server.url + address)
        assert widest(page) <= width, address


def test_a_board_needs_nobody_signed_in(
    page: Page, live_server: LiveServer, ranked: Ranked
) -> None:
    board = ranked.published().pk
    page.goto(f"{live_server.url}/boards/{board}/")
    expect(page.locator(".beside")).to_contain_text("云岫酒业")
