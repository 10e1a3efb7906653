"""Which cards somebody sees, and which of them are in a state on a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from tashan.programmes.card_models import Card, CardState
from tashan.programmes.cards.planning import RENEWED_WITHIN
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of
from tashan.registry.following import same

SOON = "soon"  # valid, and ends within the days in which it is renewed


def may_see_cards(user: Visitor) -> bool:
    """Who sees the registers sees all cards; an enterprise's agent their own."""
    return perms.may_see_registers(user) or perms.may_apply(user)


def may_reissue(user: Visitor) -> bool:
    """Stewards and the holder's agent have a lost code replaced by another."""
    return perms.may_keep_funds(user) or perms.may_apply(user)


def visible_cards(user: User, on: date) -> QuerySet[Card]:
    """The cards that a user sees."""
    rows = Card.objects.select_related("holder", "adoption", "version__adoption", "award__list",
                                       "publication__run", "before")  # fmt: skip
    if perms.may_see_registers(user):
        return rows
    entity = entity_of(user, on) if perms.may_apply(user) else None
    return rows.filter(holder__in=same(entity)) if entity is not None else rows.none()


def where(state: str, on: date) -> Q:
    """The cards in a state on a day: one of CardState, or SOON."""
    withdrawn = Q(withdrawn_on__lte=on)
    return {
        CardState.WITHDRAWN.value: withdrawn,
        CardState.NOT_YET.value: ~withdrawn & Q(since__gt=on),
        CardState.EXPIRED.value: ~withdrawn & Q(until__lte=on),
        CardState.VALID.value: ~withdrawn & Q(since__lte=on, until__gt=on),
        SOON: ~withdrawn & Q(since__lte=on, until__gt=on)
        & Q(until__lte=on + timedelta(RENEWED_WITHIN), renewals__isnull=True),
    }[state]  # fmt: skip


def counts(rows: QuerySet[Card], on: date) -> dict[str, int]:
    """How many of these cards are in each state on a day."""
    states = [*CardState.values, SOON]
    counted = {state: Count("pk", filter=where(state, on), distinct=True) for state in states}
    return rows.aggregate(**counted)
