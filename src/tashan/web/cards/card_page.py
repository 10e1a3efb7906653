"""The page of one card: as it looks, what it entitles to, why it was issued, what happened."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from tashan.programmes.card_models import Card, CardState
from tashan.programmes.cards.consents import Field, newest, shown_on
from tashan.programmes.cards.planning import may_be_renewed
from tashan.programmes.cards.terms import benefits_of
from tashan.record.models import Event
from tashan.registry.naming import name_on
from tashan.web.cards.words import LIGHTS, GroundTold, ground_of, said


class CardPage:
    """A card on a day."""

    def __init__(self, card: Card, on: date) -> None:
        self.card, self.on = card, on
        self.state = card.state_on(on)

    @property
    def title(self) -> str:
        return said(self.card.title)

    @cached_property
    def holder(self) -> str:
        return name_on(self.card.holder, self.on)

    @property
    def place(self) -> str:
        """What stands over the card: the adopted mechanism by its own name here."""
        return self.card.adoption.title

    @property
    def light(self) -> str:
        return LIGHTS[self.state]

    @property
    def word(self) -> str:
        return str(self.state.label)

    @property
    def days_left(self) -> int | None:
        return (self.card.until - self.on).days if self.state is CardState.VALID else None

    @cached_property
    def benefits(self) -> list[str]:
        return [said(words) for words in benefits_of(self.card).values()]

    @property
    def ground(self) -> GroundTold:
        return ground_of(self.card)

    @cached_property
    def following(self) -> Card | None:
        """The card that renews it."""
        return Card.objects.filter(before=self.card).first()

    @property
    def may_be_renewed(self) -> bool:
        return self.following is None and may_be_renewed(self.card, self.on)

    @property
    def may_be_withdrawn(self) -> bool:
        return self.state in (CardState.VALID, CardState.NOT_YET)

    @cached_property
    def fields(self) -> list[tuple[str, str, bool]]:
        """What can be shown to anybody, and whether the holder agreed to it."""
        shown = shown_on(self.card, self.on)
        return choices(self.card, shown)

    @cached_property
    def agreed_since(self) -> date | None:
        """The day of the holder's word; None where nothing was said."""
        row = newest(self.card, self.on)
        return row.since if row else None

    @cached_property
    def events(self) -> list[Event]:
        rows = Event.objects.filter(stream=self.card.stream).select_related("actor")
        return list(rows.order_by("-sequence"))


def choices(card: Card, shown: frozenset[Field]) -> list[tuple[str, str, bool]]:
    """The fields that this card has, in order, and whether they are shown."""
    mine = [field for field in Field if field is not Field.RANK or card.rank is not None]
    return [(field.value, str(field.label), field in shown) for field in mine]
