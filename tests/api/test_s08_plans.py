"""S08 for programs: plans beside what was invested, a project's months, and taking back."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework.projects.library_cast import PLANNED, Library
from tests.casework.rounds.planning_cast import LATE, Planning
from tests.casework.rounds.rounds_cast import WAN

from tashan.record.models import User

pytestmark = pytest.mark.django_db
ON = {"on": "2026-11-02"}


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def test_an_entry_tells_planned_reported_and_statistical() -> None:
    place = Planning()
    plan = place.issue(place.drafted(1_200))
    steward = signed_in(place.steward)
    path = f"/investment-plans/{plan.pk}"
    (year,) = steward.get(path)["entries"][0]["years"]
    assert (year["planned"]["fen"], year["reported"], year["statistical"]) == (
        1_200 * WAN, None, None,
    )  # fmt: skip
    report = place.answered(place.report(place.issued()), done=540 * WAN)
    told = steward.get(path)
    (year,) = told["entries"][0]["years"]
    assert (year["reported"]["fen"], year["reported_month"]) == (540 * WAN, "2026-09-01")
    assert year["report"].endswith(f"/rounds/reports/{report.pk}")
    assert told["invested_by_year"]["2026"] == {
        "reported": year["reported"], "reported_known": 1,
        "statistical": None, "statistical_known": 0, "projects": 1,
    }  # fmt: skip
    one = steward.get(f"/rounds/reports/{report.pk}")
    assert (one["planned"]["fen"], one["scheduled"], one["has_curve"]) == (
        1_200 * WAN, "75", False,
    )  # fmt: skip
    assert one["plan"].endswith(path)


def test_the_months_of_a_project_are_entered_and_read() -> None:
    place = Planning()
    place.issue(place.drafted(1_200))
    place.answered(place.report(place.issued()), done=540 * WAN)
    steward = signed_in(place.steward)
    path = f"/projects/{place.project.pk}/plan-course"
    said = {"year": 2026, "document": "进度计划表", "fen": [wan * WAN for wan in LATE]} | ON
    falls = said | {"fen": [2, 1, *[wan * WAN for wan in LATE[2:]]]}
    refused = steward.post(path, falls, expected=422)
    assert "Month 2 is lower" in refused["title"] + refused["detail"]
    told = steward.post(path, said)
    assert (told["curve"]["number"], told["curve"]["counts"]) == (1, True)
    assert (told["reported"], told["statistical"]) == ({"9": 540 * WAN}, {})
    assert steward.get(path + "?year=2025")["curve"] is None


def test_evidence_and_reports_are_taken_back() -> None:
    place = Library()
    row, milestone = place.show("proposal"), place.milestone()
    place.move("reserved", PLANNED)
    handler, chief = signed_in(place.handler), signed_in(place.chief)
    back = f"/projects/{place.project.pk}/evidence/{row.pk}/take-back"
    told = handler.post(back, {"reason": "附错了"} | ON, expected=200)
    (shown,) = told["evidence"]
    assert [one["says"] for one in shown["taken_back"]["stood"]] == ["reserved"]
    path = f"/milestones/{milestone.pk}"
    handler.post(path + "/report", {"document": "监理月报"} | ON, expected=200)
    chief.post(path + "/check", {"agreed": True, "answer": "属实"} | ON, expected=200)
    handler.post(path + "/take_back", {"reason": "报错"} | ON, expected=422)
    told = chief.post(path + "/take_back", {"reason": "报错"} | ON, expected=200)
    assert (told["done_on"], told["checked_on"]) == (None, None)
    assert [(one["document"], one["was_confirmed"]) for one in told["taken_back"]] == [
        ("监理月报", True)
    ]


def test_a_problem_is_put_on_account_by_another() -> None:
    place = Planning()
    problem = place.assigned()
    handler, steward = signed_in(place.handler), signed_in(place.steward)
    path = f"/problems/{problem.pk}"
    asked = {"says": "电网改造列入明年计划", "until": "2099-01-20"} | ON
    told = handler.post(path + "/ask_account", asked, expected=200)
    assert (told["asks_review_on"], told["state"]) == ("2099-01-20", "assigned")
    told = steward.post(path + "/put_on_account", ON, expected=200)
    assert (told["state"], told["review_on"], told["light"]) == (
        "on_account", "2099-01-20", "green",
    )  # fmt: skip
    assert [one["id"] for one in steward.get("/problems?state=on_account")["items"]] == [problem.pk]
    told = steward.post(path + "/take_up_again", {"until": "2099-02-01"} | ON, expected=200)
    assert (told["state"], told["review_on"]) == ("in_hand", None)
