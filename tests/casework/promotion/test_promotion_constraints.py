"""What the database refuses of promotion, by the rule's name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests import cast
from tests.casework.promotion.promotion_cast import FIRST, WAN, Winning, evidence

from tashan.casework.promotion_models import (
    CapitalArrival,
    EntryReview,
    EntrySheet,
    FairReview,
    Lead,
    LeadClaim,
    LeadHandOver,
    LeadPromise,
    LeadStep,
    LeadVisit,
    PromotionEvent,
)

pytestmark = pytest.mark.django_db
BEFORE = FIRST - timedelta(1)


def refused(name: str, model: type[Model], **said: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**said)


@pytest.fixture
def place() -> Winning:
    return Winning()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lead_stage_known", {"stage": "won"}),
        ("lead_investor_of_the_register_or_by_name", {"investor_home": ""}),
        ("lead_wants_something", {"wanted": 0}),
        ("lead_merged_into_another", {"stage": "merged"}),
    ],
)
def test_a_lead_that_cannot_be(place: Winning, name: str, said: dict[str, Any]) -> None:
    new = {
        "adoption": place.adoption, "part": "pipeline", "title": "一", "source": "team",
        "investor_name": "甲", "investor_home": "乙", "wanted": 1, "reported_on": FIRST,
        "reporter": place.handler, "reporter_office": place.commerce, "owner": place.handler,
        "owner_office": place.commerce,
    }  # fmt: skip
    refused(name, Lead, **new | said)


def test_steps_visits_and_events_that_cannot_be(place: Winning) -> None:
    lead = place.reported()
    done = {"lead": lead, "on": FIRST, "actor": place.handler, "at": cast.AT}
    refused("lead_step_stage_known", LeadStep, stage="won", **done)
    first = lead.steps.get()
    refused("lead_step_corrected_says_why", LeadStep, stage="lead", corrects=first, **done)
    refused("lead_visit_says_who_and_what", LeadVisit, direction="to_us", people="", says="谈",
            **done)  # fmt: skip
    event = {"title": "会", "place": "馆", "began_on": FIRST, "organiser": place.commerce}
    refused("promotion_event_ends_after_it_begins", PromotionEvent, ended_on=BEFORE, **event)
    PromotionEvent.objects.create(ended_on=FIRST, **event)
    refused("promotion_event_once", PromotionEvent, ended_on=FIRST, **event)


def test_claims_and_hand_overs_that_cannot_be(place: Winning) -> None:
    lead = place.reported()
    place.claimed(lead)
    claim = {"lead": lead, "claimant": place.rival, "office": place.park_office, "on": FIRST,
             "says": "先谈"}  # fmt: skip
    refused("lead_claim_one_open_of_an_office", LeadClaim, **claim)
    own = {"decided_on": FIRST, "decider": place.rival, "holds": True, "reason": "先"}
    refused("lead_claim_decided_by_another_with_a_reason", LeadClaim, **claim | own)
    refused("lead_hand_over_to_another", LeadHandOver, lead=lead, giver=place.handler,
            giver_office=place.commerce, taker=place.handler, taker_office=place.commerce,
            on=FIRST, kept=1, reason="换人")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lead_promise_of_capital_says_how_much", {"kind": "capital"}),
        ("lead_promise_due_after_it_was_made", {"due_on": BEFORE}),
        ("lead_promise_kept_is_checked_by_another", {"kept_on": FIRST, "kept_document": "单"}),
    ],
)
def test_a_promise_that_cannot_be(place: Winning, name: str, said: dict[str, Any]) -> None:
    new = {"lead": place.reported(), "kind": "other", "due_on": FIRST, "says": "通电",
           "made_on": FIRST, "entered_by": place.handler}  # fmt: skip
    refused(name, LeadPromise, **new | said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("capital_arrival_of_something", {"amount": 0}),
        ("capital_arrival_checked_by_another", {"accepted": True}),
        ("capital_evidence_counts_once", {}),
    ],
)
def test_an_arrival_that_cannot_be(place: Winning, name: str, said: dict[str, Any]) -> None:
    file = evidence("一")
    new = {"lead": place.reported(), "on": FIRST, "currency": "CNY", "amount": WAN,
           "evidence": "bank", "document": "回单", "file": file, "entered_by": place.handler,
           "at": cast.AT}  # fmt: skip
    if not said:
        CapitalArrival.objects.create(**new)
    refused(name, CapitalArrival, **new | said)


def test_reviews_that_cannot_be(place: Winning) -> None:
    lead = place.talking(place.reported())
    review = EntryReview.objects.create(lead=lead, opened_on=FIRST)
    refused("entry_review_one_open", EntryReview, lead=lead, opened_on=FIRST)
    refused("entry_review_closed_with_a_result", EntryReview, lead=lead, opened_on=FIRST,
            closed_on=FIRST)  # fmt: skip
    sheet = {"review": review, "office": place.park_office, "reviewer": place.rival, "on": FIRST,
             "points": {}}  # fmt: skip
    EntrySheet.objects.create(**sheet)
    refused("entry_sheet_once_an_office", EntrySheet, **sheet)
    refused("fair_review_exception_has_basis_and_term", FairReview, lead=lead, on=FIRST,
            document="表", conclusion="exception", actor=place.handler)  # fmt: skip
