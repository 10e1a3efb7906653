"""What the programme of a card says: its words, its term, what its holders are entitled to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.mechanisms.programme import Gives, Giving, Programme
from tashan.programmes.card_models import Card
from tashan.programmes.offers import Offer, offer_of, offers


def card_programmes(on: date) -> list[Offer]:
    """The programmes in force on a day that give cards."""
    return [found for found in offers(on) if found.programme.gives.kind is Giving.CARD]


def card_title(offer: Offer) -> dict[str, str]:
    """What the card is called: as its mechanism, where that gives no other card."""
    assert offer.held is not None, "cards come of adopted programmes"
    held = current.of_version(offer.held.version)
    if sum(gives_card(part) for part in held.mechanism.parts.values()) > 1:
        return offer.title
    title = held.mechanism.title
    return {"zh": title.zh, "en": title.en}


def gives_card(part: object) -> bool:
    return isinstance(part, Programme) and part.gives.kind is Giving.CARD


def refuse_no_card(offer: Offer) -> None:
    """Raises UserError for a programme that gives no card, or one without a term."""
    gives = offer.programme.gives
    if gives.kind is not Giving.CARD:
        raise UserError(
            _("“%s” gives no card.") % offer.title["zh"],
            hint=_("Choose a programme that gives a card, like the service green card."),
        )
    if gives.term_months is None:
        raise UserError(
            _("The file of “%s” does not say how long its card is valid.") % offer.title["zh"],
            hint=_("Write “term_months” into the local file, with its reason."),
        )


def term_of(offer: Offer, since: date) -> date:
    """The first day on which a card of this day is valid no more."""
    months = offer.programme.gives.term_months
    assert months is not None, "refused before"
    return add_months(since, months)


def benefits_in(gives: Gives) -> dict[str, dict[str, str]]:
    """What a holder is entitled to: words by code; one without a code is known by its place."""
    return {
        each.code or f"benefit_{number}": {"zh": each.zh, "en": each.en}
        for number, each in enumerate(gives.benefits, start=1)
    }


def gives_of(card: Card) -> Gives:
    """What the card's programme gave by the version that it was issued by."""
    return offer_of(current.of_version(card.version), card.part).programme.gives


def benefits_of(card: Card) -> Mapping[str, Mapping[str, str]]:
    """What the card entitles to, as it was issued."""
    return benefits_in(gives_of(card))
