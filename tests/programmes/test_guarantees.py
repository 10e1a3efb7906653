"""A guarantee from application to write-off: who bears what, to the fen, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.indicators import snapshot_cast as told
from tests.programmes.guarantee_cast import ON, WAN, Guaranteeing, by

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.ledger.balances import balances
from tashan.ledger.models import Entry
from tashan.ledger.posting import BelowFloorError
from tashan.programmes.guarantee_models import GuaranteeState, Lending, SecurityKind, WatchLevel
from tashan.programmes.guarantees import claiming, deciding, granting, paying, releasing, securing
from tashan.programmes.guarantees.applying import NewGuarantee, apply
from tashan.programmes.guarantees.course import course_of, liability_now
from tashan.programmes.guarantees.doing import GuaranteeAct, acts_for
from tashan.programmes.guarantees.granting import BankLoan
from tashan.programmes.guarantees.securing import NewSecurity
from tashan.programmes.guarantees.shareholders import enter_shareholder
from tashan.programmes.guarantees.watching import light_of, newest_inspections

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Guaranteeing:
    return Guaranteeing()


def held(place: Guaranteeing, on: date = ON) -> dict[str, int]:
    return {code: fen for code, fen in balances(place.fund.book, on).items() if fen}


def test_the_fee_comes_in_and_the_liability_begins_in_one_entry(place: Guaranteeing) -> None:
    row = place.granted(300 * WAN)
    assert row.fee == 3 * WAN
    found = held(place)
    assert found["fees"] == 3 * WAN
    assert found["cash"] == 5_003 * WAN
    assert found["covered"] == found["liability"] == 240 * WAN
    entry = Entry.objects.get(about=row.about)
    formulas = [step["formula"] for step in entry.reckoning]
    assert formulas[0] == "3,000,000.00 × 1% × 12 ÷ 12 = 30,000.00"
    assert formulas[1] == "3,000,000.00 × (100% − 20%) = 2,400,000.00"


def test_a_small_guarantee_costs_the_least_fee(place: Guaranteeing) -> None:
    row = place.granted(10 * WAN, months=3)
    assert row.fee == 1_000_00


def test_the_shares_of_a_loss_are_those_of_the_file(place: Guaranteeing) -> None:
    row = place.applied()
    assert row.shares == {
        "guarantor": 4_000, "bank": 2_000, "reguarantee": 2_000, "treasury": 2_000
    }  # fmt: skip


def test_shares_that_do_not_sum_to_all_are_refused(settings: object) -> None:
    place = Guaranteeing(bank_share=30)
    with pytest.raises(UserError, match="100 %"):
        place.applied()


def test_a_firm_that_owes_too_much_is_refused_with_the_condition(place: Guaranteeing) -> None:
    catalogue.sync(on=told.FOUNDED)
    entered = making.county.source()
    owed, owned = (told.figure(place.firm, code, value) for code, value in
                   (("liabilities_total", 8_000), ("assets_total", 10_000)))  # fmt: skip
    told.tell(entered, owed, owned)
    with pytest.raises(UserError, match="资产负债率不高于上限"):
        place.applied()


def test_an_unknown_figure_is_no_refusal(place: Guaranteeing) -> None:
    reasons = {one["code"]: one["met"] for one in place.applied().reasons}
    assert reasons["debt"] is None


def test_the_lending_is_farm_where_it_is_said(place: Guaranteeing) -> None:
    assert place.applied(is_farm=True).lending == Lending.FARM
    assert place.applied().lending == Lending.OTHER


def test_nobody_is_guaranteed_who_controls_the_guarantor(place: Guaranteeing) -> None:
    enter_shareholder(place.fund, place.firm, "章程", controls=True, by=by(place.steward))
    with pytest.raises(UserError, match="article 17"):
        place.applied()


def test_whoever_came_to_control_it_since_is_granted_nothing(place: Guaranteeing) -> None:
    row = place.approved()
    enter_shareholder(place.fund, place.firm, "章程", controls=True, by=by(place.steward))
    with pytest.raises(UserError, match="article 17"):
        granting.grant(row, BankLoan(300 * WAN, "1"), by=by(place.cashier))


def test_a_smaller_shareholder_may_be_guaranteed(place: Guaranteeing) -> None:
    enter_shareholder(place.fund, place.firm, "章程", controls=False, by=by(place.steward))
    assert place.applied().state == GuaranteeState.APPLIED


def test_a_bank_is_not_guaranteed_towards_itself(place: Guaranteeing) -> None:
    new = NewGuarantee(place.bank, place.bank, 100, 12, "周转")
    with pytest.raises(UserError, match="itself"):
        apply(place.fund, new, by=by(place.agent))


def test_no_more_is_approved_than_was_asked(place: Guaranteeing) -> None:
    row = place.applied(100 * WAN)
    deciding.review(row, "齐全", passes=True, by=by(place.handler))
    with pytest.raises(UserError, match="asked for"):
        deciding.approve(row, 101 * WAN, "同意", by=by(place.chief))


def test_a_move_out_of_turn_is_refused(place: Guaranteeing) -> None:
    row = place.applied()
    with pytest.raises(UserError, match="Applied for"):
        granting.grant(row, BankLoan(300 * WAN, "1"), by=by(place.cashier))


def test_a_loan_is_not_smaller_than_what_is_guaranteed(place: Guaranteeing) -> None:
    with pytest.raises(UserError, match="smaller"):
        place.granted(300 * WAN, loan=299 * WAN)


def test_one_loan_is_guaranteed_once(place: Guaranteeing) -> None:
    first, second = place.approved(100 * WAN), place.approved(100 * WAN)
    granting.grant(first, BankLoan(100 * WAN, "借字1"), by=by(place.cashier))
    with pytest.raises(UserError, match="guaranteed already"):
        granting.grant(second, BankLoan(100 * WAN, "借字1"), by=by(place.cashier))


def test_a_part_repaid_leaves_the_same_part_of_the_liability(place: Guaranteeing) -> None:
    row = place.granted(300 * WAN, loan=400 * WAN)
    releasing.report_repayment(row, 100 * WAN, "还款单1", by=by(place.clerk))
    assert liability_now(row) == 180 * WAN
    assert [one.fen for one in course_of(row)] == [180 * WAN]


def test_the_last_repayment_releases_to_the_fen(place: Guaranteeing) -> None:
    row = place.granted(100_000_01)
    for fen in (33_333_33, 33_333_33):
        releasing.report_repayment(row, fen, "还款单", by=by(place.clerk))
    assert liability_now(row) > 0
    row = releasing.report_repayment(row, 33_333_35, "还款单", by=by(place.clerk))
    assert row.state == GuaranteeState.RELEASED
    assert liability_now(row) == 0
    assert "covered" not in held(place)


def test_no_more_is_repaid_than_is_left(place: Guaranteeing) -> None:
    row = place.granted(100 * WAN)
    with pytest.raises(UserError, match="are left"):
        releasing.report_repayment(row, 101 * WAN, "还款单", by=by(place.clerk))


def test_security_is_kept_with_its_value_and_document(place: Guaranteeing) -> None:
    row = place.applied()
    new = NewSecurity(SecurityKind.MORTGAGE, "厂房一幢", 500 * WAN, "不动产权证1号")
    assert securing.secure(row, new, by=by(place.handler)).value == 500 * WAN
    with pytest.raises(UserError, match="value"):
        securing.secure(
            row, NewSecurity(SecurityKind.PLEDGE, "设备", None, "登记1"), by=by(place.handler)
        )


def test_a_serious_finding_turns_the_light_red(place: Guaranteeing) -> None:
    row = place.granted()
    assert light_of(row, None, ON) == "green"
    for level, light in ((WatchLevel.ATTENTION, "yellow"), (WatchLevel.SERIOUS, "red")):
        securing.inspect(row, level, "欠薪", by=by(place.handler))
        assert light_of(row, newest_inspections([row.pk], ON)[row.pk], ON) == light


def test_past_its_end_the_light_is_red(place: Guaranteeing) -> None:
    assert light_of(place.granted(months=12), None, date(2027, 11, 3)) == "red"


def test_no_more_is_claimed_than_is_still_guaranteed(place: Guaranteeing) -> None:
    row = place.granted(200 * WAN)
    releasing.report_repayment(row, 50 * WAN, "还款单", by=by(place.clerk))
    with pytest.raises(UserError, match="still guaranteed"):
        claiming.claim(row, 151 * WAN, "通知书", "逾期", by=by(place.clerk))


def test_a_claim_refused_leaves_the_guarantee_in_force(place: Guaranteeing) -> None:
    row = place.claimed()
    claiming.review_claim(row, None, "未到期", by=by(place.chief))
    row.refresh_from_db()
    assert row.state == GuaranteeState.GRANTED


def test_a_claim_is_not_paid_before_it_is_accepted(place: Guaranteeing) -> None:
    row = place.claimed()
    with pytest.raises(UserError, match="No claim waits"):
        paying.pay_claim(row, by=by(place.cashier))


def test_a_claim_paid_is_borne_by_all_and_ends_the_liability(place: Guaranteeing) -> None:
    place.paid(300 * WAN, 100 * WAN + 1)
    found = held(place)
    assert found["claims_paid"] == 40 * WAN + 1
    assert found["reguarantee_due"] == found["treasury_due"] == 20 * WAN
    assert found["cash"] == 5_003 * WAN - 80 * WAN - 1
    assert "covered" not in found


def test_a_fund_without_net_assets_grants_nothing() -> None:
    with pytest.raises(UserError, match=r"above 0\.00"):
        Guaranteeing(capital=0).granted(100 * WAN)


def test_what_others_bear_comes_in_once(place: Guaranteeing) -> None:
    row = place.paid(100 * WAN)
    paying.receive(row, "reguarantee", 20 * WAN, "补偿批复1", by=by(place.cashier))
    assert "reguarantee_due" not in held(place)
    with pytest.raises(UserError, match="still due"):
        paying.receive(row, "reguarantee", 1, "补偿批复1", by=by(place.cashier))


def test_a_recovery_is_shared_by_the_same_proportions(place: Guaranteeing) -> None:
    row = place.paid(100 * WAN)
    before = held(place)["cash"]
    paying.receive(row, "reguarantee", 20 * WAN, "补偿批复1", by=by(place.cashier))
    made = paying.recover(row, 50 * WAN, "拍卖厂房", by=by(place.cashier))
    assert (made.guarantor, made.bank, made.reguarantee, made.treasury) == (
        20 * WAN, 10 * WAN, 10 * WAN, 10 * WAN
    )  # fmt: skip
    found = held(place)
    assert found["claims_paid"] == 20 * WAN
    assert found["treasury_due"] == 10 * WAN  # set off: the treasury had not paid yet
    assert found["cash"] == before + 20 * WAN + 50 * WAN - 20 * WAN


def test_odd_recoveries_come_to_the_whole_to_the_fen(place: Guaranteeing) -> None:
    row = place.paid(100 * WAN, 33_333_33)
    for fen in (1, 7, 11_111_11, 1, 9_999_99):
        paying.recover(row, fen, "执行款", by=by(place.cashier))
    left = sum(paying.left_to_recover(row).values())
    paying.recover(row, left, "结清", by=by(place.cashier))
    row.refresh_from_db()
    assert row.state == GuaranteeState.RECOVERED
    found = held(place)
    assert not {"claims_paid", "reguarantee_due", "treasury_due", "passing_on"} & set(found)


def test_no_more_is_recovered_than_was_paid(place: Guaranteeing) -> None:
    row = place.paid(100 * WAN)
    with pytest.raises(UserError, match="still to be recovered"):
        paying.recover(row, 100 * WAN + 1, "执行款", by=by(place.cashier))


def test_what_is_not_recovered_is_written_off_as_a_loss(place: Guaranteeing) -> None:
    row = place.paid(100 * WAN)
    paying.recover(row, 50 * WAN, "执行款", by=by(place.cashier))
    row = paying.write_off(row, "核销批复1", by=by(place.steward))
    assert row.state == GuaranteeState.WRITTEN_OFF
    assert held(place)["losses"] == 20 * WAN
    paying.recover(row, 10 * WAN, "又收回", by=by(place.cashier))
    assert held(place)["losses"] == 16 * WAN


def test_a_claim_larger_than_the_money_is_not_paid() -> None:
    place = Guaranteeing(capital=100 * WAN, single=100, with_affiliates=100)
    for number in (11, 12):
        firm = making.enterprise(f"第{number}公司", number)
        row = place.granted(100 * WAN, firm=firm)
        claiming.claim(row, 100 * WAN, "通知书", "逾期", by=by(place.clerk))
        claiming.review_claim(row, 100 * WAN, "属实", by=by(place.chief))
        if number == 11:
            paying.pay_claim(row, by=by(place.cashier))
    with pytest.raises(BelowFloorError):
        paying.pay_claim(row, by=by(place.cashier))
    row.refresh_from_db()
    assert row.state == GuaranteeState.CLAIMED


def test_only_the_office_of_the_fund_acts_where_one_is_named(place: Guaranteeing) -> None:
    row = place.applied()
    assert GuaranteeAct.REVIEW in acts_for(place.handler, row, ON)
    making.holds("guarantor", making.office("财政局"))
    assert GuaranteeAct.REVIEW not in acts_for(place.handler, row, ON)
    other = making.officer("qin", "handler", at=making.office("财政局"))
    assert GuaranteeAct.REVIEW in acts_for(other, row, ON)
