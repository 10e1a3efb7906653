"""S27, guidance funds: the pages of a fund that invests, and its acts through forms."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.programmes.investments.investing_cast import WAN, Guidance
from tests.web.people import Knock, sign_in, speaking_english

from tashan.programmes.funds import investment_accounts as of
from tashan.programmes.investments import books
from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def guidance() -> Guidance:
    made = Guidance()
    made.paid_in(500)
    made.invested(60)
    return made


def seen(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_fund_shows_figures_with_their_formulas(guidance: Guidance, knock: Knock) -> None:
    client = knock("leader")
    text = seen(client, f"/guidance/{guidance.fund.pk}/")
    assert "0.00 ÷ 5,000,000.00" in text
    assert "出资人0" in text
    assert "工商变更完成" in text
    assert guidance.fund.title in seen(client, "/guidance/")


def test_the_cashier_books_an_exit_and_distributes(guidance: Guidance) -> None:
    client = sign_in(guidance.cashier)
    investment = guidance.fund.investments.get()
    address = f"/guidance/{guidance.fund.pk}/"
    said = {
        "investment": investment.pk,
        "fen": "900000",
        "document": "转让协议",
        "on": "2026-03-02",
    }
    assert client.post(address + "exit/", said).status_code == 302
    assert books.stands(guidance.fund, of.GAINS) == 30 * WAN
    said = {"fen": "100000", "document": "分配决议", "on": "2026-03-02"}
    assert client.post(address + "distribute/", said).status_code == 302
    assert books.stands(guidance.fund, of.RETURNED) == 10 * WAN


def test_what_is_refused_stays_in_the_form(guidance: Guidance) -> None:
    client = sign_in(guidance.cashier)
    said = {"fen": "99000000", "document": "分配决议", "on": "2026-03-02"}
    response = client.post(f"/guidance/{guidance.fund.pk}/distribute/", said)
    assert response.status_code == 409
    assert "分配决议" in response.content.decode()


@pytest.mark.parametrize("act", ["call", "decide", "write_off", "commit", "meet", "value"])
def test_the_cashier_decides_nothing(guidance: Guidance, act: str) -> None:
    client = sign_in(guidance.cashier)
    assert client.get(f"/guidance/{guidance.fund.pk}/{act}/").status_code == 403


def test_every_form_of_everybody_opens(guidance: Guidance) -> None:
    mine: list[tuple[User, list[str]]] = [
        (guidance.handler, ["commit", "meet", "value"]),
        (guidance.chief, ["call", "decide", "write_off"]),
        (guidance.cashier, ["pay_in", "pay", "exit", "distribute", "manager"]),
    ]
    for user, acts in mine:
        for act in acts:
            seen(sign_in(user), f"/guidance/{guidance.fund.pk}/{act}/")


def test_a_partner_who_is_late_with_a_call_is_seen(guidance: Guidance) -> None:
    guidance.called(100)
    page = seen(speaking_english(sign_in(guidance.chief)), f"/guidance/{guidance.fund.pk}/")
    assert "days late" in page
    assert "All paid in" in page


def test_the_page_of_the_fund_shows_its_figures_and_the_way_to_its_partners(
    guidance: Guidance,
) -> None:
    page = seen(speaking_english(sign_in(guidance.chief)), f"/funds/{guidance.fund.pk}/")
    assert "Partners, calls and investments" in page
    assert "0.00 ÷ 5,000,000.00" in page
