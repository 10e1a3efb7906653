"""S26 through the API: a guarantee granted, watched, claimed by the bank, paid, recovered."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.programs import Program, token_for
from tests.programmes.guarantee_cast import WAN, Guaranteeing

from tashan.record.models import User
from tashan.record.tokens import Scope

pytestmark = pytest.mark.django_db


def program_of(user: User) -> Program:
    return Program(token_for(user, *Scope.values), user)


class Callers:
    """The fund with a program for everybody who acts on it."""

    def __init__(self) -> None:
        self.place = Guaranteeing()
        names = ("agent", "handler", "chief", "cashier", "clerk", "steward")
        self.by = {name: program_of(getattr(self.place, name)) for name in names}

    def apply(self, asked: int = 300 * WAN) -> int:
        body = {"fund": self.place.fund.pk, "bank": self.place.bank.pk, "asked": asked,
                "months": 12, "purpose": "购买原材料"}  # fmt: skip
        return int(self.by["agent"].post("/guarantees", body)["id"])

    def move(self, who: str, guarantee: int, act: str, **said: Any) -> Any:
        return self.by[who].post(f"/guarantees/{guarantee}/{act}", said, expected=200)

    def granted(self) -> int:
        made = self.apply()
        self.move("handler", made, "review", passes=True, says="材料齐全")
        self.move("chief", made, "approve", fen=300 * WAN, says="同意")
        self.move("cashier", made, "grant", fen=300 * WAN, document="借字1号")
        return made


@pytest.fixture
def callers() -> Callers:
    return Callers()


def test_s26_a_guarantee_from_application_to_recovery(callers: Callers) -> None:
    made = callers.granted()
    told = callers.move("handler", made, "inspect", level="warning", says="订单减少")
    assert told["light"] == "yellow"
    callers.move("clerk", made, "repay", fen=100 * WAN, document="还款单1")
    callers.move("clerk", made, "claim", fen=200 * WAN, document="通知书1", says="逾期")
    callers.move("chief", made, "answer", passes=True, says="属实")
    told = callers.move("cashier", made, "pay")
    assert told["state"] == "paid"
    assert told["liability"]["fen"] == 0
    told = callers.move("cashier", made, "recover", fen=50 * WAN, says="执行款")
    assert told["recoveries"][0]["guarantor"]["yuan"] == "200000.00"
    assert [one["liability"]["fen"] for one in told["course"]] == [0]
    assert [one["kind"] for one in told["entries"]] == [
        "grant", "release", "pay_claim", "recover", "pass_on"
    ]  # fmt: skip


def test_every_amount_says_how_it_came_about(callers: Callers) -> None:
    told = callers.by["chief"].get(f"/guarantees/{callers.granted()}")
    assert told["fee"]["yuan"] == "30000.00"
    assert told["entries"][0]["reckoning"][0]["formula"].endswith("= 30,000.00")
    assert sum(told["shares"].values()) == 10_000


def test_the_exposure_of_a_day_names_the_limits(callers: Callers) -> None:
    callers.granted()
    told = callers.by["chief"].get(f"/guarantee-exposure?fund={callers.place.fund.pk}")
    assert told["total"]["used"]["fen"] == 240 * WAN
    assert told["by_bank"][0]["who"]["name"] == "他山农商行"
    assert {one["code"] for one in told["by_firm"][0]["limits"]} == {
        "single", "with_affiliates", "per_firm"
    }  # fmt: skip


def test_the_list_is_filtered_by_state(callers: Callers) -> None:
    callers.granted()
    callers.apply()
    found = callers.by["chief"].get("/guarantees?state=granted")["items"]
    assert [one["state"] for one in found] == ["granted"]


def test_another_bank_sees_none_of_it(callers: Callers) -> None:
    made = callers.granted()
    Guaranteed = type(callers.place.fund.guarantees.get(pk=made))
    Guaranteed.objects.filter(pk=made).update(bank=callers.place.place)
    assert callers.by["clerk"].get("/guarantees")["items"] == []
    answer = callers.by["clerk"].send("GET", f"/guarantees/{made}")
    assert answer.status_code == 404


@pytest.mark.parametrize(("who", "act"), [("handler", "approve"), ("chief", "grant"),
                                          ("agent", "claim"), ("cashier", "answer")])  # fmt: skip
def test_nobody_does_what_is_another_ones(callers: Callers, who: str, act: str) -> None:
    made = callers.granted()
    body = {"fen": 1, "says": "同意", "document": "1"}
    told = callers.by[who].problem("POST", f"/guarantees/{made}/{act}", body)
    assert told["status"] == 403


def test_an_act_says_which_words_it_needs(callers: Callers) -> None:
    made = callers.apply()
    told = callers.by["handler"].problem("POST", f"/guarantees/{made}/review", {"says": "可"})
    assert "passes" in told["detail"] + told["title"]


def test_more_than_a_limit_is_a_problem_with_its_formula(callers: Callers) -> None:
    made = callers.apply(asked=700 * WAN)
    callers.move("handler", made, "review", passes=True, says="可")
    told = callers.by["chief"].problem(
        "POST", f"/guarantees/{made}/approve", {"fen": 700 * WAN, "says": "同意"}
    )
    assert "50,000,000.00 × 10% = 5,000,000.00" in str(told)
