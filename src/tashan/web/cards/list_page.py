"""The list of cards: by kind and state, what ends soon, and what more can be issued by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from tashan.indicators.ranking.publishing import newest_versions
from tashan.indicators.ranking_models import Publication
from tashan.programmes.card_models import Card, CardState
from tashan.programmes.cards.grounds import follows_tax
from tashan.programmes.cards.planning import RENEWED_WITHIN
from tashan.programmes.cards.seeing import SOON, counts, visible_cards, where
from tashan.programmes.cards.terms import card_programmes, card_title
from tashan.programmes.models import AwardList, ListState
from tashan.programmes.offers import Offer
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.registry.search import matching
from tashan.web.cards.words import LIGHTS, ground_of, said
from tashan.web.figure_words import in_script
from tashan.web.listing import in_order, order_of, page_of, words_of

COLUMNS = {"number": "number", "since": "since", "until": "until"}
STATES: dict[str, str | Promise] = {
    CardState.VALID.value: CardState.VALID.label,
    SOON: pgettext_lazy("cards", "Ends soon"),
    CardState.NOT_YET.value: CardState.NOT_YET.label,
    CardState.EXPIRED.value: CardState.EXPIRED.label,
    CardState.WITHDRAWN.value: CardState.WITHDRAWN.label,
}
MOST_NAMED = 2_000
MOST_GROUNDS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A card as a row of the table."""

    card: Card
    title: str
    name: str
    ground: str
    ground_url: str
    state: str
    light: str
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Chip:
    code: str
    label: str | Promise
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A list or a ranking that cards can be issued by; ``issued`` were."""

    title: str
    query: str
    on: date
    issued: int


class CardList:
    """The cards that somebody sees on a day, as the address narrows them."""

    def __init__(self, request: HttpRequest, user: User, on: date) -> None:
        self.request, self.on = request, on
        self.visible = visible_cards(user, on)
        self.words = words_of(request)
        self.state = request.GET.get("state", "") if request.GET.get("state") in STATES else ""
        self.kind = request.GET.get("kind", "")
        self.order = order_of(request, COLUMNS, default="until")

    @cached_property
    def offers(self) -> list[Offer]:
        """The programmes in force that give cards."""
        return card_programmes(self.on)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(offer.key, said(card_title(offer))) for offer in self.offers]

    @cached_property
    def counted(self) -> dict[str, int]:
        return counts(self.visible, self.on)

    @property
    def chips(self) -> list[Chip]:
        told = [Chip(c, STATES[c], self.counted[c], c == self.state) for c in STATES]
        return [chip for chip in told if chip.count or chip.is_current]

    @property
    def finding(self) -> str:
        """40 cards are valid, 12 of them end within 60 days."""
        valid, soon = self.counted[CardState.VALID], self.counted[SOON]
        words = ngettext("%d card is valid", "%d cards are valid", valid) % valid
        if not soon:
            return words
        ends = ngettext("%(n)d ends within %(days)d days", "%(n)d end within %(days)d days", soon)
        return f"{words}{_('; ')}{ends % {'n': soon, 'days': RENEWED_WITHIN}}"

    def _narrowed(self) -> QuerySet[Card]:
        rows = self.visible
        if self.state:
            rows = rows.filter(where(self.state, self.on))
        adoption, _slash, part = self.kind.partition("/")
        if adoption.isascii() and adoption.isdigit() and len(adoption) < 18:
            rows = rows.filter(adoption=int(adoption), part=part)
        if self.words:
            coded = Entity.objects.filter(code=self.words.upper()).exclude(code="")
            named = matching(self.words).values_list("entity")
            found = [pk for (pk,) in named.union(coded.values_list("pk"))[:MOST_NAMED]]
            rows = rows.filter(holder__in=found) | rows.filter(number=self.words)
        return rows

    @cached_property
    def shown(self) -> Page[Card]:
        return page_of(self.request, in_order(self._narrowed(), self.order, COLUMNS, then="pk"))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.state or self.kind)

    @cached_property
    def lines(self) -> list[Line]:
        cards = list(self.shown)
        names = names_on([card.holder_id for card in cards], self.on)
        return [line_of(card, names.get(card.holder_id, ""), self.on) for card in cards]

    @property
    def sources(self) -> list[Source]:
        """Confirmed lists of these programmes, then published rankings, the newest first."""
        return [*self._lists(), *(_of_ranking(one) for one in self._rankings())]

    def _lists(self) -> list[Source]:
        keys = {offer.key: offer for offer in self.offers}
        rows = AwardList.objects.filter(
            state=ListState.CONFIRMED,
            adoption__in=[offer.held.adoption.pk for offer in keys.values() if offer.held],
        ).annotate(issued=Count("awards__cards"))  # fmt: skip
        mine = [row for row in rows.order_by("-pk") if f"{row.adoption_id}/{row.part}" in keys]
        return [_of_list(row) for row in mine[:MOST_GROUNDS]]

    def _rankings(self) -> Sequence[Publication]:
        """Those that no card may follow are left out."""
        rows = newest_versions() if self.offers else []
        return [row for row in rows if not follows_tax(row)][:MOST_GROUNDS]


def line_of(card: Card, name: str, on: date) -> Line:
    """A card as a row, on a day."""
    state, ground = card.state_on(on), ground_of(card)
    left = (card.until - on).days if state is CardState.VALID else None
    return Line(card, said(card.title), name, ground.words, ground.url, str(state.label),
                LIGHTS[state], left)  # fmt: skip


def _of_list(row: AwardList) -> Source:
    title = _("%(title)s, list no. %(n)d") % {"title": in_script(row.title), "n": row.number}
    assert row.confirmed_at is not None
    issued: int = row.issued  # type: ignore[attr-defined]  # annotated above
    return Source(title, f"list={row.pk}", row.confirmed_at.date(), issued)


def _of_ranking(row: Publication) -> Source:
    title = f"{said(row.content['title'])} {row.content['year']}"
    return Source(title, f"publication={row.pk}", row.published_on, row.cards.count())
