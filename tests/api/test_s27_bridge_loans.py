"""S27 through the API: a bridge loan drawn, its fee by the day, its term, repaid, overdue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.api.programs import Program, token_for
from tests.casework import making
from tests.programmes.loans.loan_cast import WAN, Money, clerk

from tashan.programmes.loans.calling import CALLS, NEEDS
from tashan.programmes.loans.doing import LoanAct
from tashan.record.models import User
from tashan.record.tokens import Scope

pytestmark = pytest.mark.django_db


def program_of(user: User) -> Program:
    return Program(token_for(user, *Scope.values), user)


class Callers:
    """The fund with a program for everybody who acts on it."""

    def __init__(self, capital: int = 2_000 * WAN) -> None:
        self.money = Money(capital)
        self.today = timezone.localdate()
        self.by = {name: program_of(getattr(self.money, name))
                   for name in ("handler", "chief", "cashier", "clerk")}  # fmt: skip

    def body(self, asked: int = 100 * WAN, **said: Any) -> dict[str, Any]:
        usual = {"fund": self.money.fund.pk, "bank": self.money.bank.pk, "asked": asked,
                 "owed": asked, "bank_loan": f"HT{self.money.firms}", "account": "6230 0001",
                 "matures_on": str(self.today), "may_renew_unpaid": False}  # fmt: skip
        return usual | said

    def apply(self, asked: int = 100 * WAN, **said: Any) -> Any:
        _firm, agent = self.money.firm()
        self.agent = program_of(agent)
        return self.agent.post("/loans", self.body(asked, **said))

    def move(self, who: str, loan: int, act: str, **said: Any) -> Any:
        return self.by[who].post(f"/loans/{loan}/{act}", said, expected=200)

    def approved(self, asked: int = 100 * WAN, on: str | None = None) -> int:
        day = {} if on is None else {"on": on}
        loan = int(self.apply(asked, **day, **({"matures_on": on} if on else {}))["id"])
        self.move("handler", loan, "review", passes=True, says="材料齐全", **day)
        self.move("clerk", loan, "promise", fen=2 * asked, renews_on=str(self.today),
                  document="承诺函1号", **day)  # fmt: skip
        self.move("chief", loan, "approve", fen=asked, **day)
        return loan


@pytest.fixture
def callers() -> Callers:
    return Callers()


def test_s27_a_loan_from_application_to_settlement(callers: Callers) -> None:
    begun = callers.today - timedelta(days=6)
    loan = callers.approved(on=str(begun))
    told = callers.move("cashier", loan, "pay_out", on=str(begun))
    assert (told["state"], told["due_on"]) == ("drawn", str(begun + timedelta(days=9)))
    assert callers.agent.get(f"/loans/{loan}/fee")["total"]["yuan"] == "1800.00"
    callers.move("clerk", loan, "renew", fen=150 * WAN, document="新贷1号")
    told = callers.move("cashier", loan, "repay", fen=100 * WAN)
    assert (told["state"], told["fee"]["yuan"]) == ("repaid", "1800.00")
    told = callers.move("cashier", loan, "pay_fee", fen=1_800_00)
    assert (told["state"], told["outstanding"]["fen"]) == ("settled", 0)
    assert [one["kind"] for one in told["entries"]] == ["draw", "repay", "fee"]
    stands = callers.by["chief"].get(f"/funds/{callers.money.fund.pk}")["balances"]
    assert stands["cash"]["yuan"] == "20000000.00"
    assert stands["fees"]["yuan"] == "1800.00"


def test_the_fee_tells_its_days_and_rates(callers: Callers) -> None:
    begun = callers.today - timedelta(days=11)
    loan = callers.approved(on=str(begun))
    callers.move("cashier", loan, "pay_out", on=str(begun))
    told = callers.by["handler"].get(f"/loans/{loan}/fee")
    assert (told["days"], told["overdue_days"], told["total"]["yuan"]) == (12, 2, "4600.00")
    assert [one["formula"] for one in told["steps"]][:3] == [
        "1,000,000.00 × 0.02% × 5", "1,000,000.00 × 0.04% × 5", "1,000,000.00 × 0.08% × 2",
    ]  # fmt: skip
    [late] = callers.by["handler"].get("/loans?overdue=true")["items"]
    assert (late["id"], late["is_overdue"]) == (loan, True)
    assert callers.by["handler"].get("/loans?overdue=false")["items"] == []


def test_the_pool_never_goes_below_nothing() -> None:
    callers = Callers(capital=150 * WAN)
    first, second = callers.approved(), callers.approved()
    callers.move("cashier", first, "pay_out")
    told = callers.by["cashier"].problem("POST", f"/loans/{second}/pay_out", {})
    assert "500,000.00" in str(told)
    queue = callers.by["chief"].get(f"/funds/{callers.money.fund.pk}/queue")
    assert [(one["loan"]["id"], one["reaches"]) for one in queue["items"]] == [(second, False)]


def test_a_fund_tells_its_rules(callers: Callers) -> None:
    told = callers.by["chief"].get(f"/funds/{callers.money.fund.pk}")
    assert {one["of"]: one["most"]["yuan"] for one in told["limits"]} == {
        "company": "10000000.00", "owner": "5000000.00", "sole_trader": "2000000.00"
    }  # fmt: skip
    assert (told["share_of_promise"], told["rates"]) == ("0.95", [[5, "0.0002"], [None, "0.0004"]])
    assert told["queue"] == ["matures_on", "applied_on"]


def test_renewal_without_repayment_is_asked_about_first(callers: Callers) -> None:
    _firm, agent = callers.money.firm()
    body, caller = callers.body(may_renew_unpaid=True), program_of(agent)
    told = caller.problem("POST", "/loans", body)
    assert "no bridge is needed" in str(told)
    del body["may_renew_unpaid"]
    assert caller.problem("POST", "/loans", body)["status"] == 422


def test_the_claims_of_the_year_recompute_from_entries(callers: Callers) -> None:
    loan = callers.approved(on=str(callers.today))
    callers.move("cashier", loan, "pay_out")
    callers.move("clerk", loan, "renew", fen=150 * WAN, document="新贷1号")
    callers.move("cashier", loan, "repay", fen=100 * WAN)
    told = callers.by["chief"].get(f"/funds/{callers.money.fund.pk}/claims")
    values = {one["code"]: one["value"] for one in told["claims"]}
    assert (values["firms"], values["amount"], values["turnover"]) == ("1", str(100 * WAN), "1/20")
    assert values["saved"] == str(1_000_00 - 200_00)  # 0.1 % against 0.02 % of 1,000,000
    assert [use["entry"] for use in told["uses"]] == [2]


def test_agents_see_funds_without_their_balances(callers: Callers) -> None:
    callers.apply()
    [line] = callers.agent.get("/funds")["items"]
    assert line["balances"] is None


def test_another_bank_sees_none_of_it(callers: Callers) -> None:
    loan = callers.apply()["id"]
    other = program_of(clerk("other", making.enterprise("他山银行", 91)))
    assert other.get("/loans")["items"] == []
    assert other.send("GET", f"/loans/{loan}").status_code == 404


def test_the_handler_does_not_approve_what_they_reviewed(callers: Callers) -> None:
    loan = callers.apply()["id"]
    callers.move("handler", loan, "review", passes=True, says="可")
    callers.move("clerk", loan, "promise", fen=WAN, renews_on=str(callers.today), document="函")
    told = callers.by["handler"].problem("POST", f"/loans/{loan}/approve", {"fen": 1})
    assert "chief" in str(told)


def test_an_act_says_which_words_it_needs_and_which_it_does_not_take(callers: Callers) -> None:
    loan = callers.apply()["id"]
    told = callers.by["handler"].problem("POST", f"/loans/{loan}/review", {"says": "可"})
    assert "passes" in str(told)
    body = {"says": "可", "passes": True, "fen": 1}
    assert "fen" in str(callers.by["handler"].problem("POST", f"/loans/{loan}/review", body))


def test_every_act_has_its_words_and_its_call() -> None:
    assert set(NEEDS) == set(CALLS) == set(LoanAct)
