"""A guidance fund: commitments, calls, investments, returns, all to the fen."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casework import making
from tests.programmes.investments.investing_cast import DAY, OPENED, WAN, Guidance, adopted, by

from tashan.base.errors import UserError
from tashan.mechanisms.guaranteeing import split
from tashan.programmes.fund_models import FundSort
from tashan.programmes.funds import investment_accounts as of
from tashan.programmes.funds.opening import CASH, open_fund, pay_in
from tashan.programmes.investment_models import (
    CapitalCall,
    Investment,
    InvestmentSort,
    InvestmentState,
    Partner,
    Tranche,
    Valuation,
)
from tashan.programmes.investments import books
from tashan.programmes.investments.calling import NewPartner, call, commit, owed_of, pay
from tashan.programmes.investments.figures import figures
from tashan.programmes.investments.investing import (
    NewInvestment,
    decide,
    leave,
    meet,
    pay_tranche,
    value,
    write_off,
)
from tashan.programmes.investments.returning import distribute, pay_manager, shares_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guidance() -> Guidance:
    return Guidance()


def test_a_call_is_shared_by_what_each_committed_to_the_fen(guidance: Guidance) -> None:
    made = guidance.called(100)
    assert sum(made.shares.values()) == 100 * WAN
    assert list(made.shares.values()) == [59_940_060, 29_970_030, 10_089_910]


def test_no_more_is_called_than_was_committed(guidance: Guidance) -> None:
    guidance.called(1000)
    with pytest.raises(UserError, match=r"10,000\.00"):
        guidance.called(2)


def test_a_partner_pays_no_more_than_it_was_called_for(guidance: Guidance) -> None:
    made = guidance.called(100)
    first = guidance.partners[0]
    pay(made, first, made.shares[str(first.pk)], by=by(guidance.cashier))
    with pytest.raises(UserError, match=r"owes 0\.00"):
        pay(made, first, 1, by=by(guidance.cashier))
    assert books.stands(guidance.fund, CASH) == made.shares[str(first.pk)]


def test_nothing_is_invested_that_was_not_paid_in(guidance: Guidance) -> None:
    guidance.paid_in(100)
    with pytest.raises(UserError, match="not invested yet"):
        guidance.invested(101)


def test_one_target_gets_a_fifth_of_the_commitments_at_most(guidance: Guidance) -> None:
    new = NewInvestment(making.enterprise("他山新材料", 300), InvestmentSort.EQUITY, "投决",
                        [("签约", 201 * WAN)])  # fmt: skip
    with pytest.raises(UserError, match=r"2,002,000\.00"):
        decide(guidance.fund, new, by=by(guidance.chief))


def test_a_tranche_is_paid_once_its_milestone_is_shown(guidance: Guidance) -> None:
    guidance.paid_in(500)
    new = NewInvestment(making.enterprise("他山新材料", 300), InvestmentSort.GRANT, "投决",
                        [("入孵", 10 * WAN), ("产品上市", 20 * WAN)])  # fmt: skip
    made = decide(guidance.fund, new, by=by(guidance.chief))
    first, second = made.tranches.all()
    meet(first, "入孵协议", by=by(guidance.handler))
    pay_tranche(first, by=by(guidance.cashier))
    with pytest.raises(UserError, match="not shown"):
        pay_tranche(second, by=by(guidance.cashier))
    with pytest.raises(UserError, match="is paid"):
        pay_tranche(first, by=by(guidance.cashier))
    assert books.stands(guidance.fund, of.GRANTS) == 10 * WAN


def test_an_exit_gains_what_it_brings_above_its_cost(guidance: Guidance) -> None:
    guidance.paid_in(500)
    held = guidance.invested(100)
    sold = leave(held, 150 * WAN, "转让协议", by=by(guidance.cashier))
    assert sold.state == InvestmentState.EXITED
    assert books.stands(guidance.fund, of.GAINS) == 50 * WAN
    assert books.stands(guidance.fund, of.INVESTED) == 0


def test_an_exit_below_its_cost_is_a_loss(guidance: Guidance) -> None:
    guidance.paid_in(500)
    leave(guidance.invested(100), 40 * WAN, "转让协议", by=by(guidance.cashier))
    assert books.stands(guidance.fund, of.LOSSES) == 60 * WAN


def test_what_is_lost_is_written_off_with_its_reason(guidance: Guidance) -> None:
    guidance.paid_in(500)
    lost = write_off(guidance.invested(100), "企业破产，已尽职，免责", by=by(guidance.chief))
    assert (lost.state, lost.says) == (InvestmentState.WRITTEN_OFF, "企业破产，已尽职，免责")
    assert books.stands(guidance.fund, of.LOSSES) == 100 * WAN


def test_capital_comes_back_first_then_the_gain(guidance: Guidance) -> None:
    guidance.paid_in(100)
    leave(guidance.invested(100), 160 * WAN, "转让协议", by=by(guidance.cashier))
    distribute(guidance.fund, 160 * WAN, "分配决议", by=by(guidance.cashier))
    assert books.stands(guidance.fund, of.RETURNED) == 100 * WAN
    assert books.stands(guidance.fund, of.SHARED) == 60 * WAN
    assert books.stands(guidance.fund, CASH) == 0


def test_the_government_leaves_a_fifth_of_its_gain_to_the_others(guidance: Guidance) -> None:
    guidance.paid_in(100)
    leave(guidance.invested(100), 160 * WAN, "转让协议", by=by(guidance.cashier))
    plain = shares_of(guidance.fund, 160 * WAN)
    left = shares_of(guidance.fund, 160 * WAN, Fraction(1, 5))
    given_up = plain[0].gain - left[0].gain
    assert given_up == plain[0].gain // 5
    assert sum(one.gain for one in left) == 60 * WAN
    assert left[1].gain > plain[1].gain


def test_no_more_is_distributed_than_there_is(guidance: Guidance) -> None:
    guidance.paid_in(100)
    with pytest.raises(UserError, match=r"1,000,000\.00"):
        distribute(guidance.fund, 100 * WAN + 1, "分配决议", by=by(guidance.cashier))


def test_the_manager_gets_the_declared_rate(guidance: Guidance) -> None:
    guidance.paid_in(100)
    pay_manager(guidance.fund, "管理费结算单", by=by(guidance.cashier))
    assert books.stands(guidance.fund, of.MANAGEMENT) == WAN


def test_figures_have_numerator_and_denominator(guidance: Guidance) -> None:
    guidance.paid_in(100)
    held = guidance.invested(60)
    assert figures(guidance.fund, DAY).tvpi is None
    value(held, 90 * WAN, "估值报告", by=by(guidance.handler))
    told = figures(guidance.fund, DAY)
    assert (told.committed, told.paid_in, told.invested) == (1001 * WAN, 100 * WAN, 60 * WAN)
    assert told.dpi == 0
    assert told.tvpi == Fraction(130, 100)
    assert told.tvpi_formula == "(0.00 + 900,000.00 + 400,000.00) ÷ 1,000,000.00"


def test_figures_are_as_of_any_day(guidance: Guidance) -> None:
    guidance.paid_in(100)
    guidance.invested(60)
    before = figures(guidance.fund, DAY - timedelta(days=1))
    assert (before.invested, before.cash, before.worth) == (0, 100 * WAN, 0)


def test_a_fund_without_the_higher_governments_approval_is_not_opened(guidance: Guidance) -> None:
    adoption = adopted("incubation")
    with pytest.raises(UserError, match="higher government"):
        open_fund(adoption, "fund", FundSort.INCUBATION, on=OPENED, actor=guidance.cashier,
                  at=making.moment(OPENED))  # fmt: skip


def test_only_those_of_the_office_act(guidance: Guidance) -> None:
    stranger = making.officer("stranger", "handler", at=making.office("水利局"))
    new = NewPartner(making.enterprise("出资人", 290), WAN, "承诺书")
    with pytest.raises(UserError, match="office that runs the fund"):
        commit(guidance.fund, new, by=by(stranger))
    with pytest.raises(UserError, match="office that runs the fund"):
        guidance.called(1, on=DAY) and pay_manager(guidance.fund, "单", by=by(guidance.handler))


@given(
    fen=st.integers(1, 10**12),
    weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any),
)
def test_a_split_loses_no_fen(fen: int, weights: list[int]) -> None:
    named = {str(n): weight for n, weight in enumerate(weights)}
    parts = split(fen, named)
    assert sum(parts.values()) == fen
    exact = {key: Fraction(fen * weight, sum(weights)) for key, weight in named.items()}
    assert all(abs(parts[key] - exact[key]) < 1 for key in named)


def refused(name: str, model: Any, row: Any, **said: Any) -> None:
    fields = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
    fields.pop("id")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.create(**fields | said)


def test_what_the_database_refuses(guidance: Guidance) -> None:
    partner, made = guidance.partners[0], guidance.paid_in(500)
    held = guidance.invested(60)
    tranche = held.tranches.get()
    refused("partner_once_a_fund", Partner, partner)
    refused("partner_commits_something", Partner, partner, party_id=held.target_id, committed=0)
    refused("call_number_once_a_fund", CapitalCall, made)
    refused("call_of_something_by_a_day", CapitalCall, made, number=9, fen=0)
    refused("investment_of_something", Investment, held, fen=0)
    refused("investment_ended_has_its_day", Investment, held, state="exited")
    refused("tranche_once_a_position", Tranche, tranche)
    refused("tranche_of_something", Tranche, tranche, position=2, fen=0)
    refused("tranche_paid_after_its_milestone", Tranche, tranche, position=2, met_on=None)
    worth = value(held, WAN, "估值", by=by(guidance.handler))
    refused("valuation_not_negative", Valuation, worth, fen=-1)
    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        Valuation.objects.filter(pk=worth.pk).update(fen=2)


def test_calls_that_follow_each_other_use_up_every_commitment_to_the_fen(
    guidance: Guidance,
) -> None:
    """Rounding never asks a partner for a fen more than it committed."""
    small = open_fund(
        adopted("incubation"), "fund", FundSort.INCUBATION, on=OPENED, actor=guidance.cashier,
        at=making.moment(OPENED), approval="青政函〔2026〕9号",
    )  # fmt: skip
    for number in range(3):
        new = NewPartner(making.enterprise(f"小出资人{number}", 250 + number), 2, "承诺书")
        commit(small, new, by=by(guidance.handler, OPENED))
    for _number in range(6):
        call(small, 1, DAY, "缴款通知", by=by(guidance.chief, OPENED))
    assert books.stands(small, of.UNCALLED) == 0


def test_a_partner_is_owed_by_the_call_and_not_by_another(guidance: Guidance) -> None:
    first, second = guidance.called(100), guidance.called(50)
    partner = guidance.partners[0]
    pay(first, partner, first.shares[str(partner.pk)], by=by(guidance.cashier))
    with pytest.raises(UserError, match=r"owes 0\.00"):
        pay(first, partner, 1, by=by(guidance.cashier))
    owed = owed_of([first, second])
    assert partner.pk not in owed[first.pk]
    assert owed[second.pk][partner.pk] == second.shares[str(partner.pk)]


def test_the_exit_of_one_investment_leaves_another_in_the_same_target(
    guidance: Guidance,
) -> None:
    guidance.paid_in(500)
    first, second = guidance.invested(60), guidance.invested(40)
    leave(first, 70 * WAN, "转让协议", by=by(guidance.cashier))
    assert books.stands(guidance.fund, of.GAINS) == 10 * WAN
    assert books.stands(guidance.fund, of.INVESTED) == 40 * WAN
    write_off(second, "破产，已尽职，免责", by=by(guidance.chief))
    assert books.stands(guidance.fund, of.LOSSES) == 40 * WAN


def test_what_came_back_is_not_invested_again(guidance: Guidance) -> None:
    guidance.paid_in(100)
    leave(guidance.invested(100), 160 * WAN, "转让协议", by=by(guidance.cashier))
    with pytest.raises(UserError, match=r"0\.00 yuan of what partners paid in"):
        guidance.invested(1)


@pytest.mark.parametrize("words", ["一年内迁入本县", "承诺返投1.5倍", "在本县纳税", "完成招商任务"])
def test_no_milestone_brings_firms_in(guidance: Guidance, words: str) -> None:
    new = NewInvestment(making.enterprise("他山新材料", 300), InvestmentSort.EQUITY, "投决",
                        [(words, WAN)])  # fmt: skip
    with pytest.raises(UserError, match="does not invest on the condition"):
        decide(guidance.fund, new, by=by(guidance.chief))


def test_to_say_that_nothing_of_the_kind_is_asked_is_allowed(guidance: Guidance) -> None:
    new = NewInvestment(making.enterprise("他山新材料", 300), InvestmentSort.EQUITY, "投决",
                        [("投产；不要求迁入，不设返投比例", WAN)])  # fmt: skip
    assert decide(guidance.fund, new, by=by(guidance.chief)).fen == WAN


def test_the_management_fee_is_paid_once_a_year(guidance: Guidance) -> None:
    guidance.paid_in(100)
    pay_manager(guidance.fund, "管理费结算单", by=by(guidance.cashier))
    with pytest.raises(UserError, match="fee of 2026 is paid"):
        pay_manager(guidance.fund, "管理费结算单", by=by(guidance.cashier))


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(amounts=st.lists(st.integers(1, 30 * WAN), min_size=1, max_size=5))
def test_whatever_is_distributed_no_fen_is_lost(guidance: Guidance, amounts: list[int]) -> None:
    """Of any amounts: the book keeps what it says, and nobody's capital comes back twice."""
    with transaction.atomic():
        guidance.paid_in(100)
        leave(guidance.invested(100), 160 * WAN, "转让协议", by=by(guidance.cashier))
        for fen in amounts:
            distribute(guidance.fund, fen, "分配决议", by=by(guidance.cashier))
        assert books.stands(guidance.fund, CASH) == 160 * WAN - sum(amounts)
        assert figures(guidance.fund, DAY).distributed == sum(amounts)
        paid, back = (books.by_party(guidance.fund, one) for one in (of.PAID_IN, of.RETURNED))
        assert all(back.get(party, 0) <= fen for party, fen in paid.items())
        gains = books.by_party(guidance.fund, of.SHARED)
        assert sum(gains.values()) == max(sum(amounts) - 100 * WAN, 0)
        assert all(fen >= 0 for fen in gains.values())
        transaction.set_rollback(True)


def test_money_comes_in_by_calls_alone(guidance: Guidance) -> None:
    with pytest.raises(UserError, match="Partners pay into this fund"):
        pay_in(guidance.fund, WAN, "财政", on=DAY, actor=guidance.cashier, at=making.moment(DAY))
