"""Who sees and does what with reports of acts, beyond what the role says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from tashan.casework.four_report_models import ActReport, UnreportedAct
from tashan.casework.perms import HANDLING, Actor, actor_of
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor

EVERYTHING = frozenset({perms.STEWARD, perms.ANALYST, perms.LEADER})


class ReportAct(StrEnum):
    """What is done with a report after it was filed."""

    RECEIVE = "receive"
    RECORD = "record"
    RATE = "rate"


def may_file(user: Visitor) -> bool:
    """Handlers and chiefs report acts of their own office; an agent layoffs of their own firm, a
    bank's clerk the loans that the bank means to withdraw."""
    return perms.may_report_work(user) or perms.may_apply(user) or perms.may_promise(user)


def may_see_reports(user: Visitor) -> bool:
    """Who follows the work, an enterprise's agent and a bank's clerk, each what they may."""
    return perms.may_see_work(user) or perms.may_see_own(user)


def may_note(user: Visitor) -> bool:
    """Offices and stewards enter acts without a report, and an agent those on their own firm."""
    is_told = perms.may_report_work(user) or perms.may_apply(user)
    return is_told or perms.may_keep_work(user)


def may_explain(user: Visitor) -> bool:
    """Handlers and chiefs answer for their own office, clerks for their bank, stewards where no
    office is known."""
    is_asked = perms.may_report_work(user) or perms.may_promise(user)
    return is_asked or perms.may_keep_work(user)


def may_move(user: Visitor) -> bool:
    """Handlers and chiefs receive and record; agents rate; agents and clerks record their own."""
    return may_file(user)


def visible_reports(user: User, on: date) -> QuerySet[ActReport]:
    """Stewards, analysts and leaders all; offices those they filed or receive; a firm and a bank
    their own."""
    rows = ActReport.objects.select_related("office", "firm", "receiver", "version__adoption")
    actor = actor_of(user, on)
    return rows if actor.roles & EVERYTHING else rows.filter(_reports_of(actor))


def _reports_of(actor: Actor) -> Q:
    rule = Q(pk__in=())
    if not actor.roles.isdisjoint(HANDLING):
        rule |= Q(office__in=actor.offices) | Q(receiver__in=actor.offices)
    if perms.AGENT in actor.roles and actor.stands_for is not None:
        rule |= Q(firm=actor.stands_for)
    return rule


def visible_unreported(user: User, on: date, *, manages: bool) -> QuerySet[UnreportedAct]:
    """As ``visible_reports``; the managing office sees all."""
    rows = UnreportedAct.objects.select_related("office", "firm")
    actor = actor_of(user, on)
    if manages or actor.roles & EVERYTHING:
        return rows
    rule = Q(pk__in=())
    if not actor.roles.isdisjoint(HANDLING):
        rule |= Q(office__in=actor.offices)
    if perms.AGENT in actor.roles and actor.stands_for is not None:
        rule |= Q(firm=actor.stands_for)
    return rows.filter(rule)


def acts_for(user: User, row: ActReport, on: date) -> list[ReportAct]:
    """What the user may do with it as it stands."""
    actor, found = actor_of(user, on), []
    is_open = row.received_on is None and not row.exempt
    if is_open and actor.handles(row.receiver_id) and row.reported_by_id != user.pk:
        found.append(ReportAct.RECEIVE)
    is_own = actor.handles(row.office_id) or actor.applies(row.office_id)
    if not row.outcome and is_own:
        found.append(ReportAct.RECORD)
    if row.outcome and row.rating is None and actor.applies(row.firm_id):
        found.append(ReportAct.RATE)
    return found


def may_see_rating(user: User, row: ActReport, on: date) -> bool:
    """Everybody who sees the report but the office that acted, which is rated."""
    actor = actor_of(user, on)
    if actor.roles & EVERYTHING or actor.applies(row.firm_id):
        return True
    return actor.handles(row.receiver_id) and not actor.handles(row.office_id)


def may_see_frequency(user: User) -> bool:
    """Everybody who sees the report but the bank: what other banks do to a firm is not its own."""
    return perms.may_see_work(user) or perms.may_apply(user)


def may_answer(user: User, row: UnreportedAct, on: date) -> bool:
    """A handler or the chief of the office that acted, the clerk of the bank that did; a steward
    where no office is known."""
    if row.answer:
        return False
    actor = actor_of(user, on)
    if row.office_id is None:
        return perms.STEWARD in actor.roles
    return actor.handles(row.office_id)
