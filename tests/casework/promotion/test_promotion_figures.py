"""S17: days, funnels by cohort, capital and promises, each recomputed from dated rows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.casework.promotion.promotion_cast import FIRST, WAN, Winning, by

from tashan.casework.promotion import moving
from tashan.casework.promotion.due import DUE
from tashan.casework.promotion.figures import (
    Basis,
    capital,
    capital_in_all,
    counted,
    courses,
    days_figures,
    deals,
    funnel,
    stage_days,
)
from tashan.casework.promotion.moving import Move, NewPromise
from tashan.casework.promotion.promised import Standing, standings
from tashan.casework.promotion.reporting import enter_event
from tashan.casework.promotion.signing import Signing, sign
from tashan.casework.promotion_models import (
    Currency,
    Lead,
    LeadPromise,
    PromiseKind,
    PromotionEvent,
)
from tashan.mechanisms.pipeline import LeadStage
from tashan.record.statements import fetch_all

pytestmark = pytest.mark.django_db
LATER = FIRST + timedelta(200)


@pytest.fixture
def place() -> Winning:
    return Winning()


def test_sixteen_days_from_the_first_visit_to_signing(place: Winning) -> None:
    lead = place.visited(place.reported(), FIRST + timedelta(4))
    place.visited(lead, FIRST + timedelta(8))
    place.signed(lead, FIRST + timedelta(20))
    other = place.visited(place.reported("另一个项目"), FIRST + timedelta(1))
    place.signed(other, FIRST + timedelta(41))
    [figure] = days_figures(courses(Lead.objects.all(), LATER))["all"]
    assert (figure.days, figure.median) == ([16, 40], Decimal(28))
    assert figure.best is not None
    assert figure.best.lead == lead


def test_the_days_recompute_when_a_step_is_corrected(place: Winning) -> None:
    lead = place.signed(place.visited(place.reported()), FIRST + timedelta(20))
    step = lead.steps.get(stage="signed")
    moving.correct(step, FIRST + timedelta(26), "协议落款日", by=by(place.chief, LATER))
    [figure] = days_figures(courses(Lead.objects.all(), LATER))["all"]
    assert figure.days == [26]
    assert lead.steps.filter(stage="signed").count() == 2


def test_the_three_bases_of_a_funnel_differ(place: Winning) -> None:
    old = place.reported("旧年线索", on=date(2025, 11, 3))
    place.landed(place.signed(old, FIRST), FIRST + timedelta(30))
    place.talking(place.reported("新线索"))
    found = courses(Lead.objects.all(), LATER)

    def told(basis: Basis, year: int) -> list[tuple[str, int, int]]:
        return [(s.stage, len(s.part), len(s.whole)) for s in funnel(found, basis, year)]

    assert told(Basis.CONTACT, 2026)[:3] == [("lead", 1, 1), ("talks", 1, 1), ("signed", 0, 1)]
    assert told(Basis.CONTACT, 2025)[2:4] == [("signed", 1, 1), ("landed", 1, 1)]
    assert told(Basis.SIGNING, 2026)[:2] == [("signed", 1, 1), ("landed", 1, 1)]
    assert told(Basis.HAPPENED, 2026)[:3] == [("lead", 1, 1), ("talks", 2, 1), ("signed", 1, 2)]
    assert funnel(found, Basis.SIGNING, 2024)[0].rate is None


def test_an_investment_entered_twice_counts_once(place: Winning) -> None:
    lead, twin = place.reported(), place.reported("同一个项目又报一次")
    moving.merge(twin, lead, "同一投资方同一项目", by=by(place.steward, FIRST + timedelta(9)))
    found = courses(Lead.objects.all(), LATER)
    assert [one.lead for one in funnel(found, Basis.CONTACT, 2026)[0].part] == [lead]
    assert [one.lead for one in funnel(found, Basis.HAPPENED, 2026)[0].part] == [lead]
    before = courses(Lead.objects.all(), FIRST + timedelta(8))
    assert len(funnel(before, Basis.CONTACT, 2026)[0].part) == 2  # as it was known then


def test_a_funnel_of_a_day_before_knows_nothing_of_later(place: Winning) -> None:
    place.signed(place.reported(), FIRST + timedelta(20))
    steps = funnel(courses(Lead.objects.all(), FIRST + timedelta(5)), Basis.CONTACT, 2026)
    assert [len(one.part) for one in steps] == [1, 0, 0, 0, 0, 0]


def test_days_in_a_stage_count_who_left_and_who_waits(place: Winning) -> None:
    place.talking(place.reported(), FIRST + timedelta(12))
    place.reported("等着的")
    [lead, talks, *_rest] = stage_days(courses(Lead.objects.all(), LATER), LATER)
    assert (lead.left, lead.waiting, talks.waiting) == ([12], [200], [188])
    assert lead.median == 12


def test_currencies_are_never_summed(place: Winning) -> None:
    lead = place.signed(place.reported(), FIRST)
    place.arrived(lead, 3_000 * WAN, FIRST + timedelta(9))
    place.arrived(lead, 500 * WAN, FIRST + timedelta(10), Currency.USD)
    yuan, dollars = capital_in_all(capital([lead.pk], LATER))
    assert (yuan.promised, yuan.arrived, yuan.rate) == (12_000 * WAN, 3_000 * WAN, Decimal("25.0"))
    assert (dollars.currency, dollars.arrived, dollars.rate) == ("USD", 500 * WAN, None)


def test_promises_are_kept_by_what_happened(place: Winning) -> None:
    lead = place.landed(place.signed(place.reported(), FIRST), FIRST + timedelta(30))
    place.arrived(lead, 12_000 * WAN, FIRST + timedelta(90))
    moving.move(
        lead,
        Move(LeadStage.STARTED, document="施工许可"),
        by=by(place.handler, FIRST + timedelta(80)),
    )
    rows = LeadPromise.objects.select_related("lead").order_by("pk")
    told = {one.row.kind: one.standing for one in standings(rows, LATER)}
    assert told == {
        "capital": Standing.KEPT,
        "start": Standing.KEPT_LATE,
        "production": Standing.OPEN,
    }
    assert {one.row.kind: one.standing for one in standings(rows, FIRST + timedelta(70))} == {
        "capital": Standing.OPEN, "start": Standing.LATE, "production": Standing.OPEN,
    }  # fmt: skip


def test_what_is_due_is_open_promises_alone(place: Winning) -> None:
    lead = place.landed(place.signed(place.reported(), FIRST), FIRST + timedelta(30))
    moving.promise(
        lead,
        NewPromise(PromiseKind.OTHER, "通电", FIRST + timedelta(99)),
        by=by(place.handler, FIRST + timedelta(30)),
    )

    def due(on: date) -> list[str]:
        return sorted(str(row[1]) for row in fetch_all(DUE.statement, {"on": on}))

    assert due(FIRST + timedelta(31)) == ["投资协议1号"] * 3 + ["通电"]
    place.arrived(lead, 12_000 * WAN, FIRST + timedelta(90))
    moving.move(lead, Move(LeadStage.STARTED), by=by(place.handler, FIRST + timedelta(95)))
    assert due(FIRST + timedelta(96)) == ["投资协议1号", "通电"]
    assert due(FIRST + timedelta(89)) == ["投资协议1号"] * 3 + ["通电"]
    moving.end(lead, "资金断了", by=by(place.handler, FIRST + timedelta(100)))
    assert due(FIRST + timedelta(101)) == []


def test_what_an_event_signed_and_what_of_it_is_kept(place: Winning) -> None:
    new = PromotionEvent(title="秋季洽谈会", place="会展中心", began_on=FIRST, ended_on=FIRST,
                         organiser=place.commerce)  # fmt: skip
    event = enter_event(new, by=by(place.steward))
    kept = place.landed(place.signed(place.reported(), FIRST, event=event), FIRST + timedelta(9))
    place.signed(place.reported("没落地的"), FIRST, event=event)
    found = deals(courses(Lead.objects.all(), LATER))[event.pk]
    assert (len(found.signed), [one.lead for one in found.kept]) == (2, [kept])


def test_landed_leads_count_from_the_registered_capital_of_the_rules(place: Winning) -> None:
    place.landed(place.signed(place.reported(), FIRST), FIRST)
    small = place.reported("小项目", registered_capital=999 * WAN)
    place.landed(place.signed(small, FIRST), FIRST)
    assert len(counted(courses(Lead.objects.all(), LATER), 1_000 * WAN, 2026)) == 1


def test_signing_again_is_refused(place: Winning) -> None:
    lead = place.signed(place.reported(), FIRST)
    with pytest.raises(Exception, match="another stage"):
        sign(lead, Signing("协议", 1, LATER), by=by(place.handler))
