"""What the database refuses of cards and entitlements, by the rule's name."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests.programmes import card_cast as own

from tashan.programmes.models import Card
from tashan.registry.models import Entitlement

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards() -> list[Card]:
    return own.county().issued()


def refused(name: str, row: Model, **changes: object) -> None:
    """Changing a row so is refused by the constraint of this name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**changes)


def test_a_number_is_given_once(cards: list[Card]) -> None:
    refused("card_number_once", cards[1], number=cards[0].number)


def test_a_token_names_one_card(cards: list[Card]) -> None:
    refused("card_token_once", cards[1], token=cards[0].token)


def test_an_award_gives_one_card(cards: list[Card]) -> None:
    refused("card_once_an_award", cards[1], award=cards[0].award_id)


def test_a_card_is_renewed_by_one(cards: list[Card]) -> None:
    Card.objects.filter(pk=cards[1].pk).update(before=cards[0])
    refused("card_renewed_once", cards[2], before=cards[0])


def test_a_card_has_a_ground(cards: list[Card]) -> None:
    refused("card_has_one_ground", cards[0], award=None)


def test_a_card_ends_after_it_begins(cards: list[Card]) -> None:
    refused("card_ends_after_it_begins", cards[0], until=cards[0].since)


def test_a_token_can_not_be_guessed(cards: list[Card]) -> None:
    refused("card_token_is_unguessable", cards[0], token="0001")


def test_a_withdrawal_says_why(cards: list[Card]) -> None:
    said = {"withdrawn_on": own.ON, "withdrawn_by": cards[0].issued_by, "withdrawn_why": "造假"}
    refused("card_withdrawn_says_why", cards[0], **said)


def _another(row: Entitlement, **changes: object) -> None:
    """The same row once more with changes."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("entitlement_once_a_grant", {}),
        ("entitlement_ends_after_it_begins", {"of": "card:0", "until": own.ON}),
        ("entitlement_names_what_granted_it", {"of": ""}),
    ],
)
def test_what_is_no_entitlement(cards: list[Card], name: str, changes: dict[str, object]) -> None:
    row = Entitlement.objects.filter(of=cards[0].stream).first()
    assert row is not None
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _another(row, **changes)
