"""Who gets a card by a ground and who has one already: looked at before anything is issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tashan.programmes.card_models import Card
from tashan.programmes.cards.grounds import Candidate, Ground
from tashan.programmes.offers import Offer

RENEWED_WITHIN = 60  # days before a card ends, and after, in which the next one renews it


class Prospect(StrEnum):
    """What issuing would do for one candidate."""

    NEW = "new"
    RENEWED = "renewed"
    HAS = "has"  # a card that runs on
    DECLINED = "declined"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"  # after the ground stood: only a newer one gives another card


@dataclass(frozen=True, slots=True)
class Planned:
    """One candidate; ``card`` is the one that it has, or that would be renewed."""

    candidate: Candidate
    prospect: Prospect
    card: Card | None = None

    @property
    def gets_one(self) -> bool:
        return self.prospect in (Prospect.NEW, Prospect.RENEWED)


def plan(ground: Ground, on: date) -> list[Planned]:
    """What issuing on a day would do, in the order of the ground."""
    held = newest_cards(ground.offer, [one.holder.pk for one in ground.candidates])
    return [_planned(ground, one, held.get(one.holder.pk), on) for one in ground.candidates]


def newest_cards(offer: Offer, holders: list[int]) -> dict[int, Card]:
    """The newest card of this programme that each holds or held."""
    assert offer.held is not None, "cards come of adopted programmes"
    rows = Card.objects.filter(
        adoption=offer.held.adoption, part=offer.part, holder__in=holders
    ).select_related("award")  # fmt: skip
    return {card.holder_id: card for card in rows.order_by("since", "pk")}


def _planned(ground: Ground, one: Candidate, card: Card | None, on: date) -> Planned:
    if one.is_declined:
        return Planned(one, Prospect.DECLINED, card)
    if one.is_excluded:
        return Planned(one, Prospect.EXCLUDED, card)
    if card is None:
        return Planned(one, Prospect.NEW)
    if card.withdrawn_on is not None:
        is_older = ground.held_on <= card.withdrawn_on
        return Planned(one, Prospect.WITHDRAWN if is_older else Prospect.NEW, card)
    if is_of(card, ground):
        return Planned(one, Prospect.HAS, card)
    if may_be_renewed(card, on):
        return Planned(one, Prospect.RENEWED, card)
    return Planned(one, Prospect.HAS, card)


def is_of(card: Card, ground: Ground) -> bool:
    """Whether the card was issued by this very ground; a withdrawn one comes not again by it."""
    if ground.award_list is not None:
        return card.award is not None and card.award.list_id == ground.award_list.pk
    assert ground.publication is not None
    mine = card.publication
    return mine is not None and mine.list_id == ground.publication.list_id


def may_be_renewed(card: Card, on: date) -> bool:
    """Whether it ends soon enough, or has ended, and was not withdrawn."""
    return card.withdrawn_on is None and (card.until - on).days <= RENEWED_WITHIN
