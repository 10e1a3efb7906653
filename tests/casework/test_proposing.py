"""What a case would be: the route by rules, the steps that apply and why, what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.casework import procedures
from tests.casework.procedures import ON, adopted, know, know_all
from tests.registry import people_and_places as county

from tashan.casework.models import Pilot, RegionalAssessment
from tashan.casework.proposals import CodeState, Proposal, Why
from tashan.casework.proposing import proposals, propose, ways
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


def proposal(subject: Entity, part: str = "enterprise_filing", on: date = ON) -> Proposal:
    return propose(adopted(), part, subject, on)


def routes(subject: Entity) -> dict[str, bool | None]:
    """Of each shipped procedure whether it is for the project."""
    adopted()
    found = proposals(ways(subject, ON), subject, ON)
    return {one.part: one.fits for one in found}


def test_rules_decide_the_route_of_the_four_types_of_projects() -> None:
    adopted()
    school = procedures.project("学校", 1, funding="government")
    know_all(school)
    plant = procedures.project("厂房", 2)
    know_all(plant)
    bridge = procedures.project("大桥", 3)
    know_all(bridge, in_ratification_catalogue=True)
    plot = procedures.project("标准地", 4)
    know_all(plot, standard_plot=True)
    fitting = {
        name: [part for part, fits in routes(one).items() if fits]
        for name, one in {"school": school, "plant": plant, "bridge": bridge, "plot": plot}.items()
    }
    assert fitting == {
        "school": ["government_building"],
        "plant": ["enterprise_filing"],
        "bridge": ["enterprise_ratification"],
        "plot": ["standard_plot"],
    }
    assert proposal(school, "government_building").route == "approval"
    assert proposal(bridge, "enterprise_ratification").route == "ratification"
    assert proposal(plant).route == proposal(plot, "standard_plot").route == "filing"


def test_a_route_that_does_not_fit_says_which_condition_is_missed() -> None:
    adopted()
    bridge = procedures.project("大桥")
    know_all(bridge, in_ratification_catalogue=True)
    found = proposal(bridge)
    assert found.fits is False
    assert found.route is None
    missed = [one for one in found.conditions if one.answer.holds is False]
    assert [one.says.zh for one in missed] == ["不在政府核准的投资项目目录内"]
    assert missed[0].answer.used == {"extra:approval.in_ratification_catalogue": "yes"}


def test_facts_that_rules_lack_are_named_with_who_holds_them() -> None:
    adopted()
    plant = procedures.project()
    know_all(plant, flood=None, fire_review=None)
    found = proposal(plant)
    assert found.fits is True
    assert {step.code for step in found.undecided} == {"flood", "fire_design", "fire_check",
                                                       "fire_filing"}  # fmt: skip
    assert [(fact.field, fact.holder.zh) for fact in found.missing] == [
        ("fire_review", "住房和城乡建设局"),
        ("flood", "水利局"),
    ]


def test_a_fact_is_taken_as_it_was_on_the_day() -> None:
    adopted()
    plant = procedures.project()
    know_all(plant)
    source = county.source()
    later = date(2026, 11, 20)
    procedures.keeping.state_further(plant, "approval", "flood", True, since=later, source=source)
    assert proposal(plant).steps["flood"].applies is False
    assert proposal(plant, on=later).steps["flood"].applies is True


def test_a_measured_fact_decides_a_step() -> None:
    adopted()
    plant = procedures.project(floor_area=Decimal(60000))
    know_all(plant)
    step = proposal(plant).steps["traffic"]
    assert step.applies is True
    assert step.answer is not None
    assert step.answer.used == {"floor_area": "60000 平方米"}


def test_steps_left_out_hand_on_what_comes_before_them() -> None:
    adopted()
    plant = procedures.project()
    know_all(plant, land="existing", with_design=True)
    found = proposal(plant)
    assert {"land_supply", "land_permit", "design_review"} <= {s.code for s in found.left_out}
    edges = {edge.before: edge for edge in found.steps["works_permit"].before}
    assert edges["filing"].is_hard
    assert edges["filing"].over == ("land_permit",)


def test_every_material_is_listed_once_and_what_a_step_gives_comes_by_itself() -> None:
    adopted()
    plant = procedures.project()
    know_all(plant)
    found = proposal(plant)
    by_code = {one.code: one for one in found.materials}
    assert len(by_code) == len(found.materials)
    assert by_code["land_paper"].from_step == "land_supply"
    assert by_code["land_paper"] not in found.to_hand_in
    assert "construction_permit" in by_code["funds"].needed_by
    assert by_code["declaration"].is_at_once
    assert not by_code["funds"].is_at_once


def test_what_a_left_out_step_would_give_is_handed_in() -> None:
    adopted()
    plant = procedures.project()
    know_all(plant, land="existing")
    by_code = {one.code: one for one in proposal(plant).materials}
    assert by_code["land_paper"].is_handed_in


def test_the_joint_check_begins_with_its_members_and_has_one_limit_of_its_own() -> None:
    adopted()
    plant = procedures.project()
    know_all(plant)
    joint = proposal(plant).steps["together"]
    assert joint.why is Why.JOINT
    assert joint.members == ("planning_check", "land_check", "records_check")
    assert {edge.before for edge in joint.before if edge.is_hard} == {"built"}
    limits = {limit["kind"]: limit["n"] for limit in joint.step.terms["limits"]}
    assert limits == {"promised": 12, "statutory": 45}


def assess(area: Entity, kind: str = "geology", *, since: date = date(2026, 1, 1),
           until: date | None = None) -> RegionalAssessment:  # fmt: skip
    source = county.source()
    return RegionalAssessment.objects.create(
        area=area, kind=kind, document="他政发〔2026〕3号", decided_by="县政府", since=since,
        until=until, source=source, entered=source,
    )  # fmt: skip


def test_an_assessment_of_the_park_spares_its_projects_the_step() -> None:
    adopted()
    area = procedures.park()
    plant = procedures.project(park=area)
    know_all(plant, geology=True)
    row = assess(area)
    step = proposal(plant).steps["geology"]
    assert (step.applies, step.why, step.spared_by) == (False, Why.SPARED, row)
    other = procedures.project("山边的厂房", 2)
    know_all(other, geology=True)
    assert proposal(other).steps["geology"].applies is True


def test_an_assessment_of_the_county_spares_all_in_it() -> None:
    adopted()
    plant = procedures.project()
    know_all(plant, geology=None)
    assess(procedures.making.home())
    found = proposal(plant)
    assert [step.code for step in found.spared] == ["geology"]
    assert found.missing == []


def test_an_assessment_that_has_expired_or_not_begun_spares_nothing() -> None:
    adopted()
    area = procedures.park()
    plant = procedures.project(park=area)
    know_all(plant, geology=True)
    assess(area, until=ON)
    assess(area, since=date(2026, 11, 3))
    assert proposal(plant).steps["geology"].applies is True
    assert proposal(plant, on=date(2026, 11, 1)).steps["geology"].why is Why.SPARED


def test_while_there_are_pilots_only_their_parks_are_in() -> None:
    held, area = adopted(), procedures.park()
    inside = procedures.project(park=area)
    outside = procedures.project("园外的厂房", 2)
    assert not proposal(outside).is_outside_pilots
    source = county.source()
    row = Pilot.objects.create(adoption=held.adoption, park=area, since=date(2026, 6, 1),
                               source=source, entered=source)  # fmt: skip
    assert proposal(outside).is_outside_pilots
    assert proposal(inside).pilot == row
    assert not proposal(outside, on=date(2026, 5, 31)).is_outside_pilots


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("", CodeState.NONE),
        ("2607-999901-04-01-100011", CodeState.INVALID),
        (procedures.making.project_code(), CodeState.VALID),
    ],
)
def test_the_code_of_the_project_is_checked(code: str, state: CodeState) -> None:
    adopted()
    plant = procedures.project(code=code)
    know(plant, eia="form")
    assert proposal(plant).code.state is state


def test_an_enterprise_and_a_place_have_procedures_too() -> None:
    held = adopted("public_notice")
    firm = procedures.making.enterprise()
    assert {part for _held, part in ways(firm, ON)} == {"firm_notice"}
    know(firm, register="notice", names_firms=False, objected=False)
    found = propose(held, "firm_notice", firm, ON)
    assert [step.code for step in found.ready] == ["draft"]
    assert found.owner == firm
    listed = propose(held, "list_notice", procedures.making.home(), ON, about="list:7")
    assert listed.about == "list:7"
    assert [fact.field for fact in listed.missing] == ["names_firms", "objected"]
