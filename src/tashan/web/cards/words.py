"""Cards in words: their states with a light, their fields, their ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.programmes.card_models import Card, CardState
from tashan.programmes.cards.planning import Planned, Prospect
from tashan.web.figure_words import in_script, is_english

LIGHTS = {
    CardState.VALID: "green",
    CardState.NOT_YET: "idle",
    CardState.EXPIRED: "stopped",
    CardState.WITHDRAWN: "red",
}
PROSPECT_LIGHTS = {
    Prospect.NEW: "green",
    Prospect.RENEWED: "green",
    Prospect.HAS: "idle",
    Prospect.DECLINED: "stopped",
    Prospect.EXCLUDED: "red",
    Prospect.WITHDRAWN: "red",
}


def said(words: Mapping[str, str]) -> str:
    """Words of a programme in the tongue of the page."""
    return words.get("en") or words["zh"] if is_english() else in_script(words["zh"])


def prospect_word(one: Planned) -> str:
    """What issuing would do for somebody."""
    return {
        Prospect.NEW: _("gets a card"),
        Prospect.RENEWED: _("is renewed"),
        Prospect.HAS: _("has one already"),
        Prospect.DECLINED: _("declined it"),
        Prospect.EXCLUDED: _("is excluded by the programme"),
        Prospect.WITHDRAWN: _("had it withdrawn since"),
    }[one.prospect]


@dataclass(frozen=True, slots=True)
class GroundTold:
    """Why a card was issued, and where that is seen."""

    words: str
    url: str


def ground_of(card: Card) -> GroundTold:
    """The list or the ranking that a card was issued by."""
    if card.award is not None:
        row = card.award.list
        words = _("%(title)s, list no. %(n)d") % {"title": in_script(row.title), "n": row.number}
        return GroundTold(words, reverse("award_list", args=[row.pk]))
    assert card.publication is not None
    title, rank = said(card.publication.content["title"]), card.rank
    words = _("%(title)s %(year)d, rank %(rank)s")
    told = {"title": title, "year": card.publication.run.year, "rank": rank}
    return GroundTold(words % told, reverse("board", args=[card.publication.list_id]))


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card in one line, on a day."""

    card: Card
    title: str
    state: str
    light: str
