"""What can be chosen on the page: indicators, peers, reference, period, holder, weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tashan.indicators import benchmark_words as words
from tashan.indicators.benchmark import LEVEL, LIKE, Benchmark
from tashan.indicators.figure_text import number_text
from tashan.indicators.lines import Line
from tashan.indicators.models import Holder
from tashan.indicators.peers import NamedPlace
from tashan.indicators.traits import MIX, PER_HEAD, POPULATION
from tashan.mechanisms.library import library
from tashan.web.benchmark.question import Question, listed

YEARS_BACK = 5
Option = tuple[str, str, bool]  # the code, its words, whether it is chosen


@dataclass(frozen=True, slots=True)
class Chip:
    name: str
    address: str
    is_current: bool
    is_odd: bool  # the reference's figure is not comparable
    without: str  # the address that takes it away


@dataclass(frozen=True, slots=True)
class Peer:
    pk: int
    name: str
    address: str  # makes it the reference
    is_reference: bool
    likeness: str
    width: str
    title: str


@dataclass(frozen=True)
class Choosing:
    """Options of the forms; their fields are named as in the address."""

    chips: list[Chip]
    peers: list[Peer]
    more: list[Option]  # indicators that there are figures of, and are not shown yet
    periods: list[Option]
    since: list[Option]
    holders: list[Option]
    weights: list[tuple[str, str, int]]
    by: str
    count: int
    against: list[Option]
    found: list[NamedPlace]
    is_level: bool
    hidden: list[tuple[str, str]]
    hidden_for_more: list[tuple[str, str]]
    hidden_for_against: list[tuple[str, str]]


SETTINGS = ("period", "since", "holder", "by", "n", "p", POPULATION, PER_HEAD, MIX, "ref")


def choosing(
    found: Benchmark, current: Line | None, question: Question, places: Sequence[NamedPlace]
) -> Choosing:
    shown = [line.choice for line in found.lines]
    definitions = library().indicators
    return Choosing(
        chips=[_chip(line, current, question, found) for line in found.lines],
        peers=[_peer(found, peer, question) for peer in found.peers],
        more=[
            (str(choice), words.title_of(choice, definitions), False)
            for choice in found.offered
            if choice not in shown
        ],
        periods=_periods(found),
        since=_since(found),
        holders=[
            ("", _("The one that knows most places"), not found.asked.holder),
            *((h.value, str(h.label), h == found.asked.holder) for h in Holder),
        ],
        weights=_weights(found),
        by=found.asked.by if not found.asked.peers else "chosen",
        count=found.asked.count,
        against=[
            (str(x.choice), words.name_of(x), x.choice == question.against)
            for x in found.lines
            if x is not current
        ],
        found=[place for place in places if place not in found.places],
        is_level=found.by == LEVEL and found.asked.by == LIKE and not found.asked.peers,
        hidden=question.hidden(without=SETTINGS),
        hidden_for_more=[*question.hidden(without=("i", "focus", "against")), ("i", listed(shown))],
        hidden_for_against=question.hidden(without=("against",)),
    )


def _chip(line: Line, current: Line | None, question: Question, found: Benchmark) -> Chip:
    others = [x.choice for x in found.lines if x is not line]
    shown = listed(x.choice for x in found.lines)
    return Chip(
        words.name_of(line),
        question.address(focus=line.choice, i=shown, against=None),
        line is current,
        not line.is_comparable,
        question.address(i=listed(others), focus=None, against=None) if others else "",
    )


def _peer(found: Benchmark, peer: NamedPlace, question: Question) -> Peer:
    alike = found.alike.get(peer.pk)
    total = alike.likeness.total.rounded(0) if alike else None
    text = "" if total is None else number_text(total, 0)
    is_reference = found.reference is not None and found.reference.pk == peer.pk
    title = _("Compare with %s") % peer.name
    if alike and alike.likeness.unknown:
        title = _("Known by %(share)s%% of the weights") % {
            "share": number_text(alike.likeness.known_weight, 0)}  # fmt: skip
    return Peer(
        peer.pk,
        peer.name,
        question.address(ref=peer.pk),
        is_reference,
        text,
        f"{text or 0}%",
        title,
    )


def _periods(found: Benchmark) -> list[Option]:
    period = found.span.period
    offered = list(found.periods)
    if period not in offered:
        offered.insert(0, period)
    return [(str(p), words.period_words(p), p == period) for p in offered]


def _since(found: Benchmark) -> list[Option]:
    year = found.span.period.year
    earlier = found.span.earlier
    known = {p.year for p in found.periods if p.year < year} | {
        year - back for back in range(1, YEARS_BACK + 1)
    }
    options = [(str(y), str(y), earlier is not None and y == earlier.year)
               for y in sorted(known)[-YEARS_BACK * 2 :]]  # fmt: skip
    return [("0", _("no earlier year"), earlier is None), *options]


def _weights(found: Benchmark) -> list[tuple[str, str, int]]:
    labels = {
        POPULATION: _("Population"),
        PER_HEAD: _("Product per head"),
        MIX: _("Industry mix"),
    }
    return [(name, labels[name], found.asked.weights.get(name, 0)) for name in labels]
