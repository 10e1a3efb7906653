"""A fund's book in a real browser: found, followed, taken away, and mended by the cashier."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.ledger.keeping_books import OPENED, book, enter
from tests.web.people import account, sign_in

from tashan.ledger.models import Book, Entry
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def pool() -> Book:
    """Capital, ten payments that came back, and capital that was entered twice."""
    made = book(capital=2_000_000_00)
    for number in range(10):
        out, back = OPENED + timedelta(days=6 * number), OPENED + timedelta(days=6 * number + 4)
        enter(made, {"loans": 950_000_00, "cash": -950_000_00}, on=out)
        enter(made, {"cash": 950_000_00, "loans": -950_000_00}, kind="repay", on=back)
    enter(made, {"cash": 5_00, "capital": -5_00}, kind="pay_in", about="fund:1",
          on=OPENED + timedelta(days=70))  # fmt: skip
    return made


def as_(user: User, context: BrowserContext, server: LiveServer) -> None:
    """From now on the browser is signed in as somebody."""
    context.clear_cookies()
    cookies = sign_in(user).cookies
    context.add_cookies(
        [{"name": name, "value": c.value, "url": server.url} for name, c in cookies.items()]
    )


def test_an_entry_is_found_and_followed_to_the_card_of_its_account(
    page: Page, context: BrowserContext, live_server: LiveServer, pool: Book
) -> None:
    as_(account("leader", "leader"), context, live_server)
    page.goto(f"{live_server.url}/books/{pool.pk}/")
    expect(page.locator(".chart svg").first).to_be_visible()
    expect(page.locator(".book-trial tfoot")).to_contain_text("2,000,005.00")
    page.locator("#f-kind").select_option("repay")
    expect(page.locator(".tbl.cards tbody tr")).to_have_count(10)
    page.locator(".tbl.cards tbody a.name").first.click()
    page.locator(f"a[href$='/books/{pool.pk}/accounts/cash/']").click()
    expect(page.locator("h1")).to_contain_text("2,000,005.00")


def test_the_cashier_turns_a_double_entry_round_and_is_asked_once(
    page: Page, context: BrowserContext, live_server: LiveServer, pool: Book
) -> None:
    as_(account("cashier", "cashier"), context, live_server)
    page.goto(f"{live_server.url}/books/{pool.pk}/")
    page.locator(".tbl.cards tbody a.name").first.click()
    page.locator("details.ask-once summary").click()
    page.locator("#t-says").fill("重复入账")
    page.locator("form[action$='/reverse/'] button").click()
    expect(page.get_by_text("重复入账")).to_be_visible()
    expect(page.locator(".book-trial tfoot")).to_contain_text("2,000,000.00")
    assert Entry.objects.get(book=pool, reverses__isnull=False).says == "重复入账"


def test_the_statement_is_taken_away_from_the_page_of_the_book(
    page: Page, context: BrowserContext, live_server: LiveServer, pool: Book, tmp_path: Path
) -> None:
    as_(account("steward", "steward", "exporter"), context, live_server)
    page.goto(f"{live_server.url}/books/{pool.pk}/")
    page.locator("details.ask-once summary").click()
    page.locator("#st-since").fill("2026-01-01")
    page.locator("#st-until").fill("2026-01-31")
    with page.expect_download() as coming:
        page.get_by_role("button", name=".docx").click()
    coming.value.save_as(tmp_path / "statement.docx")
    words = "".join(one.text for one in docx.Document(str(tmp_path / "statement.docx")).paragraphs)
    assert "1,050,000.00" in words  # the fifth payment of the month came back in February


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_a_book_is_wider_than_its_window(
    page: Page, context: BrowserContext, live_server: LiveServer, pool: Book, size: dict[str, int]
) -> None:
    as_(account("cashier", "cashier", "exporter"), context, live_server)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for address in ("", "?sort=-amount&kind=repay", "accounts/cash/", "entries/3/", "entries/22/"):
        page.goto(f"{live_server.url}/books/{pool.pk}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
