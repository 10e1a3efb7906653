"""Runs the examples of mechanism files: what an officer expects beside what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tashan.mechanisms import formula
from tashan.mechanisms.definitions import IndicatorDefinition, PlanDefinition
from tashan.mechanisms.head import Example
from tashan.mechanisms.library import Library
from tashan.mechanisms.plan import Dimension, judged
from tashan.mechanisms.problems import unknown

NEWEST = date.max  # examples run under the newest value of each parameter
Figures = Decimal | str | tuple[Decimal | None, ...] | None


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """One example; ``wrong`` says what differs and is empty where it holds."""

    mechanism: str
    number: int  # its place among the examples of the file
    name: str
    wrong: tuple[str, ...]


class _UnfitError(Exception):
    """The example asks for what its part cannot answer."""


def run_examples(library: Library) -> Iterator[ExampleRun]:
    """Run every example of the mechanisms that could be loaded."""
    parts = _parts(library)
    for code, mechanism in library.mechanisms.items():
        for number, example in enumerate(mechanism.examples):
            part = parts.get((code, example.part))
            yield ExampleRun(code, number, example.name, tuple(_wrong(example, part)))


def _parts(library: Library) -> dict[tuple[str, str], IndicatorDefinition | PlanDefinition]:
    every: list[IndicatorDefinition | PlanDefinition] = [
        *library.indicators.values(),
        *library.plans.values(),
    ]
    return {(part.origin.mechanism, part.origin.part): part for part in every}


def _wrong(example: Example, part: IndicatorDefinition | PlanDefinition | None) -> Iterator[str]:
    try:
        answers = _answers(example, part)
    except _UnfitError as error:
        yield str(error)
        return
    for asked, expected in example.expect.items():
        if asked not in answers:
            yield unknown("answer", asked, answers)
        elif answers[asked] != expected:
            yield f"{asked} is {_said(answers[asked])}, expected {_said(expected)}."


def _answers(
    example: Example, part: IndicatorDefinition | PlanDefinition | None
) -> Mapping[str, Figures]:
    match part:
        case IndicatorDefinition():
            return _computed(example, part)
        case PlanDefinition():
            return _lights(example, part)
    raise _UnfitError(f"the part {example.part!r} computes nothing that an example could show.")


def _computed(example: Example, part: IndicatorDefinition) -> Mapping[str, Figures]:
    if part.tree is None:
        raise _UnfitError(f"the indicator {part.code!r} has no formula to run.")
    for name in example.given:
        if name not in part.inputs:
            raise _UnfitError(unknown("input", name, part.inputs))
    for name in part.inputs:
        if name not in example.given:
            raise _UnfitError(f"{name!r} is not given. Write null where it is unknown.")
    inputs = {name: _number(name, figure) for name, figure in example.given.items()}
    result = formula.value(part.tree, inputs)
    return {part.code: None if result is None else rounded(result, part.decimals)}


def _number(name: str, figure: Figures) -> Decimal | None:
    if figure is None or isinstance(figure, Decimal):
        return figure
    raise _UnfitError(f"{name!r}: expected a number, or null where it is unknown.")


def _lights(example: Example, part: PlanDefinition) -> Mapping[str, Figures]:
    rules, answers = part.lights_on(NEWEST), {}
    for name, figure in example.given.items():
        if name not in set(Dimension):
            raise _UnfitError(unknown("dimension", name, list(Dimension)))
        if isinstance(figure, str):
            raise _UnfitError(f"{name!r}: expected a number or a list of numbers.")
        figures = figure if isinstance(figure, tuple) else (figure,)
        light = judged(rules, Dimension(name), figures).light
        answers[name] = None if light is None else light.value
    return answers


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Half up, as offices round."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _said(figure: Figures) -> str:
    return "unknown" if figure is None else str(figure)
