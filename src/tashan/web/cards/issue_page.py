"""Who gets a card by a list or a ranking, looked at before anything is issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404

from tashan.indicators.ranking_models import Publication
from tashan.programmes.cards.grounds import Ground, by_list, by_publication
from tashan.programmes.cards.planning import Planned, plan
from tashan.programmes.cards.terms import card_programmes, card_title, term_of
from tashan.programmes.models import AwardList
from tashan.programmes.offers import Offer
from tashan.registry.naming import names_on
from tashan.web.cards.words import PROSPECT_LIGHTS, prospect_word, said
from tashan.web.figure_words import in_script

MOST, USUAL = 500, 50


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One candidate of a ground."""

    planned: Planned
    name: str
    word: str
    light: str


class IssuePage:
    """What ``?list=`` or ``?publication=`` names, with the programme and how many of a ranking."""

    def __init__(self, asked: Mapping[str, str], on: date) -> None:
        self.on, self.asked = on, asked
        self.list_id, self.publication_id = _id(asked, "list"), _id(asked, "publication")
        if self.list_id is None and self.publication_id is None:
            raise Http404

    @cached_property
    def offers(self) -> list[Offer]:
        return card_programmes(self.on)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(offer.key, said(card_title(offer))) for offer in self.offers]

    @property
    def kind(self) -> str:
        asked = self.asked.get("kind", "")
        keys = [offer.key for offer in self.offers]
        return asked if asked in keys or not keys else keys[0]

    @property
    def first(self) -> int:
        asked = self.asked.get("first", "")
        is_number = asked.isascii() and asked.isdigit() and len(asked) < 5
        return min(int(asked), MOST) if is_number and int(asked) else USUAL

    @cached_property
    def ground(self) -> Ground:
        """Raises UserError where no cards can be issued by it."""
        if self.list_id is not None:
            related = ("programme__run", "programme__version__adoption")
            rows = AwardList.objects.select_related(*related)
            return by_list(get_object_or_404(rows, pk=self.list_id))
        published = Publication.objects.select_related("run")
        row = get_object_or_404(published, pk=self.publication_id)
        offer = next((offer for offer in self.offers if offer.key == self.kind), None)
        if offer is None:
            raise Http404
        return by_publication(row, offer, first=self.first, on=self.on)

    @property
    def title(self) -> str:
        row = self.ground.award_list
        if row is not None:
            return f"{in_script(row.title)} {row.number}"
        assert self.ground.publication is not None
        content = self.ground.publication.content
        return f"{said(content['title'])} {content['year']}"

    @property
    def card_title(self) -> str:
        return said(card_title(self.ground.offer))

    @property
    def until(self) -> date:
        """The first day on which a card issued today is valid no more."""
        return term_of(self.ground.offer, self.on)

    @cached_property
    def lines(self) -> list[PlanLine]:
        planned = plan(self.ground, self.on)
        names = names_on([one.candidate.holder.pk for one in planned], self.on)
        return [
            PlanLine(one, names.get(one.candidate.holder.pk, ""), prospect_word(one),
                     PROSPECT_LIGHTS[one.prospect])
            for one in planned
        ]  # fmt: skip

    @property
    def due(self) -> int:
        """How many get one."""
        return sum(line.planned.gets_one for line in self.lines)


def _id(asked: Mapping[str, str], name: str) -> int | None:
    said_id = asked.get(name, "")
    return int(said_id) if said_id.isascii() and said_id.isdigit() and len(said_id) < 18 else None
