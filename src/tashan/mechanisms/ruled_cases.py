"""Where the rules of fees, procedures, assignments, events, lists and options stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tashan.mechanisms.assignment import Assignment
from tashan.mechanisms.event import Event
from tashan.mechanisms.fund import Exposure, Fee, Fund, Spending
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.options import Chooser, Options
from tashan.mechanisms.pipeline import Pipeline
from tashan.mechanisms.plain import Path
from tashan.mechanisms.procedure import Procedure
from tashan.mechanisms.programme import Asked
from tashan.mechanisms.project_library import ProjectLibrary
from tashan.mechanisms.ruled import Purpose, Ruled, ruled
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import Name
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.through import through
from tashan.mechanisms.schema import Mechanism, Part
from tashan.mechanisms.tasklist import TaskList

# of a household nothing stands in a register: its rules are about what is asked of it
SUBJECTS = {
    Chooser.HOUSEHOLD: Subject.OFFICE,
    Chooser.ENTERPRISE: Subject.ENTERPRISE,
    Chooser.PROJECT: Subject.PROJECT,
}


def every_rule(mechanism: Mechanism) -> Iterator[Ruled]:
    """Every rule of all the mechanism's own parts, with its place in the file."""
    yield from ruled(mechanism)
    for name, part in mechanism.parts.items():
        for one in _of_part(part, mechanism.parameters):
            yield replace(one, path=("parts", name, *one.path))


def _of_part(part: Part, parameters: Mapping[str, Parameter]) -> Iterator[Ruled]:
    match part:
        case Fund():
            yield from _of_fee(part.fee, parameters)
            yield from _of_exposure(part.exposure)
            yield from _of_spending(part.spending)
        case Procedure():
            yield from _of_procedure(part)
        case Assignment():
            for name, to in part.destinations.items():
                yield from _where(("destinations", name, "rule"), to.rule, to.subject)
            yield from _of_sending(part)
        case Event():
            for name, guest in part.invites.items():
                yield from _where(("invites", name, "rule"), guest.rule, guest.subject)
        case TaskList():
            for name, task in part.tasks.items():
                for number, target in enumerate(task.targets):
                    path = ("tasks", name, "targets", str(number), "value")
                    yield Ruled(path, target.value, Purpose.NUMBER, Subject.PLACE)
        case Options():
            yield from _of_options(part)
        case Pipeline():
            yield from _of_pipeline(part)
        case ProjectLibrary():
            yield from _of_project_library(part)


def _of_sending(part: Assignment) -> Iterator[Ruled]:
    """The points of a match and the shares of its appraisal: numbers over the parameters."""
    numbers: dict[Path, str] = {}
    if part.fit is not None:
        fit = {"need": part.fit.need, "stays": part.fit.stays, "load": part.fit.load}
        numbers |= {("fit", name): rule for name, rule in fit.items()}
    if part.marks is not None:
        numbers |= {("marks", name): rule for name, rule in part.marks.rules().items()}
    for name, to in part.destinations.items():
        if isinstance(to.quota, str):
            numbers[("destinations", name, "quota")] = to.quota
    for name, need in part.needs.items():
        if need.points is not None:
            numbers[("needs", name, "points")] = need.points
    for path, rule in numbers.items():
        yield Ruled(path, rule, Purpose.NUMBER, Subject.OFFICE)


def _where(path: Path, rule: str | None, subject: Subject | None) -> Iterator[Ruled]:
    if rule is not None and subject is not None:
        yield Ruled(path, rule, Purpose.CONDITION, subject)


def _of_fee(fee: Fee | None, parameters: Mapping[str, Parameter]) -> Iterator[Ruled]:
    if fee is None:
        return
    named = parameters.get(fee.rate)
    values = list(named.values.values()) if named else []
    in_tiers = bool(values) and isinstance(values[0], tuple)
    yield Ruled(("fee", "rate"), fee.rate, Purpose.TIERS if in_tiers else Purpose.NUMBER)
    if fee.term is not None:
        yield Ruled(("fee", "term"), fee.term, Purpose.NUMBER)
    if fee.minimum is not None:
        yield Ruled(("fee", "minimum"), fee.minimum, Purpose.AMOUNT)


def _of_exposure(exposure: Exposure | None) -> Iterator[Ruled]:
    if exposure is None:
        return
    if exposure.net_assets is not None:
        yield Ruled(("exposure", "net_assets"), exposure.net_assets, Purpose.AMOUNT)
    if exposure.fee is not None and exposure.fee.minimum is not None:
        yield Ruled(("exposure", "fee", "minimum"), exposure.fee.minimum, Purpose.AMOUNT)
    for path, rule in _numbers_of(exposure):
        if rule is not None:
            yield Ruled(("exposure", *path), rule, Purpose.NUMBER)


def _of_spending(spending: Spending | None) -> Iterator[Ruled]:
    if spending is not None:
        for name in ("most", "at_end", "least", "idle_months"):
            yield Ruled(("spending", name), getattr(spending, name), Purpose.NUMBER)


def _of_pipeline(part: Pipeline) -> Iterator[Ruled]:
    for stage, rule in part.stages.items():
        if rule.alarm is not None:
            yield Ruled(("stages", stage, "alarm"), rule.alarm, Purpose.NUMBER)
    for name in ("months", "days"):
        rule_of = getattr(part.first_reporter, name)
        yield Ruled(("first_reporter", name), rule_of, Purpose.NUMBER)
    for name in ("passes", "offices"):
        yield Ruled(("review", name), getattr(part.review, name), Purpose.NUMBER)
    yield Ruled(("kept_by_first",), part.kept_by_first, Purpose.NUMBER)
    yield Ruled(("counted_capital",), part.counted_capital, Purpose.AMOUNT)


def _numbers_of(exposure: Exposure) -> Iterator[tuple[Path, str | None]]:
    yield ("multiple",), exposure.multiple
    yield ("single",), exposure.single
    yield ("with_affiliates",), exposure.with_affiliates
    for code, share in exposure.shares.items():
        yield ("shares", code), share
    if exposure.fee is not None:
        yield ("fee", "rate"), exposure.fee.rate
    if (small := exposure.small) is not None:
        yield ("small", "multiple"), small.multiple
        yield ("small", "amount_share"), small.amount_share
        yield ("small", "firm_share"), small.firm_share


def _of_procedure(part: Procedure) -> Iterator[Ruled]:
    """What steps give is known only when a case runs: such a rule is read, not bound."""
    rules: list[tuple[Path, str | None]] = [
        (("steps", name, "when"), step.when) for name, step in part.steps.items()
    ]
    rules += [(("when", str(n), "rule"), one.rule) for n, one in enumerate(part.when)]
    rules += [(("gates", str(n), "rule"), gate.rule) for n, gate in enumerate(part.gates)]
    for path, rule in rules:
        if rule is not None:
            given = asks_what_steps_give(part, rule)
            purpose = Purpose.SYNTAX if given else Purpose.CONDITION
            yield Ruled(path, rule, purpose, part.subject)


def asks_what_steps_give(part: Procedure, rule: str) -> bool:
    """Whether a rule of the procedure can be answered only while a case runs."""
    return bool(_names(rule) & {name for step in part.steps.values() for name in step.gives})


def _names(rule: str) -> set[str]:
    """None of a rule that cannot be read: it is told where it is checked."""
    try:
        return {node.code for node in through(parse(rule)) if isinstance(node, Name)}
    except RuleError:
        return set()


def _of_project_library(part: ProjectLibrary) -> Iterator[Ruled]:
    for stage, months in part.stale.items():
        yield Ruled(("stale", stage), months, Purpose.NUMBER, Subject.PROJECT)
    for path, one in part.requirements():
        if one.when is not None:
            yield Ruled((*path, "when"), one.when, Purpose.CONDITION, Subject.PROJECT)
        for number, way in enumerate(one.any):
            if way.rule is not None:
                place = (*path, "any", str(number), "rule")
                yield Ruled(place, way.rule, Purpose.CONDITION, Subject.PROJECT)


def _of_options(part: Options) -> Iterator[Ruled]:
    subject, asks = SUBJECTS[part.subject], dict(part.asks)
    for name, value in part.values.items():
        path = ("values", name, "amount")
        yield Ruled(path, value.amount, Purpose.NUMBER, subject, dict(asks))
        asks[name] = Asked(title=value.title, unit=value.unit)  # what follows may name it
    for name, option in part.options.items():
        if option.when is not None:
            path = ("options", name, "when")
            yield Ruled(path, option.when, Purpose.CONDITION, subject, asks)
        if option.amount is not None:
            path = ("options", name, "amount")
            yield Ruled(path, option.amount, Purpose.AMOUNT, subject, asks)
