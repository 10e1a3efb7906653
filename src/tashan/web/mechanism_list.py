"""The cards of the library: what there is, where it was learned, whether it is adopted here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.adoption.models import Adoption
from tashan.adoption.pedigree import Link, link
from tashan.base.script import simplified
from tashan.mechanisms.library import library
from tashan.mechanisms.schema import Mechanism
from tashan.web import mechanism_words as words
from tashan.web.figure_words import in_tongue


@dataclass(frozen=True, slots=True)
class Card:
    """One mechanism of the library; ``adopted`` are its adoptions in force here."""

    code: str
    title: str
    theme: str
    theme_title: str
    kinds: tuple[tuple[str, int], ...]
    systems: tuple[tuple[str, str], ...]
    origin: tuple[Link, ...]
    basis: str
    adopted: tuple[Adoption, ...]

    @property
    def url(self) -> str:
        return reverse("mechanism", args=[self.code])


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows the cards: words, a theme, a system, adopted here or not."""

    words: str = ""
    theme: str = ""
    system: str = ""
    adopted: str = ""


class MechanismList:
    """What the page of mechanisms shows on a day."""

    def __init__(self, asked: Asked, *, on: date) -> None:
        self.asked = asked
        adopted = _adopted_on(on)
        every = [
            _card(found, adopted.get(found.mechanism, ()), on)
            for found in library().mechanisms.values()
        ]
        fitting = [card for card in every if _fits(card, asked)]
        self.themes = _themes(fitting, asked)
        self.cards = [card for card in fitting if _in_theme(card, asked)]
        self.systems = _systems(every)
        self.adopted = sum(bool(card.adopted) for card in self.cards)

    @property
    def finding(self) -> str:
        """The title: how many there are, and how many of them are adopted."""
        count = len(self.cards)
        first = ngettext("%d mechanism", "%d mechanisms", count) % count
        if not self.adopted:
            return _("%s, none adopted here yet") % first
        return _("%(mechanisms)s, %(adopted)d adopted here") % {
            "mechanisms": first,
            "adopted": self.adopted,
        }


def theme_of(code: str) -> str:
    """The folder that the file of a mechanism lies in."""
    tree = library().trees.get(code)
    return PurePath(tree.file).parent.name if tree else ""


def _adopted_on(on: date) -> dict[str, tuple[Adoption, ...]]:
    found: dict[str, tuple[Adoption, ...]] = {}
    for row in Adoption.objects.filter(since__lte=on).order_by("since", "pk"):
        if row.ended_on is None or row.ended_on > on:
            found[row.mechanism] = (*found.get(row.mechanism, ()), row)
    return found


def _card(found: Mechanism, adopted: tuple[Adoption, ...], on: date) -> Card:
    theme = theme_of(found.mechanism)
    kinds = Counter(part.kind for part in found.parts.values())
    names = [one.document or one.example_of or "" for one in found.basis]
    return Card(
        code=found.mechanism,
        title=in_tongue(found.title),
        theme=theme,
        theme_title=str(words.THEMES.get(theme, theme)),
        kinds=tuple((str(words.KINDS.get(kind, kind)), n) for kind, n in kinds.items()),
        systems=tuple((code, str(words.SYSTEMS.get(code, ""))) for code in found.systems),
        origin=tuple(link(one.place, on=on, note=one.note or "") for one in found.learned_from),
        basis=_("; ").join(names),
        adopted=adopted,
    )


def _fits(card: Card, asked: Asked) -> bool:
    if asked.system and asked.system not in dict(card.systems):
        return False
    if asked.adopted and (asked.adopted == "yes") != bool(card.adopted):
        return False
    return matches(library().mechanisms[card.code], asked.words, *(one.name for one in card.origin))


def matches(found: Mechanism, words_asked: str, *more: str) -> bool:
    """Whether every word stands in its code, its title, those of its parts, or in ``more``."""
    parts = [text for part in found.parts.values() if (text := getattr(part, "title", None))]
    titles = [word for text in (found.title, *parts) for word in (text.zh, text.en)]
    told = " ".join([found.mechanism, *titles, *more]).casefold()
    return all(word in told for word in simplified(words_asked).casefold().split())


def titled(words_asked: str, *, most: int) -> list[tuple[str, str, str]]:
    """Code, title and theme of what the words name; groundwork is left out."""
    found = [
        (one.mechanism, in_tongue(one.title), str(words.THEMES.get(theme, theme)))
        for one in library().mechanisms.values()
        if (theme := theme_of(one.mechanism)) not in words.GROUNDWORK and matches(one, words_asked)
    ]
    return found[:most] if words_asked else []


def _in_theme(card: Card, asked: Asked) -> bool:
    """Groundwork stands back, unless it or a word is asked for."""
    if asked.theme:
        return card.theme == asked.theme
    return bool(asked.words or asked.system) or card.theme not in words.GROUNDWORK


def _themes(cards: Iterable[Card], asked: Asked) -> list[tuple[str, str, int]]:
    counted = Counter(card.theme for card in cards)
    order = [*words.THEMES, *sorted(set(counted) - set(words.THEMES))]
    found = [(theme, str(words.THEMES.get(theme, theme)), counted[theme]) for theme in order]
    return [one for one in found if one[2] or one[0] == asked.theme]


def _systems(cards: Iterable[Card]) -> list[tuple[str, str]]:
    codes = sorted({system for card in cards for system in card.systems})
    return list(dict.fromkeys(codes))
