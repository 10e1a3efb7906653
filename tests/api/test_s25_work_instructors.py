"""S25 for programs: matched, published, visited, a problem passed on, rated, scored."""

from __future__ import annotations

import pytest
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.casework.services.service_cast import Services
from tests.duties.dispatching.sent_cast import NAMES, Sent

from tashan.casework.service_models import ServiceOrder
from tashan.duties.dispatch_models import RatingSide, TieSort
from tashan.record.models import User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def test_a_program_sends_instructors_and_follows_them() -> None:
    place = Sent()
    place.ties(place.officer("fang"), place.firms[0], TieSort.FAMILY)
    steward, chief = signed_in(place.steward), signed_in(place.chief)
    said = {"adoption": place.adoption.pk, "part": "instructors", "title": "2026年指导员",
            "office": place.office.pk, "since": "2026-01-05"}  # fmt: skip
    told = steward.post("/secondments", said, expected=201)
    path = f"/secondments/{told['id']}"
    firms = [one.pk for one in place.firms]
    steward.post(path + "/places", {"group": "strongest", "entities": firms[:2]}, expected=200)
    steward.post(path + "/places", {"group": "best", "entities": firms[2:]}, expected=200)
    officers = [place.officer(name).pk for name in NAMES]
    steward.post(path + "/members", {"pool": "reserve", "officers": officers}, expected=200)
    assert [one["quota"] for one in told["groups"]] == [2, 1]
    proposal = steward.get(path + "/proposal")
    assert (proposal["points"], len(proposal["come"])) == (30, 3)
    steward.post(path + "/proposal", {}, expected=200)
    terms = {one["place"]["id"]: one for one in steward.get(path + "/terms")["items"]}
    assert terms[firms[0]]["officer"]["id"] == place.officer("gu").pk  # fang has family there
    assert terms[firms[0]]["met"] == ["electronics"]
    second = steward.get(f"/secondments/terms/{terms[firms[0]]['id']}/second-best")
    assert second["cost"] == 10
    steward.post(path + "/publish", {"document": "他委〔2026〕1号", "on": "2026-01-05"},
                 expected=422)  # fmt: skip
    papers = {"document": "他委〔2026〕1号", "on": "2026-01-05"}
    assert chief.post(path + "/publish", papers, expected=200)["state"] == "running"
    Services()
    _served(place, terms[firms[1]]["id"], chief)


def _served(place: Sent, term: int, chief: Program) -> None:
    """Visits, a problem that becomes an order, a report, both ratings and the score."""
    own, path = signed_in(place.people["hua"]), f"/secondments/terms/{term}"
    visit = {"on": "2026-02-03", "where": "车间", "met": "王厂长", "said": "谈招工",
             "problems": [{"says": "缺焊工", "service": "recruiting"}]}  # fmt: skip
    told = own.post(path + "/visits", visit, expected=201)
    assert told["visits"][0]["is_late"]  # it is typed in today
    problem = told["visits"][0]["problems"][0]["id"]
    told = own.post(f"/secondments/problems/{problem}/order", {}, expected=200)
    order = ServiceOrder.objects.get()
    assert told["visits"][0]["problems"][0]["order"] == str(order.pk)
    assert (order.about, order.service) == (f"visit:{told['visits'][0]['id']}", "recruiting")
    own.post(path + "/reports", {"of": "2026-02-10", "says": "走访一次"}, expected=201)
    other = signed_in(place.people["ji"])
    other.post(path + "/visits", visit, expected=422)
    agent = signed_in(making.agent("wang", place.firms[1]))
    assert [one["id"] for one in agent.get("/own/secondments")["items"]] == [term]
    agent.post(f"/own/secondments/{term}/ratings", {"stars": 5, "says": "好"}, expected=200)
    chief.post(path + "/ratings", {"stars": 4}, expected=201)
    told = own.get(path + "?on=2026-03-02")
    assert "wang" not in str(told)
    assert (told["light"], told["visits_due"], told["visits_made"]) == ("red", 2, 1)
    assert [one["code"] for one in own.get(path)["inputs"]] == ["visits"]
    told = chief.get(path)
    assert {one["code"]: one["value"] for one in told["inputs"]}[RatingSide.SERVED] == "100.00"
    assert own.get("/my-secondments")["items"][0]["id"] == term


def test_a_quota_that_cannot_be_met_is_told() -> None:
    place = Sent(to_strongest=4, to_best=1)
    row = place.drafted()
    told = signed_in(place.steward).send("GET", f"/secondments/{row.pk}/proposal")
    assert told.status_code == 422
    assert "2 of 4 places can be filled" in told.content.decode()


def test_without_a_menu_a_problem_is_not_passed_on() -> None:
    place = Sent()
    term = place.at_firm(place.published(), 1)
    own = signed_in(place.people["hua"])
    visit = {"on": "2026-02-03", "where": "车间", "met": "王厂长", "said": "谈招工",
             "problems": [{"says": "缺焊工"}]}  # fmt: skip
    told = own.post(f"/secondments/terms/{term.pk}/visits", visit, expected=201)
    problem = told["visits"][0]["problems"][0]["id"]
    own.post(f"/secondments/problems/{problem}/order", {}, expected=422)
