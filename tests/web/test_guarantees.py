"""Pages of guarantees: what each person sees and does, and that every amount says how."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.casework import making
from tests.programmes.guarantee_cast import WAN, Guaranteeing, by
from tests.web.people import browser, shown

from tashan.programmes.guarantee_models import Guarantee, GuaranteeState, WatchLevel
from tashan.programmes.guarantees import securing

pytestmark = pytest.mark.django_db
Most = Callable[[int], object]


@pytest.fixture
def place() -> Guaranteeing:
    return Guaranteeing()


def test_the_list_shows_every_limit_with_what_is_left(place: Guaranteeing) -> None:
    place.granted()
    page = shown(place.chief, "/guarantees/")
    assert "1 guarantee in force" in page
    assert "50,030,000.00 × 10 = 500,300,000.00" in page
    assert "融资担保公司监督管理条例" in page


def test_the_list_is_narrowed_by_light(place: Guaranteeing) -> None:
    row = place.granted()
    securing.inspect(row, WatchLevel.WARNING, "订单减少", by=by(place.handler))
    assert "恒川电子" in shown(place.chief, "/guarantees/?light=yellow")
    assert "Take a filter away" in shown(place.chief, "/guarantees/?light=red")


def test_the_page_of_one_tells_the_formula_of_the_fee(place: Guaranteeing) -> None:
    page = shown(place.chief, f"/guarantees/{place.granted().pk}/")
    assert "3,000,000.00 × 1% × 12 ÷ 12 = 30,000.00" in page
    assert "Guarantee fund" in page
    assert "100%" in page


def test_recoveries_are_shown_by_share(place: Guaranteeing) -> None:
    row = place.paid(100 * WAN)
    answer = browser(place.cashier).post(
        f"/guarantees/{row.pk}/recover/", {"fen": "100000.01", "says": "执行款", "on": "2026-11-02"}
    )
    assert answer.status_code == 302, answer.content.decode()
    page = shown(place.chief, f"/guarantees/{row.pk}/")
    assert "40,000.01" in page
    assert "Entry" in page


def test_the_exposure_of_a_day_names_what_binds(place: Guaranteeing) -> None:
    place.granted()
    page = shown(place.chief, "/guarantees/exposure/?on=2026-11-02")
    assert "他山农商行" in page
    assert "Limit that binds" in page
    assert "Nothing stands open" in shown(place.chief, "/guarantees/exposure/?on=2026-11-01")


def test_a_firm_applies_and_sees_its_own_alone(place: Guaranteeing) -> None:
    said = {"fund": place.fund.pk, "bank": place.bank.pk, "asked": "2000000.00", "months": 12,
            "purpose": "周转"}  # fmt: skip
    answer = browser(place.agent).post("/guarantees/new/", said)
    row = Guarantee.objects.get()
    assert answer.headers["Location"] == f"/guarantees/{row.pk}/"
    assert row.asked == 200 * WAN
    page = shown(place.agent, "/guarantees/")
    assert "恒川电子" in page
    assert "Net assets" not in page


def test_a_refused_act_keeps_what_was_typed(place: Guaranteeing) -> None:
    row = place.granted()
    said = {"fen": "99999999", "document": "还款单", "on": "2026-11-02"}
    answer = browser(place.clerk).post(f"/guarantees/{row.pk}/repay/", said)
    assert answer.status_code == 409
    assert "are left" in answer.content.decode()
    assert "99999999" in answer.content.decode()


def test_nobody_opens_the_form_of_what_is_another_ones(place: Guaranteeing) -> None:
    row = place.approved()
    assert browser(place.handler).get(f"/guarantees/{row.pk}/grant/").status_code == 403
    assert browser(place.cashier).get(f"/guarantees/{row.pk}/grant/").status_code == 200


def test_an_unknown_act_is_no_page(place: Guaranteeing) -> None:
    assert browser(place.chief).get(f"/guarantees/{place.applied().pk}/nod/").status_code == 404


def test_a_bank_is_offered_repayment_and_claim(place: Guaranteeing) -> None:
    page = shown(place.clerk, f"/guarantees/{place.granted().pk}/")
    assert "Report a repayment" in page
    assert "Claim on the guarantee" in page


def test_the_pages_ask_little_of_the_database(
    place: Guaranteeing, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = place.paid(100 * WAN)
    place.granted(100 * WAN, firm=making.enterprise("乙", 22))
    client = browser(place.chief)
    for address in (f"/guarantees/{row.pk}/", "/guarantees/", "/guarantees/exposure/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


@pytest.mark.parametrize("state", GuaranteeState.values)
def test_every_state_has_a_page(place: Guaranteeing, state: str) -> None:
    row = place.applied()
    Guarantee.objects.filter(pk=row.pk).update(state=state)
    assert shown(place.chief, f"/guarantees/{row.pk}/")
