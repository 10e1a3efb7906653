"""The pages of exchanges: options side by side, names masked, an agreement that reckons."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.programmes.exchanges.exchange_cast import HOUSE, Village
from tests.web.people import browser, shown

from tashan.programmes.exchange_models import Exchange, ExchangeStepKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(settings: Settings) -> Village:
    settings.PLACE = "999901"
    return Village()


def test_a_household_goes_from_its_survey_to_the_end(village: Village) -> None:
    handler, chief = browser(village.handler), browser(village.chief)
    said = {f"figure_{code}": value for code, value in HOUSE.items()}
    said |= {"household": str(village.household.pk), "document": "测绘报告", "on": "2026-03-02"}
    answer = handler.post(f"/exchanges/survey/{village.adoption.pk}/homestead/", said)
    row = Exchange.objects.get()
    address = f"/exchanges/{row.pk}/"
    assert answer.headers["Location"] == address
    page = shown(village.handler, address)
    assert "303,000 − 140 × 2,600" in page
    assert "the household pays 61,000.00 yuan" in page
    assert "The household keeps what it has." in page
    choice = {"option": "house", "document": "选择书", "on": "2026-03-09"}
    assert handler.post(address + "choose/", choice).status_code == 302
    signed = {"document": "置换1号", "on": "2026-03-10"}
    assert chief.post(address + "sign/", signed).status_code == 302
    after = {"document": "收据", "on": "2026-03-25"}
    for step in (
        {"kind": "paid_by", "fen": "61000"},
        {"kind": "given_up"},
        {"kind": "handed_over"},
    ):
        assert handler.post(address + "step/", after | step).status_code == 302
    assert handler.get(address + "close/").status_code == 404
    assert chief.post(address + "close/", {"on": "2026-03-26"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "closed"


def test_what_is_refused_stays_in_its_form(village: Village) -> None:
    row = village.signed()
    said = {"kind": "paid_to", "fen": "303000.01", "document": "回单9", "on": "2026-03-25"}
    answer = browser(village.handler).post(f"/exchanges/{row.pk}/step/", said)
    assert answer.status_code == 409
    assert "303,000.00 are left" in answer.content.decode()
    assert "回单9" in answer.content.decode()


def test_names_are_masked_but_for_registrars(village: Village) -> None:
    row = village.chosen()
    for address in ("/exchanges/", f"/exchanges/{row.pk}/"):
        assert "欧阳建国" not in shown(village.handler, address)
        assert "欧阳某" in shown(village.handler, address)
        assert "欧阳建国" in shown(village.registrar, address)


def test_the_agreement_says_how_every_amount_came_about(village: Village) -> None:
    row = village.signed("house")
    answer = browser(village.registrar).get(f"/exchanges/{row.pk}/agreement.docx")
    made = docx.Document(BytesIO(answer.content))
    text = "\n".join(one.text for one in made.paragraphs)
    cells = [cell.text for table in made.tables for line in table.rows for cell in line.cells]
    assert "宅基地置换协议" in text
    assert "农户应付61,000.00元。" in text
    assert "2026年3月24日以前农户可以书面反悔" in text
    assert "欧阳建国" in text
    assert {"180 × 1,150", "207,000.00", "303,000 − 140 × 2,600"} <= set(cells)
    masked = browser(village.handler).get(f"/exchanges/{row.pk}/agreement.docx")
    told = docx.Document(BytesIO(masked.content))
    assert "欧阳建国" not in "\n".join(one.text for one in told.paragraphs)


def test_what_is_to_be_done_by_a_day_has_its_light_on_every_page(village: Village) -> None:
    row = village.signed()
    page = shown(village.handler, f"/exchanges/{row.pk}/")
    assert 'Pay by</dt><dd>2026-04-23 <span class="light red">Late' in page
    assert "农业农村局" in page
    due = shown(village.steward, "/supervision/?kind=exchange_payment")
    assert f"付款：{row.agreement}" in due
    assert f"/exchanges/{row.pk}/" in due
    answer = browser(village.handler).get(f"/exchanges/{row.pk}/agreement.docx")
    text = "\n".join(one.text for one in docx.Document(BytesIO(answer.content)).paragraphs)
    assert "2026年4月23日以前付清；2026年6月22日以前腾退并交付。" in text


def test_without_a_choice_there_is_no_agreement(village: Village) -> None:
    row = village.surveyed()
    answer = browser(village.handler).get(f"/exchanges/{row.pk}/agreement.docx")
    assert answer.headers["Location"] == f"/exchanges/{row.pk}/"


def test_the_list_is_narrowed(village: Village) -> None:
    village.chosen("rent", "land")
    village.surveyed()
    assert "5,400.00" in shown(village.handler, "/exchanges/?state=chosen")
    assert "5,400.00" not in shown(village.handler, "/exchanges/?part=homestead&sort=balance")


def test_the_pages_ask_little_of_the_database(
    village: Village, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = village.signed()
    village.step(row, ExchangeStepKind.GIVEN_UP)
    client = browser(village.handler)
    for address in ("/exchanges/", f"/exchanges/{row.pk}/"):
        client.get(address)
        with django_assert_max_num_queries(14):
            client.get(address)
