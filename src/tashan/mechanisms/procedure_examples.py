"""Examples of procedures: of given facts which steps apply, by which route, and when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tashan.mechanisms.answering import Answers, UnfitError, day_of
from tashan.mechanisms.definitions import PlacedPart
from tashan.mechanisms.finishing import ends
from tashan.mechanisms.given_rows import GivenRows
from tashan.mechanisms.head import Example, Held
from tashan.mechanisms.library import Library
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.ruled_cases import asks_what_steps_give
from tashan.mechanisms.rules.binding import bind_condition
from tashan.mechanisms.rules.bound import BoundCondition, BoundProgramme
from tashan.mechanisms.rules.engines.reference.engine import ReferenceEngine
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.walking import columns
from tashan.mechanisms.settling import Settled, settle
from tashan.mechanisms.working_days import calendar_of

ASSESSED = "assessed"  # the kinds of regional assessment that hold where the subject lies


def procedure_answers(
    example: Example, placed: PlacedPart, procedure: Procedure, within: Library
) -> Answers:
    """``verdict`` (is it for this subject), ``missed`` conditions, ``route``; ``steps`` that
    apply, ``left_out``, ``spared``, ``undecided``; ``blocked``: steps whose gate is shut.

    With ``on`` also the day when each step ends, by its code, and of the last as ``finish``: if
    they begin on that day, each takes its promised limit (else the statutory) and no clock stops.
    """
    rules = _rules(procedure)
    held = _held(example, placed, procedure, within, rules)
    mechanism = within.mechanisms[placed.origin.mechanism]
    settled = settle(mechanism, placed.origin.part, day_of(example))
    spared = _spared(example, settled)
    applies = {code: held.get(f"step:{code}", True) for code in settled.steps}
    steps = tuple(c for c, yes in applies.items() if yes and c not in spared)
    verdict = _all(held[f"when:{n}"] for n in range(len(procedure.when)))
    answers: dict[str, Held] = {
        "verdict": {True: "yes", False: "no", None: "unknown"}[verdict],
        "missed": tuple(_missed(procedure, held)),
        "route": str(settled.route) if settled.route and verdict else None,
        "steps": steps,
        "left_out": tuple(c for c, yes in applies.items() if yes is False),
        "spared": spared,
        "undecided": tuple(c for c, yes in applies.items() if yes is None and c not in spared),
        "blocked": tuple(_blocked(procedure, held, steps)),
    }
    days = ends(settled, steps, calendar_of(within), example.on) if example.on else {}
    return days | answers | ({"finish": max(days.values())} if days else {})


def _rules(procedure: Procedure) -> dict[str, str]:
    """Every rule, by what it decides."""
    found = {f"when:{n}": one.rule for n, one in enumerate(procedure.when)}
    found |= {f"step:{code}": s.when for code, s in procedure.steps.items() if s.when}
    return found | {f"gate:{n}": gate.rule for n, gate in enumerate(procedure.gates)}


def _held(
    example: Example,
    placed: PlacedPart,
    procedure: Procedure,
    within: Library,
    rules: Mapping[str, str],
) -> dict[str, bool | None]:
    """Of each rule whether it holds of what is given; one about what steps give is unknown."""
    origin, on = placed.origin, day_of(example)
    scope = Scope(procedure.subject, within.indicators, origin.parameters, {}, within.registers)
    ready = {
        name: rule for name, rule in rules.items() if not asks_what_steps_give(procedure, rule)
    }
    try:
        bound = BoundProgramme(placed.code, tuple(_bound(ready, scope, on)))
    except RuleError as error:
        raise UnfitError(f"the procedure {placed.code!r} cannot be run: {error.message}") from error
    facts = {name: held for name, held in example.given.items() if name != ASSESSED}
    table = GivenRows(scope, on, {column.key: column for column in columns(bound)}).table([facts])
    answer = ReferenceEngine(calendar_of(within)).answer(table.row(0), bound)
    return dict.fromkeys(rules) | dict(zip(ready, answer.met, strict=True))


def _bound(rules: Mapping[str, str], scope: Scope, on: date) -> Iterator[BoundCondition]:
    for name, rule in rules.items():
        yield BoundCondition(name, rule, bind_condition(parse(rule), scope=scope, on=on))


def _all(held: Iterable[bool | None]) -> bool | None:
    found = list(held)
    return False if False in found else None if None in found else True


def _missed(procedure: Procedure, held: Mapping[str, bool | None]) -> Iterator[str]:
    for number, one in enumerate(procedure.when):
        if held[f"when:{number}"] is False:
            yield one.code or f"when_{number + 1}"


def _blocked(
    procedure: Procedure, held: Mapping[str, bool | None], steps: tuple[str, ...]
) -> Iterator[str]:
    for number, gate in enumerate(procedure.gates):
        if held[f"gate:{number}"] is False and gate.before in steps:
            yield gate.before


def _spared(example: Example, settled: Settled) -> tuple[str, ...]:
    given = example.given.get(ASSESSED, ())
    kinds = (given,) if isinstance(given, str) else given
    known = {step.assessed for step in settled.steps.values()}
    if not isinstance(kinds, tuple) or not set(kinds) <= known:
        told = ", ".join(sorted(filter(None, known))) or "none"
        raise UnfitError(f"'{ASSESSED}': expected kinds of assessment that steps name: {told}.")
    return tuple(code for code, step in settled.steps.items() if step.assessed in kinds)
