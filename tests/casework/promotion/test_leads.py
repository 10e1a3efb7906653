"""S17: who reports first, how leads move, what signing asks for, and how they become projects."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.casework.promotion.promotion_cast import FIRST, POINTS, WAN, Winning, by, evidence

from tashan.base.errors import UserError
from tashan.casework.promotion import converting, keeping, moving, owning, reviewing, signing
from tashan.casework.promotion.keeping import NewArrival
from tashan.casework.promotion.moving import Move, NewPromise, NewVisit
from tashan.casework.promotion.owning import credits_of, protection, protection_of
from tashan.casework.promotion.reviewing import NewFairReview, Scored
from tashan.casework.promotion_models import (
    Currency,
    Direction,
    EvidenceKind,
    FairConclusion,
    Lead,
    PromiseKind,
)
from tashan.mechanisms.pipeline import LeadStage
from tashan.record.models import Event
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import Part
from tashan.registry.models import Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Winning:
    return Winning()


def test_protection_lasts_its_months_while_progress_is_logged() -> None:
    since = date(2026, 1, 31)
    days = [since + timedelta(20 * n) for n in range(1, 12)]
    found = protection(since, days, months=6, days=30, on=date(2026, 7, 31))
    assert (found.until, found.lapsed_on) == (date(2026, 7, 31), None)
    assert found.holds(date(2026, 7, 31))
    assert not found.holds(date(2026, 8, 1))


def test_a_gap_in_the_log_ends_protection_for_good() -> None:
    since = date(2026, 1, 1)
    found = protection(since, [date(2026, 2, 20)], months=6, days=30, on=date(2026, 2, 25))
    assert found.lapsed_on == date(2026, 2, 1)
    assert not found.holds(date(2026, 2, 25))
    assert protection(since, [], months=6, days=30, on=date(2026, 1, 31)).lapsed_on is None
    assert protection(since, [], months=6, days=30, on=date(2026, 2, 1)).lapsed_on is not None


def test_who_reports_second_is_told_who_was_first(place: Winning) -> None:
    lead = place.reported()
    with pytest.raises(UserError, match="2026-03-02") as told:
        place.reported()
    assert str(lead.pk) in (told.value.hint or "")


def test_a_conflict_is_decided_with_a_reason_by_who_has_no_part_in_it(place: Winning) -> None:
    found = place.claimed(lead := place.reported(), FIRST + timedelta(9))
    for own in (place.rival, place.handler):
        with pytest.raises(UserError, match="their own"):
            owning.decide(found, holds=True, reason="先接触", by=by(own, FIRST + timedelta(12)))
    with pytest.raises(UserError):
        owning.decide(found, holds=True, reason=" ", by=by(place.steward, FIRST + timedelta(12)))
    owning.decide(
        found, holds=True, reason="有去年的会谈纪要", by=by(place.steward, FIRST + timedelta(12))
    )
    lead.refresh_from_db()
    assert (lead.owner, lead.owner_office) == (place.rival, place.park_office)
    told = Event.objects.get(stream=lead.stream, kind="lead.claim_decided").payload
    assert told["protected"] is True  # decided against the first reporter's protection, and said so
    assert protection_of(lead, FIRST + timedelta(13)).since == FIRST + timedelta(12)


def test_a_claim_that_does_not_hold_leaves_the_lead_where_it_is(place: Winning) -> None:
    found = place.claimed(lead := place.reported())
    owning.decide(found, holds=False, reason="没有书面材料", by=by(place.steward))
    lead.refresh_from_db()
    assert lead.owner == place.handler
    with pytest.raises(UserError, match="decided already"):
        owning.decide(found, holds=True, reason="再议", by=by(place.steward))


def test_each_hand_over_splits_the_credit_of_who_gives(place: Winning) -> None:
    lead = place.reported()
    owning.hand_over(lead, place.rival, "落户开发区", by=by(place.steward, FIRST + timedelta(3)))
    lead.refresh_from_db()
    owning.hand_over(lead, place.chief, "土地在别处", by=by(place.steward, FIRST + timedelta(5)))
    shares = {one.user: one.share for one in credits_of(lead, lead.hand_overs.all())}
    assert shares == {place.handler.pk: 500_000, place.rival.pk: 250_000, place.chief.pk: 250_000}
    with pytest.raises(UserError, match="already"):
        owning.hand_over(
            Lead.objects.get(), place.chief, "再来", by=by(place.steward, FIRST + timedelta(6))
        )


def test_a_lead_moves_only_as_its_pipeline_says(place: Winning) -> None:
    lead = place.reported()
    with pytest.raises(UserError, match="does not go"):
        moving.move(lead, Move(LeadStage.SIGNED), by=by(place.handler))
    with pytest.raises(UserError, match="before 2026-03-02"):
        place.talking(lead, FIRST - timedelta(1))
    assert place.talking(lead).stage == LeadStage.TALKS
    moving.end(lead, "投资方去了外地", by=by(place.handler, FIRST + timedelta(2)))
    with pytest.raises(UserError, match="another stage"):
        place.visited(lead)


def test_a_promise_of_a_visit_needs_its_day(place: Winning) -> None:
    new = NewVisit(Direction.BY_US, "县长带队", "谈用工", promise="下月来看厂房")
    with pytest.raises(UserError, match="By when"):
        moving.visit(place.reported(), new, by=by(place.handler))


def test_signing_needs_a_passed_review_and_a_fair_competition_review(place: Winning) -> None:
    lead = place.talking(place.reported())
    new = signing.Signing("投资协议", 100 * WAN, date(2027, 1, 1))
    reviewing.open_review(lead, by=by(place.handler))
    with pytest.raises(UserError, match="not passed"):
        signing.sign(lead, new, by=by(place.handler))
    points = {code: Decimal(one) for code, one in POINTS.items()}
    for who in place.reviewers:
        reviewing.score(lead, Scored(points, {}), by=by(who))
    reviewing.close_review(lead, by=by(place.reviewers[0]))
    with pytest.raises(UserError, match="fair competition"):
        signing.sign(lead, new, by=by(place.handler))
    place.fair(lead)
    signing.sign(lead, new, by=by(place.handler))
    lead.refresh_from_db()
    assert lead.stage == LeadStage.SIGNED
    assert lead.reviews.get().score == 76


def test_a_veto_by_its_document_fails_the_review(place: Winning) -> None:
    lead = place.reviewed(place.talking(place.reported()), vetoes={"ecology": "红线核查函2号"})
    assert lead.reviews.get().passed is False
    with pytest.raises(UserError, match="veto"):
        place.reviewed(lead, vetoes={"ecology": " "})


def test_the_owner_s_office_does_not_review_and_no_office_twice(place: Winning) -> None:
    lead = place.talking(place.reported())
    reviewing.open_review(lead, by=by(place.handler))
    points = {code: Decimal(one) for code, one in POINTS.items()}
    with pytest.raises(UserError, match="does not review"):
        reviewing.score(lead, Scored(points, {}), by=by(place.chief))
    reviewing.score(lead, Scored(points, {}), by=by(place.reviewers[0]))
    with pytest.raises(UserError, match="scored already"):
        reviewing.score(lead, Scored(points, {}), by=by(place.reviewers[0]))
    with pytest.raises(UserError, match="between 0 and"):
        reviewing.score(
            lead, Scored(points | {"tax": points["tax"] + 9}, {}), by=by(place.reviewers[1])
        )
    with pytest.raises(UserError, match="must"):
        reviewing.close_review(lead, by=by(place.reviewers[0]))


def test_a_refund_of_tax_cannot_be_offered(place: Winning) -> None:
    new = NewFairReview("审查表", FairConclusion.FAIR, ("tax_refund",))
    with pytest.raises(UserError, match="no incentive"):
        reviewing.record_fair(place.reported(), new, by=by(place.handler))


def test_an_exception_has_its_basis_and_its_term(place: Winning) -> None:
    new = NewFairReview("审查表", FairConclusion.EXCEPTION, (), "第十二条")
    with pytest.raises(UserError, match="term"):
        reviewing.record_fair(place.reported(), new, by=by(place.handler))


def test_capital_counts_once_and_only_when_another_accepts_it(place: Winning) -> None:
    lead = place.signed(place.reported(), FIRST)
    new = NewArrival(100 * WAN, Currency.CNY, EvidenceKind.BANK, "回单", evidence("a"))
    made = keeping.arrive(lead, new, by=by(place.handler))
    with pytest.raises(UserError, match="their own"):
        keeping.check(made, accepted=True, reason="", by=by(place.handler))
    with pytest.raises(UserError, match="entered already"):
        keeping.arrive(lead, new, by=by(place.handler))
    keeping.check(made, accepted=False, reason="付款人不是投资方", by=by(place.chief))
    keeping.arrive(lead, new, by=by(place.handler))


def test_capital_is_not_kept_by_word(place: Winning) -> None:
    lead = place.signed(place.reported(), FIRST)
    with pytest.raises(UserError, match="Arrivals and steps"):
        keeping.keep(lead.promises.get(kind="capital"), "会议纪要", by=by(place.chief))
    other = moving.promise(
        lead,
        NewPromise(PromiseKind.OTHER, "通电", FIRST + timedelta(9), by_us=True),
        by=by(place.handler),
    )
    with pytest.raises(UserError, match="their own"):
        keeping.keep(other, "验收单", by=by(place.handler))
    assert keeping.keep(other, "验收单", by=by(place.chief)).kept_on == FIRST


def test_a_signed_lead_becomes_a_project_with_all_that_is_known(place: Winning) -> None:
    lead = place.signed(place.reported(), FIRST)
    later = NewPromise(PromiseKind.START, "改期开工", FIRST + timedelta(90))
    moving.promise(lead, later, by=by(place.handler, FIRST + timedelta(1)))
    project = converting.convert(lead, by=by(place.handler, FIRST + timedelta(1)))
    lead.refresh_from_db()
    facts = facts_on(project, FIRST + timedelta(1))
    assert lead.project == project
    assert (facts.investment, facts.industry, facts.land_mu) == (
        12_000 * WAN,
        "C3812",
        lead.land_mu,
    )
    assert facts.planned_start == FIRST + timedelta(90)
    assert Participation.objects.get(project=project).part == Part.LEAD_OFFICE
    with pytest.raises(UserError, match="already"):
        converting.convert(lead, by=by(place.handler, FIRST + timedelta(1)))


def test_the_same_lead_twice_is_merged(place: Winning) -> None:
    first, second = place.reported(), place.reported("另一个名字")
    moving.merge(second, first, "同一投资方", by=by(place.chief))
    second.refresh_from_db()
    assert (second.stage, second.merged_into) == (LeadStage.MERGED, first)
