"""S07, the library of projects, for programs: gates, ages, renewal, leaving."""

from __future__ import annotations

import pytest
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.casework.projects.library_cast import Library

from tashan.record.models import User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Program:
    scopes = ("work:read", "work:write", "registers:read", "registers:write")
    return Program(token_for(user, *scopes), user)


def test_a_gate_tells_what_misses_and_opens_once_it_is_shown() -> None:
    place = Library()
    steward, handler = signed_in(place.steward), signed_in(place.handler)
    path = f"/projects/{place.project.pk}"
    told = steward.get(path + "/library?on=2026-07-06")
    assert (told["stage"], told["days"], told["months"], told["is_stale"]) == (
        "planned", 182, 6, True,
    )  # fmt: skip
    gates = {gate["stage"]: gate for gate in told["gates"]}
    assert (gates["reserved"]["is_open"], gates["preparatory"]["is_open"]) == (False, True)
    (misses,) = [one for one in gates["reserved"]["requirements"] if one["met"] is False]
    assert (misses["says"], misses["lacks"]) == ("有谋划书或者建议书", ["项目谋划书或者建议书"])
    moved = {"on": "2026-03-02", "stage": "reserved", "reason": "入储备库"}
    refused = steward.post(path + "/stage", moved, expected=422)
    assert "有谋划书或者建议书" in refused["title"] + refused["detail"]
    paper = {"kind": "proposal", "document": "项目建议书1号", "on": "2026-02-02"}
    shown = handler.post(path + "/evidence", paper, expected=201)
    assert [one["document"] for one in shown["evidence"]] == ["项目建议书1号"]
    steward.post(path + "/stage", moved, expected=200)
    assert steward.get(path + "/library?on=2026-03-02")["stage"] == "reserved"


def test_ages_and_renewal_of_the_whole_library() -> None:
    place = Library()
    fresh = place.entered("新谋划项目", 2, making.OPENED)
    steward = signed_in(place.steward)
    told = steward.get("/project-library?on=2026-11-02&stale=true")
    assert [one["project"]["id"] for one in told["projects"]] == [place.project.pk]
    assert len(steward.get("/project-library?on=2026-11-02&stage=planned")["projects"]) == 2
    told = steward.get("/project-library/renewal?since=2026-06-01&on=2026-11-02")
    planning = next(one for one in told["batches"] if one["code"] == "planning")
    assert (planning["at_start"], planning["at_end"], planning["renewed"]) == (1, 2, "1.000000")
    assert [one["project"]["id"] for one in planning["entered"]] == [fresh.pk]


def test_one_asks_that_it_leave_and_another_agrees() -> None:
    place = Library()
    asked = {"direction": "leave", "reason": "land", "says": "地块无法供应", "on": "2026-03-02"}
    path = f"/projects/{place.project.pk}"
    steward = signed_in(place.steward)
    row = steward.post(path + "/departures", asked, expected=201)
    said = {"agreed": True, "answer": "属实", "on": "2026-03-02"}
    check = f"/departures/{row['id']}/check"
    steward.post(check, said, expected=422)
    told = signed_in(place.chief).post(check, said, expected=200)
    assert (told["is_agreed"], told["checked_by"]) == (True, "cao")
    assert steward.get(path + "/library?on=2026-03-02")["stage"] == "ended"
    steward.post(path + "/departures", asked | {"direction": "sideways"}, expected=422)
