"""Examples of libraries of projects: may this project enter that stage, or be in that plan?"""

from __future__ import annotations

from collections.abc import Sequence

from tashan.mechanisms.answering import Answers, UnfitError, day_of
from tashan.mechanisms.definitions import PlacedPart
from tashan.mechanisms.given_rows import GivenRows
from tashan.mechanisms.head import Example
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import Library
from tashan.mechanisms.problems import unknown
from tashan.mechanisms.project_library import ProjectLibrary, Requirement
from tashan.mechanisms.requiring import Shown, rules_in, weighed
from tashan.mechanisms.rules.binding import bind_condition
from tashan.mechanisms.rules.bound import BoundCondition, BoundProgramme
from tashan.mechanisms.rules.engines.reference.engine import ReferenceEngine
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.walking import columns
from tashan.mechanisms.working_days import calendar_of

OWN = ("enters", "plan", "items", "evidence")  # every other name is a fact of the project


def project_library_answers(
    example: Example, placed: PlacedPart, library: ProjectLibrary, within: Library
) -> Answers:
    """``enters`` a stage or into a ``plan``, with ``items`` passed and ``evidence``: ``verdict``
    (yes, no, unknown), and the codes of what is ``missed`` and ``unknown``."""
    asked = _asked(example, library)
    rules = _rules(example, placed, asked, within)
    shown = Shown(_words(example, "items"), _words(example, "evidence"), rules)
    found = {one.requirement.code: one.met for one in weighed(asked, shown)}
    missed = tuple(code for code, met in found.items() if met is False)
    open_ = tuple(code for code, met in found.items() if met is None)
    verdict = "no" if missed else "unknown" if open_ else "yes"
    return {"verdict": verdict, "missed": missed, "unknown": open_}


def _asked(example: Example, library: ProjectLibrary) -> Sequence[Requirement]:
    stage, plan = example.given.get("enters"), example.given.get("plan")
    if (stage is None) == (plan is None):
        raise UnfitError("give a stage that it 'enters', or a 'plan'.")
    if plan is not None:
        if plan not in library.plans:
            raise UnfitError(unknown("plan", str(plan), library.plans))
        return library.plans[str(plan)].admits
    return library.gates.get(str(stage), ())


def _words(example: Example, name: str) -> tuple[str, ...]:
    given = example.given.get(name, ())
    words = given if isinstance(given, tuple) else (given,)
    return tuple(str(word) for word in words)


def _rules(
    example: Example, placed: PlacedPart, asked: Sequence[Requirement], within: Library
) -> dict[str, bool | None]:
    texts, on, origin = list(dict.fromkeys(rules_in(asked))), day_of(example), placed.origin
    scope = Scope(Subject.PROJECT, within.indicators, origin.parameters, {}, within.registers)
    try:
        conditions = [
            BoundCondition(text, text, bind_condition(parse(text), scope=scope, on=on))
            for text in texts
        ]
    except RuleError as error:
        raise UnfitError(f"{placed.code!r} cannot be run: {error.message}") from error
    bound = BoundProgramme(placed.code, tuple(conditions))
    facts = {name: held for name, held in example.given.items() if name not in OWN}
    table = GivenRows(scope, on, {column.key: column for column in columns(bound)}).table([facts])
    answer = ReferenceEngine(calendar_of(within)).answer(table.row(0), bound)
    return dict(zip(texts, answer.met, strict=True))
