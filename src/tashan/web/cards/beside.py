"""An enterprise's cards and what it is entitled to, read along with its facts: no query more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from tashan.programmes.card_models import Card
from tashan.registry.models import Entitlement
from tashan.web.cards.words import LIGHTS, CardLine, said

_CARD = ("id", "number", "title", "since", "until", "withdrawn_on")
_DAYS = ("since", "until", "withdrawn_on")


def cards_of(entity: str) -> ArraySubquery:
    """All cards of the entity that this column names, the newest first, as JSON."""
    rows = Card.objects.filter(holder=OuterRef(entity)).order_by("-since", "-pk")
    return ArraySubquery(rows.values(told=JSONObject(**{name: name for name in _CARD})))


def entitlements_of(entity: str) -> ArraySubquery:
    """What the entity is entitled to, on whatever day, as JSON."""
    rows = Entitlement.objects.filter(entity=OuterRef(entity), replaced__isnull=True)
    fields = {name: name for name in ("code", "title", "since", "until")}
    return ArraySubquery(rows.order_by("code").values(told=JSONObject(**fields)))


def lines(told: Iterable[Mapping[str, Any]], day: date) -> list[CardLine]:
    """The cards that had begun by the day, each in one line."""
    cards = [Card(**{name: _value(one, name) for name in _CARD}) for one in told]
    begun = [card for card in cards if card.since <= day]
    states = [card.state_on(day) for card in begun]
    return [
        CardLine(card, said(card.title), str(state.label), LIGHTS[state])
        for card, state in zip(begun, states, strict=True)
    ]


def words(told: Iterable[Mapping[str, Any]], day: date) -> list[str]:
    """What is held on the day, each code once."""
    on = day.isoformat()
    held = {
        one["code"]: said(one["title"])
        for one in told
        if one["since"] <= on and (one["until"] is None or on < one["until"])
    }
    return list(held.values())


def _value(one: Mapping[str, Any], name: str) -> Any:
    value = one[name]
    return date.fromisoformat(value) if name in _DAYS and value else value
