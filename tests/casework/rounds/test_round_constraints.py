"""What the database refuses of rounds, papers, problems and evaluations, by the rule's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests import cast
from tests.casework.rounds.rounds_cast import ANSWERED, SEPTEMBER, Dispatching, evidence
from tests.registry import people_and_places as places

from tashan.casework.problem_models import (
    EvaluationMark,
    EvaluationUse,
    PostEvaluation,
    ProjectProblem,
    SiteInspection,
)
from tashan.casework.round_models import (
    DispatchRound,
    LightExcuse,
    PlanCurve,
    ProjectPaper,
    RoundPhoto,
    RoundReport,
    StatisticalFigure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


def refused(name: str, model: type[Model], **said: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dispatch_round_once_a_month", {"month": SEPTEMBER}),
        ("dispatch_round_is_of_a_month", {"month": date(2026, 10, 2)}),
        ("dispatch_round_is_due_after_it_is_issued", {"due_on": date(2026, 1, 1)}),
    ],
)
def test_a_round_that_cannot_be(place: Dispatching, name: str, said: dict[str, Any]) -> None:
    place.issued()
    new = {"month": date(2026, 10, 1), "title": "调度", "issued_on": ANSWERED,
           "due_on": ANSWERED, "issuer": place.steward}  # fmt: skip
    refused(name, DispatchRound, **new | said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("round_report_once_a_project", {"project": "same"}),
        ("round_report_tells_progress", {"progress": ""}),
        ("round_report_falls_with_a_reason", {"done": 1, "before": 2}),
        ("round_report_amounts_not_negative", {"paid": -1}),
        ("round_report_checked_by_another", {"checker": "same"}),
        ("round_report_checked_by_somebody", {"state": "checked"}),
    ],
)
def test_a_report_that_cannot_be(place: Dispatching, name: str, said: dict[str, Any]) -> None:
    found = place.issued()
    if said.get("project") == "same":
        said = {"project": place.project}
    if said.get("checker") == "same":
        said = {"checker": place.handler}
    place.report(found, place.other).delete()
    new = {"round": found, "project": place.other, "office": place.office, "state": "answered",
           "progress": "完成", "answered_on": ANSWERED, "answerer": place.handler}  # fmt: skip
    refused(name, RoundReport, **new | said)


def test_photos_figures_and_excuses_that_cannot_be(place: Dispatching) -> None:
    report = place.report(place.issued())
    photo = {"report": report, "file": evidence(), "taken_on": ANSWERED, "taken_at": "二标段",
             "actor": place.handler, "at": cast.AT}  # fmt: skip
    RoundPhoto.objects.create(**photo)
    refused("round_photo_once_a_report", RoundPhoto, **photo)
    other = photo | {"file": evidence(b"2")}
    refused("round_photo_says_where", RoundPhoto, **other | {"taken_at": ""})
    figure = {"project": place.project, "month": SEPTEMBER, "fen": 1, "source": places.source(),
              "at": cast.AT}  # fmt: skip
    refused("statistical_figure_is_of_a_month", StatisticalFigure, **figure | {"month": ANSWERED})
    refused("statistical_figure_not_negative", StatisticalFigure, **figure | {"fen": -1})
    excuse = {"project": place.project, "dimension": "start", "reason": "雨", "since": SEPTEMBER,
              "approver": place.steward, "until": ANSWERED, "at": cast.AT}  # fmt: skip
    refused("light_excuse_says_why", LightExcuse, **excuse | {"reason": ""})
    refused("light_excuse_ends_after_it_begins", LightExcuse, **excuse | {"until": SEPTEMBER})


def test_a_paper_that_cannot_be(place: Dispatching) -> None:
    new = {"project": place.project, "on": ANSWERED, "source": places.source(), "at": cast.AT}
    refused("project_paper_says_how_much", ProjectPaper, **new, sort="study")
    refused("project_paper_says_how_much", ProjectPaper, **new, sort="licence", fen=1)
    refused("project_paper_of_a_year", ProjectPaper, **new, sort="year_plan", fen=1)


def test_a_problem_that_cannot_be(place: Dispatching) -> None:
    new = {"project": place.project, "kind": "land", "says": "未签", "raiser": place.handler,
           "raised_on": ANSWERED}  # fmt: skip
    refused("project_problem_says_what", ProjectProblem, **new | {"says": ""})
    refused("project_problem_given_to_an_office", ProjectProblem, **new, state="in_hand")
    refused("project_problem_ends_on_a_day", ProjectProblem, **new, state="dropped")
    given = {"office": place.office, "measures": "签", "due_on": ANSWERED, "closed_on": ANSWERED,
             "doer": place.handler, "checker": place.handler}  # fmt: skip
    refused("project_problem_cleared_by_another", ProjectProblem, **new, **given, state="cleared")
    waits = given | {"closed_on": None, "state": "on_account", "review_on": ANSWERED,
                     "account_reason": "明年", "account_asker": place.handler}  # fmt: skip
    name = "project_problem_on_account_by_another"
    refused(name, ProjectProblem, **new, **waits)
    refused(name, ProjectProblem, **new, **waits, approver=place.handler)
    refused(name, ProjectProblem, **new, review_on=ANSWERED)


def test_a_curve_that_cannot_be(place: Dispatching) -> None:
    new = {"project": place.project, "year": 2026, "number": 1, "fen": list(range(1, 13)),
           "on": ANSWERED, "source": places.source(), "at": cast.AT}  # fmt: skip
    refused("plan_curve_never_falls", PlanCurve, **new | {"fen": [2, 1, *range(3, 13)]})
    refused("plan_curve_never_falls", PlanCurve, **new | {"fen": [-1, *range(2, 13)]})
    refused("plan_curve_of_twelve_months", PlanCurve, **new | {"fen": [1, 2]})
    refused("plan_curve_of_twelve_months", PlanCurve, **new | {"fen": [0] * 12})
    refused("plan_curve_changed_for_a_reason", PlanCurve, **new | {"number": 2})
    PlanCurve.objects.create(**new)
    refused("plan_curve_number_once", PlanCurve, **new)


def test_inspections_and_evaluations_that_cannot_be(place: Dispatching) -> None:
    made_by = {"actor": place.steward, "at": cast.AT}
    refused("site_inspection_says_by_what", SiteInspection, project=place.project, title="稽察",
            document="", inspectors="组", on=ANSWERED, **made_by)  # fmt: skip
    new = {"project": place.project, "evaluator": place.office, "document": "评1号",
           "on": ANSWERED, "score": 8_000, "says": "好"} | made_by  # fmt: skip
    refused("post_evaluation_within_a_hundred", PostEvaluation, **new | {"score": 10_001})
    refused("post_evaluation_by_another", PostEvaluation, **new | {"evaluator": place.project})
    row = PostEvaluation.objects.create(**new)
    mark = {"evaluation": row, "code": "money", "weight": 20, "mark": 8_000}
    EvaluationMark.objects.create(**mark)
    refused("evaluation_mark_once_a_line", EvaluationMark, **mark)
    other = mark | {"code": "effect", "weight": 0}
    refused("evaluation_mark_within_a_hundred", EvaluationMark, **other)
    refused("evaluation_use_says_what", EvaluationUse, evaluation=row, says="", on=ANSWERED,
            **made_by)  # fmt: skip
