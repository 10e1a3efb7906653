"""Milestones: who answers, by when and for how much; planned anew, reported, checked by another."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.casework.clock_cast import cn
from tests.casework.projects.library_cast import PLANNED, WAN, Library, by

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.due import Due, light_of
from tashan.casework.project_models import Milestone
from tashan.casework.projects import milestones
from tashan.casework.projects.due import DUE
from tashan.casework.projects.milestones import Reached, newest_plans
from tashan.record import statements
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 20)


@pytest.fixture
def place() -> Library:
    return Library()


def due_on(on: date) -> list[Due]:
    return [Due(*row) for row in statements.fetch_all(DUE.statement, {"on": on})]


def reached(place: Library, row: Milestone, on: date = SEPTEMBER) -> Milestone:
    return milestones.report_done(
        row, Reached("监理报告9号", 2_800 * WAN), by=by(place.handler, on)
    )


def test_planning_anew_keeps_what_was_planned_with_the_reason(place: Library) -> None:
    row = place.milestone()
    with pytest.raises(UserError, match="reason"):
        milestones.plan_anew(row, OCTOBER, None, " ", by=by(place.steward, SEPTEMBER))
    milestones.plan_anew(row, OCTOBER, 2_500 * WAN, "雨季停工", by=by(place.steward, SEPTEMBER))
    told = [(p.number, p.planned_on, p.reason) for p in row.plans.all()]
    assert told == [(1, SEPTEMBER, ""), (2, OCTOBER, "雨季停工")]
    assert newest_plans([row], date(2026, 9, 29))[row.pk].number == 1
    assert newest_plans([row], SEPTEMBER)[row.pk].planned_on == OCTOBER
    with pytest.raises(UserError, match="planned already"):
        milestones.plan_anew(row, OCTOBER, 2_500 * WAN, "再说", by=by(place.steward, OCTOBER))


def test_the_office_reports_and_another_person_checks(place: Library) -> None:
    row = place.milestone()
    other = making.officer("wei", "handler", at=making.office("水利局"))
    with pytest.raises(UserError, match="answers for a milestone"):
        milestones.report_done(row, Reached("说明"), by=by(other, SEPTEMBER))
    row = reached(place, row)
    with pytest.raises(UserError, match="does not check"):
        milestones.check_done(row, agreed=True, answer="属实", by=by(place.handler, SEPTEMBER))
    row = milestones.check_done(row, agreed=True, answer="属实", by=by(place.chief, OCTOBER))
    assert (row.done_on, row.done_fen, row.checked_on) == (SEPTEMBER, 2_800 * WAN, OCTOBER)
    with pytest.raises(UserError, match="closed"):
        milestones.drop(row, "不再需要", by=by(place.steward, OCTOBER))
    assert Event.objects.filter(stream=place.project.stream, kind="milestone.confirmed").exists()


def test_a_report_sent_back_is_open_again(place: Library) -> None:
    row = reached(place, place.milestone())
    with pytest.raises(UserError, match="reported done"):
        milestones.plan_anew(row, OCTOBER, None, "雨季", by=by(place.steward, SEPTEMBER))
    row = milestones.check_done(row, agreed=False, answer="未封顶", by=by(place.chief, SEPTEMBER))
    assert (row.done_on, row.document, row.reported_by) == (None, "", None)
    assert reached(place, row, OCTOBER).done_on == OCTOBER


def test_what_is_open_is_due_until_it_is_checked(place: Library) -> None:
    row = place.milestone()
    (due,) = due_on(OCTOBER)
    assert due == Due(
        f"milestone:{row.pk}", "主体封顶", place.office.pk, None, place.project.pk, SEPTEMBER,
        False, None,
    )  # fmt: skip
    assert light_of(due, on=OCTOBER, calendar=cn()) is Light.RED
    reached(place, row)
    assert light_of(due_on(OCTOBER)[0], on=OCTOBER, calendar=cn()) is Light.STOPPED
    milestones.check_done(row, agreed=True, answer="属实", by=by(place.chief, OCTOBER))
    assert due_on(OCTOBER) == []


def test_what_is_dropped_is_due_no_more(place: Library) -> None:
    milestones.drop(place.milestone(), "方案调整", by=by(place.steward, PLANNED))
    assert due_on(OCTOBER) == []


def test_an_office_answers_and_amounts_are_not_negative(place: Library) -> None:
    with pytest.raises(UserError, match="answer for a milestone"):
        place.milestone(officer=place.office)
    with pytest.raises(UserError, match="not negative"):
        milestones.report_done(
            place.milestone(), Reached("说明", -1), by=by(place.handler, SEPTEMBER)
        )
    with pytest.raises(UserError, match="title"):
        place.milestone(" ")
