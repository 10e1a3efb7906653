"""Opening cases by the API, their plans, and the rules that they run by."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework import making, procedures
from tests.casework.making import make_case, matter, officer, person
from tests.registry import people_and_places as county

from tashan.casework.models import Case, HolidayNotice, Matter, Pilot, RegionalAssessment
from tashan.record.models import User
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2).isoformat()


@pytest.fixture(autouse=True)
def _place(settings: Settings) -> None:
    settings.PLACE = "999901"


def calls(user: User) -> Program:
    return Program(token_for(user, "cases:read", "cases:write"), user)


@pytest.fixture
def window() -> Program:
    return calls(procedures.window())


@pytest.fixture
def steward() -> Program:
    return calls(person("qiao", "steward"))


@pytest.fixture
def subject() -> Entity:
    procedures.adopted()
    made = procedures.project()
    procedures.know_all(made)
    for duty in ("reform", "land"):
        making.holds(duty, making.office())
    return made


def body(subject: Entity, **said: object) -> dict[str, object]:
    adoption = procedures.adopted().adoption.pk
    told = {"adoption": adoption, "part": "enterprise_filing", "subject": subject.pk, "on": ON}
    return told | said


def test_every_procedure_is_proposed_with_its_reasons(window: Program, subject: Entity) -> None:
    told = window.post("/case-proposals", {"subject": subject.pk, "on": ON}, expected=200)
    fits = {one["part"]: one["fits"] for one in told["items"]}
    assert fits["enterprise_filing"] is True
    assert fits["government_building"] is False
    filing = next(one for one in told["items"] if one["part"] == "enterprise_filing")
    assert filing["route"] == "filing"
    assert filing["missing"] == []
    assert "soil" in [step["code"] for step in filing["steps"] if step["applies"] is False]


def test_a_case_is_opened_and_what_waits_for_nothing_received(
    window: Program, subject: Entity
) -> None:
    told = window.post("/cases", body(subject, given={"declaration": None}))
    case = Case.objects.get()
    assert told["number"] == case.number == "999901-2026-000001"
    received = Matter.objects.filter(case=case, received_on__isnull=False)
    assert "project_code" in received.values_list("code", flat=True)


def test_a_case_whose_procedure_is_not_for_the_subject_is_refused(
    window: Program, subject: Entity
) -> None:
    told = window.problem("POST", "/cases", body(subject, part="government_building"))
    assert "is not for this subject" in told["detail"]
    assert not Case.objects.exists()


def test_the_plan_tells_the_path_and_what_would_be_if(window: Program) -> None:
    case = make_case({"site": {}, "land": {}}, {"land": ["site"]})
    told = window.get(f"/cases/{case.pk}/plan?on={ON}")
    assert told["path"] == ["site", "land"]
    assert told["holding"] == "site"
    tried = window.post(
        f"/cases/{case.pk}/what-if", {"on": ON, "dropped": [["site", "land"]]}, expected=200
    )
    assert tried["finish"] < told["finish"]
    assert matter(case, "land").waits == 1  # nothing was stored


def test_an_inbox_holds_what_waits_at_the_own_office(window: Program) -> None:
    case = make_case(opened_on=date(2026, 1, 5))
    window.post(f"/cases/{case.pk}/matters/one/receive", {"on": "2026-01-05"}, expected=200)
    mine = calls(officer("he", "handler", at=making.office()))
    rows = mine.get("/inbox?waiting=accept")["items"]
    assert [(row["number"], row["code"]) for row in rows] == [(case.number, "one")]
    other = calls(officer("shui", "handler", at=making.office("水利局")))
    assert other.get("/inbox?waiting=accept")["items"] == []


def test_a_pilot_begins_and_ends(steward: Program) -> None:
    adoption, park = procedures.adopted().adoption.pk, procedures.park()
    body = {"adoption": adoption, "park": park.pk, "since": ON, "reason": "试点方案"}
    made = steward.post("/pilots", body)
    assert [row["id"] for row in steward.get("/pilots")["items"]] == [made["id"]]
    end = {"since": "2026-12-01", "reason": "试点结束"}
    steward.post(f"/pilots/{made['id']}/end", end, expected=200)
    assert Pilot.objects.get(replaced=None).until == date(2026, 12, 1)


def test_an_assessment_is_entered_and_ended(steward: Program) -> None:
    park = procedures.park()
    body = {"area": park.pk, "kind": "geology", "document": "函〔2026〕1号",
            "decided_by": "市政府", "since": ON, "reason": "区域评估"}  # fmt: skip
    made = steward.post("/assessments", body)
    assert steward.get("/assessments")["items"][0]["document"] == "函〔2026〕1号"
    end = {"since": "2027-11-02", "reason": "期满"}
    steward.post(f"/assessments/{made['id']}/end", end, expected=200)
    assert RegionalAssessment.objects.get(replaced=None).until == date(2027, 11, 2)


def test_a_notice_of_holidays_is_previewed_and_entered(steward: Program) -> None:
    county.source()
    body = {"year": 2028, "notice": "国办发明电〔2027〕1号",
            "holidays": [{"name": "元旦", "first": "2028-01-01",
                          "last": "2028-01-03"}]}  # fmt: skip
    assert steward.post("/holidays", body | {"preview": True}, expected=200) == {"moved": []}
    assert not HolidayNotice.objects.exists()
    steward.post("/holidays", body, expected=200)
    assert HolidayNotice.objects.get().year == 2028


def test_a_case_without_a_newer_version_says_why_it_stays(
    window: Program, steward: Program, subject: Entity
) -> None:
    told = window.post("/cases", body(subject, receive=False))
    asked = {"cases": [told["id"]], "reason": "新规则", "preview": True}
    found = steward.post("/case-versions", asked, expected=200)["items"]
    assert found[0]["refused"]
    assert steward.problem("POST", "/case-versions", asked | {"preview": False})
