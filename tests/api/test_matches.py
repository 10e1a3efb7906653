"""Programmes, matches, lists and chains, as programs read and keep them."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from tests import cast
from tests.api.programs import Program, program, token_for
from tests.programmes import match_cast as own
from tests.web.people import account

from tashan.adoption import adopting
from tashan.adoption.models import Adoption, Conclusion
from tashan.programmes.models import Run
from tashan.record.tokens import Scope
from tashan.registry import belonging
from tashan.registry.kinds import Capacity

pytestmark = pytest.mark.django_db
ON = "2026-11-02"


@pytest.fixture
def county(settings: Settings) -> own.County:
    settings.PLACE = "999901"
    return own.County(own.steward())


@pytest.fixture
def adoption(county: own.County) -> Adoption:
    return county.awards(srdi_budget=40)


@pytest.fixture
def steward(adoption: Adoption) -> Program:
    return program("steward", "exporter")


def match(steward: Program, adoption: Adoption, **headers: str) -> int:
    body = {"programmes": [{"adoption": adoption.pk, "part": "srdi"}], "on": ON}
    return int(steward.post("/matches", body, expected=202, **headers)["id"])


def test_programmes_in_force_are_listed_and_read(steward: Program, adoption: Adoption) -> None:
    codes = [one["code"] for one in steward.get(f"/programmes?on={ON}")["items"]]
    assert codes == ["output_honour", "equipment_subsidy", "srdi_award"]
    told = steward.get(f"/programmes/{adoption.pk}/srdi?on={ON}")
    assert [one["code"] for one in told["conditions"]] == [
        "standing",
        "title",
        "first",
        "dishonest",
    ]
    assert told["budget"] == 40_0000_00
    assert told["parameters"]["srdi_award"]["values"] == {"2026-01-01": "20"}


def test_a_match_is_asked_for_and_read_with_its_reasons(
    steward: Program, adoption: Adoption, county: own.County
) -> None:
    number = match(steward, adoption)
    (told,) = steward.get(f"/matches/{number}")["programmes"]
    assert (told["eligible"], told["near"], told["given"]) == (3, 1, 40_0000_00)
    found = steward.get(f"/matches/{number}/programmes/0?order=subject")
    assert [(one["subject"], one["given"], one["outcome"]) for one in found["items"]] == [
        (county.hengchuan.pk, 20_0000_00, "given"),
        (county.changqing.pk, 20_0000_00, "given"),
        (county.mingyuan.pk, 0, "no_money"),
    ]
    near = steward.get(f"/matches/{number}/programmes/0?standing=near")["items"][0]
    missed = [one for one in near["answer"]["reasons"] if one["met"] is False]
    assert [one["says"]["en"] for one in missed] == ["Recognised as specialised and new"]


def test_a_long_result_comes_in_pages(steward: Program, adoption: Adoption) -> None:
    number = match(steward, adoption)
    first = steward.get(f"/matches/{number}/programmes/0?limit=2")
    rest = steward.get(first["next"])
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)


def test_what_is_missing_is_told_with_who_holds_it(steward: Program, adoption: Adoption) -> None:
    body = {"programmes": [{"adoption": adoption.pk, "part": "equipment"}], "on": ON}
    number = steward.post("/matches", body, expected=202)["id"]
    found = steward.get(f"/matches/{number}/programmes/0?standing=unknown")
    keys = {one["key"]: one for one in found["missing"]}
    missing = keys["investment_in_equipment@2025-01-01/2025-12-31"]
    assert (missing["subjects"], missing["last"]) == (4, "2025-12-31")
    assert missing["holder"]["zh"]
    (reason,) = [r for r in found["items"][0]["answer"]["reasons"] if r["missing"]]
    assert reason["met"] is None


def test_one_subject_is_asked_about(
    steward: Program, adoption: Adoption, county: own.County
) -> None:
    number = match(steward, adoption)
    path = f"/matches/{number}/programmes/0/subjects/{county.plain.pk}"
    assert steward.get(path)["answer"]["verdict"] == "no"
    assert steward.problem("GET", path.replace(str(county.plain.pk), "999999"))["status"] == 404


def test_a_match_sent_twice_is_made_once(steward: Program, adoption: Adoption) -> None:
    first = match(steward, adoption, Idempotency_Key="a-match")
    assert match(steward, adoption, Idempotency_Key="a-match") == first
    assert Run.objects.count() == 1


def test_a_programme_of_the_library_is_previewed(steward: Program) -> None:
    body = {"programmes": [{"code": "srdi_award"}], "on": ON}
    assert steward.post("/matches", body, expected=202)["is_preview"] is True


def test_what_if_tells_who_loses_and_stores_nothing(
    steward: Program, adoption: Adoption, county: own.County
) -> None:
    body = {
        "adoption": adoption.pk, "part": "srdi", "on": ON, "parameters": {"srdi_budget": "20"},
    }  # fmt: skip
    told = steward.post("/programmes/what-if", body, expected=200)
    assert [(one["subject"], one["change"]) for one in told["moved"]] == [
        (county.changqing.pk, "loses")
    ]
    assert (told["before"]["given"], told["after"]["given"]) == (40_0000_00, 20_0000_00)
    assert not Run.objects.exists()


def test_a_float_is_no_exact_parameter(steward: Program, adoption: Adoption) -> None:
    body = {"adoption": adoption.pk, "part": "srdi", "parameters": {"srdi_budget": 20.5}}
    assert "0.95" in steward.problem("POST", "/programmes/what-if", body)["hint"]


def test_an_enterprise_is_told_what_it_can_get(
    steward: Program, adoption: Adoption, county: own.County
) -> None:
    found = steward.get(f"/enterprises/{county.plain.pk}/programmes?on={ON}")["items"]
    chances = {one["programme"]["code"]: one["chance"] for one in found}
    assert chances["srdi_award"] == "nearly"


def test_an_agent_sees_only_what_its_own_enterprise_can_get(
    adoption: Adoption, county: own.County
) -> None:
    user = account("agent-of-plain", "agent")
    belonging.belong(user, county.plain, Capacity.AGENT, since=own.SINCE, source=county.source)
    caller = Program(token_for(user, *Scope.values), user)
    assert caller.get(f"/enterprises/{county.plain.pk}/programmes?on={ON}")["items"]
    other = f"/enterprises/{county.hengchuan.pk}/programmes"
    assert caller.problem("GET", other)["status"] == 404


def test_a_list_is_drafted_confirmed_and_taken_out(
    steward: Program, adoption: Adoption, county: own.County
) -> None:
    made = steward.post("/lists", {"match": match(steward, adoption)})
    assert [one["fen"] for one in made["awards"]] == [20_0000_00, 20_0000_00]
    refused = steward.problem("POST", f"/lists/{made['id']}/confirm", {})
    assert "review" in refused["hint"]
    said = adopting.Reviewed(Conclusion.PASSES, "审查意见3号", "市场监管局", own.TODAY)
    adopting.record_review(adoption, said, actor=county.actor, at=cast.AT)
    told = steward.post(f"/lists/{made['id']}/confirm", {}, expected=200)
    assert told["state"] == "confirmed"
    pushed = steward.post(f"/lists/{made['id']}/push", {}, expected=200)
    assert {one["state"] for one in pushed["awards"]} == {"pushed"}
    assert steward.send("GET", f"/lists/{made['id']}/export.xlsx").content[:2] == b"PK"
    assert [one["id"] for one in steward.get("/lists")["items"]] == [made["id"]]


def test_a_draft_is_dropped(steward: Program, adoption: Adoption) -> None:
    made = steward.post("/lists", {"match": match(steward, adoption)})
    body = {"reason": "数据更正"}
    told = steward.post(f"/lists/{made['id']}/drop", body, expected=200)
    assert told["state"] == steward.get(f"/lists/{made['id']}")["state"] == "dropped"


def test_policies_from_above_are_looked_for(steward: Program) -> None:
    before = steward.get("/opportunities")["items"]
    assert {one["match"] for one in before} == {None}
    steward.post("/opportunities", {"on": ON}, expected=202)
    assert all(one["match"] for one in steward.get("/opportunities")["items"])
    assert len(steward.get("/matches")["items"]) == 2


def test_a_chain_is_read_with_its_missing_links(steward: Program, county: own.County) -> None:
    four = county.adopted("four_ones", "电气产业链")
    (line,) = steward.get(f"/chains?on={ON}")["items"]
    assert line["adoption"] == four.pk
    told = steward.get(f"/chains/{four.pk}/{line['part']}?on={ON}")
    missing = [one["code"] for one in told["links"] if one["is_missing"]]
    assert missing == ["parts", "machines", "systems"]
