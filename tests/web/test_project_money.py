"""S12, money of projects: sources, a project's money, and payments against progress, on pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.casework import making
from tests.programmes.project_money.money_cast import WAN, Spending
from tests.web.people import browser, shown

from tashan.programmes.project_money_models import MoneySource, ProjectMoney, WorksContract

pytestmark = pytest.mark.django_db
Most = Callable[[int], object]


@pytest.fixture
def place() -> Spending:
    return Spending()


def test_a_source_shows_where_its_money_stands(place: Spending) -> None:
    money, contract = place.received(), place.done(place.signed(), 4_000)
    place.paid(money, contract, 300 * WAN)
    page = shown(place.handler, f"/project-money/{place.source.pk}/")
    assert "300 万元 paid of 2,000 万元 received" in page
    assert "paid 30%, done 40%" in page
    assert "Contractors have advanced 20 万元" in page
    assert "城市供水专项" in shown(place.handler, "/project-money/")


def test_a_source_as_of_a_day_before_is_empty(place: Spending) -> None:
    place.received()
    page = shown(place.handler, f"/project-money/{place.source.pk}/?on=2026-02-10")
    assert "No project here" in page


def test_a_project_s_money_says_what_may_be_paid_and_why(place: Spending) -> None:
    money, contract = place.received(), place.done(place.signed(), 4_000)
    place.paid(money, contract, 320 * WAN)
    page = shown(place.handler, f"/project-money/of/{money.pk}/")
    assert "10,000,000.00 × 40% × 90% = 3,600,000.00" in page
    assert "建质〔2017〕138号" in page
    assert "Entry" in page
    assert "paid as it is done" in page


def test_the_page_of_the_project_has_its_money(place: Spending) -> None:
    place.received()
    page = shown(place.handler, f"/projects/{place.project.pk}/")
    assert "Money of the project" in page
    assert "城市供水专项" in page


def test_a_steward_enters_a_source(place: Spending) -> None:
    said = {
        "rules": f"{place.adoption.pk}.money", "kind": "bonds", "title": "污水专项债",
        "document": "债〔2026〕1号", "uses": "污水处理", "fen": "20000000.00",
        "since": "2026-02-02", "until": "2026-12-31",
    }  # fmt: skip
    answer = browser(place.steward).post("/project-money/new/", said)
    made = MoneySource.objects.get(document="债〔2026〕1号")
    assert answer.headers["Location"] == f"/project-money/{made.pk}/"
    assert made.fen == 2_000 * WAN


def test_money_is_applied_for_granted_received_and_paid(place: Spending) -> None:
    said = {"project": place.project.code, "fen": "1000000", "document": "申请", "on": "2026-03-02"}
    handler, cashier = browser(place.handler), browser(place.cashier)
    chief = browser(making.officer("cao", "chief", at=place.office))
    assert handler.post(f"/project-money/{place.source.pk}/apply/", said).status_code == 302
    address = f"/project-money/of/{ProjectMoney.objects.get().pk}/"
    told = {"fen": "1000000", "document": "文件1号", "on": "2026-03-02"}
    assert chief.post(address + "grant/", told).status_code == 302
    assert cashier.post(address + "receive/", told).status_code == 302
    deal = told | {"contractor": f"他山建设公司 #{place.builder.pk}", "title": "管网"}
    answer = handler.post(address + "sign/", deal)
    assert answer.status_code == 302, answer.content.decode()
    contract = WorksContract.objects.get()
    report = {"contract": contract.pk, "progress": "50", "document": "月报", "on": "2026-03-02"}
    assert handler.post(address + "progress/", report).status_code == 302
    pay = {"contract": contract.pk, "fen": "450000", "document": "回单", "on": "2026-03-02"}
    assert cashier.post(address + "pay/", pay).status_code == 302
    assert "45 万元 paid of 100 万元 received" in shown(place.handler, address)


def test_a_payment_above_the_progress_stays_in_its_form(place: Spending) -> None:
    money, contract = place.received(), place.done(place.signed(), 4_000)
    pay = {"contract": contract.pk, "fen": "3600000.01", "document": "回单7", "on": "2026-03-02"}
    answer = browser(place.cashier).post(f"/project-money/of/{money.pk}/pay/", pay)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "10,000,000.00 × 40% × 90%" in text
    assert "回单7" in text


def test_each_does_their_part(place: Spending) -> None:
    address = f"/project-money/of/{place.granted().pk}/"
    assert browser(place.cashier).get(address + "grant/").status_code == 403
    assert browser(place.handler).get(address + "pay/").status_code == 403
    assert browser(place.cashier).get(address + "nod/").status_code == 404
    for act in ("receive", "pay", "carry_over", "give_back"):
        shown(place.cashier, address + f"{act}/")
    for act in ("sign", "progress"):
        shown(place.handler, address + f"{act}/")


def test_the_pages_ask_little_of_the_database(
    place: Spending, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    money, contract = place.received(), place.done(place.signed(), 4_000)
    place.paid(money, contract, 320 * WAN)
    place.received(source=place.opened("另一号"))
    client = browser(place.handler)
    source = f"/project-money/{place.source.pk}/"
    for address in ("/project-money/", source, f"/project-money/of/{money.pk}/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
