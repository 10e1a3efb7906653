"""A procedure as it stands on a day: the terms of every step, with that day's parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from tashan.base.errors import UserError
from tashan.mechanisms.fields import Basis, Text
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.procedure import (
    After,
    Extension,
    Gate,
    JointResult,
    Material,
    MatterTerms,
    Need,
    NeedRole,
    Procedure,
    ProjectCode,
    Route,
    Sort,
    Step,
)
from tashan.mechanisms.programme import Condition
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.timing import ACCEPTANCE, DayOne, LimitUnit, TimeLimit

Terms = dict[str, Any]
_UNITS = {
    LimitUnit.DAYS: "calendar",
    LimitUnit.WORKING_DAYS: "working",
    LimitUnit.MONTHS: "month",
}
_DAY_ONES = {DayOne.DAY_AFTER: "next_day"}


class ItemNature(IntEnum):
    """The natures of the national exchange standard."""

    ADMINISTRATIVE = 0
    UTILITY = 6
    INTERMEDIARY = 8
    TOGETHER = 9  # a service of several: 服务协同


_NATURES = {
    Sort.INTERMEDIARY: ItemNature.INTERMEDIARY,
    Sort.UTILITY: ItemNature.UTILITY,
    Sort.NOTICE: ItemNature.TOGETHER,
    Sort.TENDER: ItemNature.TOGETHER,
    Sort.TASK: ItemNature.TOGETHER,
}


@dataclass(frozen=True, slots=True)
class SettledAfter:
    """What comes before. ``basis`` are documents; none says that no law asks for it."""

    step: str
    need: Need
    role: NeedRole
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettledStage:
    """``limit`` as in the terms of a matter; ``done``: all or any of its milestones.

    ``beside``: the parallel line.
    """

    title: Text
    lead: str
    limit: Terms | None
    done: str
    beside: bool


@dataclass(frozen=True, slots=True)
class SettledStep:
    """One step. ``terms`` are those of ``casework.models.Matter``.

    Beside what that says they hold ``not_before`` (limits that must at least have passed, each
    with its basis), ``check_duty``, ``replies_deemed`` and, in each limit, ``rolls``.
    """

    title: Text
    item: str
    stage: str
    sort: Sort
    nature: ItemNature
    duty: str
    after: tuple[SettledAfter, ...]
    when: str | None
    terms: Terms
    assessed: str | None
    milestone: bool


@dataclass(frozen=True, slots=True)
class SettledJoint:
    """What several steps bring together; ``terms`` hold ``limits`` and ``extension``."""

    title: Text
    lead: str
    steps: tuple[str, ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Settled:
    """A procedure on a day. ``when``: for which subjects it is, with the words that explain it."""

    part: str
    title: Text
    subject: Subject
    when: tuple[Condition, ...]
    route: Route | None
    needs_project_code: bool
    stages: dict[str, SettledStage]
    steps: dict[str, SettledStep]
    materials: Mapping[str, Material]
    duties: Mapping[str, Text]
    gates: tuple[Gate, ...]
    joint: dict[str, SettledJoint]


def settle(mechanism: Mechanism, part: str, on: date) -> Settled:
    """The procedure ``part`` with the parameters of the day.

    Raises UserError where there is no such procedure, or a limit has no value on the day.
    """
    found = mechanism.parts.get(part)
    if not isinstance(found, Procedure):
        raise UserError(
            f"{part!r} is no procedure of {mechanism.mechanism}.",
            hint=f"Its procedures: {', '.join(procedures(mechanism)) or 'none'}.",
        )
    day = _Day(mechanism, on)
    return Settled(
        part=part,
        title=found.title,
        subject=found.subject,
        when=found.when,
        route=found.route,
        needs_project_code=found.project_code is ProjectCode.REQUIRED,
        stages={
            code: SettledStage(
                stage.title,
                stage.lead,
                day.span(stage.limit) if stage.limit else None,
                stage.done,
                stage.beside,
            )
            for code, stage in found.stages.items()
        },
        steps={code: day.step(step) for code, step in found.steps.items()},
        materials=found.materials,
        duties=found.duties,
        gates=found.gates,
        joint={
            code: SettledJoint(one.title, one.lead, one.steps, dict(day.together(one)))
            for code, one in found.joint.items()
        },
    )


def procedures(mechanism: Mechanism) -> list[str]:
    """The names of a file's procedures, in its order."""
    return [name for name, part in mechanism.parts.items() if isinstance(part, Procedure)]


def cited(basis: Iterable[Basis]) -> tuple[str, ...]:
    """Each basis in one line: the document with its article, or whose example it is."""
    return tuple(_cited(one) for one in basis)


def _cited(one: Basis) -> str:
    if one.document:
        return " ".join(filter(None, (one.document, one.article)))
    return f"{one.example_of}（示例）{one.note or ''}"


@dataclass(frozen=True, slots=True)
class _Day:
    mechanism: Mechanism
    on: date

    def step(self, step: Step) -> SettledStep:
        return SettledStep(
            title=step.title,
            item=step.item or "",
            stage=step.stage or "",
            sort=step.sort,
            nature=_NATURES.get(step.sort, ItemNature.ADMINISTRATIVE),
            duty=step.duty,
            after=tuple(_after(one) for one in step.after),
            when=step.when,
            terms=dict(self._terms(step)),
            assessed=step.assessed,
            milestone=step.milestone,
        )

    def _terms(self, step: Step) -> Iterator[tuple[str, Any]]:
        yield "limits", list(self.limits(step))
        yield "stops", [str(stop) for stop in step.stops]
        yield from self._extension(step.extension)
        yield "materials", [*step.materials]
        yield "tolerable", [*step.tolerant.materials] if step.tolerant else []
        if step.tolerant:
            yield "tolerant_within", self.span(step.tolerant.within)
        if step.commitment:
            yield "commitment", self.span(step.commitment.check)
            yield "check_duty", step.commitment.duty or step.duty
        yield "asks", [*step.asks]
        if step.asks_within:
            yield "asks_limit", self.span(step.asks_within)
        yield "replies_deemed", step.replies_deemed
        yield (
            "not_before",
            [self.span(one.limit) | {"basis": [*cited(one.basis)]} for one in step.not_before],
        )
        yield "on_expiry", str(step.on_expiry)
        yield "gives", [*step.gives]
        yield from _money(step)
        yield "basis", [*cited(step.basis)]

    def together(self, joint: JointResult) -> Iterator[tuple[str, Any]]:
        """The terms of a joint result."""
        basis = [*cited(joint.basis)]
        held = (("promised", joint.limit), ("statutory", joint.statutory))
        yield (
            "limits",
            [
                self.span(limit) | {"kind": kind, "day_one": "next_day", "basis": basis}
                for kind, limit in held
                if limit
            ],
        )
        yield from self._extension(joint.extension)

    def _extension(self, extension: Extension | None) -> Iterator[tuple[str, Any]]:
        if extension:
            by = {"by": extension.approved_by, "basis": [*cited(extension.basis)]}
            yield "extension", self.span(extension.by) | by

    def limits(self, step: MatterTerms) -> Iterator[Terms]:
        """Each with what it rests on."""
        kinds = (
            ("promised", step.limit, step.limit_basis),
            ("statutory", step.statutory, step.basis),
        )
        for kind, limit, basis in kinds:
            if limit:
                day_one = _DAY_ONES.get(step.day_one, str(step.day_one))
                own = {"kind": kind, "day_one": day_one, "basis": [*cited(basis)]}
                yield self.span(limit) | own | {"rolls": step.rolls}

    def span(self, limit: TimeLimit) -> Terms:
        """How many of which unit, from which event on."""
        base = f"step:{limit.step}" if limit.step else limit.since or ACCEPTANCE
        return {"n": self._number(limit.number), "unit": _UNITS[limit.unit], "base": base}

    def _number(self, given: int | str) -> int:
        if isinstance(given, int):
            return given
        value = self.mechanism.parameters[given].number_on(self.on)
        if value is None:
            raise UserError(
                f"the parameter {given!r} has no value on {self.on}, and a limit rests on it.",
                hint="Give it one that is in force on that day.",
            )
        return int(value)


def _money(step: Step) -> Iterator[tuple[str, Any]]:
    """What the step posts (``pool.draw``), to which account it pays and from which it is paid."""
    told = {"ledger": step.ledger, "to": step.to, "from": step.from_}
    yield from ((name, value) for name, value in told.items() if value)


def _after(one: After) -> SettledAfter:
    return SettledAfter(one.step, one.need, one.why, cited(one.basis))


def limits_on(mechanism: Mechanism, terms: MatterTerms, on: date) -> list[Terms]:
    """The promised and the statutory limit of an item of a catalogue, as ``Settled`` says them.

    Raises UserError where a limit has no value on the day.
    """
    return list(_Day(mechanism, on).limits(terms))
