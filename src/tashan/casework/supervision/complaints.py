"""Complaints about an office: received, assigned to another one, answered and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.casework.moving.by import By
from tashan.casework.perms import actor_of
from tashan.casework.supervision.rules import rules_on
from tashan.casework.supervision.taking_part import note, person, said
from tashan.casework.supervision.telling import News, heads_of, tell
from tashan.casework.supervision_models import Complaint
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """About an office, by somebody; ``enterprise`` where an enterprise's agent complains."""

    about: Entity
    by: str
    says: str
    enterprise: Entity | None = None


@transaction.atomic
def receive(new: NewComplaint, *, by: By) -> Complaint:
    """Enter a complaint; its limits are those of the ladder in force that day."""
    if new.about.kind != Kind.OFFICE:
        raise UserError(_("Complaints are about an office."), hint=_("Choose the office."))
    rules, calendar = rules_on(by.on), in_force().calendar
    row = Complaint.objects.create(
        about=new.about, by=said(new.by), enterprise=new.enterprise, says=said(new.says),
        received_on=by.on, entered_by=person(by),
        assign_by=calendar.nth_working_day_after(by.on, rules.complaint_assigned),
        answer_by=calendar.nth_working_day_after(by.on, rules.complaint_answered),
    )  # fmt: skip
    note(row.stream, "complaint.received", {"about": new.about.pk}, by)
    return row


def held(complaint: Complaint) -> Complaint:
    """The row as it is now, locked. Raises UserError where it was answered already."""
    row = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    if row.answered_on is not None:
        raise UserError(
            _("The complaint was answered on %s.") % row.answered_on.isoformat(),
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return row


@transaction.atomic
def assign(complaint: Complaint, office: Entity, *, by: By) -> Complaint:
    """Another office than the one complained of answers it. Raises UserError for that one."""
    row = held(complaint)
    if office.kind != Kind.OFFICE or office.pk == row.about_id:
        raise UserError(
            _("A complaint is answered by another office."),
            hint=_("Choose an office that it is not about."),
        )
    _refuse_early(row.received_on, by)
    row.office, row.assigned_on, row.assigned_by = office, by.on, person(by)
    row.save()
    note(row.stream, "complaint.assigned", {"office": office.pk}, by)
    news = News(f"complaint:{row.pk}", "assigned", row.says[:80], office.pk, row.answer_by)
    tell(news, heads_of(office.pk, by.on), by.at)
    return row


@transaction.atomic
def answer(complaint: Complaint, text: str, *, is_upheld: bool, by: By) -> Complaint:
    """The office that it was assigned to answers; who complained sees it at once."""
    row = held(complaint)
    if row.office_id is None or row.assigned_on is None:
        raise UserError(
            _("The complaint is not assigned yet."), hint=_("A steward assigns it to an office.")
        )
    _refuse_early(row.assigned_on, by)
    if row.about_id in actor_of(person(by), by.on).offices:
        raise UserError(
            _("Who serves in the office complained of does not answer."),
            hint=_("Somebody else of the assigned office answers."),
        )
    row.answer, row.is_upheld = said(text), is_upheld
    row.answered_on, row.answered_by = by.on, person(by)
    row.save()
    note(row.stream, "complaint.answered", {"upheld": is_upheld}, by)
    return row


def _refuse_early(first: date, by: By) -> None:
    if by.on < first:
        raise UserError(
            _("That was on %s.") % first.isoformat(), hint=_("Give that day or a later one.")
        )


def visible(user: Visitor, on: date) -> QuerySet[Complaint]:
    """What somebody may read: stewards and leaders all; an office what it answers; agents theirs.

    The office complained of does not read who complained.
    """
    rows = Complaint.objects.select_related("about", "office", "answered_by")
    if perms.may_keep_work(user) or perms.roles_of(user) & {perms.LEADER}:
        return rows
    actor = actor_of(user, on)
    rule = Q(pk__in=())
    if perms.may_report_work(user):
        rule |= Q(office__in=actor.offices)
    if perms.may_apply(user) and actor.stands_for is not None:
        rule |= Q(enterprise=actor.stands_for)
    return rows.filter(rule)


def may_answer(user: Visitor, complaint: Complaint, on: date) -> bool:
    """A handler or the chief of the office that it was assigned to."""
    return perms.may_report_work(user) and complaint.office_id in actor_of(user, on).offices
