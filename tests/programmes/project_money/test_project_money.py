"""Money of projects: granted within the quota, paid within what arrived and what is done."""

from __future__ import annotations

from datetime import date

import pytest
from tests import cast
from tests.casework import making
from tests.programmes.project_money.money_cast import ON, SINCE, WAN, Spending, by

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.ledger.balances import balances
from tashan.ledger.models import Entry
from tashan.programmes.fund_models import FundSort
from tashan.programmes.funds.opening import open_fund
from tashan.programmes.project_money import contracts, granting, lights, spending, standing
from tashan.programmes.project_money.holding import stands_on
from tashan.programmes.project_money_models import MoneyState

pytestmark = pytest.mark.django_db
LATER = date(2026, 10, 12)


@pytest.fixture
def place() -> Spending:
    return Spending()


def test_no_more_is_granted_than_the_source_has(place: Spending) -> None:
    place.granted(4_000 * WAN)
    other = place.applied(2_000 * WAN, project=making.project("污水处理", 2))
    with pytest.raises(UserError, match=r"10,000,000\.00 of the source are left"):
        granting.grant(other, 2_000 * WAN, "计划2号", by=by(place.steward))
    granting.grant(other, 1_000 * WAN, "计划2号", by=by(place.steward))
    assert balances(place.source.book, ON)["ungranted"] == 0


def test_no_more_is_granted_than_was_asked_for(place: Spending) -> None:
    with pytest.raises(UserError, match="It asked for"):
        granting.grant(place.applied(100), 101, "计划", by=by(place.steward))


def test_a_project_applies_once_for_one_source(place: Spending) -> None:
    granting.refuse(place.applied(), "资料不全", by=by(place.steward))
    place.applied()
    with pytest.raises(UserError, match="applied for this money already"):
        place.applied()


def test_a_source_is_open_within_its_days(place: Spending) -> None:
    with pytest.raises(UserError, match="open from 2026-02-02"):
        granting.apply(
            place.source, place.project, 1, "申请", by=by(place.handler, date(2026, 1, 5))
        )


def test_no_more_arrives_than_was_granted(place: Spending) -> None:
    with pytest.raises(UserError, match="are to come"):
        spending.receive(place.granted(100), 101, "到账", by=by(place.cashier))


def test_nothing_is_paid_before_progress_is_reported(place: Spending) -> None:
    money, contract = place.received(), place.signed()
    with pytest.raises(UserError, match=r"10,000,000\.00 × 0% × 90%"):
        place.paid(money, contract, 1)


def test_a_payment_is_within_the_share_of_progress_times_contract(place: Spending) -> None:
    money, contract = place.received(), place.done(place.signed(), 4_000)
    place.paid(money, contract, 300 * WAN)
    with pytest.raises(UserError, match=r"600,000\.00 are payable: 10,000,000\.00 × 40% × 90%"):
        place.paid(money, contract, 60 * WAN + 1)
    made = place.paid(money, contract, 60 * WAN)
    assert made.progress == 4_000
    reckoned = Entry.objects.get(book=place.source.book, number=made.number).reckoning
    assert reckoned[0]["formula"] == "10,000,000.00 × 40% × 90%"


def test_payments_of_a_contract_count_together_whatever_the_source(place: Spending) -> None:
    contract = place.done(place.signed(), 4_000)
    place.paid(place.received(), contract, 360 * WAN)
    other = place.received(source=place.opened("专项债〔2026〕2号"))
    with pytest.raises(UserError, match=r"By its progress 0\.00 are payable"):
        place.paid(other, contract, 1)


def test_no_more_is_paid_than_was_received(place: Spending) -> None:
    money, contract = place.granted(), place.done(place.signed(), 10_000)
    spending.receive(money, 100 * WAN, "到账", by=by(place.cashier))
    with pytest.raises(UserError, match=r"1,000,000\.00 of what was received are left"):
        place.paid(money, contract, 100 * WAN + 1)


def test_money_of_one_project_is_not_paid_for_another(place: Spending) -> None:
    contract = place.done(place.signed(), 10_000)
    other = place.received(project=making.project("污水处理", 2))
    with pytest.raises(UserError, match="another project’s"):
        place.paid(other, contract, 1)


def test_work_that_is_done_is_not_undone(place: Spending) -> None:
    contract = place.done(place.signed(), 4_000)
    with pytest.raises(UserError, match="40 % were reported last"):
        contracts.report(contract, 3_999, "月报", by=by(place.handler))


def test_what_is_carried_over_is_paid_first(place: Spending) -> None:
    money, contract = place.received(1_000 * WAN), place.done(place.signed(), 10_000)
    spending.carry_over(money, 400 * WAN, "结转通知", by=by(place.cashier))
    place.paid(money, contract, 500 * WAN)
    now = stands_on(money, ON)
    assert (now.cash, now.carried, now.paid) == (500 * WAN, 0, 500 * WAN)


def test_unspent_money_goes_back_and_the_money_is_closed(place: Spending) -> None:
    money = place.granted(1_000 * WAN)
    spending.receive(money, 400 * WAN, "到账", by=by(place.cashier))
    with pytest.raises(UserError, match="Pay it or give it back"):
        spending.close(money, "结算", by=by(place.steward))
    spending.give_back(money, 400 * WAN, "交回通知", by=by(place.cashier))
    closed = spending.close(money, "结算", by=by(place.steward))
    assert closed.state == MoneyState.CLOSED
    assert balances(place.source.book, ON)["ungranted"] == 4_600 * WAN


def test_a_contractor_who_advances_money_turns_the_light_red(place: Spending) -> None:
    money, contract = place.received(), place.done(place.signed(), 5_000)
    place.paid(money, contract, 300 * WAN)
    [deal] = standing.moneys_on([money], ON)[0].deals
    assert (deal.may.advance, deal.light) == (100 * WAN, Light.RED)
    assert lights.light_of(stands_on(money, ON), [deal], idle=False) == Light.RED
    place.paid(money, contract, 100 * WAN)
    [deal] = standing.moneys_on([money], ON)[0].deals
    assert (deal.may.advance, deal.light, deal.paid_share) == (0, Light.GREEN, 4_000)


def test_received_money_lies_idle_from_its_oldest_unpaid_receipt(place: Spending) -> None:
    money, contract = place.granted(), place.done(place.signed(), 10_000)
    spending.receive(money, 300 * WAN, "到账1", by=by(place.cashier))
    spending.receive(money, 500 * WAN, "到账2", by=by(place.cashier, date(2026, 5, 6)))
    assert lights.idle_since([money], LATER) == {money.pk: ON}
    assert lights.is_idle(ON, 6, LATER)
    place.paid(money, contract, 300 * WAN)
    assert lights.idle_since([money], LATER) == {money.pk: date(2026, 5, 6)}
    assert not lights.is_idle(date(2026, 5, 6), 6, LATER)
    spending.give_back(money, 500 * WAN, "交回", by=by(place.cashier, LATER))
    assert lights.idle_since([money], LATER) == {}


def test_a_source_is_entered_once_a_document(place: Spending) -> None:
    with pytest.raises(UserError, match="entered already"):
        place.opened()
    assert place.source.since == SINCE


def test_the_rules_of_payment_are_no_fund_that_is_opened(place: Spending) -> None:
    with pytest.raises(UserError, match="holds no money"):
        open_fund(
            place.adoption, "money", FundSort.BRIDGE, on=SINCE, actor=place.steward, at=cast.AT
        )
