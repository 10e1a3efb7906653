"""The pages of holidays: a year drawn, and a notice looked at before it counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.making import OPENED, make_case, matter
from tests.web.people import OfficerClient, account, sign_in, speaking_english

from tashan.casework.calendars import in_force
from tashan.casework.models import HolidayNotice, Matter
from tashan.casework.recounting import recount
from tashan.casework.states import State

pytestmark = pytest.mark.django_db
NOTICE = """\
year: 2027
notice: 国办发明电〔2026〕9号
holidays:
  - {name: 元旦, first: 2026-12-31, last: 2027-01-02}
make_up_days:
  - 2027-01-03
"""
LATE = date(2026, 12, 22)


@pytest.fixture
def steward() -> OfficerClient:
    return speaking_english(sign_in(account("steward", "steward")))


def running() -> Matter:
    """A matter whose promise ends on the last day of 2026."""
    case = make_case({"one": {"state": State.IN_HAND, "received_on": LATE, "accepted_on": LATE}})
    recount(Matter.objects.all(), OPENED)
    return matter(case)


def page(client: OfficerClient, year: int) -> str:
    return client.get(f"/holidays/?year={year}").content.decode()


def sent(client: OfficerClient, **fields: object) -> str:
    answer = client.post("/holidays/import/", fields, follow=True)
    return answer.content.decode()


def test_a_year_is_drawn_with_its_holidays_and_make_up_days(steward: OfficerClient) -> None:
    shown = page(steward, 2026)
    assert shown.count('<table class="month">') == 12
    assert 'title="2026-02-17 春节"' in shown
    assert "2026-02-14 worked to make up for a holiday" in shown
    assert "国办发明电〔2025〕7号" in shown


def test_a_year_whose_notice_is_not_out_is_marked_provisional(steward: OfficerClient) -> None:
    assert "The notice of 2027 is not out. Its statutory days" in page(steward, 2027)
    assert "The notice of 2030 is not out. Only weekends are free" in page(steward, 2030)
    assert "The notice of" not in page(steward, 2026)


@pytest.mark.parametrize("year", ["", "x", "1", "99999", "²"])
def test_an_address_with_no_such_year_shows_this_one(steward: OfficerClient, year: str) -> None:
    assert steward.get(f"/holidays/?year={year}").status_code == 200


def test_a_handler_sees_the_year_and_may_not_enter_a_notice() -> None:
    handler = speaking_english(sign_in(account("handler", "handler")))
    assert "/holidays/import/" not in page(handler, 2026)
    assert handler.get("/holidays/import/").status_code == 403


def test_the_page_asks_few_queries(steward: OfficerClient) -> None:
    page(steward, 2026)
    with CaptureQueriesContext(connection) as queries:
        page(steward, 2026)
    assert len(queries) <= 12


def test_the_text_to_fill_in_is_the_next_provisional_year(steward: OfficerClient) -> None:
    shown = steward.get("/holidays/import/").content.decode()
    assert "year: 2027" in shown
    assert "provisional: true" in shown


def test_a_notice_is_looked_at_before_anything_holds(steward: OfficerClient) -> None:
    running()
    shown = sent(steward, text=NOTICE, step="preview")
    assert "2026-12-31" in shown
    assert "2027-01-03" in shown
    assert "Nothing holds before you confirm." in shown
    assert not HolidayNotice.objects.exists()


def test_a_confirmed_notice_counts_for_open_matters(steward: OfficerClient) -> None:
    found = running()
    shown = sent(steward, text=NOTICE, step="confirm", seen=in_force().number)
    assert "1 matter has another deadline." in shown
    assert "国办发明电〔2026〕9号" in shown
    found.refresh_from_db()
    assert found.promised_on == date(2027, 1, 3)


def test_a_file_goes_before_the_text(steward: OfficerClient) -> None:
    file = SimpleUploadedFile("2027.csv", "放假,元旦,2027-01-01,2027-01-03\n".encode())
    shown = sent(steward, text="", file=file, notice="国办发明电〔2026〕9号", step="preview")
    assert "No deadline becomes another" in shown
    assert "元旦" in shown


def test_what_is_wrong_comes_back_with_the_text(steward: OfficerClient) -> None:
    wrong = NOTICE.replace("2027-01-03", "2027-01-04")
    answer = steward.post("/holidays/import/", {"text": wrong, "step": "preview"})
    assert answer.status_code == 422
    assert "is no Saturday or Sunday" in answer.content.decode()
    assert "2027-01-04" in answer.content.decode()


def test_back_at_the_text_nothing_is_lost(steward: OfficerClient) -> None:
    assert "国办发明电〔2026〕9号" in sent(steward, text=NOTICE, step="edit")


def test_a_preview_that_is_out_of_date_is_told(steward: OfficerClient) -> None:
    sent(steward, text=NOTICE, step="confirm", seen=0)
    assert "Another notice was entered meanwhile" in sent(
        steward, text=NOTICE, step="confirm", seen=0
    )
