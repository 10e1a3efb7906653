"""S12 for programs: findings put right by a limit, and a post-evaluation with its score."""

from __future__ import annotations

from base64 import b64encode

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.casework.rounds.rounds_cast import PICTURE, Dispatching, project

from tashan.record.models import User

pytestmark = pytest.mark.django_db
ON = {"on": "2026-10-09"}
MARKS = {"decision": "90", "building": "80", "money": "85", "effect": "70", "lasting": "60"}


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def place() -> Dispatching:
    return Dispatching()


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def test_a_finding_is_put_right_with_proof_and_checked_by_another(place: Dispatching) -> None:
    steward, handler, chief = map(signed_in, (place.steward, place.handler, place.chief))
    said = {"project": place.project.pk, "title": "专项稽察", "document": "稽〔2026〕3号",
            "inspectors": "县稽察组"} | ON  # fmt: skip
    path = f"/inspections/{steward.post('/inspections', said)['id']}"
    finding = {"kind": "tender", "says": "未备案", "office": place.office.pk, "measures": "补办",
               "due_on": "2026-10-30"} | ON  # fmt: skip
    told = steward.post(path + "/findings", finding)
    problem = f"/problems/{told['findings'][0]['id']}"
    handler.post(problem + "/take_up", ON, expected=200)
    proof = {"name": "备案.png", "data": b64encode(PICTURE).decode()}
    handler.post(problem + "/ask_clearing", {"says": "已补办", "file": proof} | ON, expected=200)
    handler.post(problem + "/clear", ON, expected=403)
    chief.post(problem + "/clear", ON, expected=200)
    told = handler.get(path)
    assert (told["found"], told["put_right"]) == (1, 1)
    assert handler.get("/inspections")["items"][0]["put_right"] == 1


def test_a_third_party_s_evaluation_has_a_score_and_its_use(place: Dispatching) -> None:
    one = project("农村饮水工程", 5, stage="completed")
    steward = signed_in(place.steward)
    said = {"project": one.pk, "evaluator": making.enterprise("江南咨询公司", 71).pk,
            "document": "评〔2026〕1号", "marks": MARKS, "says": "达到目标"} | ON  # fmt: skip
    told = steward.post("/evaluations", said)
    assert (told["score"], told["light"]) == ("78.50", "yellow")
    assert sum(mark["weight"] for mark in told["marks"]) == 100
    use = {"says": "二期照此优化", "document": "纪要", "on": "2026-10-20"}
    told = steward.post(f"/evaluations/{told['id']}/uses", use)
    assert told["uses"][0]["says"] == "二期照此优化"
    assert steward.get(f"/evaluations/{told['id']}")["score"] == "78.50"
    assert steward.get("/evaluations")["items"][0]["id"] == told["id"]
    steward.post("/evaluations", said | {"project": place.project.pk}, expected=422)
