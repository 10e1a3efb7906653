"""A sheet with errors: from the drop to the good rows, and all of it undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import sign_in
from tests.exchange import cast as sheets
from tests.exchange.cast import HEAD, firm, xlsx
from tests.web import things
from tests.web.people import account

from tashan.exchange.models import Import
from tashan.exchange.tasks import work_on_import
from tashan.registry.models import EntityName

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheet(tmp_path: Path, settings: Settings) -> Path:
    """As an office sends it: a title, a unit, three good rows, three bad ones, a total, a foot."""
    settings.PLACE = things.OUR_PLACE
    keeper = account("keeper", "registrar", "exporter", "analyst")
    sheets.county(sheets.source(keeper))
    rows = [
        ("他山县规模以上工业企业名录",),
        HEAD,
        firm(1),
        firm(2, _4="１２００"),
        firm(3, _4="1.2亿元", _3="中型企业"),
        firm(4, _1=mistyped(4)),
        firm(5, _2="9999", _4="约3000"),
        firm(6, _5="望岫"),
        ("合计", "", "", "", 9600, ""),
        ("填报人：林清和    审核人：周远",),
    ]
    path = tmp_path / "规上企业名录.xlsx"
    path.write_bytes(xlsx(*rows))
    return path


def mistyped(number: int) -> str:
    """A credit code whose last character does not fit."""
    code = sheets.code(number)
    return code[:-1] + ("1" if code[-1] == "0" else "0")


def work() -> None:
    """What the worker does next."""
    work_on_import(import_id=Import.objects.latest("pk").pk)


def test_a_sheet_with_errors_comes_in_and_is_taken_back(
    page: Page, live_server: LiveServer, sheet: Path
) -> None:
    sign_in(page, live_server, "keeper")
    page.goto(f"{live_server.url}/data/?target=enterprises")
    page.wait_for_load_state()
    page.set_input_files("#files", sheet)
    page.wait_for_url("**/data/imports/*/")
    expect(page.locator("progress")).to_be_visible()
    work()
    expect(page.locator("h1")).to_have_text("3 行没有问题，3 行还不能导入")
    expect(page.locator("td.bad")).to_have_count(4)
    expect(page.locator("td.bad").first).to_contain_text("校验位不符")
    page.click("button[value=good]")
    work()
    expect(page.locator("h1")).to_have_text("已导入 3 行")
    assert EntityName.objects.filter(kind="enterprise", replaced__isnull=True).count() == 3
    page.click(".ask-once summary")
    page.click(".ask-in button")
    work()
    expect(page.locator("h1")).to_contain_text("已撤销")
    assert not EntityName.objects.filter(kind="enterprise", replaced__isnull=True).exists()


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_an_import_is_wider_than_its_window(
    page: Page, live_server: LiveServer, sheet: Path, width: int
) -> None:
    sign_in(page, live_server, "keeper")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/data/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_input_files("#files", sheet)
    page.wait_for_url("**/data/imports/*/")
    work()
    expect(page.locator(".mapping")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
