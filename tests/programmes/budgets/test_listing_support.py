"""S21: each milestone of a listing pays its step less what was paid before; it can be claimed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.programmes import match_cast
from tests.programmes.budgets.budget_cast import ON, adds_up, cashier, second

from tashan.adoption import adopting
from tashan.adoption.models import Conclusion
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger import balances
from tashan.ledger.models import Entry
from tashan.mechanisms.programme import Gives
from tashan.programmes import lists
from tashan.programmes.budgets.opening import NewBudget, open_budget
from tashan.programmes.models import AwardList, ClawBack, Payment
from tashan.programmes.payments import claiming, drafting, paying, readying
from tashan.registry import changes

pytestmark = pytest.mark.django_db
WAN = 10_000_00
SINCE = date(2026, 6, 1)
NEXT_YEAR = datetime(2028, 1, 5, 4, tzinfo=UTC)


class Listing:
    """他山县 with the listing award adopted; 恒川 goes up step by step."""

    def __init__(self) -> None:
        self.county = match_cast.County(match_cast.steward())
        self.actor, self.firm = self.county.actor, self.county.hengchuan
        self.adoption = self.county.adopted("growth_enterprises", "成长型企业倍增")
        said = adopting.Reviewed(Conclusion.PASSES, "审查意见〔2026〕4号", "县市场监管局", ON)
        adopting.record_review(self.adoption, said, actor=self.actor, at=cast.AT)
        new = NewBudget(
            2026, "上市奖励", [(self.adoption, "listing_award")], "他财〔2026〕1号", 600 * WAN
        )
        self.budget = open_budget(new, by=self.by)

    @property
    def by(self) -> By:
        return By(self.actor, cast.AT, ON)

    def reaches(self, label: str) -> AwardList:
        changes.label(self.firm, label, since=SINCE, source=self.county.source)
        row = match_cast.matched(self.adoption, "listing_award").programmes.get()
        made = lists.draft(row, actor=self.actor, at=cast.AT)
        return lists.confirm(made, actor=self.actor, at=cast.AT)

    def paid(self, label: str) -> Payment:
        readying.make_payable(self.reaches(label), by=self.by)
        made = drafting.draft(self.budget, by=self.by)
        drafting.approve(made, by=By(second(), cast.AT, ON))
        payment = made.payments.get()
        return paying.pay(payment, "6217", f"回单{payment.pk}", by=by_cashier())

    def stands(self, code: str) -> int:
        return balances.balance(self.budget.book, code, date(2030, 1, 1))


def by_cashier() -> By:
    return By(cashier(), cast.AT, ON)


@pytest.fixture
def listing(settings: object) -> Listing:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    return Listing()


def test_s21_listing_support_pays_each_step_less_what_was_paid_before(listing: Listing) -> None:
    steps = [listing.paid(code).fen for code in ("上市辅导备案", "上市申请受理", "上市企业")]
    assert steps == [50 * WAN, 50 * WAN, 200 * WAN]
    assert listing.stands("paid") == 300 * WAN
    told = Entry.objects.filter(kind="pay").latest("pk").reckoning[0]
    assert told["formula"] == "3,000,000.00 − 1,000,000.00"


def test_a_step_is_paid_once(listing: Listing) -> None:
    listing.reaches("上市辅导备案")
    row = match_cast.matched(listing.adoption, "listing_award").programmes.get()
    with pytest.raises(UserError, match="Nobody is given anything"):
        lists.draft(row, actor=listing.actor, at=cast.AT)


def test_s21_what_moves_back_is_claimed_back_by_rule_and_comes_in(listing: Listing) -> None:
    payment = listing.paid("上市辅导备案")
    made = claiming.claim_back(payment, "moved_back", "他金〔2026〕8号", by=listing.by)
    assert (made.fen, made.back) == (25 * WAN, 0)
    assert listing.stands("receivable") == 25 * WAN
    entry = Entry.objects.get(kind="claim")
    assert entry.reckoning[0]["formula"] == "500,000.00 × 50%"
    claiming.refund(made, 10 * WAN, "来款1", by=by_cashier())
    claiming.refund(made, 15 * WAN, "来款2", by=by_cashier())
    assert listing.stands("receivable") == 0
    assert listing.stands("paid") == 25 * WAN
    assert listing.stands("available") == 575 * WAN
    assert adds_up(listing.budget)
    with pytest.raises(UserError, match=r"0\.00 yuan are still owed"):
        claiming.refund(made, 1, "来款3", by=by_cashier())


def test_a_claim_has_a_reason_of_the_file_a_document_and_a_term(listing: Listing) -> None:
    payment = listing.paid("上市辅导备案")
    with pytest.raises(UserError, match="no reason"):
        claiming.claim_back(payment, "disliked", "他金〔2026〕8号", by=listing.by)
    with pytest.raises(UserError, match="without a decision"):
        claiming.claim_back(payment, "lied", " ", by=listing.by)
    late = date(2036, 11, 3)
    with pytest.raises(UserError, match="until 2036-11-02"):
        claiming.claim_of(payment, "lied", late)
    assert claiming.claim_of(payment, "lied", ON).fen == payment.fen


def test_it_is_claimed_back_once_and_then_does_not_come_back_by_the_bank(listing: Listing) -> None:
    payment = listing.paid("上市辅导备案")
    claiming.claim_back(payment, "lied", "他金〔2026〕8号", by=listing.by)
    with pytest.raises(UserError, match="claimed back already"):
        claiming.claim_back(payment, "lied", "他金〔2026〕9号", by=listing.by)
    with pytest.raises(UserError, match="is claimed back"):
        paying.come_back(payment, "户名不符", by=by_cashier())


def test_only_a_cashier_books_what_comes_in(listing: Listing) -> None:
    payment = listing.paid("上市辅导备案")
    made = claiming.claim_back(payment, "lied", "他金〔2026〕8号", by=listing.by)
    with pytest.raises(UserError, match="Only a cashier"):
        claiming.refund(made, 1, "来款", by=listing.by)
    with pytest.raises(UserError, match="receipt"):
        claiming.refund(made, 1, " ", by=by_cashier())


def test_what_was_claimed_back_counts_as_not_given(listing: Listing) -> None:
    payment = listing.paid("上市辅导备案")
    claiming.claim_back(payment, "moved_back", "他金〔2026〕8号", by=listing.by)
    assert listing.paid("上市申请受理").fen == 75 * WAN


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_claw_back_constraints(listing: Listing) -> None:
    payment = listing.paid("上市辅导备案")
    made = claiming.claim_back(payment, "lied", "他金〔2026〕8号", by=listing.by)
    with refused("claw_back_never_more_than_claimed"), transaction.atomic():
        ClawBack.objects.update(back=made.fen + 1)
    with refused("claw_back_has_its_document"), transaction.atomic():
        ClawBack.objects.update(document="")
    with refused("claw_back_once_a_payment"), transaction.atomic():
        made.pk = None
        made.save(force_insert=True)


def test_amount_and_steps_are_not_both_given() -> None:
    step = {"title": {"zh": "一", "en": "one"}, "when": "true", "amount": "1"}
    with pytest.raises(ValueError, match="not both"):
        Gives.model_validate({"kind": "grant", "amount": "1", "steps": [step]})
    assert Gives.model_validate({"kind": "grant", "steps": [step]}).rule == "(1) if (true) else 0"
