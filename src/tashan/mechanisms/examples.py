"""Runs the examples of mechanism files: what an officer expects beside what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tashan.mechanisms import formula
from tashan.mechanisms.answering import Answers, UnfitError, check_names, day_of, flat, number
from tashan.mechanisms.catalogue import Catalogue
from tashan.mechanisms.definitions import (
    IndicatorDefinition,
    PlacedPart,
    PlanDefinition,
    ProgrammeDefinition,
    RankingDefinition,
)
from tashan.mechanisms.duty import Duty
from tashan.mechanisms.entry_scoring import entry_answers
from tashan.mechanisms.fund import Fund
from tashan.mechanisms.fund_examples import fund_answers
from tashan.mechanisms.head import Example, Held
from tashan.mechanisms.library import Library
from tashan.mechanisms.listing_examples import catalogue_answers, delegated_answers
from tashan.mechanisms.pipeline import Pipeline
from tashan.mechanisms.plan import Dimension, judged
from tashan.mechanisms.problems import unknown
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.procedure_examples import procedure_answers
from tashan.mechanisms.programme_examples import programme_answers
from tashan.mechanisms.project_library import ProjectLibrary
from tashan.mechanisms.project_library_examples import project_library_answers
from tashan.mechanisms.ranking_examples import ranking_answers

Placed = IndicatorDefinition | PlanDefinition | ProgrammeDefinition | RankingDefinition | PlacedPart
# of several subjects: the answer that stands without a name
_DEFAULTS: dict[type, str] = {ProgrammeDefinition: "verdict", RankingDefinition: "rank"}


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """One example; ``wrong`` says what differs and is empty where it holds."""

    mechanism: str
    number: int  # its place among the examples of the file
    name: str
    wrong: tuple[str, ...]


def run_examples(library: Library) -> Iterator[ExampleRun]:
    """Run every example of the mechanisms that could be loaded."""
    for code, mechanism in library.mechanisms.items():
        for place, example in enumerate(mechanism.examples):
            part = _placed(library, code, example.part)
            yield ExampleRun(code, place, example.name, tuple(_wrong(example, part, library)))


def _placed(library: Library, mechanism: str, part: str) -> Placed | None:
    """The definition of the part, where it is of a kind that answers examples."""
    found = library.part(f"{mechanism}.{part}")
    if found is None:
        return None
    shelves = (library.indicators, library.plans, library.programmes, library.rankings)
    for shelf in shelves:
        definition = shelf.get(found.code)
        if definition and definition.kind == found.part.kind:
            return definition
    return found


def _wrong(example: Example, part: Placed | None, within: Library) -> Iterator[str]:
    try:
        answers = flat(_answers(example, part, within))
        expected = flat(
            example.expect, _DEFAULTS.get(type(part), "") if _is_of_many(example) else ""
        )
    except UnfitError as error:
        yield str(error)
        return
    for asked, wanted in expected.items():
        if asked not in answers:
            yield unknown("answer", asked, answers)
        elif not _alike(answers[asked], wanted):
            yield f"{asked} is {_said(answers[asked])}, expected {_said(wanted)}."


def _is_of_many(example: Example) -> bool:
    return any(isinstance(held, dict) for held in example.given.values())


def _alike(answer: Held, wanted: Held) -> bool:
    """Lists have no order here; one word stands for a list of one."""
    if isinstance(answer, tuple):
        listed = wanted if isinstance(wanted, tuple) else (wanted,)
        return sorted(map(str, answer)) == sorted(map(str, listed))
    return answer == wanted


def _answers(example: Example, part: Placed | None, within: Library) -> Answers:
    match part:
        case IndicatorDefinition():
            return _computed(example, part)
        case PlanDefinition():
            return _lights(example, part)
        case ProgrammeDefinition():
            return programme_answers(example, part, within)
        case RankingDefinition():
            return ranking_answers(example, part, within)
        case PlacedPart(part=Fund() as fund):
            return fund_answers(example, part, fund, within)
        case PlacedPart(part=Catalogue() as catalogue):
            return catalogue_answers(example, catalogue)
        case PlacedPart(part=Duty() as duty):
            return delegated_answers(example, duty)
        case PlacedPart(part=Procedure() as procedure):
            return procedure_answers(example, part, procedure, within)
        case PlacedPart(part=Pipeline() as pipeline):
            return entry_answers(example, part, pipeline)
        case PlacedPart(part=ProjectLibrary() as library):
            return project_library_answers(example, part, library, within)
    raise UnfitError(f"the part {example.part!r} computes nothing that an example could show.")


def _computed(example: Example, part: IndicatorDefinition) -> Answers:
    if part.tree is None:
        raise UnfitError(f"the indicator {part.code!r} has no formula to run.")
    check_names(example, dict.fromkeys(part.inputs))
    for name in part.inputs:
        if name not in example.given:
            raise UnfitError(f"{name!r} is not given. Write null where it is unknown.")
    inputs = {name: number(name, figure) for name, figure in example.given.items()}
    result = formula.value(part.tree, inputs)
    return {part.code: None if result is None else rounded(result, part.decimals)}


def _lights(example: Example, part: PlanDefinition) -> Answers:
    rules, answers = part.lights_on(day_of(example)), {}
    for name, figure in example.given.items():
        if name not in set(Dimension):
            raise UnfitError(unknown("dimension", name, list(Dimension)))
        listed = figure if isinstance(figure, tuple) else (figure,)
        figures = [number(name, one) for one in listed]
        light = judged(rules, Dimension(name), figures).light
        answers[name] = None if light is None else light.value
    return answers


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Half up, as offices round."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _said(figure: Held) -> str:
    if isinstance(figure, tuple):
        return ", ".join(map(str, figure)) or "nothing"
    return "unknown" if figure is None else str(figure)
