"""S17 on pages: the board, one lead, its forms, the funnel, days, visits, promises and events."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from tests.casework import making
from tests.casework.promotion.promotion_cast import FIRST, POINTS, WAN, Winning
from tests.web.people import browser, shown

from tashan.casework.promotion_models import CapitalArrival, Lead, PromotionEvent
from tashan.record.accounts import give_role
from tashan.record.models import Event, User

pytestmark = pytest.mark.django_db
DAY = FIRST.isoformat()


@pytest.fixture
def place() -> Winning:
    return Winning()


def posted(user: User, address: str, expected: int = 302, **said: Any) -> str:
    answer = browser(user).post(address, {"on": DAY} | said)
    assert answer.status_code == expected, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_the_board_and_the_table_show_leads_without_progress(place: Winning) -> None:
    place.talking(place.reported())
    board = shown(place.handler, f"/promotion/?on={FIRST + timedelta(40)}")
    assert "年产五十万套电机项目" in board
    assert "40 days without progress" in board
    assert "days without progress" not in shown(place.handler, f"/promotion/?on={DAY}")
    table = shown(place.handler, f"/promotion/?view=table&on={FIRST + timedelta(40)}&sort=-wanted")
    assert "1.20 亿元" in table
    assert "No lead here" in shown(place.handler, "/promotion/?view=table&q=没有这个")


def test_a_lead_is_reported_from_its_form(place: Winning) -> None:
    said: dict[str, Any] = {
        "rules": f"{place.adoption.pk}.pipeline", "title": "电机二期", "source": "team",
        "investor_name": "越澄电机", "investor_home": "宁波", "industry": "C3812",
        "currency": "USD", "wanted": "1.5", "unit": "yi", "registered_capital": "300",
    }  # fmt: skip
    posted(place.handler, "/promotion/leads/new/", **said)
    lead = Lead.objects.get()
    assert (lead.wanted, lead.currency, lead.registered_capital) == (
        150_000_000_00,
        "USD",
        300 * WAN,
    )
    assert "15,000 万美元" in shown(place.handler, f"/promotion/leads/{lead.pk}/")
    again = posted(place.rival, "/promotion/leads/new/", 409, **said)
    assert "claim it" in again


def test_a_lead_goes_from_visit_to_project_by_its_forms(place: Winning) -> None:
    lead = place.reported()
    address = f"/promotion/leads/{lead.pk}/"
    posted(place.handler, address + "visit/", direction="to_us", people="三人", says="看厂房",
           promise="接电", due=(FIRST + timedelta(9)).isoformat())  # fmt: skip
    posted(place.handler, address + "talk/", says="谈用地")
    posted(place.handler, address + "open_review/")
    points: dict[str, Any] = {f"points_{code}": str(one) for code, one in POINTS.items()}
    for who in place.reviewers:
        posted(who, address + "score/", **points)
    posted(place.reviewers[0], address + "close_review/")
    due = (FIRST + timedelta(200)).isoformat()
    signing: dict[str, Any] = {"document": "协议1号", "amount": "12000"}
    signing |= {"due": due, "start_due": due}
    text = posted(place.handler, address + "sign/", 409, **signing)
    assert "fair competition" in text
    assert "协议1号" in text
    posted(place.handler, address + "fair_review/", document="审查表1号", conclusion="fair",
           incentives=["public_rent"])  # fmt: skip
    later = (FIRST + timedelta(16)).isoformat()
    posted(place.handler, address + "sign/", **signing | {"on": later})
    assert "16 days from first visit to signing" in shown(place.handler, address)
    file = SimpleUploadedFile("回单.txt", "银行回单".encode())
    posted(place.handler, address + "arrive/", amount="3000", currency="CNY", evidence="bank",
           document="回单1", file=file, on=later)  # fmt: skip
    made = CapitalArrival.objects.get()
    posted(place.chief, address + "check_arrival/", which=made.pk, holds="yes", on=later)
    page = shown(place.handler, address)
    assert "25.0%" in page
    assert (
        "银行回单"
        in browser(place.handler).get(f"{address}evidence/{made.file_id}/").content.decode()
    )
    posted(place.handler, address + "land/", document="营业执照", on=later)
    posted(place.handler, address + "convert/", on=later)
    lead.refresh_from_db()
    assert f"/promotion/leads/{lead.pk}/" in shown(place.handler, f"/projects/{lead.project_id}/")


def test_each_office_does_its_part(place: Winning) -> None:
    address = f"/promotion/leads/{place.reported().pk}/"
    assert browser(place.rival).get(address + "visit/").status_code == 403
    assert browser(place.handler).get(address + "claim/").status_code == 403
    assert browser(place.handler).get(address + "hand_over/").status_code == 403
    assert browser(place.handler).get(address + "nod/").status_code == 404
    for act in ("visit", "promise", "end", "fair_review"):
        shown(place.handler, address + f"{act}/")
    for act in ("hand_over", "correct", "merge", "decide_claim"):
        shown(place.chief, address + f"{act}/")


def test_a_claim_is_decided_on_the_page(place: Winning) -> None:
    lead = place.reported()
    address = f"/promotion/leads/{lead.pk}/"
    posted(place.rival, address + "claim/", says="去年就谈过")
    assert "the promotion office decides" in shown(place.handler, address)
    posted(place.steward, address + "decide_claim/", which=lead.claims.get().pk, holds="yes",
           says="有纪要")  # fmt: skip
    page = shown(place.handler, address)
    assert "有纪要" in page
    assert "50.0%" in page


def test_the_funnel_names_its_basis_and_opens_its_leads(place: Winning) -> None:
    lead = place.landed(place.signed(place.reported(), FIRST), FIRST)
    on = f"on={FIRST + timedelta(9)}"
    page = shown(place.leader(), f"/promotion/funnel/?basis=signing&year=2026&{on}")
    assert "Of the agreements signed in the year" in page
    assert "100.0% (1 of 1)" in page
    assert f"/promotion/leads/{lead.pk}/" in page
    assert "1 lead landed with 1,000 万元" in page
    assert "What happened in the year" in shown(
        place.leader(), f"/promotion/funnel/?basis=happened&{on}"
    )


def test_days_promises_visits_and_events(place: Winning) -> None:
    event = PromotionEvent.objects.create(title="秋洽会", place="会展中心", began_on=FIRST,
                                          ended_on=FIRST, organiser=place.commerce)  # fmt: skip
    lead = place.signed(place.visited(place.reported()), FIRST + timedelta(16), event=event)
    on = f"?on={FIRST + timedelta(100)}"
    days = shown(place.handler, f"/promotion/days/{on}")
    assert "16 days from first visit to signing at best" in days
    assert "2026-03-18 − 2026-03-02" in days
    assert "看了开发区标准厂房" in shown(place.handler, f"/promotion/visits/{on}&q=电机")
    promises = shown(place.handler, f"/promotion/promises/{on}&standing=late")
    assert "0.0% (0 of 1)" in promises
    assert "0.0% (0 of 1)" in shown(place.handler, f"/promotion/events/{on}")
    promise = lead.promises.earliest("pk")
    answer = browser(place.handler).get(f"/promotion/promises/{promise.pk}/")
    assert answer.headers["Location"] == f"/promotion/leads/{lead.pk}/#promise-{promise.pk}"


def test_an_event_is_entered(place: Winning) -> None:
    said: dict[str, Any] = {"title": "秋洽会", "place": "会展中心", "began_on": DAY}
    said |= {"ended_on": DAY, "organiser": f"商务局 #{place.commerce.pk}"}
    posted(place.handler, "/promotion/events/new/", **said)
    posted(place.handler, "/promotion/events/new/", 409, **said)


def test_the_export_needs_two_roles_and_is_recorded(place: Winning) -> None:
    place.reported()
    assert browser(place.handler).get("/promotion/leads.xlsx").status_code == 403
    give_role(place.handler, "exporter", actor=None, at=making.moment(date(2026, 11, 2)))
    place.handler.held_roles = None
    answer = browser(place.handler).get("/promotion/leads.xlsx")
    assert answer.content[:2] == b"PK"
    assert Event.objects.filter(stream="promotion", kind="promotion.exported").exists()


def test_the_pages_ask_little_of_the_database(
    place: Winning, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lead = place.signed(place.visited(place.reported()), FIRST)
    for number in range(4):
        place.visited(place.reported(f"第{number}个"))
    client = browser(place.handler)
    on = f"?on={FIRST + timedelta(3)}"
    for address in ("", "funnel/", "days/", "visits/", "promises/", "events/"):
        client.get(f"/promotion/{address}{on}")
        with django_assert_max_num_queries(16):
            client.get(f"/promotion/{address}{on}")
    with django_assert_max_num_queries(32):
        client.get(f"/promotion/leads/{lead.pk}/{on}")
