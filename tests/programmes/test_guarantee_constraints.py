"""What the database refuses of guarantees, by the rule's name."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.programmes.guarantee_cast import ON, WAN, Guaranteeing

from tashan.programmes.guarantee_models import (
    ClaimState,
    CounterGuarantee,
    Guarantee,
    GuaranteeClaim,
    Inspection,
    Recovery,
    Shareholder,
)

pytestmark = pytest.mark.django_db
GRANTED: dict[str, Any] = {
    "guaranteed": 100, "approved_on": ON, "loan": 100, "fee": 1, "granted_on": ON,
    "ends_on": ON.replace(year=2027), "bank_loan": "借字1",
}  # fmt: skip
BAD: list[tuple[str, dict[str, Any]]] = [
    ("guarantee_shares_sum_to_all", {"bank_share": 1_999}),
    ("guarantee_of_something", {"months": 0}),
    ("guarantee_within_what_was_asked", {"guaranteed": 300 * WAN + 1, "approved_on": ON}),
    ("guarantee_within_the_loan", GRANTED | {"loan": 99}),
    ("guarantee_granted_with_its_terms", GRANTED | {"bank_loan": ""}),
    ("guarantee_repaid_within_the_loan", GRANTED | {"repaid": 101}),
]


@pytest.fixture
def place() -> Guaranteeing:
    return Guaranteeing()


@pytest.mark.parametrize(("name", "said"), BAD)
def test_a_guarantee_that_cannot_be_is_refused(
    place: Guaranteeing, name: str, said: dict[str, Any]
) -> None:
    row = place.applied()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Guarantee.objects.filter(pk=row.pk).update(**said)


def test_a_loan_of_a_bank_is_guaranteed_once_at_a_time(place: Guaranteeing) -> None:
    for row in (place.applied(), place.applied()):
        last = row
        if row.pk == Guarantee.objects.earliest("pk").pk:
            Guarantee.objects.filter(pk=row.pk).update(**GRANTED)
    with pytest.raises(IntegrityError, match="guarantee_one_open_of_a_bank_loan"):
        Guarantee.objects.filter(pk=last.pk).update(**GRANTED)


def test_security_but_for_a_surety_has_its_value(place: Guaranteeing) -> None:
    with pytest.raises(IntegrityError, match="counter_guarantee_has_its_value"):
        CounterGuarantee.objects.create(
            guarantee=place.applied(), kind="pledge", title="设备", document="1", on=ON,
            actor=place.handler, at=cast.AT,
        )  # fmt: skip


def test_an_inspection_says_why(place: Guaranteeing) -> None:
    with pytest.raises(IntegrityError, match="inspection_says_why"):
        Inspection.objects.create(
            guarantee=place.applied(), on=ON, level="normal", says="", actor=place.handler,
            at=cast.AT,
        )  # fmt: skip


def claim_of(place: Guaranteeing, row: Guarantee | None = None, **said: Any) -> GuaranteeClaim:
    fields = {"loss": 100, "document": "1", "says": "逾期", "clerk": place.clerk, "made_on": ON}
    return GuaranteeClaim.objects.create(guarantee=row or place.applied(), **fields | said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("claim_of_something", {"loss": 0}),
        ("claim_accepted_within_the_loss", {"accepted": 101, "reviewed_on": ON}),
        ("claim_paid_was_accepted", {"paid_on": ON, "state": ClaimState.PAID}),
    ],
)
def test_a_claim_that_cannot_be_is_refused(
    place: Guaranteeing, name: str, said: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=name):
        claim_of(place, **said)


def test_one_claim_waits_at_a_time(place: Guaranteeing) -> None:
    row = place.applied()
    claim_of(place, row)
    with pytest.raises(IntegrityError, match="claim_one_open_of_a_guarantee"):
        claim_of(place, row)


def test_a_recovery_is_shared_to_the_fen(place: Guaranteeing) -> None:
    with pytest.raises(IntegrityError, match="recovery_shared_to_the_fen"):
        Recovery.objects.create(
            guarantee=place.applied(), on=ON, fen=100, guarantor=40, bank=20, reguarantee=20,
            treasury=19, says="执行款", at=cast.AT,
        )  # fmt: skip


def test_a_shareholder_ends_after_it_begins(place: Guaranteeing) -> None:
    with pytest.raises(IntegrityError, match="shareholder_ends_after_it_begins"):
        Shareholder.objects.create(
            fund=place.fund, owner=place.firm, controls=True, since=ON, until=ON, document="章程"
        )
