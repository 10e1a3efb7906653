"""The pages of a case's rules, of pilots and of regional assessments."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.casework import making, procedures
from tests.casework.procedures import adopted, newer
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.casework.models import Case, Pilot, RegionalAssessment
from tashan.casework.moving.by import By
from tashan.casework.opening import open_case, propose
from tashan.record.models import Event
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
PART = "enterprise_filing"
SAID = {"since": "2026-11-02", "reason": "县政府常务会议纪要"}


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def steward(knock: Knock) -> OfficerClient:
    return speaking_english(knock("steward"))


@pytest.fixture
def plant() -> Entity:
    adopted()
    found = procedures.project("电子厂房一期")
    procedures.know_all(found, geology=True)
    return found


@pytest.fixture
def case(plant: Entity) -> Case:
    by = By(procedures.window(), making.moment(procedures.ON), procedures.ON)
    return open_case(propose(adopted(), PART, plant, procedures.ON), by=by)


def longer(file: Any) -> None:
    step = file["parts"][PART]["steps"]["geology"]
    step["limit"], step["limit_basis"] = "30 working days", {"example_of": "他山县"}


def text(client: OfficerClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_tells_why_each_matter_applies(case: Case, steward: OfficerClient) -> None:
    told = text(steward, f"/cases/{case.pk}/rules/")
    assert "version 1" in told
    assert "does not apply" in told
    assert "would move" not in told


def test_a_newer_version_is_shown_beside_and_moved_to_on_purpose(
    case: Case, steward: OfficerClient
) -> None:
    newer(adopted(), longer, since=timezone.localdate())
    told = text(steward, f"/cases/{case.pk}/rules/")
    assert "Version 2 is in force" in told
    assert "<b>30 working days" in told
    refused = steward.post(f"/cases/{case.pk}/rules/move/", {"says": ""})
    assert refused.status_code == 422
    steward.post(f"/cases/{case.pk}/rules/move/", {"says": "省里延长了时限"})
    case.refresh_from_db()
    assert case.version.number == 2


def test_only_a_steward_is_offered_to_move_it(case: Case, knock: Knock) -> None:
    newer(adopted(), longer, since=timezone.localdate())
    assert "/rules/move/" not in text(knock("leader"), f"/cases/{case.pk}/rules/")


def test_who_may_not_see_the_case_does_not_see_its_rules(case: Case, knock: Knock) -> None:
    assert knock("handler").get(f"/cases/{case.pk}/rules/").status_code == 404


def test_several_cases_are_moved_together(case: Case, steward: OfficerClient) -> None:
    assert "Every running case" in text(steward, "/cases/older/")
    newer(adopted(), longer, since=timezone.localdate())
    assert case.number in text(steward, "/cases/older/")
    assert "<b>30 working days" in text(steward, f"/cases/older/?case={case.pk}")
    steward.post("/cases/older/", {"case": [case.pk], "says": "省里延长了时限"})
    case.refresh_from_db()
    assert case.version.number == 2


def test_a_pilot_is_begun_and_ended(plant: Entity, steward: OfficerClient) -> None:
    area = procedures.park()
    assert "Nothing is piloted" in text(steward, "/pilots/")
    adoption = adopted().adoption
    answer = steward.post("/pilots/new/", SAID | {"adoption": adoption.pk, "park": "电子产业园"})
    assert answer.headers["Location"] == "/pilots/"
    row = Pilot.objects.get()
    assert (row.park, row.source.title) == (area, SAID["reason"])
    assert "电子产业园" in text(steward, "/pilots/")
    assert Event.objects.filter(stream=adoption.stream, kind="adoption.pilot_begun").exists()
    steward.post(f"/pilots/{row.pk}/end/", SAID | {"since": "2026-12-01"})
    assert Pilot.objects.get(replaced=None).until == date(2026, 12, 1)


def test_a_park_is_not_piloted_twice_on_one_day(plant: Entity, steward: OfficerClient) -> None:
    procedures.park()
    said = SAID | {"adoption": adopted().adoption.pk, "park": "电子产业园"}
    steward.post("/pilots/new/", said)
    again = steward.post("/pilots/new/", said)
    assert "piloted there on that day already" in again.content.decode()
    assert Pilot.objects.count() == 1


def test_an_assessment_is_entered_with_its_document_and_ended(
    plant: Entity, steward: OfficerClient
) -> None:
    procedures.park()
    said = SAID | {"area": "电子产业园", "kind": "geology", "document": "他政发〔2026〕3号",
                   "decided_by": "县政府", "until": ""}  # fmt: skip
    assert steward.post("/assessments/new/", said).headers["Location"] == "/assessments/"
    row = RegionalAssessment.objects.get()
    assert "他政发〔2026〕3号" in text(steward, "/assessments/")
    steward.post(f"/assessments/{row.pk}/end/", SAID | {"since": "2026-12-01"})
    assert RegionalAssessment.objects.get(replaced=None).until == date(2026, 12, 1)


def test_an_assessment_without_its_document_is_refused(
    plant: Entity, steward: OfficerClient
) -> None:
    procedures.park()
    said = SAID | {"area": "电子产业园", "kind": "geology", "document": "", "decided_by": "县"}
    assert steward.post("/assessments/new/", said).status_code == 200
    assert not RegionalAssessment.objects.exists()


def test_the_rules_page_asks_few_queries(
    case: Case, steward: OfficerClient, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        text(steward, f"/cases/{case.pk}/rules/")
