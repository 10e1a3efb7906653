"""S12, money of projects, for programs: applied for, granted, received, paid against progress."""

from __future__ import annotations

import pytest
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.programmes.project_money.money_cast import WAN, Spending

from tashan.record.models import User

pytestmark = pytest.mark.django_db
ON = {"on": "2026-03-02"}


def signed_in(user: User) -> Program:
    return Program(token_for(user, "funds:read", "funds:write"), user)


def test_a_program_takes_a_project_s_money_from_application_to_payment() -> None:
    place = Spending()
    handler, cashier = signed_in(place.handler), signed_in(place.cashier)
    chief = signed_in(making.officer("cao", "chief", at=place.office))
    asked = {"project": place.project.pk, "fen": 1_000 * WAN, "document": "资金申请报告"} | ON
    told = handler.post(f"/project-money/{place.source.pk}/applications", asked, expected=201)
    path = f"/project-money/of/{told['id']}"
    papers = {"fen": 1_000 * WAN, "document": "计划1号"} | ON
    chief.post(path + "/grant", papers, expected=200)
    cashier.post(path + "/receive", papers, expected=200)
    deal = papers | {"contractor": place.builder.pk, "title": "管网施工"}
    told = handler.post(path + "/sign", deal, expected=200)
    contract = {"contract": told["contracts"][0]["id"], "document": "月报"} | ON
    told = handler.post(path + "/progress", contract | {"progress": "42.5"}, expected=200)
    assert told["contracts"][0]["formula"] == "10,000,000.00 × 42.50% × 90% = 3,825,000.00"
    assert told["advance"]["fen"] == 340 * WAN
    told = cashier.post(path + "/pay", contract | {"fen": 340 * WAN}, expected=200)
    assert (told["left"]["fen"], told["advance"]["fen"], told["light"]) == (660 * WAN, 0, "yellow")
    source = handler.get(f"/project-money/{place.source.pk}?on=2026-03-02")
    assert source["paid"]["fen"] == 340 * WAN
    assert source["moneys"][0]["light"] == "green"


def test_a_payment_beyond_the_progress_is_refused_with_its_formula() -> None:
    place = Spending()
    money, contract = place.received(), place.done(place.signed(), 4_000)
    said = {"contract": contract.pk, "fen": 360 * WAN + 1, "document": "回单"} | ON
    told = signed_in(place.cashier).post(f"/project-money/of/{money.pk}/pay", said, expected=422)
    assert "10,000,000.00 × 40% × 90%" in told["title"] + told["detail"]


def test_a_steward_enters_a_source() -> None:
    place = Spending()
    said = {"adoption": place.adoption.pk, "part": "money", "kind": "bonds", "title": "专项债",
            "document": "债1号", "uses": "污水", "fen": 100, "since": "2026-02-02"}  # fmt: skip
    steward = signed_in(place.steward)
    told = steward.post("/project-money", said, expected=201)
    assert told["idle_months"] == 6
    assert [one["title"] for one in steward.get("/project-money")["items"]] == [
        "专项债", "城市供水专项",
    ]  # fmt: skip
    steward.post("/project-money", said | {"kind": "gift", "document": "债2号"}, expected=422)
