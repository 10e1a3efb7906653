"""S19 in the browser: a homestead is valued, options compared, the chosen one run to its end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_s12_money import Walk
from tests.programmes.exchanges.exchange_cast import HOUSE, Village

from tashan.programmes.exchange_models import Exchange

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_s19_a_homestead_is_valued_compared_chosen_signed_and_carried_out(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    village = Village()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    figures = {f"figure_{code}": value for code, value in HOUSE.items()}
    walk.act(
        village.handler, "/exchanges/", "homestead", household=str(village.household.pk),
        document="测绘报告", on="2026-03-02", **figures,
    )  # fmt: skip
    options = page.locator(".tbl").first
    expect(options).to_contain_text("303,000 − 140 × 2,600")
    expect(options).to_contain_text("253,000.00")
    walk.fits(width)
    address = f"/exchanges/{Exchange.objects.get().pk}/"
    walk.act(village.handler, address, "choose", option="1", document="选择书", on="2026-03-09")
    with page.expect_download() as paper:
        page.click("a[href$='agreement.docx']")
    assert "宅基地置换协议" in paper.value.suggested_filename
    walk.act(village.chief, address, "sign", document="置换1号", on="2026-03-10")
    after = {"document": "收据", "on": "2026-03-25"}
    walk.act(village.handler, address, "step", kind="1", fen="61000", **after)
    walk.act(village.handler, address, "step", kind="2", **after)
    walk.act(village.handler, address, "step", kind="3", **after)
    walk.act(village.chief, address, "close", on="2026-03-26")
    expect(page.locator(".lines").first).to_contain_text("61,000.00")
    walk.fits(width)
    page.goto(live_server.url + "/exchanges/")
    expect(page.locator(".tbl")).to_contain_text("欧阳某")
    walk.fits(width)
    assert complaints == []
