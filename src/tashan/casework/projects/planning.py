"""Plans of investment: drafted, filled with projects that may be in them, issued, adjusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.project_models import (
    EvidenceTakenBack,
    InvestmentPlan,
    PlanAmount,
    PlanEntry,
)
from tashan.casework.projects.checking import Check, Checked, refuse_missing
from tashan.casework.projects.evidence import cited, documented, person, reasoned
from tashan.casework.projects.terms import LibraryTerms, library_of, needed_library
from tashan.record import events
from tashan.record.models import Source
from tashan.registry.changes import lock
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, ProjectFacts
from tashan.registry.naming import names_on


class Amount(NamedTuple):
    """So much of a year out of one source, in fen."""

    year: int
    source: str
    fen: int


@dataclass(frozen=True, slots=True)
class NewPlanEntry:
    """What the plan states of a project: government investment regulation, 16. ``total`` in fen."""

    project: Entity
    content: str
    begins: date | None
    ends: date | None
    total: int | None
    amounts: Sequence[Amount]


@transaction.atomic
def make_plan(rules: str, title: str, first_year: int, *, by: By) -> InvestmentPlan:
    """A draft for so many years as the file says. Raises UserError where there is one already."""
    terms = needed_library(by.on)
    plan = terms.plan(rules)
    same = InvestmentPlan.objects.filter(
        adoption=terms.held.adoption, rules=rules, first_year=first_year, replaced_by=None
    )
    if same.exists():
        raise UserError(
            _("There is a plan of this kind from %d on already.") % first_year,
            hint=_("Go on with it, or adjust it once it is issued."),
        )
    last_year = first_year + plan.years - 1
    made = InvestmentPlan.objects.create(
        adoption=terms.held.adoption, part=terms.name, rules=rules, first_year=first_year,
        last_year=last_year, made_by=person(by), made_on=by.on,
        title=title.strip()[:200] or f"{_years(first_year, last_year)}年{plan.title.zh}",
    )  # fmt: skip
    note(made, "plan.drafted", {"rules": rules, "first_year": first_year}, by)
    return made


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


def note(plan: InvestmentPlan, kind: str, said: dict[str, object], by: By) -> None:
    """One event of the plan's stream."""
    events.append(plan.stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)


def terms_of(plan: InvestmentPlan, on: date) -> LibraryTerms:
    """The rules of a plan on a day. Raises UserError where its adoption does not hold."""
    return library_of(plan.adoption, plan.part, on)


def stated_in_register(new: NewPlanEntry, on: date) -> NewPlanEntry:
    """What was left out, as the register says it on a day; unknown there, it stays out."""
    held: ProjectFacts | None = facts_on(new.project, on)
    if held is None:
        return new
    return replace(
        new,
        content=new.content.strip() or held.content,
        begins=new.begins or held.started_on or held.planned_start,
        ends=new.ends or held.finished_on or held.planned_finish,
        total=held.investment if new.total is None else new.total,
    )


def refuse(plan: InvestmentPlan, new: NewPlanEntry, *, on: date) -> list[Checked]:
    """What the file asks and how the project meets it, on a day.

    Raises UserError where it lacks something, where a field is missing, where years, sources or
    sums do not fit, and for a project that is in the plan already.
    """
    if new.project.kind != Kind.PROJECT:
        raise UserError(_("Plans of investment are of projects."), hint=_("Choose a project."))
    if plan.entries.filter(project=new.project).exists():
        raise UserError(_("The project is in the plan already."), hint=_("Take it out first."))
    terms = terms_of(plan, on)
    _begins, _ends, total = _stated(new)
    _refuse_amounts(plan, new.amounts, total, terms)
    rules = terms.plan(plan.rules)
    found = Check(new.project, terms, on).of(rules.admits)
    refuse_missing(found, what=_("“%s”") % rules.title.zh)
    return found


@transaction.atomic
def admit(
    plan: InvestmentPlan, new: NewPlanEntry, *, by: By, source: Source | None = None
) -> PlanEntry:
    """A project comes into the draft; ``source`` is the sheet that it is from. Raises UserError
    for what ``refuse`` refuses."""
    row = _draft(plan)
    lock(new.project)
    found = refuse(row, new, on=by.on)
    begins, ends, total = _stated(new)
    made = PlanEntry.objects.create(
        plan=row, project=new.project, content=new.content.strip(), begins=begins, ends=ends,
        total=total, shown=[one.as_json() for one in found], source=source, on=by.on,
        actor=person(by),
    )  # fmt: skip
    _keep_amounts(made, new.amounts)
    note(row, "plan.admitted", {"project": new.project.pk, "total": total}, by)
    return made


def _stated(new: NewPlanEntry) -> tuple[date, date, int]:
    """The fields that a plan must state. Raises UserError with those that are missing."""
    fields = {
        _("what is built and of what size"): new.content.strip(),
        _("when building begins"): new.begins,
        _("when building ends"): new.ends,
        _("total investment"): new.total,
        _("investment of the year with its source"): list(new.amounts),
    }
    if missing := [name for name, value in fields.items() if not value]:
        raise UserError(
            _("A plan must state of each project: %s.") % "、".join(missing),
            hint=_("Enter it in the register or in this form."),
        )
    if new.begins is None or new.ends is None or new.total is None:
        raise ValueError("checked above")
    if new.ends < new.begins:
        raise UserError(_("It cannot end before it begins."), hint=_("Correct the days."))
    return new.begins, new.ends, new.total


def _refuse_amounts(
    plan: InvestmentPlan, amounts: Sequence[Amount], total: int, terms: LibraryTerms
) -> None:
    sources = terms.plan(plan.rules).sources
    keys = [(one.year, one.source) for one in amounts]
    if any(
        not plan.first_year <= one.year <= plan.last_year
        or one.source not in sources
        or one.fen <= 0
        for one in amounts
    ) or len(set(keys)) < len(keys):
        raise UserError(
            _("Amounts are of the plan's years, each of one source once, and above nought."),
            hint=_("Years %(years)s; sources: %(sources)s.")
            % {"years": _years(plan.first_year, plan.last_year), "sources": ", ".join(sources)},
        )
    if sum(one.fen for one in amounts) > total:
        raise UserError(
            _("The years come to more than the total investment."),
            hint=_("Lower them, or have the total changed first."),
        )


def _keep_amounts(entry: PlanEntry, amounts: Sequence[Amount]) -> None:
    PlanAmount.objects.bulk_create(
        PlanAmount(entry=entry, year=one.year, source=one.source, fen=one.fen) for one in amounts
    )


def _draft(plan: InvestmentPlan) -> InvestmentPlan:
    """The row, held. Raises UserError once it is issued."""
    row = InvestmentPlan.objects.select_for_update(of=("self",)).select_related("adoption").get(
        pk=plan.pk
    )  # fmt: skip
    if row.issued_on is not None:
        raise UserError(
            _("The plan was issued on %s.") % row.issued_on.isoformat(),
            hint=_("Adjust it: that makes a new draft in its place."),
        )
    return row


@transaction.atomic
def take_out(entry: PlanEntry, reason: str, *, by: By) -> None:
    """A project goes out of the draft, with the reason."""
    plan = _draft(entry.plan)
    said: dict[str, object] = {"project": entry.project_id, "reason": reasoned(reason)}
    entry.amounts.all().delete()
    entry.delete()
    note(plan, "plan.taken_out", said, by)


@transaction.atomic
def issue(plan: InvestmentPlan, document: str, *, by: By) -> InvestmentPlan:
    """Another than who drafted it issues it by a document; from then on it does not change."""
    row = _draft(plan)
    if row.made_by_id == person(by).pk:
        raise UserError(
            _("Who drafted a plan does not issue it."), hint=_("Have somebody else issue it.")
        )
    if not row.entries.exists():
        raise UserError(_("The plan is empty."), hint=_("Admit a project first."))
    _refuse_taken_back(row, by.on)
    row.document, row.issued_on, row.issued_by = documented(document), by.on, by.user
    row.save()
    note(row, "plan.issued", {"document": row.document}, by)
    return row


def _refuse_taken_back(plan: InvestmentPlan, on: date) -> None:
    """Raises UserError where a project was admitted by evidence that is taken back since."""
    by_project = {one.project_id: cited(one.shown) for one in plan.entries.all()}
    lost = EvidenceTakenBack.objects.filter(
        evidence__in={pk for found in by_project.values() for pk in found}
    )
    projects = sorted({one.evidence.project_id for one in lost.select_related("evidence")})
    if projects:
        raise UserError(
            _("Evidence by which projects were admitted is taken back: %s.")
            % "、".join(names_on(projects, on).values()),
            hint=_("Take them out, and admit them again once they show what is asked."),
        )


@transaction.atomic
def adjust(plan: InvestmentPlan, reason: str, *, by: By) -> InvestmentPlan:
    """A draft in the place of an issued plan, with the same projects. The issued one stays."""
    row = InvestmentPlan.objects.select_for_update().get(pk=plan.pk)
    if row.issued_on is None or InvestmentPlan.objects.filter(replaces=row).exists():
        raise UserError(
            _("Only the plan that is issued last is adjusted."), hint=_("Go on with the draft.")
        )
    made = InvestmentPlan.objects.create(
        adoption_id=row.adoption_id, part=row.part, rules=row.rules, title=row.title,
        first_year=row.first_year, last_year=row.last_year, made_by=person(by), made_on=by.on,
        replaces=row, reason=reasoned(reason),
    )  # fmt: skip
    for entry in row.entries.prefetch_related("amounts").order_by("pk"):
        amounts = [Amount(one.year, one.source, one.fen) for one in entry.amounts.all()]
        entry.pk, entry.plan = None, made
        entry.save(force_insert=True)
        _keep_amounts(entry, amounts)
    note(made, "plan.adjusted", {"replaces": row.pk, "reason": made.reason}, by)
    return made
