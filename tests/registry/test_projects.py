"""Projects: codes in both formats, one stage after another, works and participants."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.registry import park_cast, project_cast
from tests.registry.park_cast import ON, Park

from tashan.base.errors import UserError
from tashan.record.models import Event
from tashan.registry import projects
from tashan.registry.changes import change
from tashan.registry.keeping import New, facts_on
from tashan.registry.kinds import Part, ProjectStage
from tashan.registry.models import Entity, Participation, ProjectFacts, Work

pytestmark = pytest.mark.django_db
PLANNED, LATER = date(2026, 1, 5), date(2026, 6, 1)
LEGACY, ODD = "2019-330391-47-03-831266", "2607-330482-04-01-100011"


@pytest.fixture
def park() -> Park:
    return park_cast.park()


def enter(park: Park, code: str = "", **facts: Any) -> Entity:
    said = {"type": "construction", "stage": "planned"} | facts
    return projects.enter_project(New("标准厂房二期", PLANNED, code, said), source=park.source)


@pytest.fixture
def project(park: Park) -> Entity:
    return enter(park)


def move(project: Entity, stage: ProjectStage, on: date, park: Park) -> None:
    projects.move(project, stage, on=on, source=park.source)


def test_a_code_is_kept_in_its_usual_form(park: Park) -> None:
    assert enter(park, "2607330482 0401100010".replace(" ", "")).code == "2607-330482-04-01-100010"


def test_a_code_of_the_old_format_is_taken(park: Park) -> None:
    assert enter(park, LEGACY).code == LEGACY


def test_a_failed_check_digit_needs_a_reason(park: Park) -> None:
    with pytest.raises(UserError, match="check digit"):
        enter(park, ODD)


def test_with_a_reason_a_code_of_odd_digits_is_taken(park: Park) -> None:
    made = enter(park, ODD, code_note="批复原件如此")
    assert (made.code, facts_on(made, PLANNED).code_note) == (ODD, "批复原件如此")


def test_what_has_not_the_form_of_a_code_is_refused_with_a_reason_too(park: Park) -> None:
    with pytest.raises(UserError, match="has not the form"):
        enter(park, "12345", code_note="没有代码")


def test_one_code_is_one_project(park: Park) -> None:
    enter(park, LEGACY)
    with pytest.raises(UserError, match="is in the register already: 标准厂房二期"):
        enter(park, LEGACY)


def test_a_project_without_a_code_may_be_planned(project: Entity) -> None:
    assert project.code == ""


def test_a_project_moves_to_a_stage_that_may_follow(project: Entity, park: Park) -> None:
    move(project, ProjectStage.PREPARATORY, LATER, park)
    stages = [facts_on(project, day).stage for day in (PLANNED, LATER)]
    assert stages == ["planned", "preparatory"]


def test_a_stage_that_cannot_follow_is_refused(project: Entity, park: Park) -> None:
    with pytest.raises(UserError, match="does not go to “In production”"):
        move(project, ProjectStage.PRODUCING, LATER, park)


def test_a_project_does_not_move_before_it_is_in_the_register(project: Entity, park: Park) -> None:
    with pytest.raises(UserError, match="not in the register"):
        move(project, ProjectStage.PREPARATORY, date(2025, 1, 1), park)


def test_the_days_of_start_and_completion_are_kept_with_the_stages(park: Park) -> None:
    made = project_cast.all_projects(park)[4]
    facts = facts_on(made, ON)
    assert (facts.started_on, facts.finished_on) == (date(2025, 9, 1), date(2026, 3, 20))


def test_every_stage_but_the_evaluated_leads_on() -> None:
    ends = [stage for stage in ProjectStage if not projects.MOVES[stage]]
    assert ends == [ProjectStage.EVALUATED]


def test_a_move_is_an_event_with_its_stage(project: Entity, park: Park) -> None:
    move(project, ProjectStage.PREPARATORY, LATER, park)
    event = Event.objects.filter(stream=project.stream).last()
    assert event is not None
    assert (event.payload["stage"], event.occurred_on) == ("preparatory", LATER)


def test_other_facts_do_not_break_a_stage_in_two(project: Entity, park: Park) -> None:
    change(project, since=LATER, source=park.source, investment=100)
    rows = list(ProjectFacts.objects.filter(entity=project, replaced=None).order_by("since"))
    assert [(s.stage, s.since) for s in projects.spells(rows)] == [("planned", PLANNED)]


def test_one_project_has_many_works(project: Entity, park: Park) -> None:
    for code in ("001", "002"):
        new = projects.NewWork(code, f"{code} 号厂房")
        projects.add_work(project, new, since=PLANNED, source=park.source)
    assert project.works.count() == 2


def test_a_work_is_entered_once(project: Entity, park: Park) -> None:
    new = projects.NewWork("001", "厂房")
    projects.add_work(project, new, since=PLANNED, source=park.source)
    with pytest.raises(UserError, match="has a work 001 already"):
        projects.add_work(project, new, since=LATER, source=park.source)


def test_somebody_has_a_part_once(project: Entity, park: Park) -> None:
    owner = park.tenants["航宇部件"]
    projects.join(project, owner, part=Part.OWNER, since=PLANNED, source=park.source)
    with pytest.raises(UserError, match="already"):
        projects.join(project, owner, part=Part.OWNER, since=LATER, source=park.source)


def test_who_left_had_a_part_all_the_same(project: Entity, park: Park) -> None:
    owner = park.tenants["航宇部件"]
    joined = projects.join(project, owner, part=Part.OWNER, since=PLANNED, source=park.source)
    projects.leave(joined, on=LATER, source=park.source)
    held = Participation.objects.get(project=project, replaced=None)
    assert (held.since, held.until) == (PLANNED, LATER)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("project_facts_never_twice", {}),
        ("project_facts_end_after_they_begin", {"until": PLANNED}),
        ("project_investment_not_negative", {"investment": -1, "since": date(1990, 1, 1)}),
        (
            "project_finishes_after_it_starts",
            {"started_on": LATER, "finished_on": PLANNED, "since": date(1990, 1, 1)},
        ),
    ],
)
def test_wrong_facts_are_refused(constraint: str, changes: dict[str, Any], project: Entity) -> None:
    row = ProjectFacts.objects.get(entity=project)
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    if row.since.year == 1990:
        row.until = date(1990, 1, 2)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_wrong_works_are_refused(project: Entity, park: Park) -> None:
    """work_once_a_project, work_ends_after_it_begins"""
    new = projects.NewWork("001", "厂房")
    work = projects.add_work(project, new, since=PLANNED, source=park.source)
    for constraint, until in (
        ("work_once_a_project", None),
        ("work_ends_after_it_begins", PLANNED),
    ):
        again = Work.objects.get(pk=work.pk)
        again.pk, again.until = None, until
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            again.save(force_insert=True)


def test_a_part_ends_after_it_begins(project: Entity, park: Park) -> None:
    owner = park.tenants["航宇部件"]
    row = projects.join(project, owner, part=Part.OWNER, since=PLANNED, source=park.source)
    row.pk, row.until = None, PLANNED  # type: ignore[assignment]
    name = "participation_ends_after_it_begins"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)
