"""A running case keeps its rules; what a newer version would change, and moving it on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.calendars import Counting, in_force
from tashan.casework.kinds import CaseState
from tashan.casework.models import Case, Matter, Prerequisite
from tashan.casework.proposals import Proposal, ProposedStep
from tashan.casework.proposing import propose
from tashan.casework.recounting import KeptDays, ended_of, kept_days
from tashan.casework.states import ENDS, State
from tashan.duties.acting import Actors, actors
from tashan.mechanisms.procedure import Procedure

NOTHING = KeptDays()


class Change(StrEnum):
    """What becomes of a matter."""

    SAME = "same"
    OTHER_TERMS = "other_terms"  # another limit, other materials, other prerequisites
    COMES = "comes"
    GOES = "goes"
    ENDED = "ended"  # it is over, and stays as it was
    KEPT = "kept"  # a check afterwards, or a matter begun that the new version no longer has


@dataclass(frozen=True, slots=True)
class MatterChange:
    """One matter under the old and the new version; a limit is its entry in the terms."""

    code: str
    title: Mapping[str, str]
    change: Change
    before: KeptDays = NOTHING
    after: KeptDays = NOTHING
    limits_before: tuple[Mapping[str, Any], ...] = ()
    limits_after: tuple[Mapping[str, Any], ...] = ()
    waits_before: tuple[str, ...] = ()
    waits_after: tuple[str, ...] = ()

    @property
    def moves_a_deadline(self) -> bool:
        old, new = self.before, self.after
        return (old.promised_on, old.statutory_on) != (new.promised_on, new.statutory_on)


@dataclass(frozen=True)
class Preview:
    """What moving a case would change. Where ``refused`` says why, it cannot be moved."""

    case: Case
    target: InForce
    on: date
    proposal: Proposal | None
    refused: str = ""
    counts: Counting | None = None

    @cached_property
    def matters(self) -> dict[str, Matter]:
        """As they stand, by code."""
        rows = self.case.matters.order_by("position").prefetch_related("stops", "extensions")
        return {row.code: row for row in rows}

    @cached_property
    def edges(self) -> dict[str, set[tuple[str, str]]]:
        """What comes before each matter now, with whether it must."""
        rows = Prerequisite.objects.filter(after__case=self.case)
        found: dict[str, set[tuple[str, str]]] = {}
        for after, before, need in rows.values_list("after__code", "before__code", "need"):
            found.setdefault(after, set()).add((before, need))
        return found

    @cached_property
    def changes(self) -> list[MatterChange]:
        """Every matter of both versions, in the order of the new one, then what goes."""
        if self.proposal is None:
            return []
        new = {step.code: step for step in self.proposal.applying}
        told = [self._change(self.matters.get(code), step) for code, step in new.items()]
        return told + [self._gone(row) for code, row in self.matters.items() if code not in new]

    def _change(self, row: Matter | None, step: ProposedStep) -> MatterChange:
        title = step.step.title.model_dump()
        after = tuple(edge.before for edge in step.before if edge.is_hard)
        limits = tuple(step.step.terms.get("limits", ()))
        if row is None:
            return MatterChange(
                step.code, title, Change.COMES, limits_after=limits, waits_after=after
            )
        if row.state in ENDS:
            return MatterChange(step.code, row.title, Change.ENDED, _kept(row), _kept(row))
        edges = {(edge.before, "hard" if edge.is_hard else "soft") for edge in step.before}
        is_same = row.terms == step.step.terms and edges == self.edges.get(row.code, set())
        return MatterChange(
            step.code,
            title,
            Change.SAME if is_same else Change.OTHER_TERMS,
            _kept(row),
            self.days(row, step),
            tuple(row.terms.get("limits", ())),
            limits,
            tuple(b for b, need in sorted(self.edges.get(row.code, set())) if need == "hard"),
            after,
        )

    def days(self, row: Matter, step: ProposedStep) -> KeptDays:
        """What the matter would keep under the terms of the new version."""
        if row.state == State.NOT_BEGUN:
            return KeptDays()
        other = copy(row)
        other.terms = step.step.terms
        counts = self.counts or in_force()
        return kept_days(
            other, counts.calendar, self.on, stops=row.stops.all(),
            extensions=row.extensions.all(), ended=self._ended,
        )  # fmt: skip

    @cached_property
    def _ended(self) -> Mapping[str, date]:
        return ended_of([self.case.pk])[self.case.pk]

    def _gone(self, row: Matter) -> MatterChange:
        limits = tuple(row.terms.get("limits", ()))
        if row.state in ENDS:
            return MatterChange(row.code, row.title, Change.ENDED, _kept(row), _kept(row))
        is_kept = row.state != State.NOT_BEGUN or row.check_of_id is not None
        change = Change.KEPT if is_kept else Change.GOES
        after = _kept(row) if is_kept else KeptDays()
        return MatterChange(row.code, row.title, change, _kept(row), after, limits)

    @property
    def moved_deadlines(self) -> list[MatterChange]:
        return [one for one in self.changes if one.moves_a_deadline]


def _kept(row: Matter) -> KeptDays:
    return KeptDays(row.promised_on, row.statutory_on, row.remind_on)


def preview(case: Case, on: date, *, target: InForce | None = None) -> Preview:
    """What moving the case to the version in force (or another) would change; stores nothing."""
    held = target or current.of(Adoption.objects.get(pk=case.version.adoption_id), on)
    told = _why_not(case, held)
    if told:
        return Preview(case, held, on, None, told)
    proposal = propose(held, case.part, case.subject, on, about=case.about)
    if proposal.fits is not True or proposal.undecided:
        lacking = "、".join(fact.title.zh for fact in proposal.missing)
        told = (
            _("It is not known yet: %s.") % lacking
            if lacking
            else _("Under the new version the procedure is not for this subject any more.")
        )
        return Preview(case, held, on, None, told)
    return Preview(case, held, on, proposal, counts=in_force())


def _why_not(case: Case, held: InForce) -> str:
    if case.state != CaseState.RUNNING:
        return _("The case is closed: it keeps its rules for good.")
    if held.version.pk == case.version_id:
        return _("It is under this version already.")
    if not isinstance(held.mechanism.parts.get(case.part), Procedure):
        return _("The new version has no procedure “%s”.") % case.part
    return ""


def under_older_versions(on: date) -> QuerySet[Case]:
    """The running cases whose adoption has a newer version in force."""
    held = [one.version for one in current.in_force(on)]
    rows = Case.objects.filter(state=CaseState.RUNNING)
    rows = rows.filter(version__adoption__in=[version.adoption_id for version in held])
    return rows.exclude(version__in=held).select_related("version", "version__adoption", "subject")


def refuse(told: Preview) -> Proposal:
    """The proposal of a preview that may be done. Raises UserError for another."""
    if told.proposal is None:
        raise UserError(
            f"{told.case.number}: {told.refused}", hint=_("The case keeps the rules it has.")
        )
    return told.proposal


def actors_for(proposal: Proposal, on: date) -> Actors:
    """Who acts on the steps of a proposal on a day."""
    steps = proposal.applying
    return actors(on, duties={s.step.duty for s in steps}, items={s.step.item for s in steps})


def cases_of(ids: Iterable[int]) -> QuerySet[Case]:
    """Chosen cases with what a preview needs."""
    rows = Case.objects.filter(pk__in=list(ids)).select_related("version", "subject")
    return rows.order_by("pk")
