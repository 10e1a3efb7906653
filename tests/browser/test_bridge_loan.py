"""S27 Bridge-loan fund: a loan from the application to settlement, and one that is overdue.

The enterprise applies on its own page, the fund's office reviews, approves and pays, the bank
promises and lends anew; each in their own browser, each seeing what is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_review import sign_in
from tests.programmes.loans.loan_cast import Money
from tests.web.people import PASSWORD

from tashan.ledger.models import Entry
from tashan.programmes.fund_models import Loan, LoanState
from tashan.record.models import User

pytestmark = pytest.mark.django_db(transaction=True)
Contexts = Callable[..., BrowserContext]
HOMES = {"agent1": "/own/loans/", "clerk": "/bank/loans/"}  # who has no desk


class Office:
    """Everybody of a loan, each with a page of their own."""

    def __init__(self, live: LiveServer, contexts: Contexts) -> None:
        self.live, self.server, self.contexts = live, live.url, contexts
        self.money = Money()
        self.firm, self.agent = self.money.firm()
        self.pages: dict[str, Page] = {}

    def page(self, user: User) -> Page:
        """The page of somebody, signed in once."""
        if user.username not in self.pages:
            user.set_password(PASSWORD)
            user.save()
            shown = self.contexts().new_page()
            sign_in(shown, self.live, user.username, HOMES.get(user.username, "/"))
            self.pages[user.username] = shown
        return self.pages[user.username]

    def act(self, user: User, loan: Loan, act: str, **fields: str) -> Page:
        """Fill the form of an act and send it; the page says that it is recorded."""
        shown = self.page(user)
        shown.goto(f"{self.server}/loans/{loan.pk}/{act}/")
        for name, value in fields.items():
            shown.locator(f"[name={name}]").fill(value)
        shown.locator(".act-form .btn.primary").click()
        expect(shown.locator(".messages")).to_contain_text("已登记")
        return shown


@pytest.fixture
def office(live_server: LiveServer, new_context: Contexts) -> Office:
    return Office(live_server, new_context)


def test_s27_a_bridge_loan_goes_from_application_to_settlement(
    office: Office, complaints: list[str]
) -> None:
    loan = apply(office)
    handed_over(office, loan)
    paid_and_back(office, loan)
    loan.refresh_from_db()
    assert loan.state == LoanState.SETTLED
    assert [row.kind for row in Entry.objects.filter(about=loan.about).order_by("number")] == [
        "draw", "repay", "fee"
    ]  # fmt: skip
    assert [one for one in complaints if "409" not in one] == []  # the refused approval


def apply(office: Office) -> Loan:
    """The agent answers the first question, sees cap and fee at once, and hands it in."""
    page = office.page(office.agent)
    page.goto(f"{office.server}/own/loans/")
    page.get_by_role("link", name="申请转贷").first.click()
    page.get_by_role("link", name="不能，要先还本金").click()
    page.locator("[name=bank_loan]").fill("农信借2025-1")
    page.locator("[name=account]").fill("6228 0001")
    page.locator("[name=matures_on]").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.locator("[name=owed]").fill("1000000")
    page.locator("[name=asked]").fill("1000000")
    page.locator("[name=owed]").focus()
    check = page.locator(".loan-check")
    expect(check).to_contain_text("1,000 万元")
    expect(check).to_contain_text("1,000,000.00 × 0.02% × 5 + 1,000,000.00 × 0.04% × 5")
    expect(check).to_contain_text("正常经营")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("h1")).to_contain_text("申请转贷100 万元")
    return Loan.objects.get()


def handed_over(office: Office, loan: Loan) -> None:
    """Reviewed, promised by the bank from its own list, approved within the promise."""
    money, today = office.money, f"{timezone.localdate():%Y-%m-%d}"
    office.act(money.handler, loan, "review", says="材料齐全")
    bank = office.page(money.clerk)
    bank.goto(f"{office.server}/bank/loans/")
    bank.get_by_role("link", name="承诺", exact=True).click()
    bank.locator("[name=fen]").fill("1060000")
    bank.locator("[name=renews_on]").fill(today)
    bank.locator("[name=document]").fill("承诺函1号")
    bank.locator(".act-form .btn.primary").click()
    chief = office.page(money.chief)
    chief.goto(f"{office.server}/loans/{loan.pk}/")
    expect(chief.locator(".loan-amounts")).to_contain_text("1,060,000.00 × 95%")
    chief.locator("[name=fen]").fill("1000001")
    chief.locator(".loan-next .btn.primary").click()
    expect(chief.locator(".errorlist")).to_contain_text("1,000,000.00")
    chief.locator("[name=fen]").fill("1000000")
    chief.locator(".act-form .btn.primary").click()
    expect(chief.locator(".messages")).to_contain_text("已登记")


def paid_and_back(office: Office, loan: Loan) -> None:
    """Paid out from the queue, lent anew, principal and fee back."""
    money = office.money
    cashier = office.page(money.cashier)
    cashier.goto(f"{office.server}/funds/{money.fund.pk}/")
    expect(cashier.locator(".fund-queue")).to_contain_text(f"{loan.matures_on}")
    office.act(money.cashier, loan, "pay_out")
    office.act(money.clerk, loan, "renew", document="农信借2026-1")
    office.act(money.cashier, loan, "repay")
    shown = office.act(money.cashier, loan, "pay_fee")
    expect(shown.locator(".loan-path")).to_contain_text("已结清")
    expect(shown.locator("#fee")).to_contain_text("1,000,000.00 × 0.02% × 1")
    agent = office.page(office.agent)
    agent.goto(f"{office.server}/own/loans/")
    expect(agent.locator("main")).to_contain_text("已结清")


def test_s27_an_overdue_loan_costs_double_and_is_recovered(
    office: Office, complaints: list[str]
) -> None:
    money = office.money
    loan = money.drawn(on=timezone.localdate() - timedelta(days=18))
    page = office.page(money.chief)
    page.goto(f"{office.server}/loans/?overdue=1")
    page.locator("tbody a.name").click()
    expect(page.locator("main")).to_contain_text("逾期9天")
    expect(page.locator("#fee")).to_contain_text("1,000,000.00 × 0.08% × 9")
    page.locator("[name=document]").fill("追偿函1号")
    page.locator(".loan-next .btn.primary").click()
    expect(page.locator("main")).to_contain_text("启动依法追偿")
    shown = office.act(money.cashier, loan, "recover", fen="1000000", says="处置抵押物")
    expect(shown.locator("#fee")).to_contain_text("10,200.00")
    office.act(money.cashier, loan, "pay_fee", fen="10200")
    loan.refresh_from_db()
    assert loan.state == LoanState.SETTLED
    assert complaints == []


def test_s27_another_firms_agent_finds_no_loan(office: Office, complaints: list[str]) -> None:
    loan = office.money.applied()
    page = office.page(office.agent)
    answer = page.goto(f"{office.server}/loans/{loan.pk}/")
    assert answer is not None
    assert answer.status == 404
    complaints.clear()  # the console tells of the 404
