"""Duties, delegated items and the open catalogue by API."""

from __future__ import annotations

from datetime import date

import pytest
from tests import cast
from tests.api.programs import Program, program
from tests.casework import making
from tests.duties.duties_cast import BUREAU, TOWN, delegated, given
from tests.registry import people_and_places as county

from tashan.adoption.adopting import NewAdoption, adopt, change_parameters
from tashan.adoption.models import Adoption
from tashan.adoption.settings_of import Setting
from tashan.duties import keeping
from tashan.duties.models import Delegation, Form
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


@pytest.fixture
def keeper() -> Program:
    return program("registrar")


@pytest.fixture
def bureau() -> Entity:
    return making.office(BUREAU)


@pytest.fixture
def adopted() -> Adoption:
    new = NewAdoption("parallel_approval", "并联审批", "999901", date(2026, 1, 1))
    return adopt(new, actor=cast.officer("steward0", "石执事"), at=cast.AT)


def test_a_duty_is_given_and_told(keeper: Program, bureau: Entity) -> None:
    sent = {"code": "land", "title": {"zh": "用地"}, "office": bureau.pk, "since": "2026-01-01",
            "reason": "三定规定"}  # fmt: skip
    assert keeper.send("POST", f"{V1}/duties", sent).status_code == 201
    [duty] = keeper.send("GET", f"{V1}/duties?on=2026-06-01").json()["items"]
    assert (duty["code"], duty["office"]["name"]) == ("land", BUREAU)
    [before] = keeper.send("GET", f"{V1}/duties?on=2025-06-01").json()["items"]
    assert before["office"] is None


def test_a_duty_is_ended(keeper: Program, bureau: Entity) -> None:
    row = given(bureau, "land")
    sent = {"on": "2026-01-01", "reason": "机构改革"}
    assert keeper.send("POST", f"{V1}/duties/{row.pk}/end", sent).status_code == 200
    [duty] = keeper.send("GET", f"{V1}/duties?on=2026-06-01").json()["items"]
    assert duty["office"] is None


def test_a_joint_office_is_told_with_its_members(keeper: Program, bureau: Entity) -> None:
    joint = making.office("工程联合审批办公室")
    given(joint, "joint_check")
    sent = {"member": bureau.pk, "is_lead": True, "since": "2026-01-01", "reason": "文件"}
    made = keeper.send("POST", f"{V1}/offices/{joint.pk}/members", sent)
    [duty] = keeper.send("GET", f"{V1}/duties?on=2026-06-01").json()["items"]
    assert [(m["office"]["name"], m["is_lead"]) for m in duty["members"]] == [(BUREAU, True)]
    left = {"on": "2026-05-01", "reason": "文件"}
    keeper.send("POST", f"{V1}/duties/members/{made.json()['id']}/part", left)
    [duty] = keeper.send("GET", f"{V1}/duties?on=2026-06-01").json()["items"]
    assert duty["members"] == []


def test_what_nobody_answers_for_is_told(keeper: Program, adopted: Adoption) -> None:
    found = keeper.send("GET", f"{V1}/duties/missing").json()["items"]
    assert {"works", "land"} <= {one["code"] for one in found}


def test_who_would_act_is_asked_with_the_seal(keeper: Program, bureau: Entity) -> None:
    given(bureau, "planning")
    row = delegated(Form.ENTRUSTED)
    asked = f"{V1}/duties/acting?duty=planning&item=land_use_permit&on=2026-06-01"
    told = keeper.send("GET", asked).json()
    assert (told["office"]["name"], told["seal"]["name"]) == (TOWN, BUREAU)
    assert told["delegation"] == row.pk
    nobody = keeper.send("GET", f"{V1}/duties/acting?duty=fire").json()
    assert nobody["office"] is None


def test_an_item_is_delegated_evaluated_and_recalled(
    keeper: Program, bureau: Entity, adopted: Adoption
) -> None:
    town = making.office(TOWN)
    sent = {"item": "drainage", "holder": bureau.pk, "to": town.pk, "form": "transferred",
            "document": "昆政发1号", "every": 6, "since": "2026-01-01",
            "reason": "扩权"}  # fmt: skip
    made = keeper.send("POST", f"{V1}/delegations", sent)
    assert made.status_code == 201
    url = made.json()["url"]
    found = {"on": "2026-07-01", "passes": False, "says": "3件超时", "reason": "评估"}
    assert keeper.send("POST", f"{url}/evaluations", found).status_code == 201
    told = keeper.send("GET", url).json()
    assert told["asks_recall"] is True
    assert told["seal"]["name"] == TOWN
    assert told["counted"]["share"] is None
    over = keeper.send("POST", f"{url}/recall", {"on": "2026-08-01", "reason": "评估未通过"})
    assert keeper.send("GET", over.json()["url"]).json()["until"] == "2026-08-01"
    assert keeper.send("GET", url).json()["until"] == "2026-08-01"  # its old address leads there


def test_an_item_that_no_catalogue_has_is_refused(keeper: Program, bureau: Entity) -> None:
    town = making.office(TOWN)
    sent = {"item": "moonshine", "holder": bureau.pk, "to": town.pk, "form": "window",
            "document": "1号", "since": "2026-01-01", "reason": "扩权"}  # fmt: skip
    answer = keeper.send("POST", f"{V1}/delegations", sent)
    assert answer.status_code == 422
    assert Delegation.objects.count() == 0


def test_delegations_are_those_of_a_day_and_of_a_form(keeper: Program) -> None:
    keeping.recall(delegated(), on=date(2026, 9, 1), source=county.source())
    assert keeper.send("GET", f"{V1}/delegations?on=2026-10-01").json()["items"] == []
    asked = f"{V1}/delegations?on=2026-10-01&all=true&form=transferred"
    assert len(keeper.send("GET", asked).json()["items"]) == 1


def test_the_catalogue_is_told_with_its_share(keeper: Program, adopted: Adoption) -> None:
    told = keeper.send("GET", f"{V1}/items?on=2026-11-02").json()
    [proposal] = [one for one in told["items"] if one["code"] == "proposal"]
    assert (proposal["promised"]["n"], proposal["statutory"]["n"]) == (5, 20)
    assert proposal["office"] is None
    assert told["same_day"] == {"decided": 0, "same_day": 0, "share": None,
                                "first": "2026-01-01", "last": "2026-11-02"}  # fmt: skip


def test_two_versions_of_the_catalogue_are_compared(keeper: Program, adopted: Adoption) -> None:
    actor = cast.officer("steward1", "石执事")
    setting = {"joint_check": Setting(7, "提速")}
    change_parameters(adopted, setting, since=date(2026, 6, 1), actor=actor, at=cast.AT)
    asked = f"{V1}/items/versions/{adopted.pk}?before=1&after=2"
    found = {one["code"]: one for one in keeper.send("GET", asked).json()["items"]}
    assert found["fire_check"]["before"]["promised"]["n"] == 12
    assert found["fire_check"]["after"]["promised"]["n"] == 7
