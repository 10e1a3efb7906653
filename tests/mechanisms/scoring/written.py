"""Short ways to write measures, readings and contenders."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tashan.mechanisms.ranking import Method, Missing, Scoring
from tashan.mechanisms.scoring.points import steps
from tashan.mechanisms.scoring.readings import Reading, Step, WeightedMeasure, Why
from tashan.mechanisms.scoring.totals import Contender

F = Fraction
NEEDED: dict[Method, dict[str, object]] = {
    Method.COMPLETION: {"target": "target"},
    Method.GROWTH: {"target": "target"},
    Method.EFFICACY: {"low": "low", "high": "high"},
    Method.TIERS: {"tiers": "tiers"},
    Method.DEDUCTION: {"each": Decimal(1)},
    Method.BASELINE: {"baseline": "base"},
}


def measure(
    method: Method,
    weight: str = "100",
    *,
    code: str = "one",
    missing: Missing = Missing.UNKNOWN,
    only: str | None = None,
    tiers: tuple[tuple[Fraction | None, Fraction], ...] = (),
    **scoring: object,
) -> WeightedMeasure:
    entry = Scoring.model_validate({"method": method, **NEEDED.get(method, {}), **scoring})
    return WeightedMeasure(code, entry, F(weight), missing, only, tiers)


def reading(
    figure: str | int | None,
    *,
    why: Why = Why.NOT_REPORTED,
    target: str | None = None,
    low: str | None = None,
    high: str | None = None,
    baseline: str | None = None,
) -> Reading:
    def number(text: str | int | None) -> Fraction | None:
        return None if text is None else F(text)

    known = number(figure)
    return Reading(
        known,
        number(target),
        number(low),
        number(high),
        number(baseline),
        why if known is None else None,
    )


def points(of: WeightedMeasure, *readings: Reading) -> list[Fraction | None]:
    return [step.points for step in steps(of, readings)]


def step(of: WeightedMeasure, one: Reading) -> Step:
    return steps(of, [one])[0]


def contenders(code: str, *figures: str | int | None) -> list[Contender]:
    """Numbered from 1, each with one figure for the measure ``code``."""
    return [
        Contender(number, {code: reading(figure)}) for number, figure in enumerate(figures, start=1)
    ]
