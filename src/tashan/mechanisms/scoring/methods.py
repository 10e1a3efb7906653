"""The formulas: one function a method, from a figure and its group to points before the clamp."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tashan.mechanisms.ranking import Method
from tashan.mechanisms.scoring.readings import Reading, WeightedMeasure, Why

HUNDRED, SIXTY, FORTY = Fraction(100), Fraction(60), Fraction(40)
TWO = Fraction(2)


@dataclass(frozen=True, slots=True)
class Worked:
    """Points before the clamp with the numbers they were worked out from, or why there are none."""

    points: Fraction | None
    against: Mapping[str, Fraction] = field(default_factory=dict)
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """The known figures of a group, in ascending order: who all are measured beside."""

    figures: Sequence[Fraction]
    total: Fraction

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Field:
        known = sorted(r.figure for r in readings if r.figure is not None)
        return cls(known, sum(known, Fraction(0)))

    def replaced(self, before: Fraction | None, after: Fraction | None) -> Field:
        """The same with one figure for another."""
        figures, total = list(self.figures), self.total
        if before is not None:
            del figures[bisect_left(figures, before)]
            total -= before
        if after is not None:
            insort(figures, after)
            total += after
        return Field(figures, total)

    @property
    def mean(self) -> Fraction:
        return self.total / len(self.figures)

    def rank(self, figure: Fraction, *, lower_is_better: bool) -> int:
        """1 is the best; equals share the better rank."""
        if lower_is_better:
            return bisect_left(self.figures, figure) + 1
        return len(self.figures) - bisect_right(self.figures, figure) + 1


def value(measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field) -> Worked:
    """w · a; where the lower is better, the same below zero, so that the lowest comes first."""
    sign = -1 if measure.scoring.lower_is_better else 1
    return Worked(sign * measure.weight * figure)


def completion(
    measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field
) -> Worked:
    """w · a / target, and w · (2 − a / target) where the lower is better."""
    if reading.target is None or reading.target <= 0:
        return _without(Why.NO_TARGET, target=reading.target)
    ratio = figure / reading.target
    points = measure.weight * (TWO - ratio if measure.scoring.lower_is_better else ratio)
    return Worked(points, {"target": reading.target})


def growth(measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field) -> Worked:
    """w · growth / target growth; mirrored where the target points the other way.

    Who should fall by 3 % and falls by 3 % has it all; so has who should rise by 3 % and does.
    """
    if not reading.target:
        return _without(Why.NO_TARGET, target=reading.target)
    ratio = figure / reading.target
    mirrored = (reading.target < 0) is not measure.scoring.lower_is_better
    points = measure.weight * (TWO - ratio if mirrored else ratio)
    return Worked(points, {"target": reading.target})


def efficacy(measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field) -> Worked:
    """功效系数: w · (60 + 40 · (a − low) / (high − low)) / 100; (high − a) if low is better."""
    low, high = reading.low, reading.high
    if low is None or high is None or low >= high:
        return _without(Why.NO_BOUNDS, low=low, high=high)
    way = high - figure if measure.scoring.lower_is_better else figure - low
    coefficient = SIXTY + FORTY * way / (high - low)
    against = {"low": low, "high": high, "coefficient": coefficient}
    return Worked(measure.weight * coefficient / HUNDRED, against)


def min_max(measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field) -> Worked:
    """极差法: w · (a − lowest) / (highest − lowest) of the group; all equal have it all."""
    low, high = others.figures[0], others.figures[-1]
    against = {"lowest": low, "highest": high}
    if low == high:
        return Worked(measure.weight, against)
    way = high - figure if measure.scoring.lower_is_better else figure - low
    return Worked(measure.weight * way / (high - low), against)


def rank_points(
    measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field
) -> Worked:
    """The first has it all; each rank is a step less, or evenly down to nothing for the last."""
    number = len(others.figures)
    rank = others.rank(figure, lower_is_better=measure.scoring.lower_is_better)
    against = {"rank": Fraction(rank), "of": Fraction(number)}
    if measure.scoring.step is not None:
        step = Fraction(measure.scoring.step)
        return Worked(measure.weight - (rank - 1) * step, against | {"step": step})
    if number == 1:
        return Worked(measure.weight, against)
    return Worked(measure.weight * Fraction(number - rank, number - 1), against)


def tiers(measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field) -> Worked:
    """The points of the first tier whose end is at or above the figure."""
    for end, points in measure.tiers:
        if end is None or figure <= end:
            return Worked(points, {"tier": end} if end is not None else {})
    return Worked(None, why=Why.NO_TIER)


def deduction(
    measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field
) -> Worked:
    """w − a · each; so much for each unit that the figure is spoken of in."""
    each = Fraction(measure.scoring.each or 0) / measure.per
    return Worked(measure.weight - figure * each, {"each": each})


def baseline(measure: WeightedMeasure, figure: Fraction, reading: Reading, others: Field) -> Worked:
    """亩均: w · a / baseline, w · (2 − a / baseline) where the lower is better.

    The baseline is the file's number, or the mean of the group's known figures.
    """
    is_mean = measure.scoring.baseline == "mean"
    base = others.mean if is_mean else reading.baseline
    if base is None or base <= 0:
        return _without(Why.NO_BASE, baseline=base)
    ratio = figure / base
    points = measure.weight * (TWO - ratio if measure.scoring.lower_is_better else ratio)
    return Worked(points, {"mean" if is_mean else "baseline": base})


def _without(why: Why, **numbers: Fraction | None) -> Worked:
    return Worked(None, {k: v for k, v in numbers.items() if v is not None}, why)


METHODS: dict[Method, Callable[[WeightedMeasure, Fraction, Reading, Field], Worked]] = {
    Method.VALUE: value,
    Method.COMPLETION: completion,
    Method.GROWTH: growth,
    Method.EFFICACY: efficacy,
    Method.MIN_MAX: min_max,
    Method.RANK_POINTS: rank_points,
    Method.TIERS: tiers,
    Method.DEDUCTION: deduction,
    Method.BASELINE: baseline,
}
