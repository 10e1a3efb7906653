"""What the database itself refuses of funds and loans."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.programmes.loans.loan_cast import DAY, WAN, Money

from tashan.programmes.fund_models import Fund, Loan

pytestmark = pytest.mark.django_db


@pytest.fixture
def money() -> Money:
    return Money()


def copied(loan: Loan, **said: Any) -> Loan:
    """Another row like this loan, with what is said instead."""
    fields = {f.attname: getattr(loan, f.attname) for f in Loan._meta.concrete_fields}
    return Loan(**{name: value for name, value in fields.items() if name != "id"} | said)


def refused(name: str, row: Loan | Fund) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def test_loan_once_a_case(money: Money) -> None:
    loan, other = money.applied(), money.applied()
    refused("loan_once_a_case", copied(loan, firm_id=other.bank_id, bank_loan="x"))


def test_loan_one_open_of_a_firm(money: Money) -> None:
    loan = money.applied()
    other = money.applied()
    other.firm = loan.firm
    refused("loan_one_open_of_a_firm", other)


def test_loan_one_open_of_a_bank_loan(money: Money) -> None:
    loan = money.applied()
    other = money.applied()
    other.bank_loan = loan.bank_loan
    refused("loan_one_open_of_a_bank_loan", other)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("loan_of_something", {"asked": 0}),
        ("loan_approved_within_what_was_asked", {"approved": 101 * WAN, "approved_on": DAY}),
        ("loan_approved_within_what_was_asked", {"approved": WAN, "approved_on": None}),
        (
            "loan_never_drawn_without_a_promise",
            {"approved": WAN, "approved_on": DAY, "drawn_on": DAY, "due_on": DAY},
        ),
        ("loan_drawn_was_approved", {"needs_promise": False, "drawn_on": DAY}),
        (
            "loan_repaid_after_it_was_drawn",
            {
                "needs_promise": False, "approved": WAN, "approved_on": DAY, "drawn_on": DAY,
                "due_on": DAY, "repaid_on": DAY - timedelta(days=1), "fee": 0,
            },
        ),
    ],
)  # fmt: skip
def test_a_loan_is_whole(money: Money, name: str, said: dict[str, Any]) -> None:
    loan = money.applied()
    for field, value in said.items():
        setattr(loan, field, value)
    refused(name, loan)


def test_fund_once_a_part_and_has_its_own_book(money: Money) -> None:
    fund = Fund.objects.get(pk=money.fund.pk)
    fund.pk = None
    refused("fund_once_a_part", fund)
    fund.part = "other"
    refused("fund_has_its_own_book", fund)


def test_fund_of_guidance_is_approved(money: Money) -> None:
    fund = Fund.objects.get(pk=money.fund.pk)
    fund.sort = "guidance"
    refused("fund_of_guidance_is_approved", fund)
