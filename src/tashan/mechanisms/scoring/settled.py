"""A ranking settled for a day: its rules bound, its weights and tiers as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tashan.mechanisms.ranking import Effect
from tashan.mechanisms.rules.bound import Bound, BoundCondition, Column
from tashan.mechanisms.scoring.columns import columns_in
from tashan.mechanisms.scoring.readings import WeightedMeasure
from tashan.mechanisms.scoring.totals import Scheme


@dataclass(frozen=True)
class BoundMeasure:
    """A measure with its rules. ``unit`` is what its figure is spoken of in; where that is blank,
    ``base`` says what it counts."""

    weighted: WeightedMeasure
    figure: Bound
    unit: str = ""
    base: str = "1"
    target: Bound | None = None
    low: Bound | None = None
    high: Bound | None = None
    baseline: Bound | None = None

    @property
    def rules(self) -> list[Bound]:
        found = (self.figure, self.target, self.low, self.high, self.baseline)
        return [rule for rule in found if rule is not None]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What its figure is worked out from."""
        return columns_in(self.figure)


@dataclass(frozen=True, slots=True)
class BoundVeto:
    code: str
    effect: Effect
    rule: Bound


@dataclass(frozen=True)
class BoundRanking:
    """Who is ranked, in which groups, by what; the scheme says how points come about."""

    code: str
    scheme: Scheme
    measures: tuple[BoundMeasure, ...]
    population: Bound | None = None
    excluded: tuple[BoundCondition, ...] = ()
    groups: tuple[tuple[str, Bound], ...] = ()
    vetoes: tuple[BoundVeto, ...] = ()

    @property
    def rules(self) -> Iterator[Bound]:
        if self.population is not None:
            yield self.population
        yield from (condition.rule for condition in self.excluded)
        yield from (rule for _code, rule in self.groups)
        yield from (rule for measure in self.measures for rule in measure.rules)
        yield from (veto.rule for veto in self.vetoes)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column that a snapshot for this ranking needs, once each, by key."""
        found = {column.key: column for rule in self.rules for column in columns_in(rule)}
        return tuple(found[key] for key in sorted(found))
