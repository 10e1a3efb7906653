"""S30 and S21 through the API: nominated, announced, published, listed, paid, claimed back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program
from tests.programmes.budgets.budget_cast import FIFTY_WAN, TWENTY_WAN, Treasury
from tests.programmes.budgets.test_listing_support import Listing

from tashan.programmes.models import NominationRound

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasury(settings: Settings) -> Treasury:
    settings.PLACE = "999901"
    return Treasury()


def test_a_list_is_paid_by_three_people(treasury: Treasury) -> None:
    made = treasury.payable()
    analyst, steward = program("analyst", username="fen"), program("steward", username="he")
    drafted = analyst.post(f"/budgets/{treasury.budget.pk}/payments", {})
    path = f"/payments/{drafted['id']}"
    assert drafted["total"]["fen"] == 2 * TWENTY_WAN
    steward.post(f"{path}/moves", {"act": "approve"}, expected=200)
    cashier = program("cashier", username="chu")
    for one in drafted["payments"]:
        body = {"act": "pay", "account": "6217", "receipt": f"回单{one['id']}"}
        cashier.post(f"{path}/payments/{one['id']}/moves", body, expected=200)
    filed = cashier.post(f"{path}/moves", {"act": "file"}, expected=200)
    assert filed["state"] == "filed"
    accounts = {
        one["code"]: one["money"]["fen"]
        for one in cashier.get(f"/budgets/{treasury.budget.pk}")["accounts"]
    }
    assert accounts["paid"] == 2 * TWENTY_WAN
    assert accounts["available"] == FIFTY_WAN - 2 * TWENTY_WAN
    assert set(made.awards.values_list("state", flat=True)) == {"filed"}


def test_an_act_of_another_is_refused_in_words(treasury: Treasury) -> None:
    treasury.payable()
    analyst = program("analyst", username="fen")
    drafted = analyst.post(f"/budgets/{treasury.budget.pk}/payments", {})
    path = f"/payments/{drafted['id']}/moves"
    told = analyst.problem("POST", path, {"act": "approve"})
    assert "three people" in told["detail"] or "may not do this" in str(told)


def test_s21_listing_support_is_claimed_back(settings: Settings) -> None:
    settings.PLACE = "999901"
    listing = Listing()
    payment = listing.paid("上市辅导备案")
    path = f"/payments/{payment.list_id}/payments/{payment.pk}/moves"
    body = {"act": "claim_back", "code": "moved_back", "document": "他金〔2026〕8号"}
    told = program("steward", username="he").post(path, body, expected=200)
    assert told["payments"][0]["claimed_back"]["yuan"] == "250000.00"
    cashier = program("cashier", username="chu")
    body = {"act": "refund", "fen": 25_0000_00, "receipt": "来款1"}
    told = cashier.post(path, body, expected=200)
    assert told["payments"][0]["came_back"]["yuan"] == "250000.00"


def test_a_budget_is_opened_changed_and_carried_over(treasury: Treasury) -> None:
    steward = program("steward", username="he")
    parts = [{"adoption": treasury.adoption.pk, "part": "equipment"}]
    body = {"year": 2027, "title": "2027年", "document": "文1", "fen": 100, "parts": parts}
    later = steward.post("/budgets", body)
    path = f"/budgets/{treasury.budget.pk}/moves"
    steward.post(path, {"act": "change", "document": "文2", "fen": -100}, expected=200)
    body = {"act": "carry_over", "document": "文3", "fen": 40, "to": later["id"]}
    told = steward.post(path, body, expected=200)
    stood = {one["code"]: one["money"]["fen"] for one in told["accounts"]}
    assert (stood["carried"], stood["available"]) == (40, FIFTY_WAN - 140)


def test_s30_an_office_nominates_and_a_committee_scores(treasury: Treasury) -> None:
    adoption = treasury.county.adopted("honours", "评选表彰")
    today = timezone.localdate()
    steward = program("steward", username="he")
    body = {"adoption": adoption.pk, "part": "contributor", "year": 2026,
            "closes_on": (today + timedelta(days=3)).isoformat()}  # fmt: skip
    made = steward.post("/nominations", body)
    firm = treasury.county.hengchuan.pk
    path = f"/nominations/{made['id']}"
    told = program("handler", username="ban").post(
        f"{path}/nominations", {"enterprise": firm, "reasons": "稳岗三百人"}
    )
    nomination = told["nominations"][0]["id"]
    for name in ("ping1", "ping2"):
        member: Program = program("leader", username=name)
        member.post(f"{path}/nominations/{nomination}/scores", {"points": 90})
    NominationRound.objects.update(closes_on=today - timedelta(days=1))
    body = {"act": "choose", "nominations": [nomination]}
    told = steward.post(f"{path}/moves", body, expected=200)
    assert told["nominations"][0]["mean"] == "90"
    refused = steward.problem("POST", f"{path}/moves", {"act": "publish"})
    assert "public notice" in str(refused)


def test_a_seat_is_recorded_as_published_only(treasury: Treasury) -> None:
    registrar = program("registrar", username="deng")
    body = {"person": "林清和", "chamber": "cppcc", "term": "第十届", "document": "公告3号",
            "published_on": "2026-01-12"}  # fmt: skip
    assert registrar.post("/public-seats", body)["document"] == "公告3号"
    assert len(registrar.get("/public-seats")["items"]) == 1
