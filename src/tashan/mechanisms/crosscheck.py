"""What one field cannot show: codes that nothing defines, circles, numbers without a basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tashan.mechanisms import formula
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.loader import LoadedFile
from tashan.mechanisms.looking_up import Known
from tashan.mechanisms.measuring import check_measuring
from tashan.mechanisms.partcheck import check_parts
from tashan.mechanisms.plain import Tree
from tashan.mechanisms.plan import Plan
from tashan.mechanisms.problems import Mark, Problem, unknown
from tashan.mechanisms.rulecheck import check_rules
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.shelves import Shelves


def crosscheck(shelves: Shelves, lost: Mapping[str, str]) -> list[Problem]:
    """Everything wrong between the parts. ``lost`` are codes of failed files, with the file."""
    found: list[Problem] = []
    indicators = Known("indicator", shelves.indicators, lost)
    for indicator in shelves.indicators.values():
        tree = shelves.trees[indicator.origin.mechanism]
        for code, mark in _named_by(indicator, tree):
            found += indicators.check(code, mark)
        found += check_measuring(indicator, shelves.indicators, tree)
    for plan in shelves.plans.values():
        tree = shelves.trees[plan.origin.mechanism]
        for index, held in enumerate(plan.indicators):
            mark = tree.mark(("parts", plan.origin.part, "indicators", str(index), "indicator"))
            found += indicators.check(held.indicator, mark)
    found += _circles(shelves.indicators)
    found += check_parts(shelves, lost)
    found += check_rules(shelves, lost)
    for code, mechanism in shelves.mechanisms.items():
        found += check_mechanism(mechanism, shelves.trees[code])
    return found


def lost_codes(files: Iterable[LoadedFile], failed: set[str]) -> dict[str, str]:
    """The codes that failed files would have defined, as far as they can be made out."""
    lost: dict[str, str] = {}
    for file in files:
        value = file.tree.value
        parts = value.get("parts") if file.file in failed and isinstance(value, dict) else None
        for name, part in (parts if isinstance(parts, dict) else {}).items():
            code = part.get("code") if isinstance(part, dict) else None
            lost.setdefault(str(code or name), file.file)
        if file.file in failed and isinstance(value, dict):
            lost.setdefault(str(value.get("mechanism")), file.file)
    return lost


def _named_by(indicator: IndicatorDefinition, tree: Tree) -> Iterator[tuple[str, Mark]]:
    path = ("parts", indicator.origin.part)
    if indicator.ratio:
        yield indicator.ratio.numerator, tree.mark((*path, "ratio", "numerator"))
        yield indicator.ratio.denominator, tree.mark((*path, "ratio", "denominator"))
    elif indicator.tree:
        where = (*path, "formula")
        text = indicator.computed_by or ""
        for name in formula.names(indicator.tree):
            yield name.code, tree.character(where, text, name.offset)


def _circles(indicators: Mapping[str, IndicatorDefinition]) -> Iterator[Problem]:
    """An indicator that is computed from itself, at whatever remove."""
    inputs = {code: indicator.inputs for code, indicator in indicators.items()}
    for code, indicator in indicators.items():
        seen: set[str] = set()
        ahead = list(inputs[code])
        while ahead:
            following = ahead.pop()
            if following not in seen:
                seen.add(following)
                ahead += inputs.get(following, ())
        if code in seen:
            told = f"the indicator {code!r} is computed from itself."
            yield Problem(indicator.origin.mark, "circle", told)


def check_mechanism(mechanism: Mechanism, tree: Tree) -> Iterator[Problem]:
    """What is to be checked within one file."""
    for name, parameter in mechanism.parameters.items():
        if not (parameter.basis or mechanism.basis):
            told = (
                f"the parameter {name!r} has no basis. Expected 'basis' with a document, or with "
                "the place that it is an 'example_of'; here or in the head."
            )
            yield Problem(tree.key_mark(("parameters", name)), "no_basis", told)
    for name, part in mechanism.parts.items():
        if isinstance(part, Plan):
            yield from _check_lights(mechanism, name, part, tree)
    for index, example in enumerate(mechanism.examples):
        if example.part not in mechanism.parts:
            mark = tree.mark(("examples", str(index), "part"))
            told = unknown("part", example.part, mechanism.parts)
            yield Problem(mark, "unknown_part", told)


def _check_lights(mechanism: Mechanism, name: str, plan: Plan, tree: Tree) -> Iterator[Problem]:
    for index, rule in enumerate(plan.lights):
        path = ("parts", name, "lights", str(index))
        named = rule.threshold if isinstance(rule.threshold, str) else None
        if named and named not in mechanism.parameters:
            told = unknown("parameter", named, mechanism.parameters)
            yield Problem(tree.mark((*path, "threshold")), "unknown_parameter", told)
        elif not (rule.basis or named or mechanism.basis):
            told = "the threshold has no basis. Expected 'basis' here or in the head."
            yield Problem(tree.mark((*path, "threshold")), "no_basis", told)
