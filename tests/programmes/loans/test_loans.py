"""A bridge loan from the application to the last fen, and what never happens on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework import making
from tests.programmes.loans.loan_cast import DAY, WAN, Money, by, clerk
from tests.registry import people_and_places as county

from tashan.base.errors import UserError
from tashan.casework.models import Matter
from tashan.casework.states import PASSES
from tashan.ledger import balances
from tashan.ledger.models import Entry
from tashan.programmes.fund_models import Borrower, Loan, LoanState
from tashan.programmes.loans import recovering
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.approving import approve, reject, withdraw
from tashan.programmes.loans.doing import LoanAct, acts_for
from tashan.programmes.loans.fees import fee_of
from tashan.programmes.loans.paying import pay_out
from tashan.programmes.loans.promising import decline, promise
from tashan.programmes.loans.queue import queue_of
from tashan.programmes.loans.renewing import renew
from tashan.programmes.loans.repaying import pay_fee, repay, reverse_payment
from tashan.programmes.loans.reviewing import review
from tashan.programmes.loans.seeing import visible_loans

pytestmark = pytest.mark.django_db
EVER = date(2030, 1, 1)


@pytest.fixture
def money() -> Money:
    return Money()


def stands(money: Money, code: str) -> int:
    return balances.balance(money.fund.book, code, EVER)


def test_a_loan_goes_from_application_to_settlement(money: Money) -> None:
    loan = money.settled(money.drawn(), DAY + timedelta(days=6))
    assert loan.state == LoanState.SETTLED
    assert loan.fee == 1_800_00  # 5 × 200 + 2 × 400 yuan
    assert stands(money, "cash") == 2_000 * WAN
    assert stands(money, "loans") == 0
    assert stands(money, "fee_cash") == stands(money, "fees") == 1_800_00


def test_its_case_is_finished_with_it(money: Money) -> None:
    loan = money.settled(money.drawn(), DAY + timedelta(days=3))
    loan.case.refresh_from_db()
    assert loan.case.state == "finished"
    matters = Matter.objects.filter(case=loan.case)
    assert all(matter.state in PASSES for matter in matters)
    assert matters.get(code="pay_out").outcome["entry"] == f"book:{money.fund.book_id}/2"


def test_every_entry_names_case_rules_and_person(money: Money) -> None:
    loan = money.settled(money.drawn(), DAY)
    for entry in Entry.objects.filter(about=f"case:{loan.case_id}"):
        assert entry.version_id == loan.case.version_id
        assert entry.actor == money.cashier


def test_the_entry_of_the_fee_tells_how_it_came_about(money: Money) -> None:
    money.settled(money.drawn(), DAY + timedelta(days=6))
    entry = Entry.objects.get(kind="fee")
    assert [step["formula"] for step in entry.reckoning] == [
        "1,000,000.00 × 0.02% × 5",
        "1,000,000.00 × 0.04% × 2",
        "1,000,000.00 × 0.02% × 5 + 1,000,000.00 × 0.04% × 2",
    ]
    assert [step["fen"] for step in entry.reckoning] == [1_000_00, 800_00, 1_800_00]


def test_days_beyond_the_term_cost_double(money: Money) -> None:
    loan = money.drawn()
    sheet = fee_of(loan, DAY + timedelta(days=11))
    assert sheet is not None
    assert (sheet.days, sheet.overdue_days) == (12, 2)
    assert sheet.fen == 4_600_00  # 5 × 200 + 5 × 400 + 2 × 800 yuan


def test_the_first_day_counts(money: Money) -> None:
    sheet = fee_of(money.drawn(), DAY)
    assert sheet is not None
    assert (sheet.days, sheet.fen) == (1, 200_00)


def test_the_last_day_of_the_term_is_the_tenth(money: Money) -> None:
    assert money.drawn().due_on == DAY + timedelta(days=9)


def test_a_loan_is_never_more_than_the_promise_covers(money: Money) -> None:
    loan = review(money.applied(), True, by=by(money.handler))
    loan = promise(loan, 100 * WAN, DAY, "承诺函", by=by(money.clerk))
    with pytest.raises(UserError, match=r"950,000\.00"):
        approve(loan, 95 * WAN + 1, by=by(money.chief))
    assert approve(loan, 95 * WAN, by=by(money.chief)).approved == 95 * WAN


@pytest.mark.parametrize(
    ("borrower", "most"),
    [(Borrower.COMPANY, 1000), (Borrower.OWNER, 500), (Borrower.SOLE_TRADER, 200)],
)
def test_the_cap_is_that_of_the_borrower(money: Money, borrower: Borrower, most: int) -> None:
    with pytest.raises(UserError, match="most for this borrower"):
        money.applied(most * WAN + 1, borrower=borrower)
    assert money.applied(most * WAN, borrower=borrower).asked == most * WAN


def test_nobody_asks_for_more_than_is_owed(money: Money) -> None:
    with pytest.raises(UserError, match="owed to the bank"):
        money.applied(owed=99 * WAN)


def test_where_the_bank_renews_without_repayment_there_is_no_bridge(money: Money) -> None:
    with pytest.raises(UserError, match="no bridge is needed"):
        money.applied(may_renew_unpaid=True)


def test_a_firm_that_is_out_of_business_is_told_so(money: Money) -> None:
    firm = county.enterprise("停业厂", 300, standing="suspended")
    agent = making.agent("agent-of-it", firm)
    with pytest.raises(UserError, match="正常经营"):
        apply(money.fund, NewLoan(**money.told(firm)), by=by(agent))


def test_one_firm_has_one_open_use(money: Money) -> None:
    loan = money.applied()
    agent = making.agent("agent1", loan.firm)
    again = NewLoan(**money.told(loan.firm) | {"bank_loan": "HT-other"})
    with pytest.raises(UserError, match="open use"):
        apply(money.fund, again, by=by(agent))


def test_one_bank_loan_has_one_open_use(money: Money) -> None:
    loan = money.applied()
    with pytest.raises(UserError, match="open use"):
        money.applied(bank_loan=loan.bank_loan)


def test_a_settled_loan_leaves_room_for_the_next(money: Money) -> None:
    loan = money.settled(money.drawn(), DAY)
    agent = making.agent("agent1", loan.firm)
    again = NewLoan(**money.told(loan.firm) | {"matures_on": DAY + timedelta(days=30)})
    assert apply(money.fund, again, by=by(agent)).state == LoanState.APPLIED


def test_nothing_is_paid_before_it_is_approved(money: Money) -> None:
    with pytest.raises(UserError, match="stands at"):
        pay_out(money.applied(), by=by(money.cashier))


def test_only_the_cashier_pays(money: Money) -> None:
    loan = money.approved()
    for user in (money.handler, money.chief, money.clerk):
        with pytest.raises(UserError, match="cashier"):
            pay_out(loan, by=by(user))


def test_the_cashier_approves_nothing(money: Money) -> None:
    loan = review(money.applied(), True, by=by(money.handler))
    loan = promise(loan, 200 * WAN, DAY, "承诺函", by=by(money.clerk))
    with pytest.raises(UserError):
        approve(loan, WAN, by=by(money.cashier))


def test_another_banks_clerk_promises_nothing(money: Money) -> None:
    loan = review(money.applied(), True, by=by(money.handler))
    other = clerk("other", making.enterprise("他山银行", 91))
    with pytest.raises(UserError):
        promise(loan, 200 * WAN, DAY, "承诺函", by=by(other))


def test_the_pool_pays_no_more_than_it_holds() -> None:
    money = Money(capital=150 * WAN)
    first, second = money.approved(), money.approved()
    pay_out(first, by=by(money.cashier))
    with pytest.raises(UserError, match=r"pool holds 500,000\.00"):
        pay_out(second, by=by(money.cashier))
    assert stands(money, "cash") == 50 * WAN


def test_when_the_pool_is_short_whose_loan_falls_due_first_goes_first() -> None:
    money = Money(capital=150 * WAN)
    later = money.approved(matures_on=DAY + timedelta(days=9))
    sooner = money.approved(matures_on=DAY + timedelta(days=2))
    queue = queue_of(money.fund, DAY)
    assert [one.loan for one in queue] == [sooner, later]
    assert [one.reaches for one in queue] == [True, False]
    with pytest.raises(UserError, match="1 stand before"):
        pay_out(later, by=by(money.cashier))
    assert pay_out(sooner, by=by(money.cashier)).state == LoanState.DRAWN


def test_it_is_repaid_from_the_renewed_loan_alone(money: Money) -> None:
    loan = money.drawn()
    with pytest.raises(UserError, match="not lent anew"):
        repay(loan, 100 * WAN, by=by(money.cashier))
    loan = renew(loan, 60 * WAN, "新贷", by=by(money.clerk))
    with pytest.raises(UserError, match=r"600,000\.00"):
        repay(loan, 100 * WAN, by=by(money.cashier))


def test_a_part_that_comes_back_earlier_costs_fewer_days(money: Money) -> None:
    loan = renew(money.drawn(), 200 * WAN, "新贷", by=by(money.clerk))
    loan = repay(loan, 50 * WAN, by=by(money.cashier))
    assert loan.state == LoanState.DRAWN
    loan = repay(loan, 50 * WAN, by=by(money.cashier, DAY + timedelta(days=4)))
    assert loan.fee == 100_00 + 500_00  # half for one day, half for five


def test_the_fee_is_never_overpaid(money: Money) -> None:
    loan = money.repaid(money.drawn(), DAY)
    with pytest.raises(UserError, match=r"200\.00"):
        pay_fee(loan, 200_01, by=by(money.cashier))


def test_a_declined_promise_ends_it(money: Money) -> None:
    loan = review(money.applied(), True, by=by(money.handler))
    assert decline(loan, "不再续贷", by=by(money.clerk)).state == LoanState.REJECTED


def test_an_application_is_rejected_with_its_reason(money: Money) -> None:
    loan = review(money.applied(), True, by=by(money.handler))
    loan = promise(loan, 200 * WAN, DAY, "承诺函", by=by(money.clerk))
    assert reject(loan, "自筹不到位", by=by(money.chief)).state == LoanState.REJECTED
    loan.case.refresh_from_db()
    assert loan.case.state == "ended"


def test_the_firm_withdraws_while_nothing_is_paid(money: Money) -> None:
    loan = money.approved()
    agent = making.agent("agent1", loan.firm)
    assert withdraw(loan, "自有资金到位", by=by(agent)).state == LoanState.WITHDRAWN
    with pytest.raises(UserError, match="stands at"):
        pay_out(loan, by=by(money.cashier))


def test_a_wrong_payment_is_turned_round(money: Money) -> None:
    loan = money.drawn()
    entry = Entry.objects.get(kind="draw")
    loan = reverse_payment(loan, entry, "账户有误", by=by(money.cashier))
    assert loan.state == LoanState.WITHDRAWN
    assert stands(money, "cash") == 2_000 * WAN
    assert stands(money, "loans") == 0


def test_a_repayment_booked_by_mistake_is_turned_round(money: Money) -> None:
    loan = money.repaid(money.drawn(), DAY)
    entry = Entry.objects.get(kind="repay")
    loan = reverse_payment(loan, entry, "到账的是别家", by=by(money.cashier))
    assert (loan.state, loan.fee, loan.repaid_on) == (LoanState.DRAWN, None, None)
    assert stands(money, "loans") == 100 * WAN


def test_recovery_begins_a_week_after_the_loan_fell_due(money: Money) -> None:
    loan = money.drawn()
    late = DAY + timedelta(days=20)
    with pytest.raises(UserError, match="not overdue for long enough"):
        recovering.begin(loan, "律师函", by=by(money.chief, DAY + timedelta(days=16)))
    assert LoanAct.BEGIN_RECOVERY not in acts_for(money.chief, loan, DAY + timedelta(days=16))
    assert LoanAct.BEGIN_RECOVERY in acts_for(money.chief, loan, DAY + timedelta(days=17))
    loan = recovering.begin(loan, "律师函", by=by(money.chief, late))
    loan = recovering.recover(loan, 100 * WAN, "企业自筹", by=by(money.cashier, late))
    assert loan.state == LoanState.REPAID
    assert loan.fee == 11_800_00  # 5 × 200 + 5 × 400 + 11 × 800 yuan


def test_what_is_lost_is_written_off_by_a_document(money: Money) -> None:
    loan = money.drawn()
    late = by(money.chief, DAY + timedelta(days=20))
    with pytest.raises(UserError, match="before it was recovered"):
        recovering.write_off(loan, "核销决定", by=late)
    recovering.begin(loan, "律师函", by=late)
    loan = recovering.write_off(loan, "核销决定", by=late)
    assert loan.state == LoanState.WRITTEN_OFF
    assert stands(money, "losses") == 100 * WAN
    assert stands(money, "loans") == 0


def test_everybody_is_offered_what_they_may_do(money: Money) -> None:
    loan = money.applied()
    assert acts_for(money.handler, loan, DAY) == [LoanAct.REVIEW, LoanAct.WITHDRAW]
    assert acts_for(money.clerk, loan, DAY) == []
    assert acts_for(making.agent("agent1", loan.firm), loan, DAY) == [LoanAct.WITHDRAW]
    loan = review(loan, True, by=by(money.handler))
    assert acts_for(money.clerk, loan, DAY) == [LoanAct.PROMISE, LoanAct.DECLINE]


def test_agents_and_clerks_see_their_own_loans_alone(money: Money) -> None:
    loan, other = money.applied(), money.applied()
    assert list(visible_loans(making.agent("agent1", loan.firm), DAY)) == [loan]
    assert set(visible_loans(money.clerk, DAY)) == {loan, other}
    stranger = clerk("other", making.enterprise("他山银行", 91))
    assert not visible_loans(stranger, DAY).exists()
    assert Loan.objects.count() == visible_loans(money.handler, DAY).count()
