"""The catalogue of indicators: by theme, with the newest figure of our place where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from tashan.base.periods import FigurePeriod
from tashan.base.script import simplified
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.gathering import with_inputs
from tashan.indicators.held import Measured
from tashan.indicators.models import Holder, Measure, Observation
from tashan.indicators.naming import published_period
from tashan.indicators.worked_out import newest_worked_out, shelf_of
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.fields import Text
from tashan.mechanisms.library import library
from tashan.record.perms import Visitor
from tashan.registry.models import Entity
from tashan.web import figure_words as words


@dataclass(frozen=True, slots=True)
class Listed:
    """One indicator; ``value``, ``period`` and ``source`` are empty where no figure is known."""

    code: str
    title: str
    definition: str
    unit: str
    formula: str
    value: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Theme:
    title: str
    rows: tuple[Listed, ...]


class IndicatorList:
    """What the page of indicators shows; ``words`` narrows it."""

    def __init__(self, place: Entity, *, words: str, viewer: Visitor) -> None:
        self.place, self.words = place, words
        chosen = [found for found in library().indicators.values() if _matches(found, words)]
        codes = with_inputs([found.code for found in chosen], library().indicators)
        figures = _counting(place, codes, viewer=viewer)
        self.newest, self.shelf = _newest(figures), shelf_of(figures)
        self.count = len(chosen)
        rows = [(found.origin.mechanism_title, self._listed(found)) for found in chosen]
        self.known = sum(bool(row.value) for _, row in rows)
        self.themes = _themes(rows)

    def _listed(self, found: IndicatorDefinition) -> Listed:
        figure, value = self.newest.get(found.code), _Value()
        if figure is not None:
            value = _stored(figure, found)
        elif made := newest_worked_out(found.code, self.shelf, library().indicators):
            value = _computed(self.place, found, *made)
        return Listed(
            code=found.code,
            title=words.in_tongue(found.title),
            definition=words.in_tongue(found.definition),
            unit=words.unit_text(found, Measure.LEVEL),
            formula=words.formula_text(found),
            value=value.text,
            period=value.period,
            source=value.source,
        )


def _matches(found: IndicatorDefinition, words_asked: str) -> bool:
    told = " ".join((found.code, found.title.zh, found.title.en, *found.aliases)).casefold()
    return all(word in told for word in simplified(words_asked).casefold().split())


def _counting(place: Entity, codes: Iterable[str], *, viewer: Visitor) -> list[Observation]:
    rows = Observation.objects.filter(subject=place, indicator__code__in=list(codes))
    return list(counting(visible_to(rows, viewer).select_related("indicator")))


def _newest(figures: Iterable[Observation]) -> dict[str, Observation]:
    """The newest figure of each code: a level before a growth, the statistics office's first."""
    order = list(Holder.values)
    found: dict[str, tuple[tuple[object, ...], Observation]] = {}
    for figure in figures:
        is_level = figure.measure == Measure.LEVEL
        rank = (is_level, figure.last, -order.index(figure.holder))
        code = figure.indicator.code
        if code not in found or rank > found[code][0]:
            found[code] = (rank, figure)
    return {code: figure for code, (_, figure) in found.items()}


def _themes(rows: Iterable[tuple[Text, Listed]]) -> list[Theme]:
    themes: dict[str, list[Listed]] = {}
    for title, row in rows:
        themes.setdefault(words.in_tongue(title), []).append(row)
    return [Theme(title, tuple(listed)) for title, listed in themes.items()]


class _Value(NamedTuple):
    text: str = ""
    period: str = ""
    source: str = ""


def _stored(figure: Observation, found: IndicatorDefinition) -> _Value:
    return _Value(
        words.value_text(figure.value, found, figure.measure),
        words.period_text(published_period(figure.first, figure.last, found)),
        reverse("figure_source", args=[figure.pk]),
    )


def _computed(
    place: Entity, found: IndicatorDefinition, period: FigurePeriod, made: Measured
) -> _Value:
    of = "&".join(f"of={pk}" for pk in made.observations)
    address = reverse("benchmark_inputs", args=[place.pk, found.code])
    text = words.value_text(made.value, found, Measure.LEVEL)
    return _Value(text, words.period_text(period), f"{address}?{of}")
