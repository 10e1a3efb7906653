"""S24, the four reports, for programs: reported before the act, answered, listed without."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework.four_reports.report_cast import Reporting
from tests.casework.four_reports.test_unreported import penalty

from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> Reporting:
    settings.PLACE = "999901"
    return Reporting()


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def given(place: Reporting, **said: object) -> dict[str, object]:
    planned = timezone.localdate() + timedelta(20)
    usual: dict[str, object] = {
        "firm": place.firm.pk, "kind": "inspection", "what": "专项检查", "legal_basis": "安全法",
        "officers": "简某", "planned_on": planned.isoformat(),
    }  # fmt: skip
    return usual | said


def test_s24_an_act_is_reported_received_recorded_and_rated(place: Reporting) -> None:
    office, keeper, agent = map(signed_in, (place.inspector, place.keeper, place.agent))
    told = office.post("/four-reports", given(place))
    assert (told["is_late"], told["acts"], told["light"]) == (False, ["record"], "yellow")
    assert told["office"]["name"] == "市场监督管理局"
    path = f"/four-reports/{told['id']}"
    told = keeper.post(path + "/receive", {"remark": "请合并"}, expected=200)
    assert told["received_on"] == timezone.localdate().isoformat()
    said = {"outcome": "changed", "result": "只查一台"}
    assert office.post(path + "/record", said, expected=200)["outcome"] == "changed"
    told = agent.post(path + "/rate", {"rating": 5, "comment": "好"}, expected=200)
    assert (told["rating"], told["comment"]) == (5, "好")
    assert office.get(path)["rating"] is None
    assert [one["id"] for one in agent.get("/four-reports")["items"]] == [told["id"]]


def test_s24_nothing_blocks_a_lawful_act(place: Reporting) -> None:
    office = signed_in(place.inspector)
    today = timezone.localdate().isoformat()
    told = office.post("/four-reports", given(place, planned_on=today))
    assert told["is_late"] is True
    said = {"outcome": "carried_out", "result": "立即整改"}
    told = office.post(f"/four-reports/{told['id']}/record", said, expected=200)
    assert (told["received_on"], told["done_on"]) == (None, today)


def test_s24_an_exempt_act_is_recorded_afterwards_with_its_ground(place: Reporting) -> None:
    office = signed_in(place.inspector)
    day = (timezone.localdate() - timedelta(3)).isoformat()
    exempt = given(place, planned_on=day, exempt="complaint")
    office.post("/four-reports", exempt, expected=422)
    told = office.post("/four-reports", exempt | {"ground": "12345 工单 88 号"})
    assert (told["exempt"], told["due_on"]) == ("complaint", None)


def test_s24_acts_without_a_report_are_listed_with_the_office_s_answer(place: Reporting) -> None:
    steward, office = signed_in(place.steward), signed_in(place.other)
    penalty(place)
    [found] = steward.post("/unreported-acts/look", {}, expected=200)["found"]
    assert (found["office"]["name"], found["found_by"]) == ("应急管理局", "credit")
    office.post(f"/unreported-acts/{found['id']}/answer", {"answer": "漏报"}, expected=200)
    signed_in(place.agent).post(
        "/unreported-acts",
        {"office": place.market.pk, "kind": "inspection", "on": "2026-10-12", "what": "抽查"},
    )
    keeper = signed_in(place.keeper)
    listed = keeper.get("/unreported-acts")["items"]
    assert [(one["found_by"], one["answer"]) for one in listed] == [
        ("firm", ""), ("credit", "漏报"),
    ]  # fmt: skip
    assert [one["found_by"] for one in office.get("/unreported-acts")["items"]] == ["credit"]
    told = keeper.get("/four-reports/overview")
    assert (told["unreported"], told["reported"], told["mean"]) == (2, 0, None)
    assert {one["unanswered"] for one in told["offices"]} == {0, 1}


def test_s24_an_office_acts_for_itself_alone(place: Reporting) -> None:
    office = signed_in(place.inspector)
    office.post("/four-reports", given(place, office=place.safety.pk), expected=403)
    made = place.reported(date(2026, 11, 2))
    office.post(f"/four-reports/{made.pk}/receive", {}, expected=403)
    agent = signed_in(place.agent)
    agent.post("/four-reports", given(place), expected=422)
    told = agent.post("/four-reports", given(place, kind="closure"))
    assert told["office"]["id"] == place.firm.pk


def test_s24_a_bank_s_program_reports_a_withdrawal_and_reads_the_answer(place: Reporting) -> None:
    bank, keeper = signed_in(place.clerk), signed_in(place.keeper)
    bank.post("/four-reports", given(place), expected=422)
    bank.post("/four-reports", given(place, office=place.market.pk, kind="loan"), expected=403)
    bank.post("/four-reports", given(place, office=place.bank_beside.pk, kind="loan"), expected=403)
    told = bank.post("/four-reports", given(place, kind="loan", what="到期不再续贷"))
    assert (told["office"]["id"], told["acts"]) == (place.bank.pk, ["record"])
    path = f"/four-reports/{told['id']}"
    bank.post(path + "/receive", {}, expected=403)
    keeper.post(path + "/receive", {"remark": "可办转贷"}, expected=200)
    told = bank.get(path)
    assert (told["remark"], told["frequency"]) == ("可办转贷", [])
    assert [one["kind"] for one in keeper.get(path)["frequency"]] == ["loan"]
    assert [one["id"] for one in signed_in(place.agent).get("/four-reports")["items"]] == [
        told["id"]
    ]
    beside = signed_in(place.clerk_beside)
    assert beside.get("/four-reports")["items"] == []
    assert beside.send("GET", path).status_code == 404
    assert bank.send("GET", "/four-reports/overview").status_code == 403
