"""S17, investment promotion, for programs: a lead from its report to a project, and its figures."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta

import pytest
from tests.api.programs import Program, token_for
from tests.casework.promotion.promotion_cast import FIRST, POINTS, WAN, Winning

from tashan.casework.promotion_models import PromotionEvent
from tashan.record.models import User

pytestmark = pytest.mark.django_db
ON = {"on": FIRST.isoformat()}
LATER = {"on": (FIRST + timedelta(16)).isoformat()}


def signed_in(user: User) -> Program:
    return Program(token_for(user, "work:read", "work:write"), user)


def given(place: Winning, **more: object) -> dict[str, object]:
    return {
        "adoption": place.adoption.pk, "title": "电机二期", "source": "leader",
        "wanted": 12_000 * WAN, "investor_name": "越澄电机", "investor_home": "宁波",
        "industry": "C3812", "registered_capital": 2_000 * WAN, "land_mu": "35.5",
    } | ON | more  # fmt: skip


def test_s17_a_program_takes_a_lead_from_the_first_visit_to_a_project() -> None:
    place = Winning()
    handler, chief = signed_in(place.handler), signed_in(place.chief)
    lead = handler.post("/leads", given(place), expected=201)
    path = f"/leads/{lead['id']}"

    def done(who: Program, act: str, **said: object) -> None:
        who.post(f"{path}/{act}", ON | said, expected=200)

    done(handler, "visit", direction="to_us", people="三人", says="看厂房")
    done(handler, "talk", says="谈用地")
    done(handler, "open_review")
    points = {code: str(one) for code, one in POINTS.items()}
    reviewers = [signed_in(who) for who in place.reviewers]
    for who in reviewers:
        done(who, "score", points=points)
    done(reviewers[0], "close_review")
    due = (FIRST + timedelta(200)).isoformat()
    signing = {"document": "协议1号", "amount": 12_000 * WAN, "due": due, "start_due": due} | LATER
    refused = handler.post(f"{path}/sign", signing, expected=422)
    assert "fair competition" in refused["title"] + refused["detail"]
    refund = {"document": "审查表", "conclusion": "fair", "incentives": ["tax_refund"]} | ON
    handler.post(f"{path}/fair_review", refund, expected=422)
    done(handler, "fair_review", document="审查表", conclusion="fair", incentives=["public_rent"])
    told = handler.post(f"{path}/sign", signing, expected=200)
    assert (told["days_to_signing"], told["stage"]) == (16, "signed")
    file = {"name": "回单.txt", "data": b64encode("银行回单".encode()).decode()}
    arrival = {"amount": 3_000 * WAN, "currency": "CNY", "evidence": "bank", "document": "回单1",
               "file": file} | LATER  # fmt: skip
    told = handler.post(f"{path}/arrive", arrival, expected=200)
    assert told["capital"][0]["arrived"]["hundredths"] == 0
    check = {"which": told["arrivals"][0]["id"], "holds": True} | LATER
    told = chief.post(f"{path}/check_arrival", check, expected=200)
    assert told["capital"][0]["rate"] == "25"
    told = handler.post(f"{path}/convert", LATER, expected=200)
    assert told["project"] is not None


def test_s17_the_funnel_says_its_basis_numerator_and_denominator() -> None:
    place = Winning()
    place.landed(place.signed(place.visited(place.reported()), FIRST + timedelta(16)), FIRST
                 + timedelta(30))  # fmt: skip
    place.reported("只是线索")
    program = signed_in(place.leader())
    found = program.get(f"/promotion/funnel?basis=contact&on={FIRST + timedelta(60)}")
    steps = {one["stage"]: (one["part"], one["whole"], one["rate"]) for one in found["steps"]}
    assert steps["talks"] == (1, 2, "50")
    assert steps["landed"] == (1, 1, "100")
    assert (found["basis"], found["year"], found["counted"]) == ("contact", 2026, 1)
    assert program.problem("GET", "/promotion/funnel?basis=guess")["status"] == 422


def test_s17_the_sixteen_days_open_their_two_days() -> None:
    place = Winning()
    lead = place.signed(place.visited(place.reported()), FIRST + timedelta(16))
    program = signed_in(place.leader())
    told = program.get(f"/promotion/days?on={FIRST + timedelta(60)}")
    assert (told["all"]["median"], told["all"]["best"]) == ("16", 16)
    [one] = told["leads"]
    assert (one["lead"], one["first_visit"], one["signed_on"]) == (
        lead.pk, "2026-03-02", "2026-03-18",
    )  # fmt: skip
    chief = signed_in(place.chief)
    step = lead.steps.get(stage="signed").pk
    right = {"which": step, "day": "2026-03-20", "says": "协议落款日"}
    chief.post(f"/leads/{lead.pk}/correct", right, expected=200)
    assert program.get("/promotion/days")["all"]["best"] == 18


def test_s17_a_second_report_is_claimed_and_decided() -> None:
    place = Winning()
    handler, rival = signed_in(place.handler), signed_in(place.rival)
    steward = signed_in(place.steward)
    lead = handler.post("/leads", given(place), expected=201)
    rival.post("/leads", given(place), expected=422)
    told = rival.post(f"/leads/{lead['id']}/claim", ON | {"says": "去年谈过"}, expected=200)
    claim = {"which": told["claims"][0]["id"], "holds": True, "says": "有纪要"} | ON
    handler.post(f"/leads/{lead['id']}/decide_claim", claim, expected=403)
    told = steward.post(f"/leads/{lead['id']}/decide_claim", claim, expected=200)
    assert told["owner"] == place.rival.username
    assert [one["share"] for one in told["credit"]] == ["50", "50"]


def test_s17_visits_promises_and_events_are_listed() -> None:
    place = Winning()
    handler = signed_in(place.handler)
    said = {"title": "秋洽会", "place": "会展中心", "began_on": FIRST.isoformat(),
            "ended_on": FIRST.isoformat(), "organiser": place.commerce.pk}  # fmt: skip
    event = handler.post("/promotion/events", said, expected=201)
    at_it = PromotionEvent.objects.get(pk=event["id"])
    lead = place.signed(place.visited(place.reported()), FIRST, event=at_it)
    [told] = handler.get("/promotion/events")["items"]
    assert (told["signed"], told["kept"], told["rate"]) == ([lead.pk], [], "0")
    [visit] = handler.get("/promotion/visits")["items"]
    assert visit["says"] == "看了开发区标准厂房"
    kinds = [one["kind"] for one in handler.get("/promotion/promises")["items"]]
    assert kinds == ["start", "capital", "production"]
    [line] = handler.get("/leads?stage=signed")["items"]
    assert (line["id"], line["is_alarm"]) == (lead.pk, True)
