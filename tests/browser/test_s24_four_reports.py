"""S24 in the browser: an intended act is reported, answered, carried out; one without is listed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_review import sign_in
from tests.browser.test_s12_money import Walk
from tests.casework.four_reports.report_cast import Reporting
from tests.casework.four_reports.test_unreported import penalty
from tests.web.people import PASSWORD

from tashan.casework.four_report_models import ActReport
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def as_user(walk: Walk, user: User, address: str) -> None:
    """Sign in as somebody else on a page."""
    walk.page.context.clear_cookies()
    user.set_password(PASSWORD)
    user.save()
    sign_in(walk.page, walk.server, user.username, address)


@pytest.mark.parametrize("width", [1440, 390])
def test_s24_an_act_is_reported_received_carried_out_and_those_without_are_listed(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Reporting()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    planned = (timezone.localdate() + timedelta(20)).isoformat()
    walk.act(
        place.inspector, "/four-reports/", "new", firm=f"他山电子有限公司 #{place.firm.pk}",
        kind="3",
        what="特种设备专项检查", legal_basis="特种设备安全法第五十七条", officers="简某、周某",
        planned_on=planned,
    )  # fmt: skip
    expect(page.locator("h1")).to_contain_text(planned)
    address = f"/four-reports/{ActReport.objects.get().pk}/"
    walk.act(place.keeper, address, "receive", remark="请与消防检查合并")
    expect(page.locator(".main")).to_contain_text("请与消防检查合并")
    walk.act(place.inspector, address, "record", outcome="0", result="两台设备合格")
    walk.act(place.agent, address, "rate", rating="1", comment="提前说了，没有停产")
    expect(page.locator(".main")).to_contain_text("4/5")
    walk.fits(width)
    page.goto(live_server.url + "/own/reports/")
    expect(page.locator(".tbl")).to_contain_text("特种设备专项检查")
    walk.fits(width)
    penalty(place)
    as_user(walk, place.steward, "/four-reports/overview/")
    page.click(".page-head form[action$='/look/'] button")
    expect(page.locator(".tbl").first).to_contain_text("他应急罚〔2026〕9号")
    walk.fits(width)
    as_user(walk, place.other, "/four-reports/overview/")
    page.click(".tbl a[href*='/unreported/']")
    page.fill("[name=answer]", "经办人漏报")
    page.click(".act-form button.primary")
    expect(page.locator(".tbl").first).to_contain_text("经办人漏报")
    page.goto(live_server.url + "/four-reports/")
    walk.fits(width)
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 390])
def test_s24_a_bank_reports_a_withdrawal_and_reads_the_office_s_answer(
    page: Page, live_server: LiveServer, settings: Settings, complaints: list[str], width: int
) -> None:
    settings.PLACE = "999901"
    place = Reporting()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(page, live_server)
    as_user(walk, place.clerk, "/bank/reports/")
    walk.fits(width)
    page.click(".page-head a[href$='/new/']")
    page.fill("[name=firm]", f"他山电子有限公司 #{place.firm.pk}")
    page.fill("[name=what]", "流动资金贷款500万元到期不再续贷")
    page.fill("[name=legal_basis]", "借款合同第八条")
    page.fill("[name=officers]", "尹某")
    page.fill("[name=planned_on]", (timezone.localdate() + timedelta(30)).isoformat())
    walk.fits(width)
    page.click(".act-form button.primary")
    expect(page.locator("h1")).to_contain_text("他山农村商业银行")
    address = f"/four-reports/{ActReport.objects.get().pk}/"
    walk.act(place.keeper, address, "receive", remark="可先申请转贷应急资金")
    as_user(walk, place.clerk, "/bank/reports/")
    expect(page.locator(".tbl")).to_contain_text("可先申请转贷应急资金")
    walk.fits(width)
    assert complaints == []
