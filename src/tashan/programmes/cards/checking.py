"""What anybody reads of a card: whether it is valid, and no more than its holder agreed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tashan.programmes.card_models import Card, CardState
from tashan.programmes.cards.consents import Field, shown_on
from tashan.programmes.cards.terms import benefits_of
from tashan.registry.naming import name_on

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is shown on a day; None, or nothing, for what the holder did not agree to.

    ``until`` is the last day on which the card is valid. Figures are never here.
    """

    on: date
    title: Words
    state: CardState
    withdrawn_on: date | None
    number: str | None
    since: date | None
    until: date | None
    name: str | None
    benefits: Sequence[Words]
    rank: int | None


def checked(card: Card, on: date) -> Checked:
    """What anybody who has the token of a card is told on a day."""
    return as_agreed(card, shown_on(card, on), on)


def as_agreed(card: Card, shows: frozenset[Field], on: date) -> Checked:
    """The same with this agreed: what a holder looks at before agreeing."""
    state = card.state_on(on)
    has_dates = Field.DATES in shows
    return Checked(
        on=on,
        title=card.title,
        state=state,
        withdrawn_on=card.withdrawn_on if state is CardState.WITHDRAWN else None,
        number=card.number if Field.NUMBER in shows else None,
        since=card.since if has_dates else None,
        until=card.last_day if has_dates else None,
        name=name_on(card.holder, on) if Field.NAME in shows else None,
        benefits=list(benefits_of(card).values()) if Field.BENEFITS in shows else [],
        rank=card.rank if Field.RANK in shows else None,
    )
