"""An award is made payable, put on a list that another approves, paid by the cashier, filed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.programmes.budgets.budget_cast import (
    FIFTY_WAN,
    ON,
    TWENTY_WAN,
    Treasury,
    adds_up,
    cashier,
    paid_list,
    second,
)

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.models import Entry
from tashan.mechanisms import law
from tashan.programmes import awards
from tashan.programmes.models import AwardList, AwardState, BudgetPart, Payment, PaymentList
from tashan.programmes.payments import drafting, paying, promise, readying

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasury(settings: object) -> Treasury:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return Treasury()


def by_second() -> By:
    return By(second(), cast.AT, ON)


def by_cashier() -> By:
    return By(cashier(), cast.AT, ON)


@pytest.fixture
def payable(treasury: Treasury) -> AwardList:
    """Both enterprises took theirs, and it was made payable."""
    return treasury.payable()


@pytest.fixture
def approved(treasury: Treasury, payable: AwardList) -> PaymentList:
    made = drafting.draft(treasury.budget, by=treasury.by)
    return drafting.approve(made, by=by_second())


def test_an_award_goes_from_taken_to_filed(treasury: Treasury, approved: PaymentList) -> None:
    states = AwardState.PAYABLE, AwardState.PAID, AwardState.FILED
    award = approved.payments.order_by("pk")[0].award
    seen = [award.state]
    for payment in approved.payments.all():
        paying.pay(payment, "6217 0001", f"回单{payment.pk}", by=by_cashier())
    award.refresh_from_db()
    seen.append(award.state)
    paying.file(approved, by=by_cashier())
    award.refresh_from_db()
    assert (*seen, award.state) == states
    assert treasury.stands()["paid"] == 2 * TWENTY_WAN
    assert "committed" not in treasury.stands()


def test_what_was_not_taken_is_not_payable(treasury: Treasury) -> None:
    made = treasury.confirmed()
    with pytest.raises(UserError, match="No award of this list waits"):
        readying.make_payable(made, by=treasury.by)


def test_a_draft_is_not_payable(treasury: Treasury) -> None:
    with pytest.raises(UserError, match="Only what a confirmed list"):
        readying.make_payable(treasury.drafted(), by=treasury.by)


def test_without_a_budget_nothing_is_payable(treasury: Treasury) -> None:
    made = treasury.confirmed()
    BudgetPart.objects.all().delete()
    with pytest.raises(UserError, match="No budget is open"):
        readying.make_payable(made, by=treasury.by)


def test_money_that_depends_on_the_tax_paid_is_not_payable(
    treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such rules are refused when they are loaded; should some be in a list, nobody is paid."""
    made = treasury.confirmed()
    point = law.LegalPoint(
        "tax", law.Standing.DELETE, ("parts", "srdi", "gives"), *(2 * (law._REVIEW,))
    )
    monkeypatch.setattr(readying, "legality", lambda *_args, **_more: (point,))
    with pytest.raises(UserError, match="depend on the tax paid"):
        readying.make_payable(made, by=treasury.by)


def test_who_drafted_a_payment_list_does_not_approve_it(
    treasury: Treasury, payable: AwardList
) -> None:
    made = drafting.draft(treasury.budget, by=treasury.by)
    with pytest.raises(UserError, match="does not approve"):
        drafting.approve(made, by=treasury.by)


def test_nothing_is_drafted_twice(treasury: Treasury, approved: PaymentList) -> None:
    with pytest.raises(UserError, match="Nothing of this budget waits"):
        drafting.draft(treasury.budget, by=treasury.by)


def test_what_stood_on_a_dropped_list_is_drafted_anew(
    treasury: Treasury, approved: PaymentList
) -> None:
    with pytest.raises(UserError, match="why"):
        drafting.drop(approved, " ", by=treasury.by)
    drafting.drop(approved, "账户待核", by=treasury.by)
    assert drafting.draft(treasury.budget, by=treasury.by).number == 2
    with pytest.raises(UserError, match="Dropped"):
        drafting.approve(approved, by=by_second())


def test_only_a_cashier_pays(treasury: Treasury, approved: PaymentList) -> None:
    with pytest.raises(UserError, match="Only a cashier"):
        paying.pay(approved.payments.first(), "6217", "1", by=treasury.by)


def test_a_payment_has_its_account_and_receipt(approved: PaymentList) -> None:
    with pytest.raises(UserError, match="receipt"):
        paying.pay(approved.payments.first(), "6217", " ", by=by_cashier())


def test_only_an_approved_list_is_paid(treasury: Treasury, payable: AwardList) -> None:
    made = drafting.draft(treasury.budget, by=treasury.by)
    with pytest.raises(UserError, match="Only an approved"):
        paying.pay(made.payments.first(), "6217", "1", by=by_cashier())


def test_an_award_is_paid_only_once(approved: PaymentList) -> None:
    payment = approved.payments.order_by("pk")[0]
    paying.pay(payment, "6217", "1", by=by_cashier())
    with pytest.raises(UserError, match="Paid"):
        paying.pay(payment, "6217", "2", by=by_cashier())
    assert Entry.objects.filter(kind="pay").count() == 1


def test_a_payment_names_the_award_the_rules_the_cashier_and_how_it_came_about(
    treasury: Treasury, approved: PaymentList
) -> None:
    payment = approved.payments.order_by("pk")[0]
    paying.pay(payment, "6217", "回单1", by=by_cashier())
    entry = Entry.objects.get(kind="pay")
    assert entry.about == f"award:{payment.award_id}"
    assert entry.version_id == payment.award.list.programme.version_id
    assert entry.actor == cashier()
    assert entry.reckoning[-1]["fen"] == TWENTY_WAN
    assert "回单1" in entry.says


def test_what_the_bank_sent_back_is_paid_by_another_list(
    treasury: Treasury, approved: PaymentList
) -> None:
    payment = approved.payments.order_by("pk")[0]
    paying.pay(payment, "6217", "1", by=by_cashier())
    with pytest.raises(UserError, match="why"):
        paying.come_back(payment, "", by=by_cashier())
    paying.come_back(payment, "户名不符", by=by_cashier())
    assert treasury.stands()["committed"] == 2 * TWENTY_WAN
    again = drafting.draft(treasury.budget, by=treasury.by)
    assert [one.award_id for one in again.payments.all()] == [payment.award_id]
    assert adds_up(treasury.budget)


def test_a_list_is_filed_when_all_of_it_is_paid(approved: PaymentList) -> None:
    with pytest.raises(UserError, match="when all of it is paid"):
        paying.file(approved, by=by_cashier())


def test_the_account_of_an_enterprise_is_known_the_next_time(treasury: Treasury) -> None:
    paid_list(treasury)
    assert set(drafting._accounts([treasury.county.hengchuan.pk]).values()) == {"6217 0001"}


def test_the_promise_of_sixty_working_days_is_measured(approved: PaymentList) -> None:
    payment = approved.payments.order_by("pk")[0]
    told = promise.kept(payment, ON)
    assert (told.days, told.is_kept, told.is_paid) == (0, True, False)
    late = promise.kept(payment, payment.promised_on.replace(year=2027, month=6))
    assert not late.is_kept
    assert promise.kept(payment, payment.promised_on).days == promise.WORKING_DAYS


def test_an_upheld_objection_after_the_confirmation_stops_payment(
    treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = treasury.confirmed()
    against = UserError("An objection against it was upheld.", hint="…")
    monkeypatch.setattr(readying, "hindrance", lambda *_args: against)
    with pytest.raises(UserError, match="was upheld"):
        readying.make_payable(made, by=treasury.by)


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_payment_once_an_award(approved: PaymentList) -> None:
    payment = approved.payments.order_by("pk")[0]
    with refused("payment_once_an_award"), transaction.atomic():
        payment.pk = None
        payment.save(force_insert=True)


def test_payment_is_of_money_and_payment_paid_has_its_receipt(approved: PaymentList) -> None:
    with refused("payment_is_of_money"), transaction.atomic():
        approved.payments.update(fen=0)
    with refused("payment_paid_has_its_receipt"), transaction.atomic():
        approved.payments.update(state="paid")


def test_payment_list_constraints(treasury: Treasury, approved: PaymentList) -> None:
    with refused("payment_list_approved_by_another"), transaction.atomic():
        PaymentList.objects.update(approved_by=approved.drafted_by)
    with refused("payment_list_approved_by_somebody"), transaction.atomic():
        PaymentList.objects.update(approved_by=None)
    with refused("payment_list_number_once_a_budget"), transaction.atomic():
        PaymentList.objects.create(
            budget=treasury.budget, number=1, drafted_by=treasury.actor, drafted_on=ON
        )
    assert Payment.objects.count() == 2
    assert treasury.stands()["authority"] == FIFTY_WAN
    assert awards.MOVES
