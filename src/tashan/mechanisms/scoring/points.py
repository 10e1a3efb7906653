"""The points of one measure over all who are ranked together, each with its step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tashan.mechanisms.ranking import Method, Missing
from tashan.mechanisms.scoring.methods import METHODS, Field
from tashan.mechanisms.scoring.readings import Clamp, Reading, Step, WeightedMeasure, Why


def steps(measure: WeightedMeasure, readings: Sequence[Reading]) -> list[Step]:
    """One step a reading, in their order; floors, caps and the rule for the missing applied."""
    others = Field.of(readings)
    worked = [step_of(measure, reading, others) for reading in readings]
    return _filled(measure, worked)


def step_of(measure: WeightedMeasure, reading: Reading, others: Field) -> Step:
    """One step beside the group's figures, before any rule for the missing."""
    if reading.figure is None:
        return Step(measure.code, measure.weight, None, None, why=reading.why)
    found = METHODS[measure.scoring.method](measure, reading.figure, reading, others)
    step = Step(
        measure.code,
        measure.weight,
        reading.figure,
        found.points,
        against=found.against,
        before=found.points,
        why=found.why,
    )
    return step if measure.scoring.method is Method.VALUE else _clamped(measure, step)


def _clamped(measure: WeightedMeasure, step: Step) -> Step:
    if step.points is None:
        return step
    if step.points < measure.least:
        return replace(step, points=measure.least, clamped=Clamp.FLOOR)
    if step.points > measure.most:
        return replace(step, points=measure.most, clamped=Clamp.CAP)
    return step


def _filled(measure: WeightedMeasure, worked: list[Step]) -> list[Step]:
    """Points for those without, by the file's rule; what has no base is never taken for zero."""
    match measure.missing:
        case Missing.UNKNOWN:
            return worked
        case Missing.ZERO:
            return [_zero(step) for step in worked]
        case Missing.MEAN:
            known = [step.points for step in worked if step.points is not None]
            mean = sum(known, Fraction(0)) / len(known) if known else None
            return [_mean(step, mean) for step in worked]


def _zero(step: Step) -> Step:
    if step.points is None and step.why is Why.NOT_REPORTED:
        return replace(step, points=Fraction(0), filled=Missing.ZERO)
    return step


def _mean(step: Step, mean: Fraction | None) -> Step:
    if step.points is not None:
        return step
    if mean is None:
        return replace(step, why=Why.NO_OTHERS)
    return replace(step, points=mean, filled=Missing.MEAN)
