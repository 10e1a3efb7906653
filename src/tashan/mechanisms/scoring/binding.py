"""A ranking of a file, settled for a day: rules bound, weights and tiers as numbers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tashan.base.errors import UserError
from tashan.mechanisms.ranking import RankedMeasure, Ranking
from tashan.mechanisms.rules.binding import bind_condition, bind_conditions, bind_number
from tashan.mechanisms.rules.bound import Bound, Constant, Stepped
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.typed import Typed, alike
from tashan.mechanisms.scoring.readings import WeightedMeasure
from tashan.mechanisms.scoring.settled import BoundMeasure, BoundRanking, BoundVeto
from tashan.mechanisms.scoring.totals import Scheme

MEAN = "mean"  # a baseline that is the mean of the group


def bind_ranking(definition: Ranking, *, code: str, scope: Scope, on: date) -> BoundRanking:
    """Raises RuleError for rules that do not fit (files are checked when they are loaded), and
    UserError for a weight that is not known on the day."""
    measures = tuple(_Binding(m, scope, on).measure() for m in definition.measures)
    scheme = Scheme(
        tuple(m.weighted for m in measures),
        definition.extras,
        definition.grades,
        definition.decimals,
        None if definition.full is None else Fraction(definition.full),
    )
    population = definition.population
    return BoundRanking(
        code=code,
        scheme=scheme,
        measures=measures,
        population=None if population is None else _truth(population, scope, on),
        excluded=bind_conditions(definition.excluded, "excluded", scope=scope, on=on),
        groups=tuple((g.code, _truth(g.rule, scope, on)) for g in definition.groups),
        vetoes=tuple(
            BoundVeto(v.code, v.effect, _truth(v.rule, scope, on))
            for v in definition.vetoes
            if v.rule is not None
        ),
    )


def _truth(rule: str, scope: Scope, on: date) -> Bound:
    return bind_condition(parse(rule), scope=scope, on=on)


class _Binding:
    """One measure; what its figure is held against has to measure the same thing."""

    def __init__(self, measure: RankedMeasure, scope: Scope, on: date) -> None:
        self._measure, self._scope, self._on = measure, scope, on
        self._figure = self._number(measure.figure)

    def measure(self) -> BoundMeasure:
        scoring = self._measure.scoring
        baseline = None if scoring.baseline == MEAN else scoring.baseline
        return BoundMeasure(
            self._weighted(),
            self._figure.bound,
            unit=self._figure.measured.unit,
            base=self._figure.measured.base,
            target=self._beside(scoring.target),
            low=self._beside(scoring.low),
            high=self._beside(scoring.high),
            baseline=self._beside(baseline),
        )

    def _weighted(self) -> WeightedMeasure:
        measured = self._figure.measured
        return WeightedMeasure(
            self._measure.code,
            self._measure.scoring,
            self._weight(),
            self._measure.missing,
            self._measure.only,
            self._tiers(),
            measured.factor,
        )

    def _weight(self) -> Fraction:
        bound = self._number(self._measure.weight).bound
        if isinstance(bound, Constant) and isinstance(bound.value, Fraction):
            return bound.value
        raise UserError(
            f"the weight of {self._measure.code!r} is no number on {self._on}.",
            hint="Write a number, or a parameter that has a value on that day.",
        )

    def _tiers(self) -> tuple[tuple[Fraction | None, Fraction], ...]:
        """Ends in base units, as ``step`` has them."""
        name = self._measure.scoring.tiers
        if name is None:
            return ()
        stepped = self._number(f"step({self._measure.figure}, {name})").bound
        return stepped.tiers if isinstance(stepped, Stepped) else ()

    def _beside(self, rule: str | None) -> Bound | None:
        if rule is None:
            return None
        return alike([self._figure, self._number(rule)], "compared")[1].bound

    def _number(self, rule: str) -> Typed:
        return bind_number(parse(rule), scope=self._scope, on=self._on)
