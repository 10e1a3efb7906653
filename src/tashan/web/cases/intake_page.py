"""The window's intake: which procedure a subject goes through, and all that is needed at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.asking import Answered, Fact, fact_of
from tashan.casework.proposals import Held, Needed, Proposal, ProposedStep, Why
from tashan.casework.proposing import proposals, ways
from tashan.mechanisms.indicator import Subject
from tashan.registry import kinds
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.figure_words import in_tongue

CHOICES: dict[str, type[TextChoices]] = {
    "type": kinds.ProjectType, "funding": kinds.Funding, "stage": kinds.ProjectStage,
    "route": kinds.Route, "scale": kinds.Scale, "standing": kinds.Standing,
}  # fmt: skip
UNITS = {
    "working": lambda n: _("%s working days") % n,
    "calendar": lambda n: _("%s days") % n,
    "month": lambda n: _("%s months") % n,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A condition or a gate in words: ``tone`` is green, red or yellow (unknown)."""

    says: str
    tone: str
    word: str
    used: str
    basis: str


@dataclass(frozen=True, slots=True)
class WayCard:
    """A procedure that may be for the subject."""

    key: str
    title: str
    adoption: str
    fits: bool | None
    route: str
    lines: tuple[Line, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A material of the list; ``given`` and ``file`` are what the window has put down."""

    needed: Needed
    title: str
    steps: str
    given: bool
    follows: bool
    file: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with what a window tells of it."""

    code: str
    title: str
    duty: str
    limit: str
    waits: str
    why: str
    may_commit: bool
    is_committed: bool


class IntakePage:
    """The page for one subject. ``way`` is the procedure asked for, ``adoption.part``."""

    def __init__(self, subject: Entity, on: date, *, way: str = "") -> None:
        self.subject, self.on = subject, on
        self.found = proposals(ways(subject, on), subject, on)
        self.chosen = self._chosen(way)

    def _chosen(self, way: str) -> Proposal | None:
        """The one asked for; else the only one that fits, of several that with a route."""
        asked = [one for one in self.found if key_of(one) == way]
        fitting = [one for one in self.found if one.fits and not one.is_outside_pilots]
        routed = [one for one in fitting if one.route]
        best = asked or (routed if len(routed) == 1 else fitting if len(fitting) == 1 else [])
        return best[0] if best else None

    @cached_property
    def names(self) -> dict[int, str]:
        held = self.found[0] if self.found else None
        where = held.where if held else None
        wanted = [self.subject.pk]
        if held and where:
            wanted += [one.pk for one in (where.place, where.park, held.owner) if one]
            wanted += [one.park_id for each in self.found for one in each.pilots]
            wanted += [s.spared_by.area_id for each in self.found for s in each.spared
                       if s.spared_by]  # fmt: skip
        return names_on(wanted, self.on)

    @property
    def name(self) -> str:
        return self.names.get(self.subject.pk, str(self.subject))

    @property
    def place(self) -> str:
        where = self.found[0].where if self.found else None
        areas = [one for one in (where.place, where.park) if one] if where else []
        return " · ".join(self.names.get(one.pk, "") for one in areas)

    @property
    def owner(self) -> str:
        owner = self.found[0].owner if self.found else None
        return self.names.get(owner.pk, "") if owner else ""

    @property
    def cards(self) -> list[WayCard]:
        """Every procedure for this kind of subject, those that fit first."""
        order = {True: 0, None: 1, False: 2}
        return [self._card(one) for one in sorted(self.found, key=lambda one: order[one.fits])]

    def _card(self, one: Proposal) -> WayCard:
        return WayCard(
            key_of(one),
            in_tongue(one.settled.title),
            one.held.adoption.title,
            one.fits,
            route_words(one),
            tuple(self.line(held) for held in one.conditions),
            one is self.chosen,
        )

    def line(self, held: Held) -> Line:
        """A condition with what its rule says of the subject."""
        tone = {True: "green", False: "red", None: "yellow"}[held.answer.holds]
        word = {True: pgettext("condition", "holds"), False: pgettext("condition", "does not hold"),
                None: pgettext("condition", "not known")}[held.answer.holds]  # fmt: skip
        return Line(in_tongue(held.says), tone, word, self.told(held.answer), "；".join(held.basis))

    def told(self, answer: Answered) -> str:
        """The facts an answer rests on, and those it lacks, in words."""
        kind = Subject(self.subject.kind)
        said = [f"{self._fact(key)} {fact_words(key, v, kind)}" for key, v in answer.used.items()]
        lacking = [self._fact(key) for key in answer.missing]
        if lacking:
            said.append(_("not known: %s") % "、".join(lacking))
        return "；".join(said)

    def _fact(self, key: str) -> str:
        return in_tongue(fact_of(key, Subject(self.subject.kind)).title)

    @cached_property
    def missing(self) -> list[Fact]:
        """What must be entered first: of the chosen procedure, else of all that may fit."""
        these = [self.chosen] if self.chosen else self.found
        return list({fact.key: fact for one in these for fact in one.missing}.values())

    @property
    def can_be_entered(self) -> list[Fact]:
        """The missing facts that the window may enter here."""
        return [fact for fact in self.missing if fact.register]

    @property
    def for_the_registrar(self) -> list[tuple[str, str]]:
        """Those that are entered on the subject's own page, with who knows them."""
        return [(in_tongue(f.title), in_tongue(f.holder)) for f in self.missing if not f.register]

    @property
    def outside(self) -> str:
        """The parks of the pilots, where the subject lies outside them."""
        if self.chosen is None or not self.chosen.is_outside_pilots:
            return ""
        return "、".join(self.names.get(one.park_id, "") for one in self.chosen.pilots)

    @property
    def pilot(self) -> str:
        pilot = self.chosen.pilot if self.chosen else None
        return self.names.get(pilot.park_id, "") if pilot else ""

    def title_of(self, code: str) -> str:
        """What a step is called."""
        assert self.chosen is not None
        return in_tongue(self.chosen.steps[code].step.title)

    def materials(self, given: Mapping[str, tuple[str, str]] | None, follows: set[str]
                  ) -> list[MaterialRow]:  # fmt: skip
        """All that the applicant brings; ``given`` by code the name and the ticket of its file."""
        if self.chosen is None:
            return []
        had = given or {}
        ordered = sorted(self.chosen.to_hand_in, key=lambda one: not one.is_at_once)
        return [
            MaterialRow(
                one,
                in_tongue(one.title),
                "、".join(self.title_of(code) for code in one.needed_by),
                one.code in had,
                one.code in follows,
                *had.get(one.code, ("", "")),
            )
            for one in ordered
        ]

    @property
    def by_themselves(self) -> list[tuple[str, str]]:
        """Materials that an earlier step gives, with that step."""
        if self.chosen is None:
            return []
        return [
            (in_tongue(one.title), self.title_of(one.from_step))
            for one in self.chosen.materials
            if one.from_step
        ]

    def steps(self, committed: set[str]) -> list[StepRow]:
        """The steps that apply, in order."""
        return [self._step(step, committed) for step in self.chosen.applying] if self.chosen else []

    def _step(self, step: ProposedStep, committed: set[str]) -> StepRow:
        assert self.chosen is not None
        duties = self.chosen.settled.duties
        duty = duties.get(step.step.duty)
        waits = [self.title_of(edge.before) for edge in step.before if edge.is_hard]
        return StepRow(
            step.code,
            in_tongue(step.step.title),
            in_tongue(duty) if duty else step.step.duty,
            limit_words(step),
            "、".join(waits),
            self.why(step),
            "commitment" in step.step.terms,
            step.code in committed,
        )

    def why(self, step: ProposedStep) -> str:
        """Why a step applies or does not."""
        if step.why is Why.SPARED and step.spared_by is not None:
            row = step.spared_by
            area = self.names.get(row.area_id, "")
            return _("Spared: assessed for %(area)s once for all, %(document)s") % {
                "area": area, "document": row.document,
            }  # fmt: skip
        if step.why is Why.JOINT:
            return _("One conclusion of: %s") % "、".join(map(self.title_of, step.members))
        if step.why is Why.LATER:
            return _("Decided while the case runs")
        return self.told(step.answer) if step.answer else _("Always")

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """The steps that do not apply, each with why."""
        if self.chosen is None:
            return []
        return [(in_tongue(s.step.title), self.why(s)) for s in self.chosen.left_out]

    @property
    def spared(self) -> list[tuple[str, str]]:
        if self.chosen is None:
            return []
        return [(in_tongue(s.step.title), self.why(s)) for s in self.chosen.spared]

    @property
    def gates(self) -> list[tuple[Line, str]]:
        """What must hold before a step may begin."""
        if self.chosen is None:
            return []
        return [(self.line(one), self.title_of(one.code)) for one in self.chosen.gates
                if self.chosen.steps[one.code].applies]  # fmt: skip

    @property
    def is_ready(self) -> bool:
        """Whether the case can be opened."""
        one = self.chosen
        return one is not None and bool(one.fits) and not self.missing and not self.outside


def key_of(one: Proposal) -> str:
    """As the address names a procedure: ``12.enterprise_filing``."""
    return f"{one.held.adoption.pk}.{one.part}"


def route_words(one: Proposal) -> str:
    """How the state has a say; a filing is received, never approved."""
    route = one.settled.route
    if route is None:
        return ""
    return {
        "approval": _("Approval: the government decides on its own investment"),
        "ratification": _("Ratification: on the state’s list, it is ratified"),
        "filing": _("Filing: it is received, nobody approves it"),
    }[route.value]


def limit_words(step: ProposedStep) -> str:
    """The promised limit, else the statutory one; a dash where there is none."""
    limits = {limit["kind"]: limit for limit in step.step.terms.get("limits", ())}
    limit = limits.get("promised") or limits.get("statutory")
    if limit is None:
        return "—"
    return _("the same day") if limit["n"] == 0 else UNITS[limit["unit"]](limit["n"])


def fact_words(key: str, value: str, subject: Subject) -> str:
    """What a fact holds, as a case keeps it, in words: yes, no, or the word of a choice."""
    if value in ("yes", "no"):
        return pgettext("fact", "yes") if value == "yes" else pgettext("fact", "no")
    if key in CHOICES:
        return str(dict(CHOICES[key].choices).get(value, value))
    definition = fact_of(key, subject).definition
    options = definition.options if definition else ()
    return next((in_tongue(one.title) for one in options if one.code == value), value)
