"""Milestones of a project: set, planned anew with a reason, reported done, checked by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.perms import offices_of
from tashan.casework.project_models import Milestone, MilestonePlan, ReportTakenBack
from tashan.casework.projects.evidence import documented, note, person, reasoned
from tashan.record import perms
from tashan.record.models import StoredFile, User
from tashan.registry.changes import lock
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewMilestone:
    """``planned_fen`` is what will have been invested by it, None where it is not said."""

    title: str
    office: Entity
    planned_on: date
    planned_fen: int | None = None
    officer: Entity | None = None


@transaction.atomic
def set_milestone(project: Entity, new: NewMilestone, *, by: By) -> Milestone:
    """Somebody shall have reached something by a day."""
    lock(project)
    _refuse_owner(project, new)
    _refuse_amount(new.planned_fen)
    made = Milestone.objects.create(
        project=project, title=_titled(new.title), office=new.office, officer=new.officer,
        set_by=person(by), set_on=by.on,
    )  # fmt: skip
    _plan(made, 1, new.planned_on, new.planned_fen, "", by)
    said = {"milestone": made.pk, "title": made.title, "office": new.office.pk}
    note(project, "milestone.set", said | _planned(new.planned_on, new.planned_fen), by)
    return made


def _refuse_owner(project: Entity, new: NewMilestone) -> None:
    kinds = (project.kind, new.office.kind, new.officer.kind if new.officer else Kind.OFFICER)
    if kinds != (Kind.PROJECT, Kind.OFFICE, Kind.OFFICER):
        raise UserError(
            _("An office and an officer answer for a milestone of a project."),
            hint=_("Choose them again."),
        )


def _titled(title: str) -> str:
    if not title.strip():
        raise UserError(_("A title is missing."), hint=_("Say what is to be reached."))
    return title.strip()[:200]


def _refuse_amount(fen: int | None) -> None:
    if fen is not None and fen < 0:
        raise UserError(_("An investment is not negative."), hint=_("Give 0 or more."))


def _planned(on: date, fen: int | None) -> dict[str, object]:
    return {"planned_on": on.isoformat(), "planned_fen": fen}


def _plan(
    row: Milestone, number: int, on: date, fen: int | None, reason: str, by: By
) -> MilestonePlan:
    return MilestonePlan.objects.create(
        milestone=row, number=number, planned_on=on, planned_fen=fen, reason=reason, on=by.on,
        actor=person(by), at=by.at,
    )  # fmt: skip


@transaction.atomic
def plan_anew(
    milestone: Milestone, planned_on: date, planned_fen: int | None, reason: str, *, by: By
) -> MilestonePlan:
    """Another day or amount; what was planned before stays, with the reason of the change."""
    row = _open(milestone)
    if row.done_on is not None:
        raise UserError(
            _("It is reported done on %s.") % row.done_on.isoformat(),
            hint=_("Have the report checked, or sent back."),
        )
    _refuse_amount(planned_fen)
    last = row.plans.latest("number")
    if (last.planned_on, last.planned_fen) == (planned_on, planned_fen):
        raise UserError(_("That is what is planned already."), hint=_("Give another day."))
    made = _plan(row, last.number + 1, planned_on, planned_fen, reasoned(reason), by)
    said = {"milestone": row.pk, "reason": made.reason} | _planned(planned_on, planned_fen)
    note(row.project, "milestone.planned_anew", said, by)
    return made


@dataclass(frozen=True, slots=True)
class Reached:
    """``fen`` is what is invested now, None where unknown; ``document`` shows it."""

    document: str
    fen: int | None = None
    file: StoredFile | None = None


@transaction.atomic
def report_done(milestone: Milestone, reached: Reached, *, by: By) -> Milestone:
    """The office says that it is reached, on the day of ``by``. Raises UserError for others."""
    row = _open(milestone)
    if row.done_on is not None:
        raise UserError(_("It is reported already."), hint=_("Have it checked."))
    if row.office_id not in offices_of(person(by), by.entered_on):
        raise UserError(
            _("The office that answers for a milestone reports it."),
            hint=_("Ask that office, or have the milestone set anew for yours."),
        )
    _refuse_amount(reached.fen)
    row.done_on, row.done_fen, row.file = by.on, reached.fen, reached.file
    row.document, row.reported_by = documented(reached.document), by.user
    row.save()
    said: dict[str, object] = {"milestone": row.pk, "fen": reached.fen, "document": row.document}
    note(row.project, "milestone.reported", said, by)
    return row


@transaction.atomic
def check_done(milestone: Milestone, *, agreed: bool, answer: str, by: By) -> Milestone:
    """Another person confirms it, or sends it back with the reason."""
    row = _open(milestone)
    if row.done_on is None:
        raise UserError(_("Nobody has reported it yet."), hint=_("Wait for the office's report."))
    if row.reported_by_id == person(by).pk:
        raise UserError(
            _("Who reported it does not check it."), hint=_("Have somebody else check it.")
        )
    said: dict[str, object] = {"milestone": row.pk, "answer": reasoned(answer)}
    if agreed:
        row.checked_on, row.checked_by = by.on, by.user
    else:
        said |= {"done_on": row.done_on.isoformat(), "document": row.document}
        _unreport(row)
    row.save()
    note(row.project, "milestone.confirmed" if agreed else "milestone.sent_back", said, by)
    return row


@transaction.atomic
def take_back(milestone: Milestone, reason: str, *, by: By) -> Milestone:
    """The report was wrong: the milestone is open and due again; what was reported is kept.

    Before it is confirmed its office may, afterwards only those who check. Raises UserError for
    others, where nothing is reported, and once it is dropped.
    """
    row = _held(milestone)
    if row.done_on is None or row.reported_by is None or row.dropped_on is not None:
        raise UserError(
            _("No report of this milestone holds."), hint=_("There is nothing to take back.")
        )
    if not may_take_back(person(by), row, by.entered_on):
        raise UserError(
            _("A chief or a steward takes this report back."), hint=_("Ask one of them.")
        )
    if by.on < row.done_on:
        raise UserError(
            _("It is reported done on %s.") % row.done_on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    kept = ReportTakenBack.objects.create(
        milestone=row, done_on=row.done_on, done_fen=row.done_fen, document=row.document,
        file=row.file, reported_by=row.reported_by, checked_on=row.checked_on,
        checked_by=row.checked_by, reason=reasoned(reason), on=by.on, actor=person(by), at=by.at,
    )  # fmt: skip
    said: dict[str, object] = {
        "milestone": row.pk, "reason": kept.reason, "done_on": kept.done_on.isoformat(),
        "document": kept.document, "was_confirmed": kept.checked_on is not None,
    }  # fmt: skip
    row.checked_on = row.checked_by = None
    _unreport(row)
    row.save()
    note(row.project, "milestone.taken_back", said, by)
    return row


def may_take_back(user: User, row: Milestone, on: date) -> bool:
    """Those who check; before it is confirmed, the office that answers for it too."""
    if perms.may_check_work(user):
        return True
    is_own = perms.may_report_work(user) and row.office_id in offices_of(user, on)
    return is_own and row.checked_on is None


def _unreport(row: Milestone) -> None:
    row.done_on, row.done_fen, row.file, row.document = None, None, None, ""
    row.reported_by = None


@transaction.atomic
def drop(milestone: Milestone, reason: str, *, by: By) -> Milestone:
    """It is no longer wanted; it stays to be read."""
    row = _open(milestone)
    row.dropped_on = by.on
    row.save()
    note(row.project, "milestone.dropped", {"milestone": row.pk, "reason": reasoned(reason)}, by)
    return row


def _open(milestone: Milestone) -> Milestone:
    """The row, held. Raises UserError once it is confirmed or dropped."""
    row = _held(milestone)
    if row.checked_on is not None or row.dropped_on is not None:
        raise UserError(
            _("This milestone is closed."), hint=_("Set a new one where more is to be done.")
        )
    return row


def _held(milestone: Milestone) -> Milestone:
    lock(milestone.project)
    rows = Milestone.objects.select_for_update(of=("self",))
    return rows.select_related("project", "file", "reported_by", "checked_by").get(pk=milestone.pk)


def newest_plans(milestones: list[Milestone], on: date) -> dict[int, MilestonePlan]:
    """What was planned last by a day, by the milestone's id. One query."""
    rows = MilestonePlan.objects.filter(milestone__in=milestones, on__lte=on).order_by("number")
    return {row.milestone_id: row for row in rows}
