"""The catalogue of indicators: by theme, with the newest figure of our place where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from tashan.base.script import simplified
from tashan.indicators.figures import counting, visible_to
from tashan.indicators.models import Holder, Observation
from tashan.indicators.naming import published_period
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.library import library
from tashan.record.perms import Visitor
from tashan.registry.models import Entity
from tashan.web import figure_words as words
from tashan.web.figure_text import figure_text


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
        newest = _newest(place, [found.code for found in chosen], viewer=viewer)
        self.count = len(chosen)
        self.known = sum(found.code in newest for found in chosen)
        self.themes = _themes(chosen, newest)


def _matches(found: IndicatorDefinition, words_asked: str) -> bool:
    told = " ".join((found.code, found.title.zh, found.title.en, *found.aliases)).casefold()
    return all(word in told for word in simplified(words_asked).casefold().split())


def _newest(place: Entity, codes: Iterable[str], *, viewer: Visitor) -> dict[str, Observation]:
    """The newest counting figure of each code, whoever counted; the statistics office's first."""
    rows = Observation.objects.filter(subject=place, indicator__code__in=list(codes))
    order = list(Holder.values)
    found: dict[str, Observation] = {}
    for figure in counting(visible_to(rows, viewer).select_related("indicator")):
        before = found.get(figure.indicator.code)
        rank = (figure.last, -order.index(figure.holder))
        if before is None or rank > (before.last, -order.index(before.holder)):
            found[figure.indicator.code] = figure
    return found


def _themes(chosen: Iterable[IndicatorDefinition], newest: dict[str, Observation]) -> list[Theme]:
    themes: dict[str, list[Listed]] = {}
    for found in chosen:
        title = words.in_tongue(found.origin.mechanism_title)
        themes.setdefault(title, []).append(_listed(found, newest.get(found.code)))
    return [Theme(title, tuple(rows)) for title, rows in themes.items()]


def _listed(found: IndicatorDefinition, figure: Observation | None) -> Listed:
    inputs = {code: words.in_tongue(library().indicators[code].title) for code in found.inputs}
    formula = found.computed_by or ""
    for code in sorted(inputs, key=len, reverse=True):
        formula = formula.replace(code, inputs[code])
    value = period = source = ""
    if figure is not None:
        unit, places = (
            words.unit_text(found, figure.measure),
            words.places_of(found, figure.measure),
        )
        value = figure_text(figure.value, unit, places)
        period = words.period_text(published_period(figure.first, figure.last, found))
        source = reverse("figure_source", args=[figure.pk])
    return Listed(
        code=found.code,
        title=words.in_tongue(found.title),
        definition=words.in_tongue(found.definition),
        unit=words.unit_text(found, "level"),
        formula=formula,
        value=value,
        period=period,
        source=source,
    )
