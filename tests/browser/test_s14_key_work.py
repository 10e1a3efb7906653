"""S14 in the browser: a year's list on its board, a task from its report to its clearing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.acts import click_act
from tests.browser.test_s12_money import Walk as Walks
from tests.casework.key_work.key_work_cast import KeyWork
from tests.learning.learning_cast import PNG

pytestmark = pytest.mark.django_db(transaction=True)


class Walk(Walks):
    """As for money; a further act needs no signing in."""

    def go(self, act: str, **said: str) -> None:
        """Open the form of an act from the page of the task and fill it in."""
        click_act(self.page, f".page-head a[href$='/{act}/']")
        for name, value in said.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(index=int(value))
            else:
                field.fill(value)
        self.page.click(".act-form button.primary")


@pytest.mark.parametrize("width", [1440, 390])
def test_s14_a_task_is_told_moved_and_cleared_by_another(
    page: Page, live_server: LiveServer, settings: Settings, tmp_path: Path, width: int
) -> None:
    settings.PLACE = "999901"
    place = KeyWork()
    photo = tmp_path / "photo.png"
    photo.write_bytes(PNG)
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    task = f"/key-work/tasks/{place.task.pk}/"
    walk.act(place.handler, task, "report", says="主体完工，设备进场", percent="70")
    expect(page.locator(".work-reports").first).to_contain_text("主体完工")
    for n in range(1, 4):
        walk.go("reach", milestone="0")
        expect(page.locator("table.steps .light.red, table.steps .soft")).to_have_count(3 - n)
    click_act(page, ".page-head a[href$='/ask_clearing/']")
    page.fill("[name=says]", "已通水，水质合格")
    page.set_input_files("[name=file_1]", photo)
    page.click(".act-form button.primary")
    walk.act(place.chief, task, "move_day", becomes="2027-03-20", says="汛期停工")
    expect(page.locator(".page-sub")).to_contain_text("2026-11-15")
    walk.go("clear", says="现场看过")
    expect(page.locator(".page-sub .light")).to_have_class("light green")
    for address in ("", f"{place.list.pk}/", f"{place.list.pk}/board/"):
        page.goto(live_server.url + "/key-work/" + address)
        expect(page.locator("body")).to_contain_text("清溪水厂扩建和管网改造")
        walk.fits(width)
    expect(page.locator(".work-rows li")).to_have_count(6)
    expect(
        page.locator(".milestone-line .stop-reached-late, .milestone-line .stop-reached")
    ).to_have_count(3)
    page.goto(live_server.url + f"/key-work/{place.list.pk}/?light=red&sort=-due")
    walk.fits(width)
