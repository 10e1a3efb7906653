"""Whether a project shows what is required of it: by matters that passed, evidence and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from django.db.models import Q
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.asking import Answered, Asked, Question, facts_of
from tashan.casework.models import Matter
from tashan.casework.project_models import EvidenceTakenBack, ProjectEvidence
from tashan.casework.projects.terms import LibraryTerms
from tashan.casework.states import PASSES
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.project_library import Requirement, Way
from tashan.mechanisms.requiring import Shown, Weighed, rules_in, weighed
from tashan.registry.models import Entity


class Proof(TypedDict):
    """What a requirement was met by: a matter, a piece of evidence or a rule of the file."""

    sort: str  # matter, evidence, rule
    id: int | None
    says: str
    on: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A requirement of a project: whether it is met, by what, and in which ways it could be."""

    weighed: Weighed
    proofs: tuple[Proof, ...]
    lacks: tuple[str, ...]

    @property
    def requirement(self) -> Requirement:
        return self.weighed.requirement

    @property
    def met(self) -> bool | None:
        return self.weighed.met

    @property
    def applies(self) -> bool:
        return self.weighed.applies is not False

    @property
    def basis(self) -> list[str]:
        """The documents that it rests on, each with its article."""
        return [f"{b.document or b.example_of}{b.article or ''}" for b in self.requirement.basis]

    def as_json(self) -> dict[str, Any]:
        """As a move or an entry of a plan keeps it."""
        one = self.requirement
        return {
            "code": one.code, "says": {"zh": one.says.zh, "en": one.says.en}, "met": self.met,
            "applies": self.applies, "by": list(self.proofs),
            "basis": self.basis,
        }  # fmt: skip


def taken_back(row: ProjectEvidence, on: date) -> EvidenceTakenBack | None:
    """How it was taken back by a day; None while it shows something."""
    found: EvidenceTakenBack | None = getattr(row, "taken_back", None)
    return found if found is not None and found.on <= on else None


class Check:
    """A project on a day, asked once for all that a page or an act wants to know.

    ``given`` is all evidence by then, ``evidence`` what of it is not taken back.
    """

    def __init__(self, project: Entity, terms: LibraryTerms, on: date) -> None:
        self.project, self.terms, self.on = project, terms, on
        rows = ProjectEvidence.objects.filter(project=project, on__lte=on)
        self.given = list(rows.select_related("file", "taken_back").order_by("on", "pk"))
        self.evidence = [one for one in self.given if taken_back(one, on) is None]
        passed = Matter.objects.filter(
            ~Q(item="") | ~Q(code=""), case__subject=project, state__in=sorted(PASSES),
            ended_on__lte=on,
        )  # fmt: skip
        self.matters = list(passed.order_by("ended_on", "pk"))

    def of(self, requirements: Sequence[Requirement]) -> list[Checked]:
        """Each requirement with what meets it. Raises UserError where a rule cannot run."""
        answers = self._answers(requirements)
        shown = Shown(
            {one.item or one.code for one in self.matters},
            {one.kind for one in self.evidence},
            {rule: answer.holds for rule, answer in answers.items()},
        )
        return [self._checked(one, answers) for one in weighed(requirements, shown)]

    def _answers(self, requirements: Sequence[Requirement]) -> dict[str, Answered]:
        rules = dict.fromkeys(rules_in(requirements))
        if not rules:
            return {}
        question = Question(self.terms.held, {rule: rule for rule in rules})
        return Asked(self.project, self.on, (question,)).answers()

    def _checked(self, one: Weighed, answers: dict[str, Answered]) -> Checked:
        ways = one.requirement.any
        if one.met is True:
            open_ = [way for way, is_open in zip(ways, one.ways, strict=True) if is_open]
            proofs = [proof for way in open_ for proof in self._proofs(way, answers)]
            return Checked(one, tuple(proofs), ())
        return Checked(one, (), tuple(self._lack(way, answers) for way in ways))

    def _proofs(self, way: Way, answers: dict[str, Answered]) -> list[Proof]:
        if way.rule is not None:
            used = "；".join(f"{key} {told}" for key, told in answers[way.rule].used.items())
            return [Proof(sort="rule", id=None, says=used or way.rule, on=None)]
        if way.items:
            found = next(m for m in self.matters if (m.item or m.code) in way.items)
            said = str(found.title.get("zh", found.code))
            return [Proof(sort="matter", id=found.pk, says=said, on=str(found.ended_on))]
        newest = {one.kind: one for one in self.evidence}
        return [
            Proof(sort="evidence", id=newest[kind].pk, says=newest[kind].document,
                  on=newest[kind].on.isoformat())
            for kind in way.evidence
        ]  # fmt: skip

    def _lack(self, way: Way, answers: dict[str, Answered]) -> str:
        """What is missing for this way, in words of the file and of the registers."""
        if way.rule is not None:
            keys = answers[way.rule].missing or tuple(answers[way.rule].used)
            facts = facts_of(keys, Subject.PROJECT)
            return "、".join(f"{one.title.zh}（{one.holder.zh}）" for one in facts) or way.rule
        if way.items:
            titles = [_item_title(code) for code in way.items]
            return _("one of these matters has passed: %s") % "、".join(titles)
        have = {one.kind for one in self.evidence}
        kinds = self.terms.part.evidence
        return "＋".join(kinds[kind].title.zh for kind in way.evidence if kind not in have)


def _item_title(code: str) -> str:
    """An item by the newest matter that bore its code; the code where none did."""
    found = Matter.objects.filter(Q(item=code) | Q(item="", code=code)).order_by("-pk").first()
    return code if found is None else str(found.title.get("zh", code))


def missing(found: Sequence[Checked]) -> list[Checked]:
    """What is not met, or of which it is not known whether it is."""
    return [one for one in found if one.met is not True]


def refuse_missing(found: Sequence[Checked], *, what: str) -> None:
    """Raises UserError where something is not met, with what is missing and how it could be."""
    if not (lost := missing(found)):
        return
    says = "；".join(one.requirement.says.zh for one in lost)
    ways = "；".join(_(" or ").join(one.lacks) for one in lost)
    raise UserError(
        _("%(what)s is not open yet. Missing: %(says)s.") % {"what": what, "says": says},
        hint=_("Enter: %s.") % ways,
    )
