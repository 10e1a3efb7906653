"""What a case would be: its route, the steps that apply and why, and all that is needed at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tashan.adoption.current import InForce
from tashan.casework.asking import Answered, Fact, facts_of
from tashan.casework.models import Pilot, RegionalAssessment
from tashan.mechanisms.bridging import Edge
from tashan.mechanisms.fields import Text
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.procedure import Route
from tashan.mechanisms.settling import Settled, SettledStep
from tashan.registry.models import Entity


class Why(StrEnum):
    """Why a step is in the case or not."""

    ALWAYS = "always"
    RULE = "rule"  # its rule holds, or does not
    LATER = "later"  # its rule is about what other steps give: known only while the case runs
    SPARED = "spared"  # by a regional assessment
    UNKNOWN = "unknown"  # a fact is missing
    JOINT = "joint"  # the one conclusion of several steps


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A step of the procedure. ``applies`` is None while a fact is missing.

    ``before`` are the steps of the case that come before it, handed on over those left out.
    ``members`` are the steps of which a joint step is the one conclusion.
    """

    code: str
    step: SettledStep
    applies: bool | None
    why: Why
    answer: Answered | None = None
    spared_by: RegionalAssessment | None = None
    before: tuple[Edge, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def waits(self) -> int:
        """How many must pass before it can be received."""
        return sum(edge.is_hard for edge in self.before)


@dataclass(frozen=True, slots=True)
class Held:
    """A condition of the procedure or a gate, with what its rule says of the subject."""

    code: str
    says: Text
    answer: Answered
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Needed:
    """A material and who needs it. ``from_step`` gives it by itself where that step applies.

    ``tolerated_by`` are the steps that let it follow; ``is_at_once`` says that a step which can
    begin now needs it.
    """

    code: str
    title: Text
    form: str
    needed_by: tuple[str, ...]
    tolerated_by: tuple[str, ...]
    from_step: str | None
    is_at_once: bool
    basis: tuple[str, ...] = ()

    @property
    def is_handed_in(self) -> bool:
        """Whether the applicant brings it: no step of the case gives it."""
        return self.from_step is None

    @property
    def may_follow(self) -> bool:
        """Whether every step that needs it lets it follow."""
        return set(self.needed_by) <= set(self.tolerated_by)


class CodeState(StrEnum):
    """Of the project's code. Without a valid one nothing is accepted."""

    NOT_ASKED = "not_asked"  # the subject is no project, or the procedure asks for none
    VALID = "valid"
    NOTED = "noted"  # its check digit fails, and the register says why it is taken
    NONE = "none"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """The project's code, and in words what is wrong with it."""

    state: CodeState
    value: str = ""
    says: str = ""

    @property
    def lets_accept(self) -> bool:
        return self.state not in (CodeState.NONE, CodeState.INVALID)


@dataclass(frozen=True, slots=True)
class Where:
    """Where the subject lies on the day: its place, and its park if it lies in one."""

    place: Entity | None
    park: Entity | None

    @property
    def acting(self) -> Entity | None:
        """Whose own duties go first: the park's, else the place's."""
        return self.park or self.place


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case as it would begin on a day. ``steps`` are all of the procedure, by code, in order.

    ``pilots`` are those in force; where there are some, the subject must lie in one of their
    parks (``pilot``).
    """

    held: InForce
    part: str
    settled: Settled
    subject: Entity
    on: date
    conditions: tuple[Held, ...]
    steps: Mapping[str, ProposedStep]
    gates: tuple[Held, ...]
    gates_before: tuple[str, ...]
    materials: tuple[Needed, ...]
    pilots: tuple[Pilot, ...]
    where: Where
    code: CodeCheck
    owner: Entity | None
    about: str = ""

    @property
    def fits(self) -> bool | None:
        """Whether the procedure is for this subject: all its conditions hold."""
        return all_of(one.answer.holds for one in self.conditions)

    @property
    def route(self) -> Route | None:
        """How the state has a say, once it is known that the procedure fits."""
        return self.settled.route if self.fits else None

    @property
    def pilot(self) -> Pilot | None:
        """The pilot that the subject belongs to."""
        park = self.where.park
        return next((one for one in self.pilots if park and one.park_id == park.pk), None)

    @property
    def is_outside_pilots(self) -> bool:
        return bool(self.pilots) and self.pilot is None

    @property
    def applying(self) -> list[ProposedStep]:
        """The steps that become matters, in order."""
        return [step for step in self.steps.values() if step.applies]

    @property
    def left_out(self) -> list[ProposedStep]:
        """Those that do not apply by their rule."""
        return [s for s in self.steps.values() if s.applies is False and s.why is Why.RULE]

    @property
    def spared(self) -> list[ProposedStep]:
        """Those that a regional assessment spares."""
        return [step for step in self.steps.values() if step.why is Why.SPARED]

    @property
    def undecided(self) -> list[ProposedStep]:
        return [step for step in self.steps.values() if step.applies is None]

    @property
    def missing(self) -> list[Fact]:
        """The facts that must be entered before the case can be opened, each once."""
        keys = [key for one in self.conditions if self.fits is None for key in one.answer.missing]
        if self.fits is not False:
            keys += [k for s in self.undecided if s.answer for k in s.answer.missing]
        return facts_of(keys, Subject(self.subject.kind))

    @property
    def ready(self) -> list[ProposedStep]:
        """The steps that can be received at once."""
        return [step for step in self.applying if not step.waits]

    @property
    def to_hand_in(self) -> list[Needed]:
        """All that the applicant brings."""
        return [one for one in self.materials if one.is_handed_in]


def all_of(held: Iterable[bool | None]) -> bool | None:
    """Kleene's and."""
    found = list(held)
    return False if False in found else None if None in found else True
