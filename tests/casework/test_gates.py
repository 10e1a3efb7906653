"""What must hold before a matter begins, and what a joint conclusion waits for."""

from __future__ import annotations

import pytest
from tests.casework import making, procedures
from tests.casework.procedures import ON, adopted, know_all
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.casework.models import Case, Matter
from tashan.casework.moving.by import By
from tashan.casework.moving.handling import decide, take_up
from tashan.casework.moving.receiving import accept, receive
from tashan.casework.opening import Intake, open_case, propose
from tashan.casework.states import State
from tashan.registry.keeping import state_further
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db


def by() -> By:
    return By(procedures.window(), making.moment(ON), ON)


def opened(subject: Entity) -> Case:
    found = propose(adopted(), "enterprise_filing", subject, ON)
    for duty in {step.step.duty for step in found.applying}:
        making.holds(duty, making.office())
    given = {one.code: None for one in found.materials}
    return open_case(found, by=by(), intake=Intake(given=given))


def plant(code: str | None = None, **facts: object) -> Entity:
    adopted()
    found = procedures.project(code=code)
    know_all(found, **facts)
    return found


def freed(case: Case, code: str) -> Matter:
    """A matter that waits for nothing any more."""
    Matter.objects.filter(case=case, code=code).update(waits=0)
    return Matter.objects.get(case=case, code=code)


def test_a_matter_with_a_shut_gate_is_not_received_and_it_is_told_what_must_hold() -> None:
    case = opened(plant(funds_ready=False))
    matter = freed(case, "construction_permit")
    with pytest.raises(UserError) as refused:
        receive(matter.pk, by=by())
    assert "建设资金已经落实" in refused.value.message
    assert "建设单位" in refused.value.hint


def test_a_gate_of_which_nothing_is_known_is_shut() -> None:
    case = opened(plant(funds_ready=None))
    with pytest.raises(UserError):
        receive(freed(case, "construction_permit").pk, by=by())


def test_the_gate_opens_once_the_fact_is_entered() -> None:
    subject = plant(funds_ready=False)
    matter = freed(opened(subject), "construction_permit")
    state_further(subject, "approval", "funds_ready", True, since=ON, source=county.source())
    receive(matter.pk, by=by())
    matter.refresh_from_db()
    assert matter.state == State.RECEIVED


def test_a_code_that_came_after_the_case_was_opened_lets_it_be_accepted() -> None:
    subject = plant(code="")
    case = opened(subject)
    matter = Matter.objects.get(case=case, code="project_code")
    receive(matter.pk, by=by())
    with pytest.raises(UserError):
        accept(matter.pk, by=by())
    Entity.objects.filter(pk=subject.pk).update(code=making.project_code())
    accept(matter.pk, by=by())
    matter.refresh_from_db()
    assert matter.state == State.ACCEPTED


def test_the_joint_conclusion_waits_for_every_member() -> None:
    case = opened(plant())
    office = making.office()
    worker = making.officer("works", "handler", at=office)
    mine = By(worker, making.moment(ON), ON)
    joint = freed(case, "together")
    receive(joint.pk, by=by())
    accept(joint.pk, by=by())
    take_up(joint.pk, by=mine)
    with pytest.raises(UserError) as refused:
        decide(joint.pk, "pass", by=mine)
    assert "0" in refused.value.message
    members = Matter.objects.filter(case=case, code__in=joint.terms["joint"])
    members.update(state=State.PASSED, received_on=ON, ended_on=ON)
    decide(joint.pk, "pass", by=mine)
    joint.refresh_from_db()
    assert joint.state == State.PASSED
