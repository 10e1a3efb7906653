"""The token by which anybody checks a card: random, and made anew where it was lost."""

from __future__ import annotations

import re
from secrets import token_urlsafe

from django.db import transaction

from tashan.casework.moving.by import By
from tashan.programmes.card_models import TOKEN, Card
from tashan.record import events

_BYTES = 24  # 192 random bits, 32 characters


def new_token() -> str:
    """One that nobody can guess."""
    return token_urlsafe(_BYTES)


def card_of(token: str) -> Card | None:
    """The card that a token names now; None for one that names none or no longer does."""
    if not re.match(TOKEN, token):
        return None
    related = ("holder", "adoption", "award")
    return Card.objects.select_related(*related).filter(token=token).first()


@transaction.atomic
def reissue(card: Card, *, by: By) -> Card:
    """Another token: what was printed before leads nowhere any more."""
    card = Card.objects.select_for_update().get(pk=card.pk)
    card.token = new_token()
    card.save(update_fields=["token"])
    events.append(
        card.stream, "card.token_reissued", {}, actor=by.user, at=by.at, occurred_on=by.on
    )
    return card
