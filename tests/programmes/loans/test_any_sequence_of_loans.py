"""Whatever is done to loans in whatever order, the fund's money is where a plain model has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.programmes.loans.loan_cast import DAY, WAN, Money, by
from tests.programmes.loans.soaking import faults

from tashan.base.errors import UserError
from tashan.ledger.models import Account, Entry
from tashan.programmes.fund_models import ENDED_LOANS, Loan, LoanState
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.approving import approve, withdraw
from tashan.programmes.loans.fees import fee_of
from tashan.programmes.loans.money import entries_of
from tashan.programmes.loans.paying import pay_out
from tashan.programmes.loans.promising import promise
from tashan.programmes.loans.renewing import renew
from tashan.programmes.loans.repaying import pay_fee, repay, reverse_payment
from tashan.programmes.loans.reviewing import review

CAPITAL, FIRMS = 250 * WAN, 3
firms = st.integers(0, FIRMS - 1)
amounts = st.sampled_from([1, 30 * WAN, 70 * WAN, 100 * WAN, 100 * WAN + 1])


@dataclass
class Sums:
    """What the model knows of the loan that a firm has open: fen drawn, back, and of fees."""

    promised: int = 0
    drawn: int = 0
    back: int = 0
    fee: int = 0


class AnySequenceOfLoans(RuleBasedStateMachine):
    """Three firms, one fund that is too small for them all; rolled back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()

    @initialize()
    def open(self) -> None:
        self.money = Money(capital=CAPITAL)
        self.firms = [self.money.firm() for _ in range(FIRMS)]
        self.day, self.applied = DAY, 0
        self.open_ones: dict[int, Sums] = {}  # by firm
        self.ended: list[Sums] = []

    def try_to(self, act: Callable[[], object]) -> bool:
        """Whether it was done; a refusal leaves everything as it was."""
        before = Entry.objects.count()
        try:
            with transaction.atomic():
                act()
        except UserError:
            assert Entry.objects.count() == before
            return False
        return True

    def loan(self, firm: int) -> Loan | None:
        rows = Loan.objects.filter(firm=self.firms[firm][0])
        return rows.exclude(state__in=ENDED_LOANS).first() or rows.order_by("-pk").first()

    @rule(days=st.integers(1, 25))
    def pass_days(self, days: int) -> None:
        """So that loans become overdue."""
        self.day += timedelta(days=days)

    @rule(firm=firms)
    def go_on(self, firm: int) -> None:
        """The likely next step, so that many loans come to their end."""
        loan = self.loan(firm)
        if loan is None or firm not in self.open_ones:
            self.apply_for(firm)
        elif loan.state == LoanState.APPLIED:
            self.review_it(firm)
        elif loan.state == LoanState.REVIEWED:
            self.promise_it(firm, 100 * WAN)
        elif loan.state == LoanState.PROMISED:
            self.approve_it(firm, 70 * WAN)
        elif loan.state == LoanState.APPROVED:
            self.pay_it_out(firm)
        elif loan.state == LoanState.DRAWN and loan.renewed is None:
            self.renew_it(firm, 100 * WAN)
        elif loan.state == LoanState.DRAWN:
            self.repay_it(firm, 0, whole=True)
        else:
            self.pay_the_fee(firm, whole=True)

    @rule(firm=firms)
    def go_two_steps_on(self, firm: int) -> None:
        self.go_on(firm)
        self.go_on(firm)

    @rule(firm=firms)
    def apply_for(self, firm: int) -> None:
        entity, agent = self.firms[firm]
        self.applied += 1
        told = self.money.told(entity, 100 * WAN, self.day) | {"bank_loan": f"HT-{self.applied}"}
        done = self.try_to(lambda: apply(self.money.fund, NewLoan(**told), by=by(agent, self.day)))
        assert done == (firm not in self.open_ones), "one open use of a firm, no more and no fewer"
        if done:
            self.open_ones[firm] = Sums()

    @rule(firm=firms)
    def review_it(self, firm: int) -> None:
        if loan := self.loan(firm):
            self.try_to(lambda: review(loan, True, by=by(self.money.handler, self.day)))

    @rule(firm=firms, fen=amounts)
    def promise_it(self, firm: int, fen: int) -> None:
        if (loan := self.loan(firm)) and self.try_to(
            lambda: promise(loan, fen, self.day, "函", by=by(self.money.clerk, self.day))
        ):
            self.open_ones[firm].promised = fen

    @rule(firm=firms, fen=amounts)
    def approve_it(self, firm: int, fen: int) -> None:
        if (loan := self.loan(firm)) and self.try_to(
            lambda: approve(loan, fen, by=by(self.money.chief, self.day))
        ):
            assert fen <= min(self.open_ones[firm].promised, 100 * WAN)

    @rule(firm=firms)
    def withdraw_it(self, firm: int) -> None:
        agent = self.firms[firm][1]
        if (loan := self.loan(firm)) and self.try_to(
            lambda: withdraw(loan, "不再需要", by=by(agent, self.day))
        ):
            assert self.open_ones[firm].drawn == 0
            self.ended.append(self.open_ones.pop(firm))

    @rule(firm=firms)
    def pay_it_out(self, firm: int) -> None:
        available = self.at_hand()
        if (loan := self.loan(firm)) and self.try_to(
            lambda: pay_out(loan, by=by(self.money.cashier, self.day))
        ):
            assert loan.approved is not None
            assert 0 < loan.approved <= min(available, self.open_ones[firm].promised)
            self.open_ones[firm].drawn = loan.approved

    @rule(firm=firms, fen=amounts)
    def renew_it(self, firm: int, fen: int) -> None:
        if loan := self.loan(firm):
            self.try_to(lambda: renew(loan, fen, "新贷", by=by(self.money.clerk, self.day)))

    @rule(firm=firms, fen=amounts, whole=st.booleans())
    def repay_it(self, firm: int, fen: int, whole: bool) -> None:
        sums = self.open_ones.get(firm)
        if sums and whole:
            fen = sums.drawn - sums.back
        if (loan := self.loan(firm)) and self.try_to(
            lambda: repay(loan, fen, by=by(self.money.cashier, self.day))
        ):
            self.open_ones[firm].back += fen
            assert self.open_ones[firm].back <= self.open_ones[firm].drawn
            self.end_if_settled(firm)

    @rule(firm=firms, whole=st.booleans())
    def pay_the_fee(self, firm: int, whole: bool) -> None:
        loan = self.loan(firm)
        if not loan:
            return
        sums = self.open_ones.get(firm, Sums())
        fen = (loan.fee or 0) - sums.fee if whole else 1
        if self.try_to(lambda: pay_fee(loan, fen, by=by(self.money.cashier, self.day))):
            sums.fee += fen
            self.end_if_settled(firm)

    @rule(firm=firms, place=st.integers(0, 9))
    def turn_an_entry(self, firm: int, place: int) -> None:
        loan = self.loan(firm)
        entries = list(entries_of(loan)) if loan else []
        if not loan or not entries:
            return
        entry = entries[place % len(entries)]
        moved = max(entry.postings.values_list("fen", flat=True))
        if not self.try_to(
            lambda: reverse_payment(loan, entry, "误划", by=by(self.money.cashier, self.day))
        ):
            return
        sums = self.open_ones[firm]
        if entry.kind == "draw":
            assert sums.back == 0
            sums.drawn -= moved
            self.ended.append(self.open_ones.pop(firm))
        elif entry.kind == "repay":
            sums.back -= moved
        else:
            sums.fee -= moved

    def end_if_settled(self, firm: int) -> None:
        loan = self.loan(firm)
        if loan and loan.state == LoanState.SETTLED:
            sums = self.open_ones.pop(firm)
            assert sums.drawn == sums.back
            assert sums.fee == loan.fee
            self.ended.append(sums)

    def at_hand(self) -> int:
        return Account.objects.get(book=self.money.fund.book_id, code="cash").balance

    @invariant()
    def the_money_is_where_the_model_has_it(self) -> None:
        every = [*self.open_ones.values(), *self.ended]
        out = sum(one.drawn - one.back for one in every)
        rows = Account.objects.filter(book=self.money.fund.book_id)
        assert self.at_hand() == CAPITAL - out >= 0
        assert sum(rows.filter(code="loans").values_list("balance", flat=True)) == out
        assert rows.get(code="fee_cash").balance == sum(one.fee for one in every)

    @invariant()
    def open_uses_are_those_of_the_model(self) -> None:
        held = Loan.objects.exclude(state__in=ENDED_LOANS).values_list("firm", flat=True)
        assert sorted(held) == sorted(self.firms[firm][0].pk for firm in self.open_ones)

    @invariant()
    def nothing_is_wrong_with_books_and_loans(self) -> None:
        assert faults(self.money.fund) == []

    @invariant()
    def a_day_overdue_never_makes_a_fee_less(self) -> None:
        for loan in Loan.objects.filter(state=LoanState.DRAWN):
            sheets = [fee_of(loan, self.day + timedelta(days=more)) for more in (0, 1, 30)]
            fees = [sheet.fen for sheet in sheets if sheet and sheet.fen is not None]
            assert fees == sorted(fees)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)


@pytest.mark.django_db
def test_every_sequence_of_acts_keeps_the_money_where_it_is():
    run_state_machine_as_test(
        AnySequenceOfLoans,
        settings=settings(
            max_examples=8,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
