"""A running case keeps its rules until somebody moves it, having seen each new deadline."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.casework import making, procedures
from tests.casework.procedures import ON, adopted, know_all, newer

from tashan.base.errors import UserError
from tashan.casework.models import Case, Matter
from tashan.casework.moving.by import By
from tashan.casework.moving.receiving import accept
from tashan.casework.moving_versions import move_cases
from tashan.casework.opening import Intake, open_case, propose, receive_ready
from tashan.casework.versions import Change, preview, under_older_versions
from tashan.record.models import Event
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
LATER = date(2026, 11, 4)
PART = "enterprise_filing"


def by(on: date = ON) -> By:
    return By(procedures.window(), making.moment(on), on)


@pytest.fixture
def plant() -> Entity:
    adopted()
    found = procedures.project()
    know_all(found, geology=True)
    return found


@pytest.fixture
def case(plant: Entity) -> Case:
    """Opened and received; the assessment of the ground is accepted."""
    found = propose(adopted(), PART, plant, ON)
    for duty in {step.step.duty for step in found.applying}:
        making.holds(duty, making.office())
    given = {one.code: None for one in found.to_hand_in}
    case = open_case(found, by=by(), intake=Intake(given=given))
    receive_ready(case, by=by())
    accept(Matter.objects.get(case=case, code="geology").pk, by=by())
    return case


def step(file: Any, code: str) -> Any:
    return file["parts"][PART]["steps"][code]


def longer(file: Any) -> None:
    """The assessment of the ground gets thirty working days."""
    step(file, "geology")["limit"] = "30 working days"
    step(file, "geology")["limit_basis"] = {"example_of": "他山县"}


def row(case: Case, code: str) -> Matter:
    return Matter.objects.get(case=case, code=code)


def test_a_new_version_moves_no_case_by_itself(case: Case) -> None:
    before = row(case, "geology").promised_on
    newer(adopted(), longer, since=LATER)
    case.refresh_from_db()
    assert case.version.number == 1
    assert row(case, "geology").promised_on == before
    assert [one.pk for one in under_older_versions(LATER)] == [case.pk]
    assert not under_older_versions(ON).exists()


def test_the_preview_tells_old_and_new_deadline_and_stores_nothing(case: Case) -> None:
    newer(adopted(), longer, since=LATER)
    told = preview(case, LATER)
    moved = {one.code: one for one in told.moved_deadlines}
    assert set(moved) == {"geology"}
    assert moved["geology"].before.promised_on == row(case, "geology").promised_on
    assert moved["geology"].after.promised_on == date(2026, 12, 14)
    assert case.version.number == 1


def test_moving_does_what_the_preview_showed(case: Case) -> None:
    newer(adopted(), longer, since=LATER)
    told = preview(case, LATER)
    move_cases([case.pk], "省里延长了时限", by=by(LATER))
    case.refresh_from_db()
    assert case.version.number == 2
    after = {one.code: one.after.promised_on for one in told.changes}
    for matter in Matter.objects.filter(case=case):
        assert matter.promised_on == after[matter.code]
    event = Event.objects.filter(stream=case.stream).latest("sequence")
    assert event.kind == "case.rules_moved"
    changed = {one["matter"]: one for one in event.payload["changes"]}
    assert changed["geology"]["promised"][1] == "2026-12-14"


def test_steps_come_and_go(case: Case) -> None:
    def other(file: Any) -> None:
        steps = file["parts"][PART]["steps"]
        del steps["records_check"]
        steps["completion_filing"]["after"] = [
            one for one in steps["completion_filing"]["after"]
            if not isinstance(one, dict) or one["step"] != "records_check"
        ]  # fmt: skip
        joint = file["parts"][PART]["joint"]["together"]
        joint["steps"] = [one for one in joint["steps"] if one != "records_check"]
        steps["meeting"] = {"title": {"zh": "协调会", "en": "Meeting"}, "duty": "works",
                            "limit": "same day", "limit_basis": {"example_of": "他山县"},
                            "after": ["works_permit"]}  # fmt: skip
        steps["start"]["after"] = [*steps["start"]["after"], "meeting"]

    newer(adopted(), other, since=LATER)
    changes = {one.code: one.change for one in preview(case, LATER).changes}
    assert changes["meeting"] is Change.COMES
    assert changes["records_check"] is Change.GOES
    assert changes["start"] is Change.OTHER_TERMS
    unfinished = case.unfinished
    waits = row(case, "start").waits
    move_cases([case.pk], "新流程", by=by(LATER))
    case.refresh_from_db()
    assert not Matter.objects.filter(case=case, code="records_check").exists()
    assert row(case, "meeting").waits == 1
    assert row(case, "start").waits == waits + 1
    assert case.unfinished == unfinished


def test_a_matter_in_hand_that_the_new_version_lacks_stays(case: Case) -> None:
    def other(file: Any) -> None:
        del file["parts"][PART]["steps"]["geology"]

    newer(adopted(), other, since=LATER)
    changes = {one.code: one.change for one in preview(case, LATER).changes}
    assert changes["geology"] is Change.KEPT
    move_cases([case.pk], "新流程", by=by(LATER))
    assert row(case, "geology").promised_on is not None


def test_a_case_that_cannot_be_moved_says_why_and_then_none_is(case: Case, plant: Entity) -> None:
    closed = open_case(propose(adopted(), PART, plant, ON), by=by())
    newer(adopted(), longer, since=LATER)
    Case.objects.filter(pk=closed.pk).update(state="ended", closed_on=ON)
    closed.refresh_from_db()
    assert "closed" in preview(closed, LATER).refused
    with pytest.raises(UserError):
        move_cases([case.pk, closed.pk], "新流程", by=by(LATER))
    case.refresh_from_db()
    assert case.version.number == 1


def test_it_is_told_why_cases_are_moved(case: Case) -> None:
    newer(adopted(), longer, since=LATER)
    with pytest.raises(UserError):
        move_cases([case.pk], " ", by=by(LATER))
    with pytest.raises(UserError):
        move_cases([], "新流程", by=by(LATER))
