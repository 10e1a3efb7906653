"""What comes before what in a procedure, each with the law that asks for it, or with none."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.mechanisms.fields import Basis
from tashan.mechanisms.procedure import Need, NeedRole, Procedure
from tashan.mechanisms.words.names import Speaker
from tashan.mechanisms.words.spans import said

_ROLES = {
    NeedRole.LEGAL_SEQUENCE: ("法定次序", "order of the law"),
    NeedRole.DOCUMENT_REUSE: ("证照、材料共用", "its document is used again"),
    NeedRole.STARTUP_GATE: ("开工条件", "before work begins"),
    NeedRole.RECOMMENDED_FLOW: ("习惯做法", "custom"),
}


@dataclass(frozen=True, slots=True)
class PrerequisiteWords:
    """``before`` comes before ``step``; where ``basis`` is empty no law asks for it."""

    step: str
    before: str
    is_hard: bool
    role: str
    basis: tuple[Basis, ...]


def prerequisites(part: Procedure, by: Speaker) -> list[PrerequisiteWords]:
    """Every prerequisite in the order of the steps; those without a basis first of each step."""
    return [
        PrerequisiteWords(
            step=said(step.title, by.tongue),
            before=said(part.steps[one.step].title, by.tongue),
            is_hard=one.need is Need.HARD,
            role=by.pick(*_ROLES[one.why]),
            basis=one.basis,
        )
        for step in part.steps.values()
        for one in sorted(step.after, key=lambda one: bool(one.basis))
    ]
