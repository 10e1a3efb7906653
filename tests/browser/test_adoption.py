"""From a report to a mechanism of our own: what an officer does in one morning."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests import cast
from tests.browser.test_review import sign_in, work_once
from tests.indicators import snapshot_cast as told
from tests.learning import learning_cast
from tests.web.adopting_cast import adopted
from tests.web.people import account

from tashan.adoption.models import Adoption
from tashan.learning import lessons
from tashan.learning.models import Trip
from tashan.record.models import User
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "关于赴青石县学习考察的报告\n\n一、主要做法\n"
    "　　青石县推行重点产业“四个一”工作机制，每个产业由一名县领导牵头、一批责任单位负责。\n"
)
CHAIN = "电子信息产业链"


@pytest.fixture
def steward(db: None, settings: Settings) -> User:
    settings.PLACE = "999901"
    return account("lin", "steward", "analyst")


@pytest.fixture
def firms(steward: User) -> list[Entity]:
    """Two firms of the chain, and one that is none of it."""
    source = told.source(steward)
    place = told.county(source)
    industries = {"恒川电子": "C3981", "长青电机": "C3812", "云溪茶业": "C1530"}
    return [
        told.firm(name, source, place=place, industry=industry)
        for name, industry in industries.items()
    ]


@pytest.fixture
def trip(steward: User) -> Trip:
    made = learning_cast.trip(steward)
    lessons.link(adopted(steward), trip=made, actor=steward, at=cast.AT)
    return made


def following(page: Page, step: str) -> None:
    """Go on, and be on the step of this name."""
    page.locator("#wizard .buttons .btn.primary").click()
    expect(page.locator(".stepper .now")).to_contain_text(step)


def test_four_ones_is_adopted_from_a_report_and_tells_who_qualifies(
    page: Page, live_server: LiveServer, firms: list[Entity], tmp_path: Path
) -> None:
    file = tmp_path / "考察报告.txt"
    file.write_text(TEXT, "utf-8")
    sign_in(page, live_server, "lin", "/reports/")
    page.set_input_files("#files", [file])
    expect(page.locator("#sending .result")).to_contain_text("已上传")
    work_once()
    page.click("#reports a.name")
    expect(page.locator(".reader")).to_have_attribute("data-ready", "1")
    expect(page.locator(".finding.now")).to_contain_text("四个一")
    page.keyboard.press("a")
    expect(page.locator("#counter b")).to_have_text("已审 1 / 1")
    page.reload()
    page.locator(".may-be a.btn").first.click()
    expect(page.locator("h1")).to_contain_text("四个一")
    page.fill("#people", "3")
    following(page, "合法")
    following(page, "参数")
    page.fill("[name='p.masters']", "1")
    page.fill("[name='r.masters']", "链上企业少，先定一家")
    following(page, "试算")
    expect(page.locator(".tried").first).to_contain_text("恒川电子")
    expect(page.locator(".tried").first).not_to_contain_text("云溪茶业")
    assert not Adoption.objects.exists()
    following(page, "采用")
    page.fill("#title", CHAIN)
    page.locator("#wizard .buttons .btn.primary").click()
    expect(page.locator("h1")).to_contain_text(CHAIN)
    expect(page.locator("#parameters .ours")).to_have_text("1")
    expect(page.locator(".flow .node.ours")).to_contain_text("他山县")
    expect(page.locator(".feed a", has_text="赴青石县学习考察")).to_be_visible()


def test_a_step_is_gone_back_to_without_losing_what_was_said(
    page: Page, live_server: LiveServer, firms: list[Entity]
) -> None:
    sign_in(page, live_server, "lin", "/mechanisms/four_ones/adopt/")
    page.fill("#people", "3")
    following(page, "合法")
    page.locator(".stepper button", has_text="适配").click()
    expect(page.locator("#people")).to_have_value("3")


def test_a_parameter_without_a_reason_is_asked_for_it(
    page: Page, live_server: LiveServer, firms: list[Entity]
) -> None:
    sign_in(page, live_server, "lin", "/mechanisms/four_ones/adopt/?step=parameters")
    page.fill("[name='p.masters']", "1")
    page.locator("#wizard .buttons .btn.primary").click()
    expect(page.locator(".errorlist")).to_contain_text("请说明本地为何另作规定")


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_trips_and_adoptions_is_wider_than_its_window(
    width: int, page: Page, live_server: LiveServer, trip: Trip
) -> None:
    number = Adoption.objects.get().pk
    steps = ("fitness", "law", "parameters", "preview", "adopt")
    addresses = [
        "/trips/", "/trips/new/", f"/trips/{trip.pk}/", f"/trips/{trip.pk}/change/",
        f"/adoptions/{number}/", f"/adoptions/{number}/change/",
        *(f"/mechanisms/green_card/adopt/?step={step}" for step in steps),
    ]  # fmt: skip
    sign_in(page, live_server, "lin")
    page.set_viewport_size({"width": width, "height": 844})
    for address in addresses:
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_site_is_added_on_the_page_of_the_trip(
    page: Page, live_server: LiveServer, trip: Trip
) -> None:
    sign_in(page, live_server, "lin", f"/trips/{trip.pk}/")
    page.locator("#days summary").click()
    page.fill("#id_name", "政务服务中心")
    page.fill("#id_visited_on", "2026-10-13")
    page.locator("#days .adding .btn.primary").click()
    expect(page.locator(".days")).to_contain_text("第 2 天")
