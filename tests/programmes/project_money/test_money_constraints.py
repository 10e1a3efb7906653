"""What the database refuses of money for projects, by the rule's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests import cast
from tests.casework import making
from tests.programmes.project_money.money_cast import ON, Spending

from tashan.ledger.books import open_book
from tashan.programmes.project_money_models import (
    MoneySource,
    ProgressReport,
    ProjectMoney,
    ProjectPayment,
    WorksContract,
)

pytestmark = pytest.mark.django_db
BEFORE = date(2025, 1, 1)


def refused(name: str, model: type[Model], **said: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.create(**said)


@pytest.fixture
def place() -> Spending:
    return Spending()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("money_source_has_its_own_book", {}),
        ("money_source_once_a_document", {"book": None, "document": "发改投资〔2026〕18号"}),
        ("money_source_says_for_what", {"book": None, "uses": ""}),
        ("money_source_ends_after_it_begins", {"book": None, "until": BEFORE}),
    ],
)
def test_a_source_that_cannot_be(place: Spending, name: str, said: dict[str, Any]) -> None:
    other = place.opened("另一号")
    new = {
        "adoption": place.adoption, "part": "money", "kind": "central", "title": "一",
        "document": "一号", "uses": "管网", "fen": 1, "since": ON, "book": other.book,
    }  # fmt: skip
    if "book" in said:
        book = open_book("money:other", "一", (), on=ON, actor=place.steward, at=cast.AT)
        said = said | {"book": book}
    refused(name, MoneySource, **new | said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("project_money_is_applied_for", {"application": ""}),
        ("project_money_granted_by_a_document", {"granted": 1, "granted_on": ON, "grant": ""}),
        ("project_money_granted_says_how_much", {"state": "granted"}),
    ],
)
def test_money_of_a_project_that_cannot_be(
    place: Spending, name: str, said: dict[str, Any]
) -> None:  # fmt: skip
    row = place.applied()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ProjectMoney.objects.filter(pk=row.pk).update(**said)


def test_a_project_has_one_open_money_of_a_source(place: Spending) -> None:
    place.applied()
    new = {"source": place.source, "project": place.project, "asked": 1, "applied_on": ON}
    refused("project_money_one_open_of_a_source", ProjectMoney, application="二", **new)


def test_contracts_reports_and_payments_that_cannot_be(place: Spending) -> None:
    contract, money = place.signed(), place.received()
    firm = making.enterprise("乙", 66)
    new = {"project": place.project, "contractor": firm, "title": "二"}
    new |= {"fen": 1, "signed_on": ON}
    refused("works_contract_number_once_a_project", WorksContract, number="合同1号", **new)
    refused("works_contract_of_something", WorksContract, number="", **new)
    told = {"contract": contract, "on": ON, "document": "月报", "actor": place.handler}
    refused("progress_report_within_the_whole", ProgressReport, share=10_001, at=cast.AT, **told)
    paid = {"money": money, "contract": contract, "on": ON, "fen": 1, "receipt": "1", "number": 1}
    refused("project_payment_against_progress", ProjectPayment, progress=0, **paid)
