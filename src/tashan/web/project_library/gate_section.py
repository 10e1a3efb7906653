"""On a project's page: the gates ahead, what it shows, its age, and leaving or coming back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.casework.project_models import (
    Departure,
    EvidenceTakenBack,
    ProjectEvidence,
    StageMove,
)
from tashan.casework.projects.ageing import Age, ages_of, spells_by_project
from tashan.casework.projects.checking import Check, Checked, Proof, taken_back
from tashan.casework.projects.evidence import Standing
from tashan.casework.projects.moving import gates_of
from tashan.casework.projects.rights import may_tell
from tashan.casework.projects.terms import LibraryTerms, library_on
from tashan.mechanisms.project_library import EvidenceKind
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.kinds import ProjectStage
from tashan.registry.models import Entity
from tashan.web.figure_words import in_tongue


@dataclass(frozen=True, slots=True)
class GateLine:
    """A requirement: ``mark`` is met, shut or unknown; ``how`` says by what, or what misses."""

    says: str
    mark: str
    how: str
    basis: str


@dataclass(frozen=True, slots=True)
class GateAhead:
    """A stage that may follow, with each requirement."""

    stage: ProjectStage
    lines: list[GateLine]

    @property
    def is_open(self) -> bool:
        return all(line.mark == "met" for line in self.lines)


def gate_lines(found: list[Checked]) -> list[GateLine]:
    """The requirements that apply, in words."""
    return [_line(one) for one in found if one.applies]


def _line(one: Checked) -> GateLine:
    mark = {True: "met", False: "shut", None: "unknown"}[one.met]
    shown = "；".join(told for p in one.proofs if (told := proof_word(p, "")))
    how = shown or _(" or ").join(one.lacks)
    basis = "；".join(one.basis)
    return GateLine(in_tongue(one.requirement.says), mark, how, basis)


def standing_word(one: Standing) -> str:
    """A move by its stage, or a plan by its title, with its day."""
    if one["sort"] == "move":
        return _("moved to “%(stage)s” on %(day)s") % {
            "stage": ProjectStage(one["says"]).label, "day": one["on"],
        }  # fmt: skip
    return _("in the plan “%(plan)s” since %(day)s") % {"plan": one["says"], "day": one["on"]}


def proof_word(proof: Proof, requirement: str) -> str:
    """A matter or a paper with its day; of a rule, what it requires."""
    if proof["sort"] == "rule":
        return requirement
    return f"{proof['says']} {proof['on']}" if proof["on"] else proof["says"]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence; ``back`` tells how it was taken back, ``stood`` what had been made on
    it."""

    row: ProjectEvidence
    kind: str
    back: EvidenceTakenBack | None
    may_take_back: bool

    @property
    def stood(self) -> str:
        found = [] if self.back is None else self.back.stood
        return "、".join(standing_word(one) for one in found)

    @property
    def url(self) -> str:
        """The file itself; empty where the paper lies elsewhere."""
        args = [self.row.project_id, self.row.pk]
        return reverse("project_evidence", args=args) if self.row.file_id else ""


class GateSection:
    """What the library says of one project on a day."""

    def __init__(self, project: Entity, user: User, terms: LibraryTerms, on: date) -> None:
        self.project, self.user, self.terms, self.on = project, user, terms, on
        self._check = Check(project, terms, on)

    @cached_property
    def gates(self) -> list[GateAhead]:
        found = gates_of(self.project, self._check)
        return [GateAhead(stage, gate_lines(checked)) for stage, checked in found]

    @cached_property
    def evidence(self) -> list[EvidenceRow]:
        kinds = self.terms.part.evidence
        is_steward = perms.may_keep_work(self.user)
        return [
            EvidenceRow(one, _word(kinds, one.kind), back := taken_back(one, self.on),
                        back is None and (is_steward or one.actor_id == self.user.pk))
            for one in reversed(self._check.given)
        ]  # fmt: skip

    @cached_property
    def age(self) -> Age | None:
        stages = spells_by_project([self.project.pk])
        return ages_of(stages, self.terms, self.on).get(self.project.pk)

    @cached_property
    def departures(self) -> list[tuple[Departure, str]]:
        """Requests to leave or return with the reason in words, the newest first."""
        rows = Departure.objects.filter(project=self.project, asked_on__lte=self.on)
        leaving = self.terms.part.leaving
        words = {**leaving.reasons, **leaving.returns} if leaving else {}
        told = rows.select_related("asked_by", "checked_by").order_by("-pk")
        return [(row, in_tongue(words[row.reason]) if row.reason in words else row.reason)
                for row in told]  # fmt: skip

    @cached_property
    def moves(self) -> dict[str, StageMove]:
        """How the project came into each stage, the last time."""
        rows = StageMove.objects.filter(project=self.project, on__lte=self.on).order_by("pk")
        return {row.stage: row for row in rows}

    @property
    def may_show(self) -> bool:
        return may_tell(self.user)

    @property
    def leave_word(self) -> str:
        """What may be asked for now: leaving, or return; empty while a request waits."""
        if not self.may_show or self.terms.part.leaving is None or self.age is None:
            return ""
        if any(row.checked_on is None for row, _why in self.departures):
            return ""
        is_ended = self.age.stage is ProjectStage.ENDED
        if is_ended:
            return _("Ask to return it")
        final = (ProjectStage.COMPLETED, ProjectStage.PRODUCING, ProjectStage.EVALUATED)
        return "" if self.age.stage in final else _("Ask to leave the library")

    def may_check(self, row: Departure) -> bool:
        is_open = row.checked_on is None and row.asked_by_id != self.user.pk
        return is_open and perms.may_check_work(self.user)

    @property
    def to_check(self) -> Departure | None:
        """The request that this person may check."""
        return next((row for row, _why in self.departures if self.may_check(row)), None)


def _word(kinds: Mapping[str, EvidenceKind], kind: str) -> str:
    """The kind in words; the code where the file has dropped it since."""
    return in_tongue(kinds[kind].title) if kind in kinds else kind


def gate_section(project: Entity, user: User, on: date) -> GateSection | None:
    """Nothing where no library of projects is in force."""
    terms = library_on(on)
    return None if terms is None else GateSection(project, user, terms, on)
