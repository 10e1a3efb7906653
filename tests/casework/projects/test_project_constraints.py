"""What the database refuses of the library of projects, by the rule's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Model
from tests import cast
from tests.casework.projects.library_cast import PLANNED, Library, by

from tashan.casework.project_models import (
    Departure,
    EvidenceTakenBack,
    InvestmentPlan,
    Milestone,
    MilestonePlan,
    PlanAmount,
    PlanEntry,
    ProjectEvidence,
    ReportTakenBack,
    StageMove,
)
from tashan.casework.projects import milestones
from tashan.casework.projects.milestones import Reached
from tashan.casework.projects.planning import make_plan

pytestmark = pytest.mark.django_db


def refused(name: str, model: type[Model], **said: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**said)


def changed(name: str, row: Model, **said: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**said)


@pytest.fixture
def place() -> Library:
    return Library()


def test_evidence_and_moves_that_cannot_be(place: Library) -> None:
    told = {"project": place.project, "on": PLANNED, "actor": place.steward, "at": cast.AT}
    refused("project_evidence_names_a_paper", ProjectEvidence, kind="filing", document="", **told)
    version = place.adoption.versions.get()
    refused("stage_move_to_another_stage", StageMove, before="planned", stage="planned",
            version=version, **told)  # fmt: skip
    row = place.show("filing")
    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        ProjectEvidence.objects.filter(pk=row.pk).update(document="别的")
    back = {"on": PLANNED, "actor": place.steward, "at": cast.AT, "reason": ""}
    refused("evidence_taken_back_for_a_reason", EvidenceTakenBack, evidence=row, **back)
    told = {"milestone": place.milestone(), "done_on": PLANNED, "document": "月报",
            "reported_by": place.handler}  # fmt: skip
    refused("report_taken_back_for_a_reason", ReportTakenBack, **told, **back)


def test_departures_that_cannot_be(place: Library) -> None:
    new = {"project": place.project, "direction": "leave", "reason": "land", "says": "一",
           "asked_on": PLANNED, "asked_by": place.handler}  # fmt: skip
    refused("departure_says_why", Departure, **new | {"says": ""})
    row = Departure.objects.create(**new)
    refused("departure_one_at_a_time", Departure, **new)
    whole = {"checked_on": PLANNED, "is_agreed": True}
    changed("departure_checked_by_another", row, checked_by=place.handler, **whole)
    changed("departure_checked_as_a_whole", row, checked_on=PLANNED)


def test_milestones_that_cannot_be(place: Library) -> None:
    row = place.milestone()
    changed("milestone_done_with_a_paper", row, done_on=PLANNED, reported_by=place.handler)
    changed("milestone_checked_once_done", row, checked_on=PLANNED, checked_by=place.chief)
    milestones.report_done(row, Reached("月报"), by=by(place.handler, PLANNED))
    changed("milestone_checked_by_another", row, checked_on=PLANNED, checked_by=place.handler)
    changed("milestone_amount_not_negative", row, done_fen=-1)
    assert Milestone.objects.get().done_on == PLANNED
    new = {"milestone": row, "planned_on": PLANNED, "on": PLANNED, "actor": place.steward,
           "at": cast.AT}  # fmt: skip
    refused("milestone_plan_number_once", MilestonePlan, number=1, **new)
    refused("milestone_plan_changed_for_a_reason", MilestonePlan, number=2, **new)
    refused("milestone_plan_not_negative", MilestonePlan, number=2, reason="一", planned_fen=-1,
            **new)  # fmt: skip


def test_plans_that_cannot_be(place: Library) -> None:
    plan = make_plan("annual", "", 2026, by=by(place.steward, PLANNED))
    changed("investment_plan_years_in_order", plan, last_year=2025)
    issued = {"issued_on": PLANNED, "document": "一号"}
    changed("investment_plan_issued_by_another", plan, issued_by=place.steward, **issued)
    changed("investment_plan_issued_by_a_document", plan, issued_on=PLANNED)
    new = {
        "adoption": place.adoption,
        "part": "library",
        "rules": "annual",
        "title": "一",
        "first_year": 2026,
        "last_year": 2026,
        "made_by": place.steward,
        "made_on": PLANNED,
    }
    refused("investment_plan_adjusted_for_a_reason", InvestmentPlan, replaces=plan, **new)
    told = {
        "plan": plan,
        "project": place.project,
        "content": "厂房",
        "begins": PLANNED,
        "ends": date(2027, 1, 1),
        "total": 1,
        "on": PLANNED,
        "actor": place.steward,
    }
    refused("plan_entry_states_what_it_must", PlanEntry, **told | {"total": 0})
    entry = PlanEntry.objects.create(**told)
    refused("plan_entry_once_a_project", PlanEntry, **told)
    amount = {"entry": entry, "year": 2026, "source": "own"}
    refused("plan_amount_of_something", PlanAmount, fen=0, **amount)
    PlanAmount.objects.create(fen=1, **amount)
    refused("plan_amount_once_a_year_and_source", PlanAmount, fen=1, **amount)
