"""The effect of an adoption as a chart: before and after, beside the place it was learned from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.adoption.pedigree import Link
from tashan.indicators.catalogue import definition
from tashan.indicators.models import Observation
from tashan.indicators.naming import published_period
from tashan.learning.effect import Days, Effect, effect, origin_place, told_codes
from tashan.mechanisms.library import library
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web import figure_words as words
from tashan.web.charts.lines import Line, LineChart, Mark
from tashan.web.charts.parts import Axis, Point, Tone


@dataclass(frozen=True)
class EffectPanel:
    """``code`` is the indicator that the address asks for; empty where none is asked for yet."""

    adoption: Adoption
    chain: tuple[Link, ...]  # the nearest first
    code: str
    user: User
    on: date

    @cached_property
    def ours(self) -> Entity | None:
        return Entity.objects.filter(kind=Kind.PLACE, code=self.adoption.place).first()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The indicators of which our place has figures, by name."""
        if self.ours is None:
            return []
        known = library().indicators
        codes = [code for code in told_codes(self.ours) if code in known]
        return sorted(((code, words.in_tongue(known[code].title)) for code in codes), key=_name)

    @cached_property
    def theirs(self) -> Entity | None:
        return origin_place((link.code or link.name for link in self.chain), on=self.on)

    @cached_property
    def found(self) -> Effect | None:
        if self.ours is None or self.code not in library().indicators:
            return None
        return effect(self.adoption, self.code, ours=self.ours, theirs=self.theirs, user=self.user)

    @property
    def chart(self) -> LineChart | None:
        found = self.found
        if found is None or self.ours is None or len(found.periods) < 2:
            return None
        of = definition(self.code)
        places = [(self.ours, found.ours, Tone.OURS)]
        if self.theirs is not None and found.theirs:
            places.append((self.theirs, found.theirs, Tone.REFERENCE))
        names = names_on([place.pk for place, _rows, _tone in places], self.on)
        lines = tuple(
            Line(names[place.pk], tuple(_point(rows.get(days)) for days in found.periods), tone)
            for place, rows, tone in places
        )
        title = words.title_of(of, "level")
        adopted = _("adopted %s") % self.adoption.since.isoformat()
        return LineChart(
            key="effect", title=title, summary=f"{title}, {'、'.join(names.values())}",
            axis=Axis(words.unit_text(of, "level"), words.places_of(of, "level")),
            periods=tuple(_period(days, self.code) for days in found.periods), lines=lines,
            marks=() if found.since is None else (Mark(found.since, adopted),),
        )  # fmt: skip


def _name(choice: tuple[str, str]) -> str:
    return choice[1]


def _period(days: Days, code: str) -> str:
    return words.period_text(published_period(*days, definition(code)))


def _point(row: Observation | None) -> Point:
    if row is None:
        return Point(None)
    return Point(row.value, source=reverse("figure_source", args=[row.pk]))
