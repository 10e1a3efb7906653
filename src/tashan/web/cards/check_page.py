"""What the public page of a card says, in the tongue of whoever scans it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from tashan.programmes.card_models import CardState
from tashan.programmes.cards.checking import Checked
from tashan.web.cards.words import LIGHTS, said


class CheckPage:
    """A checked card in words; nothing beyond what was agreed."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked

    @property
    def on(self) -> date:
        return self.checked.on

    @property
    def title(self) -> str:
        return said(self.checked.title)

    @property
    def light(self) -> str:
        return LIGHTS[self.checked.state]

    @property
    def word(self) -> str:
        """In one line, so that a guard at a gate reads it."""
        return {
            CardState.VALID: _("This card is valid"),
            CardState.NOT_YET: _("This card is not valid yet"),
            CardState.EXPIRED: _("This card has expired"),
            CardState.WITHDRAWN: _("This card was withdrawn"),
        }[self.checked.state]

    @property
    def benefits(self) -> list[str]:
        return [said(words) for words in self.checked.benefits]

    @property
    def is_bare(self) -> bool:
        """Whether the holder lets nothing be seen but that."""
        told = self.checked
        return not any((told.number, told.since, told.name, told.benefits, told.rank))
