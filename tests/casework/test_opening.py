"""A case as it begins: its matters, what they wait for, its number and what it keeps of why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from tests import cast
from tests.casework import making, procedures
from tests.casework.procedures import ON, adopted, know_all
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.casework.models import Case, Matter, Pilot, Prerequisite, RegionalAssessment
from tashan.casework.moving.by import By
from tashan.casework.opening import Intake, open_case, propose, receive_ready
from tashan.casework.states import State
from tashan.record import files
from tashan.record.models import Event
from tashan.registry.kinds import Part
from tashan.registry.models import Entity
from tashan.registry.projects import join

pytestmark = pytest.mark.django_db


def by(on: date = ON) -> By:
    return By(procedures.window(), making.moment(on), on)


def plant(**facts: object) -> Entity:
    """A factory whose facts are all known."""
    adopted()
    found = procedures.project()
    know_all(found, **facts)
    return found


def opened(subject: Entity, part: str = "enterprise_filing", **said: object) -> Case:
    return open_case(propose(adopted(), part, subject, ON), by=by(), **said)  # type: ignore[arg-type]


def test_there_is_one_matter_for_each_step_that_applies() -> None:
    case = opened(plant())
    matters = {row.code: row for row in Matter.objects.filter(case=case)}
    assert "flood" not in matters
    assert (
        matters["construction_permit"].waits
        == Prerequisite.objects.filter(after=matters["construction_permit"], need="hard").count()
    )
    assert case.unfinished == len(matters)
    assert {row.state for row in matters.values()} == {State.NOT_BEGUN}
    case.refresh_from_db()
    stages = sorted(case.opening["stages"].items(), key=lambda item: item[1]["position"])
    assert [code for code, _told in stages] == ["land", "works", "permit", "finish", "beside"]


def test_the_case_keeps_why_a_step_applies_with_the_facts_as_they_stood() -> None:
    case = opened(plant(flood=True))
    steps = case.opening["steps"]
    assert steps["flood"]["applies"] is True
    assert steps["flood"]["used"] == {"extra:approval.flood": "yes"}
    soil = steps["soil"]
    assert (soil["applies"], soil["why"], soil["rule"]) == (False, "rule", "approval.soil")
    assert soil["used"] == {"extra:approval.soil": "no"}
    assert steps["survey"]["why"] == "always"


def test_every_prerequisite_shows_its_basis_or_none() -> None:
    case = opened(plant())
    rows = Prerequisite.objects.filter(after__case=case).select_related("before", "after")
    told = {(row.before.code, row.after.code): row for row in rows}
    permit = told["works_permit", "construction_permit"]
    assert (permit.need, permit.basis) == ("hard", ["建筑法 第八条"])
    assert told["project_code", "joint_assessment"].basis == []


def test_the_office_is_who_holds_the_duty() -> None:
    subject = plant()
    office = making.office("发展改革局")
    making.holds("reform", office)
    row = Matter.objects.get(case=opened(subject), code="filing")
    assert (row.office, row.seal) == (office, office)


def test_what_can_begin_is_received_at_once() -> None:
    subject = plant()
    for duty in ("reform", "land", "works", "ecology"):
        making.holds(duty, making.office())
    for duty in {s.step.duty for s in propose(adopted(), "enterprise_filing", subject, ON).ready}:
        making.holds(duty, making.office())
    case = opened(subject)
    received = receive_ready(case, by=by()).received
    assert "project_code" in {row.code for row in received}
    states = set(Matter.objects.filter(case=case, waits=0).values_list("state", flat=True))
    assert states == {State.RECEIVED}
    assert not Matter.objects.filter(case=case, waits__gt=0).exclude(state=0).exists()


def test_the_owner_of_the_project_applies_unless_another_is_named() -> None:
    subject, firm = plant(), making.enterprise()
    join(subject, firm, part=Part.OWNER, since=county.LONG_AGO, source=county.source())
    assert opened(subject).applicant == firm
    other = making.enterprise("代办公司", 8)
    assert opened(subject, applicant=other).applicant == other


def test_numbers_follow_each_other_in_a_year() -> None:
    subject = plant()
    numbers = [opened(subject).number for _ in range(2)]
    assert numbers == ["999901-2026-000001", "999901-2026-000002"]


@pytest.mark.django_db(transaction=True)
def test_two_who_open_cases_at_once_never_get_the_same_number() -> None:
    subject = plant()
    proposal, who = propose(adopted(), "enterprise_filing", subject, ON), by()

    def one(_number: int) -> str:
        try:
            return open_case(proposal, by=who).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(one, range(8)))
    assert numbers == [f"999901-2026-{n:06d}" for n in range(1, 9)]


def test_what_was_handed_in_is_with_the_case() -> None:
    case = opened(
        plant(),
        intake=Intake(
            given={
                "declaration": None,
                "funds": files.store(b"funds", name="funds.pdf", at=cast.AT),
            }
        ),
    )
    rows = {row.code: row for row in case.materials.all()}
    assert rows["declaration"].given_on == ON
    assert rows["funds"].file is not None
    assert rows["design"].given_on is None
    assert rows["land_paper"].from_matter is not None
    assert rows["land_paper"].from_matter.code == "land_supply"


def test_commitment_is_kept_where_the_step_allows_it() -> None:
    subject = plant(standard_plot=True)
    chosen = Intake(committed=frozenset({"works_permit", "filing"}))
    case = opened(subject, "standard_plot", intake=chosen)
    modes = dict(Matter.objects.filter(case=case).values_list("code", "mode"))
    assert (modes["works_permit"], modes["filing"]) == ("p", "a")


def test_opening_is_an_event() -> None:
    case = opened(plant())
    event = Event.objects.get(stream=case.stream)
    assert (event.kind, event.payload["part"]) == ("case.opened", "enterprise_filing")


def test_a_missing_fact_is_refused_with_who_knows_it() -> None:
    with pytest.raises(UserError) as refused:
        opened(plant(flood=None))
    assert "水利局" in refused.value.message


def test_a_procedure_that_is_not_for_the_subject_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        opened(plant(in_ratification_catalogue=True))
    assert "目录" in refused.value.message


def test_outside_the_pilots_nothing_is_opened_and_it_is_said_where_they_are() -> None:
    subject, area = plant(), procedures.park()
    source = county.source()
    Pilot.objects.create(adoption=adopted().adoption, park=area, since=date(2026, 6, 1),
                         source=source, entered=source)  # fmt: skip
    with pytest.raises(UserError) as refused:
        opened(subject)
    assert "电子产业园" in refused.value.message


def test_a_project_without_a_code_can_be_prepared() -> None:
    adopted()
    subject = procedures.project(code="")
    know_all(subject)
    case = opened(subject)
    assert case.project_code == ""
    assert case.opening["code"]["state"] == "none"


def test_the_document_of_the_assessment_is_shown_with_the_step_it_spares() -> None:
    subject = plant(geology=True)
    source = county.source()
    RegionalAssessment.objects.create(
        area=making.home(), kind="geology", document="他政发〔2026〕3号", decided_by="县政府",
        since=date(2026, 1, 1), source=source, entered=source,
    )  # fmt: skip
    case = opened(subject)
    assert case.opening["steps"]["geology"]["spared_by"]["document"] == "他政发〔2026〕3号"
    assert not Matter.objects.filter(case=case, code="geology").exists()


def test_a_case_about_a_list_names_it() -> None:
    held = adopted("public_notice")
    place = making.home()
    procedures.know(place, register="notice", names_firms=True, objected=False)
    found = propose(held, "list_notice", place, ON, about="list:7")
    case = open_case(found, by=by(), title="年度纳税名单公示")
    assert (case.about, case.title, case.applicant) == ("list:7", "年度纳税名单公示", None)
