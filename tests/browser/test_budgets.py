"""S30 and S21 in a real browser: the result, its payment by three people, and a claim back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.casework import notice_cast
from tests.programmes import match_cast
from tests.programmes.budgets.budget_cast import cashier, second
from tests.programmes.budgets.test_listing_support import Listing
from tests.programmes.budgets.test_nominations import CHOSEN, CLOSES, OPENED, nominated, on, scored
from tests.web.people import sign_in

from tashan.adoption import adopting
from tashan.adoption.models import Conclusion
from tashan.casework.announcing import announce
from tashan.casework.moving.by import By
from tashan.programmes import awards, lists
from tashan.programmes.announced import announced
from tashan.programmes.budgets.opening import NewBudget, open_budget
from tashan.programmes.models import NominationRound, PaymentList
from tashan.programmes.nominations import choosing
from tashan.programmes.nominations.opening import open_round
from tashan.programmes.offers import offer
from tashan.programmes.payments import drafting
from tashan.programmes.running import run
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.PLACE = "999901"
    with notice_cast.library_with_notice(tmp_path):
        yield


def as_(user: User, context: BrowserContext, server: LiveServer) -> None:
    """From now on the browser is signed in as somebody."""
    context.clear_cookies()
    cookies = sign_in(user).cookies
    context.add_cookies(
        [{"name": name, "value": c.value, "url": server.url} for name, c in cookies.items()]
    )


def now(user: User) -> By:
    moment = timezone.now()
    return By(user, moment, timezone.localdate(moment))


def announced_round(county: match_cast.County) -> NominationRound:
    """Chosen, announced, and an objection against it was answered: it does not hold."""
    notice_cast.adopted(county.actor)
    adoption = county.adopted("honours", "评选表彰")
    said = adopting.Reviewed(Conclusion.PASSES, "审查意见〔2026〕7号", "县市场监管局", OPENED)
    adopting.record_review(adoption, said, actor=county.actor, at=timezone.now())
    made = open_round(adoption, "contributor", 2026, CLOSES, by=on(OPENED, county.actor))
    row = nominated(made, county)
    scored(row, 90, 85)
    choosing.choose(made, [row.pk], by=on(CHOSEN, county.actor))
    notice = announce(announced(made.stream), by=on(CHOSEN, county.actor))
    notice_cast.objected(notice.matter, upheld=False)
    return made


def confirmed_money(county: match_cast.County, made: NominationRound) -> int:
    """The list of who was honoured, confirmed, told and taken; drawn on a budget of the year."""
    today = timezone.localdate()
    parts = [(made.adoption, "contributor_money")]
    new = NewBudget(today.year, "表彰奖励", parts, "他财〔2026〕8号", 100_0000_00)
    open_budget(new, by=now(county.actor))
    found = run([offer(made.adoption, "contributor_money", today)], today, actor=county.actor,
                at=timezone.now())  # fmt: skip
    listed = lists.draft(found.programmes.get(), actor=county.actor, at=timezone.now())
    listed = lists.confirm(listed, actor=county.actor, at=timezone.now())
    awards.push(listed, actor=county.actor, at=timezone.now())
    for award in listed.awards.all():
        awards.take(award, actor=county.actor, at=timezone.now())
    return listed.pk


def test_s30_from_the_answered_objection_to_the_payment(
    page: Page, context: BrowserContext, live_server: LiveServer
) -> None:
    county = match_cast.County(match_cast.steward())
    made = announced_round(county)
    as_(county.actor, context, live_server)
    page.goto(f"{live_server.url}/nominations/{made.pk}/")
    page.locator("form[action$='/publish/'] button").click()
    expect(page.locator("a[href$='certificate.docx']")).to_have_count(1)
    list_id = confirmed_money(county, made)
    page.goto(f"{live_server.url}/lists/{list_id}/")
    page.locator("form[action$='/payable/'] button").click()
    page.goto(f"{live_server.url}/budgets/")
    page.locator(".panel-head h2 a").first.click()
    page.locator("form[action$='/draft/'] button").click()
    payments = PaymentList.objects.get()
    drafting.approve(payments, by=now(second()))
    as_(cashier(), context, live_server)
    page.goto(f"{live_server.url}/payments/{payments.pk}/")
    page.locator("input[name=account]").fill("6217 0001")
    page.locator("input[name=receipt]").fill("回单0001")
    page.locator("form[action$='/pay/'] button").click()
    expect(page.get_by_text("回单0001")).to_be_visible()
    page.locator("form[action$='/file/'] button").click()
    payments.refresh_from_db()
    assert payments.state == "filed"


def test_s21_listing_support_shows_the_steps_and_is_claimed_back(
    page: Page, context: BrowserContext, live_server: LiveServer
) -> None:
    listing = Listing()
    payment = listing.paid("上市辅导备案")
    as_(listing.actor, context, live_server)
    page.goto(f"{live_server.url}/payments/{payment.list_id}/")
    page.locator("details.money-steps summary").click()
    expect(page.get_by_text("500,000.00 − 0.00")).to_be_visible()
    form = page.locator("form[action$='/claim/']")
    page.locator("details:has(form[action$='/claim/']) summary").click()
    form.locator("select").select_option("moved_back")
    form.locator("input[name=document]").fill("他金〔2026〕8号")
    form.locator("button").click()
    expect(page.locator(".note.yellow")).to_contain_text("250,000.00")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_budgets_is_wider_than_its_window(
    page: Page, context: BrowserContext, live_server: LiveServer, size: dict[str, int]
) -> None:
    listing = Listing()
    payment = listing.paid("上市辅导备案")
    as_(listing.actor, context, live_server)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for address in ("/budgets/", f"/budgets/{listing.budget.pk}/", "/payments/",
                    f"/payments/{payment.list_id}/", "/nominations/", "/seats/"):  # fmt: skip
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
