"""Propose a case: ask the rules of a procedure about its subject, and put the steps together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.casework.asking import Answered, Asked, Question
from tashan.casework.models import Pilot, RegionalAssessment
from tashan.casework.proposals import Held, Needed, Proposal, ProposedStep, Where, Why
from tashan.casework.situating import assessments_for, code_of, owner_of, pilots_of, where_is
from tashan.mechanisms.bridging import Edge, bridged, edges_of
from tashan.mechanisms.fields import Text
from tashan.mechanisms.procedure import Procedure, Sort
from tashan.mechanisms.ruled_cases import asks_what_steps_give
from tashan.mechanisms.settling import (
    ItemNature,
    Settled,
    SettledJoint,
    SettledStep,
    cited,
    procedures,
    settle,
)
from tashan.registry.following import survivor
from tashan.registry.models import Entity

Way = tuple[InForce, str]  # an adopted file and a procedure of it


def propose(held: InForce, part: str, subject: Entity, on: date, *, about: str = "") -> Proposal:
    """The case that this procedure would make for the subject on a day. Nothing is stored.

    Raises UserError where there is no such procedure, or a parameter or rule of it cannot be.
    """
    return proposals([(held, part)], subject, on, about=about)[0]


def ways(subject: Entity, on: date, *, place: str = "") -> list[Way]:
    """The procedures in force that are for subjects of this kind."""
    return [
        (held, part)
        for held in current.in_force(on, place=place)
        for part in procedures(held.mechanism)
        if _procedure(held, part).subject == subject.kind
    ]


def proposals(
    these: Iterable[Way], subject: Entity, on: date, *, about: str = ""
) -> list[Proposal]:
    """Several procedures for one subject, whose facts are read once."""
    chosen = list(these)
    subject = survivor(subject)
    questions = tuple(Question(held, _rules(_procedure(held, part))) for held, part in chosen)
    asked = Asked(subject, on, questions)
    where = where_is(subject, on)
    given = assessments_for(where, on)
    owner = owner_of(subject, on)
    pilots = pilots_of([held.adoption for held, _part in chosen], on)
    found = []
    for number, (held, part) in enumerate(chosen):
        settled = settle(held.mechanism, part, on)
        own = pilots.get(held.adoption.pk, ())
        maker = _Maker(held, part, settled, asked.answers(number), given, own)
        found.append(maker.proposal(subject, on, where, owner, about))
    return found


def _procedure(held: InForce, part: str) -> Procedure:
    found = held.part(part)
    if not isinstance(found, Procedure):
        settle(held.mechanism, part, held.version.since)  # says that it is none
        raise TypeError(part)
    return found


def _rules(procedure: Procedure) -> dict[str, str]:
    """Every rule that can be answered before the case runs, by what it decides."""
    found = {f"when:{n}": one.rule for n, one in enumerate(procedure.when)}
    found |= {f"step:{code}": s.when for code, s in procedure.steps.items() if s.when}
    found |= {f"gate:{n}": gate.rule for n, gate in enumerate(procedure.gates)}
    return {key: r for key, r in found.items() if not asks_what_steps_give(procedure, r)}


@dataclass(frozen=True, slots=True)
class _Maker:
    held: InForce
    part: str
    settled: Settled
    answers: Mapping[str, Answered]
    assessed: Mapping[str, RegionalAssessment]
    pilots: tuple[Pilot, ...]

    def proposal(
        self, subject: Entity, on: date, where: Where, owner: Entity | None, about: str
    ) -> Proposal:
        gates = self.settled.gates
        steps = self._bridged({code: self._gated(code) for code in self.settled.steps})
        return Proposal(
            held=self.held,
            part=self.part,
            settled=self.settled,
            subject=subject,
            on=on,
            conditions=tuple(self._conditions()),
            steps=steps,
            gates=tuple(
                Held(gate.before, _text(gate.says), self._answer(f"gate:{n}", gate.rule),
                     cited(gate.basis))
                for n, gate in enumerate(gates)
            ),
            gates_before=tuple(gate.before for gate in gates),
            materials=tuple(_materials(self.settled, steps)),
            pilots=self.pilots,
            where=where,
            code=code_of(subject, on, is_needed=self.settled.needs_project_code),
            owner=owner,
            about=about,
        )  # fmt: skip

    def _conditions(self) -> Iterator[Held]:
        for number, one in enumerate(self.settled.when):
            answer = self._answer(f"when:{number}", one.rule)
            code = one.code or f"when_{number + 1}"
            yield Held(code, _text(one.says), answer, cited(one.basis))

    def _answer(self, key: str, rule: str) -> Answered:
        return self.answers.get(key) or Answered(rule, None)

    def _gated(self, code: str) -> ProposedStep:
        """The step, its terms with the gates that must hold before it begins."""
        made = self._step(code)
        gates = [
            {"rule": one.rule, "says": _text(one.says).model_dump(), "basis": [*cited(one.basis)]}
            for number, one in enumerate(self.settled.gates)
            if one.before == code and f"gate:{number}" in self.answers
        ]
        if not gates:
            return made
        return replace(made, step=replace(made.step, terms=made.step.terms | {"gates": gates}))

    def _step(self, code: str) -> ProposedStep:
        step = self.settled.steps[code]
        spared = self.assessed.get(step.assessed) if step.assessed else None
        if step.when is None:
            made = ProposedStep(code, step, True, Why.ALWAYS)
        elif (answer := self.answers.get(f"step:{code}")) is None:
            made = ProposedStep(code, step, True, Why.LATER)
        else:
            why = Why.UNKNOWN if answer.holds is None else Why.RULE
            made = ProposedStep(code, step, answer.holds, why, answer)
        if spared is not None and made.applies is not False:
            return replace(made, applies=False, why=Why.SPARED, spared_by=spared)
        return made

    def _bridged(self, steps: dict[str, ProposedStep]) -> dict[str, ProposedStep]:
        """With what comes before each, and the joint conclusions among them."""
        kept = {code for code, step in steps.items() if step.applies is not False}
        before = bridged(edges_of(self.settled), kept)
        told = {
            code: replace(step, before=tuple(before.get(code, ()))) for code, step in steps.items()
        }
        for code, joint in self.settled.joint.items():
            if (made := _joint(code, joint, told)) is not None:
                told[code] = made
        return told


def _joint(
    code: str, joint: SettledJoint, steps: Mapping[str, ProposedStep]
) -> ProposedStep | None:
    """The one conclusion of several steps: it begins with them and its limit is of all together.

    None where fewer than two of them apply.
    """
    members = [steps[one] for one in joint.steps if steps[one].applies is not False]
    if len(members) < 2:
        return None
    inside = {member.code for member in members}
    outside: dict[str, Edge] = {}
    for member in members:
        for edge in member.before:
            known = outside.get(edge.before)
            if edge.before not in inside and (known is None or edge.is_hard > known.is_hard):
                outside[edge.before] = edge
    usual = {"stops": ["supplement"], "materials": [], "tolerable": [], "asks": [],
             "on_expiry": "nothing", "gives": [], "basis": []}  # fmt: skip
    step = SettledStep(
        title=joint.title, item="", stage=members[0].step.stage, sort=Sort.REVIEW,
        nature=ItemNature.TOGETHER, duty=joint.lead, after=(), when=None,
        terms={**usual, **joint.terms, "joint": [member.code for member in members]},
        assessed=None, milestone=False,
    )  # fmt: skip
    return ProposedStep(
        code, step, True, Why.JOINT, before=tuple(outside.values()),
        members=tuple(member.code for member in members),
    )  # fmt: skip


def _materials(settled: Settled, steps: Mapping[str, ProposedStep]) -> Iterator[Needed]:
    """Each material once, with all that need it, in the order of the file."""
    applying = [step for step in steps.values() if step.applies is not False]
    kept = {step.code for step in applying}
    for code, material in settled.materials.items():
        by = [step for step in applying if code in step.step.terms.get("materials", ())]
        if not by:
            continue
        tolerated = [step.code for step in by if code in step.step.terms.get("tolerable", ())]
        yield Needed(
            code,
            material.title,
            material.form or "",
            tuple(step.code for step in by),
            tuple(tolerated),
            material.from_step if material.from_step in kept else None,
            any(not step.waits for step in by),
            cited(material.basis),
        )


def _text(says: Text | str) -> Text:
    return says if isinstance(says, Text) else Text(zh=says, en=says)
