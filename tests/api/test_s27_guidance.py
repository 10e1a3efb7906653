"""S27, guidance funds, for programs: read as of a day, called, invested, distributed."""

from __future__ import annotations

import pytest
from tests.api.programs import Program, token_for
from tests.programmes.investments.investing_cast import WAN, Guidance

from tashan.record.models import User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Program:
    return Program(token_for(user, "funds:read", "funds:write"), user)


def test_a_program_calls_invests_and_distributes() -> None:
    guidance = Guidance()
    path = f"/guidance/{guidance.fund.pk}"
    chief, cashier, handler = (
        signed_in(user) for user in (guidance.chief, guidance.cashier, guidance.handler)
    )
    said = {"fen": 500 * WAN, "due_on": "2026-04-01", "document": "缴款通知", "on": "2026-03-02"}
    told = chief.post(path + "/call", said, expected=200)
    for partner in told["partners"]:
        owed = {"call": 1, "partner": partner["id"], "fen": partner["owes"]["fen"]}
        cashier.post(path + "/pay_in", owed | {"on": "2026-03-02"}, expected=200)
    target = guidance.partners[0].party_id
    new = {"target": target, "sort": "equity", "milestones": "签约|600000", "document": "投决"}
    told = chief.post(path + "/decide", new | {"on": "2026-03-02"}, expected=200)
    one = {"investment": told["investments"][0]["id"], "position": 1}
    met = one | {"document": "协议", "on": "2026-03-02"}
    handler.post(path + "/meet", met, expected=200)
    told = cashier.post(path + "/pay", one | {"on": "2026-03-02"}, expected=200)
    assert told["invested"]["fen"] == 60 * WAN
    assert told["tvpi"] is None
    share = {"fen": 10 * WAN, "document": "分配决议", "on": "2026-03-02"}
    told = cashier.post(path + "/distribute", share, expected=200)
    assert told["dpi"] == "1/50"


def test_an_act_says_what_it_lacks() -> None:
    guidance = Guidance()
    chief = signed_in(guidance.chief)
    path = f"/guidance/{guidance.fund.pk}/call"
    told = chief.post(path, {"fen": 1}, expected=409)
    assert "due_on" in told["detail"] + told.get("title", "")
