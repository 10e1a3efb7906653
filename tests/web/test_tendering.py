"""The page that judges contracts and the days of a tender; its state stands in the address."""

import pytest
from tests.web.people import Knock

pytestmark = pytest.mark.django_db

FORMS = {"ask": "1", "c-TOTAL_FORMS": "5", "c-INITIAL_FORMS": "0"}


def line(number: int, title: str, amount: str, bundle: str = "") -> dict[str, str]:
    said = {"title": title, "bought": "works", "amount": amount, "bundle": bundle}
    return {f"c-{number}-{name}": value for name, value in said.items()}


def test_contracts_are_judged_together_with_those_they_could_be_combined_with(
    knock: Knock,
) -> None:
    asked = FORMS | line(0, "一号厂房", "250", "厂房") | line(1, "二号厂房", "150", "厂房")
    page = knock("reader").get("/tendering/", asked).content.decode()
    assert "<h1>2 项合同必须招标</h1>" in page
    assert "400" in page


def test_an_amount_below_the_limit_need_not_be_tendered(knock: Knock) -> None:
    page = knock("reader").get("/tendering/", FORMS | line(0, "厂房", "399.9999")).content.decode()
    assert "可不招标" in page


def test_a_broken_interval_is_the_title_and_says_the_lawful_day(knock: Knock) -> None:
    asked = FORMS | {"documents": "2026-03-02", "closing": "2026-03-21"}
    page = knock("reader").get("/tendering/", asked).content.decode()
    assert "<h1>1 处间隔不合招标投标法</h1>" in page
    assert "2026-03-22" in page


def test_what_is_no_amount_is_told_in_place(knock: Knock) -> None:
    answer = knock("reader").get("/tendering/", FORMS | line(0, "厂房", "四百"))
    assert (answer.status_code, "四百" in answer.content.decode()) == (422, True)


def test_the_empty_page_asks_and_judges_nothing(knock: Knock) -> None:
    page = knock("reader").get("/tendering/").content.decode()
    assert 'id="judged"' not in page
    assert 'id="intervals"' not in page
