"""Pages of funds and loans: what each person sees, what forms do, and what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.casework import making
from tests.programmes.loans.loan_cast import OPENED, WAN, Money, by, clerk
from tests.registry import people_and_places as county
from tests.web.people import sign_in, speaking_english

from tashan.adoption import adopting
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Adoption, Conclusion
from tashan.programmes.fund_models import Fund, Loan, LoanState
from tashan.programmes.loans.promising import promise
from tashan.programmes.loans.reviewing import review
from tashan.record.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def money() -> Money:
    return Money()


def signed_in(user: User) -> Client:
    return speaking_english(sign_in(user))


def page(user: User, address: str, *, status: int = 200) -> str:
    response = signed_in(user).get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_funds_page_tells_every_fund_by_its_book(money: Money) -> None:
    money.drawn(on=timezone.localdate())
    text = page(money.handler, "/funds/")
    assert "2,000 万元" in text
    assert "1,900 万元" in text


def test_without_a_fund_the_page_says_how_to_come_by_one() -> None:
    assert "Adopt a mechanism" in page(making.person("steward", "steward"), "/funds/")


def test_the_page_of_a_fund_shows_who_waits_and_why_there(money: Money) -> None:
    loan = money.approved(on=timezone.localdate())
    text = page(money.handler, f"/funds/{money.fund.pk}/")
    assert f"bank loan due {loan.matures_on}" in text
    assert "20,000,000.00 − 0.00 ≥ 1,000,000.00" in text


def test_the_page_of_a_fund_shows_what_is_overdue(money: Money) -> None:
    money.drawn(on=timezone.localdate() - timedelta(days=14))
    assert "Overdue by 5 days" in page(money.handler, f"/funds/{money.fund.pk}/")


def test_every_parameter_stands_with_its_basis(money: Money) -> None:
    assert "东政规发〔2025〕5号" in page(money.handler, f"/funds/{money.fund.pk}/")


def test_the_claims_of_a_year_tell_how_they_came_about(money: Money) -> None:
    today = timezone.localdate()
    money.settled(money.drawn(on=today), today)
    text = page(money.handler, f"/funds/{money.fund.pk}/claims/?year={today.year}")
    assert "1,000,000.00 ÷ 20,000,000.00" in text
    assert "0.05 times" in text


def test_the_year_of_claims_stays_within_the_life_of_the_fund(money: Money) -> None:
    assert page(money.handler, f"/funds/{money.fund.pk}/claims/?year=1999")
    assert page(money.handler, f"/funds/{money.fund.pk}/claims/?year=abc")


def test_the_table_of_loans_narrows_by_state_and_name(money: Money) -> None:
    one, other = money.applied(), money.drawn()
    text = page(money.handler, "/loans/?state=drawn")
    assert f"/loans/{other.pk}/" in text
    assert f'/loans/{one.pk}/"' not in text
    assert f"/loans/{one.pk}/" in page(money.handler, "/loans/?q=轴承1")


def test_the_page_of_a_loan_tells_the_fee_of_today_and_of_a_chosen_day(money: Money) -> None:
    today = timezone.localdate()
    loan = money.drawn(on=today)
    text = page(money.handler, f"/loans/{loan.pk}/?back={today + timedelta(days=6)}")
    assert "1,000,000.00 × 0.02% × 1" in text
    assert "1,000,000.00 × 0.04% × 2" in text
    assert "1,800.00" in text


def test_a_day_of_no_calendar_is_no_error(money: Money) -> None:
    loan = money.drawn(on=timezone.localdate())
    assert page(money.handler, f"/loans/{loan.pk}/?back=tomorrow")
    assert page(money.handler, f"/loans/{loan.pk}/?back=1990-01-01")


def test_an_overdue_loan_shows_the_doubled_fee(money: Money) -> None:
    loan = money.drawn(on=timezone.localdate() - timedelta(days=11))
    text = page(money.handler, f"/loans/{loan.pk}/")
    assert "1,000,000.00 × 0.08% × 2" in text
    assert "Overdue by 2 days" in text


def test_the_page_of_a_loan_tells_which_limit_decides(money: Money) -> None:
    today = timezone.localdate()
    loan = review(money.applied(on=today), True, by=by(money.handler, today))
    promise(loan, 100 * WAN, today, "函", by=by(money.clerk, today))
    text = page(money.handler, f"/loans/{loan.pk}/")
    assert "At most 950,000.00 yuan" in text
    assert "1,000,000.00 × 95%" in text


def test_an_agent_never_sees_another_firms_loan(money: Money) -> None:
    loan = money.applied()
    other, agent = money.firm()
    assert other != loan.firm
    page(agent, f"/loans/{loan.pk}/", status=404)
    page(agent, f"/loans/{loan.pk}/withdraw/", status=404)
    assert page(making.agent("agent1", loan.firm), f"/loans/{loan.pk}/")


def test_a_clerk_never_sees_another_banks_loan(money: Money) -> None:
    loan = money.applied()
    other = clerk("other", making.enterprise("他山银行", 91))
    page(other, f"/loans/{loan.pk}/", status=404)
    page(other, f"/loans/{loan.pk}/promise/", status=404)
    assert f"/loans/{loan.pk}/" not in page(other, "/bank/loans/")
    assert page(money.clerk, f"/loans/{loan.pk}/")


def test_what_is_refused_stands_in_the_form_and_nothing_is_lost(money: Money) -> None:
    loan = review(money.applied(), True, by=by(money.handler))
    promise(loan, 100 * WAN, loan.matures_on, "函", by=by(money.clerk))
    said = {"fen": "999999.00", "on": loan.matures_on}
    response = signed_in(money.chief).post(f"/loans/{loan.pk}/approve/", said)
    assert response.status_code == 409
    assert "At most 950,000.00 yuan" in response.content.decode()
    assert 'value="999999.00"' in response.content.decode()


def test_an_amount_that_is_none_is_told_beside_its_field(money: Money) -> None:
    loan = review(money.applied(), True, by=by(money.handler))
    response = signed_in(money.clerk).post(f"/loans/{loan.pk}/promise/", {"fen": "many"})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()


def test_an_act_that_there_is_not_is_not_found(money: Money) -> None:
    loan = money.applied()
    page(money.handler, f"/loans/{loan.pk}/frobnicate/", status=404)


def test_who_may_not_do_an_act_is_told_so_on_its_page(money: Money) -> None:
    loan = money.approved()
    assert "not for you" in page(money.handler, f"/loans/{loan.pk}/pay_out/")
    response = signed_in(money.handler).post(f"/loans/{loan.pk}/pay_out/", {"on": "2026-03-02"})
    assert response.status_code == 409
    assert Loan.objects.get().state == LoanState.APPROVED


def test_a_firm_is_asked_first_whether_the_bank_renews_without_repayment(money: Money) -> None:
    _firm, agent = money.firm()
    assert "can the bank renew" in page(agent, "/own/loans/new/")
    assert "You need no bridge" in page(agent, "/own/loans/new/?unpaid=yes")
    assert 'name="bank_loan"' in page(agent, "/own/loans/new/?unpaid=no")


def test_a_firm_sees_at_once_cap_fee_and_conditions(money: Money) -> None:
    _firm, agent = money.firm()
    client = signed_in(agent)
    response = client.get("/own/loans/new/?asked=1000000", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "1,000 万元" in text
    assert "1,000.00" in text
    assert "3,000.00" in text
    assert "In business" in text
    assert "<html" not in text


def test_more_than_the_cap_is_told_before_it_is_handed_in(money: Money) -> None:
    _firm, agent = money.firm()
    said = "asked=3000000&borrower=sole_trader"
    response = signed_in(agent).get(f"/own/loans/new/?{said}", headers={"HX-Request": "true"})
    assert "More is asked for than the cap" in response.content.decode()


def told(money: Money) -> dict[str, object]:
    return {
        "fund": money.fund.pk, "borrower": "company", "bank": money.bank.pk, "bank_loan": "HT-1",
        "account": "6230", "matures_on": timezone.localdate() + timedelta(days=9),
        "owed": "1000000", "asked": "1000000",
    }  # fmt: skip


def test_an_application_is_handed_in_on_the_firms_own_page(money: Money) -> None:
    firm, agent = money.firm()
    response = signed_in(agent).post("/own/loans/new/?unpaid=no", told(money))
    loan = Loan.objects.get()
    assert response.headers["Location"] == f"/loans/{loan.pk}/"
    assert (loan.firm, loan.asked) == (firm, 100 * WAN)
    assert f"/loans/{loan.pk}/" in page(agent, "/own/loans/")


def test_a_refused_application_keeps_what_was_typed(money: Money) -> None:
    _firm, agent = money.firm()
    said = told(money) | {"owed": "900000"}
    response = signed_in(agent).post("/own/loans/new/?unpaid=no", said)
    assert response.status_code == 409
    assert 'value="HT-1"' in response.content.decode()


def test_the_clerk_sees_what_asks_for_a_promise_and_what_must_be_renewed(money: Money) -> None:
    asked = review(money.applied(), True, by=by(money.handler))
    drawn = money.drawn()
    text = page(money.clerk, "/bank/loans/")
    assert f"/loans/{asked.pk}/promise/" in text
    assert f"/loans/{drawn.pk}/renew/" in text


@pytest.fixture
def adopted() -> Adoption:
    """The bridge-loan mechanism, adopted; its fund is not open."""
    making.home()
    new = NewAdoption("bridge_loan_donghai", "他山县转贷", "999901", OPENED)
    return adopting.adopt(new, actor=county.clerk(), at=cast.AT)


def opening(adoption: Adoption) -> dict[str, object]:
    return {"part": f"{adoption.pk}:pool", "sort": "bridge", "on": timezone.localdate(),
            "approval": "", "fen": "20000000", "says": "县财政注入"}  # fmt: skip


def test_a_steward_opens_a_fund_with_the_money_paid_in(adopted: Adoption) -> None:
    steward = making.person("steward", "steward")
    said = Reviewed(Conclusion.PASSES, "公审〔2026〕1号", "市场监督管理局", OPENED)
    adopting.record_review(adopted, said, actor=county.clerk(), at=cast.AT)
    response = signed_in(steward).post("/funds/new/", opening(adopted))
    assert response.headers["Location"] == f"/funds/{Fund.objects.get().pk}/"
    assert "2,000 万元" in page(steward, "/funds/")
    assert "No adopted mechanism describes a fund" in page(steward, "/funds/new/")


def test_without_a_fair_competition_review_no_fund_is_opened(adopted: Adoption) -> None:
    steward = making.person("steward", "steward")
    response = signed_in(steward).post("/funds/new/", opening(adopted))
    assert response.status_code == 409
    assert "fair competition review" in response.content.decode()
    assert not Fund.objects.exists()


def test_money_paid_in_names_who_pays(adopted: Adoption) -> None:
    steward = making.person("steward", "steward")
    response = signed_in(steward).post("/funds/new/", opening(adopted) | {"says": ""})
    assert response.status_code == 422
    assert "Say who pays in" in response.content.decode()


def test_a_steward_pays_in(money: Money) -> None:
    steward = making.person("steward", "steward")
    said = {"fen": "1000000", "says": "追加", "on": timezone.localdate()}
    response = signed_in(steward).post(f"/funds/{money.fund.pk}/pay-in/", said)
    assert response.status_code == 302
    assert "2,100 万元" in page(steward, f"/funds/{money.fund.pk}/")
