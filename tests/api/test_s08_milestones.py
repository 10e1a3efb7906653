"""S08, milestones with planned and actual days and investment, and plans of it, for programs."""

from __future__ import annotations

import pytest
from tests.api.programs import Program, token_for
from tests.casework.projects.library_cast import WAN, Library

from tashan.record.models import User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def test_a_milestone_is_set_planned_anew_reported_and_checked() -> None:
    place = Library()
    steward, handler, chief = map(signed_in, (place.steward, place.handler, place.chief))
    path = f"/projects/{place.project.pk}/milestones"
    said = {"title": "主体封顶", "office": place.office.pk, "planned_on": "2026-09-30",
            "planned_fen": 3_000 * WAN, "on": "2026-02-02"}  # fmt: skip
    made = steward.post(path, said, expected=201)
    act = f"/milestones/{made['id']}"
    anew = {"planned_on": "2026-10-20", "reason": "雨季停工", "on": "2026-09-01"}
    steward.post(act + "/plan", {"planned_on": "2026-10-20"}, expected=422)
    told = steward.post(act + "/plan", anew, expected=200)
    assert [one["reason"] for one in told["plans"]] == ["", "雨季停工"]
    assert told["plans"][0]["planned"]["fen"] == 3_000 * WAN
    done = {"document": "监理报告9号", "fen": 2_800 * WAN, "on": "2026-10-18"}
    told = handler.post(act + "/report", done, expected=200)
    assert (told["done"]["fen"], told["light"]) == (2_800 * WAN, "stopped")
    found = {"agreed": True, "answer": "属实"}
    handler.post(act + "/check", found, expected=403)
    told = chief.post(act + "/check", found, expected=200)
    assert (told["checked_on"] is not None, told["light"]) == (True, None)
    assert [one["title"] for one in handler.get(path)["items"]] == ["主体封顶"]
    assert handler.get(act)["planned_on"] == "2026-10-20"


def test_a_plan_of_investment_admits_only_what_shows_its_papers() -> None:
    place = Library(funding="government")
    steward, chief = signed_in(place.steward), signed_in(place.chief)
    given = {"rules": "annual", "first_year": 2026, "on": "2026-02-02"}
    plan = steward.post("/investment-plans", given, expected=201)
    path = f"/investment-plans/{plan['id']}"
    amounts = [{"year": 2026, "source": "bonds", "fen": 2_000 * WAN},
               {"year": 2026, "source": "county", "fen": 500 * WAN}]  # fmt: skip
    entry = {"project": place.project.pk, "amounts": amounts, "on": "2026-03-02"}
    refused = steward.post(path + "/entries", entry, expected=422)
    assert "可研批复或者概算核定" in refused["title"] + refused["detail"]
    place.show("study")
    told = steward.post(path + "/entries", entry, expected=201)
    assert told["by_source"]["bonds"]["fen"] == 2_000 * WAN
    assert (told["invested"]["fen"], told["total"]["fen"]) == (2_500 * WAN, 8_000 * WAN)
    (row,) = told["entries"]
    assert (row["begins"], row["content"][:5]) == ("2026-06-01", "年产五千吨")
    assert [one["code"] for one in row["admitted"] if one["applies"]] == ["study_approved"]
    chief.post(path + "/issue", {"document": "发改〔2026〕3号"}, expected=200)
    draft = steward.post(path + "/adjust", {"reason": "年中调整"}, expected=201)
    out = f"/plan-entries/{draft['entries'][0]['id']}/take-out"
    assert steward.post(out, {"reason": "资金未落实"}, expected=200)["projects"] == 0
    states = [one["state"] for one in chief.get("/investment-plans")["items"]]
    assert states == ["draft", "adjusted"]
    assert chief.get(path)["document"] == "发改〔2026〕3号"
