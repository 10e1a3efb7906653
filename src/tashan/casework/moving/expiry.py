"""What an expired limit does by itself, always labelled and an event."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import Counting, in_force
from tashan.casework.clocks import WorkingDays
from tashan.casework.deeming import deemed_from
from tashan.casework.kinds import Position, Sort
from tashan.casework.legal import Act
from tashan.casework.models import OPEN, Matter, Opinion
from tashan.casework.moving import refusals
from tashan.casework.moving.acting import who_acts
from tashan.casework.moving.by import By
from tashan.casework.moving.consulting import give_opinion, refuse_unheard
from tashan.casework.moving.core import move
from tashan.casework.moving.handling import take_up
from tashan.casework.moving.receiving import refuse_without_code
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.mechanisms.procedure import Expiry

# what an applicant hands in for an office to accept; of other matters the law says nothing
ACCEPTED_IN_TIME = frozenset({Sort.LICENCE, Sort.APPROVAL, Sort.FILING, Sort.REVIEW})


def look_after(on: date, at: datetime) -> int:
    """Do on all open matters what has become due by the beginning of a day; how many moved."""
    counting, by = in_force(), By(None, at, on)
    due = Matter.objects.filter(OPEN, remind_on__lte=on)
    moved = sum(_moved(matter, counting, by) for matter in due.order_by("case", "pk").iterator(200))
    return moved + sum(_agrees(one, by) for one in _silent(on))


def _moved(matter: Matter, counting: Counting, by: By) -> bool:
    """Somebody may have been faster, and a matter may lack its code: then it stays as it is."""
    try:
        if is_deemed_accepted(matter, counting.calendar, by.on):
            accept_by_expiry(matter.pk, by=by)
            return True
        if not is_expired(matter, by.on):
            return False
        return _expired(matter, by)
    except UserError:
        return False


def is_deemed_accepted(matter: Matter, calendar: WorkingDays, on: date) -> bool:
    """Whether the office has let the days pass in which it accepts or says what is missing."""
    if matter.state != State.RECEIVED or matter.received_on is None:
        return False
    asks = matter.sort in ACCEPTED_IN_TIME or matter.terms.get("on_expiry") == Expiry.ACCEPTED
    return asks and on >= deemed_from(matter.received_on, calendar)


def is_expired(matter: Matter, on: date) -> bool:
    """Whether the promised limit, without one the statutory, is over on a day."""
    last = matter.promised_on or matter.statutory_on
    return last is not None and on > last


def _expired(matter: Matter, by: By) -> bool:
    says = matter.terms.get("on_expiry", Expiry.NOTHING)
    if says == Expiry.AGREED and matter.state in (State.ACCEPTED, State.IN_HAND):
        if matter.state == State.ACCEPTED:
            take_up(matter.pk, by=by)
        agree_by_expiry(matter.pk, by=by)
        return True
    if says == Expiry.ESCALATED and "escalated" not in matter.outcome:
        escalate(matter.pk, by=by)
        return True
    return False


def accept_by_expiry(matter_id: int, *, by: By) -> None:
    """Neither acceptance nor a notice of what is missing came within five working days: it is
    accepted as of the day it was handed in (administrative licence law, 32)."""

    def decide(now: Situation) -> Decision:
        refuse_without_code(now)
        day = now.matter.received_on
        if day is None or now.state != State.RECEIVED:
            raise refusals.not_possible(now, Act.ACCEPT)
        acting = who_acts(now, day)
        matter = now.changed(state=State.ACCEPTED, accepted_on=day, is_deemed=True, **acting)
        return Decision(Act.ACCEPT, matter, {"automatic": True, "as_of": day.isoformat()})

    move(Act.ACCEPT, matter_id, decide, by=by)


def agree_by_expiry(matter_id: int, *, by: By) -> None:
    """The limit ran out and the rules take silence for consent."""

    def decide(now: Situation) -> Decision:
        refuse_unheard(now, answers="", passes=True)
        if not is_expired(now.matter, by.on):
            raise UserError(_("The limit is not over."), hint=_("Wait until it is."))
        matter = now.changed(state=State.PASSED, ended_on=by.on, is_deemed=True)
        return Decision(Act.DECIDE, matter, {"automatic": True, "conclusion": "silence"})

    move(Act.DECIDE, matter_id, decide, by=by)


def escalate(matter_id: int, *, by: By) -> None:
    """The limit ran out: the chief of the office is told, once."""

    def decide(now: Situation) -> Decision:
        if "escalated" in now.matter.outcome:
            raise UserError(_("The chief was told already."), hint=_("Once is enough."))
        outcome = now.matter.outcome | {"escalated": by.on.isoformat()}
        return Decision(Act.ESCALATE, now.changed(outcome=outcome), {"automatic": True})

    move(Act.ESCALATE, matter_id, decide, by=by)


def _silent(on: date) -> list[Opinion]:
    """Opinions owed beyond their day where the rules of the matter take silence for consent."""
    rows = Opinion.objects.filter(given_on=None, due_on__lt=on)
    silence = Q(matter__terms__on_expiry=Expiry.AGREED.value)
    chosen = rows.filter(silence | Q(matter__terms__replies_deemed=True))
    return list(chosen.select_related("matter", "office"))


def _agrees(opinion: Opinion, by: By) -> bool:
    try:
        give_opinion(opinion.matter_id, Position.AGREES, by=by, office=opinion.office)
    except UserError:
        return False
    return True
