"""Special procedures: hearing, testing, expert review and the like stop the clock, as told."""

from __future__ import annotations

from copy import copy
from datetime import date

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.legal import Act
from tashan.casework.models import Stop
from tashan.casework.moving import refusals
from tashan.casework.moving.by import By
from tashan.casework.moving.chiefs import refuse_unless_chief
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.mechanisms.procedure import StopsClock
from tashan.record.models import User

BY_MOVES = frozenset({StopsClock.SUPPLEMENT, StopsClock.WITHDRAWAL})  # have moves of their own


def begin_special(
    matter_id: int,
    reason: str,
    says: str,
    *,
    by: By,
    basis: str = "",
    document: str = "",
    approved_by: User | None = None,
    expected_days: int | None = None,
) -> None:
    """The clock stops for a reason that the rules list, approved by a chief of the office; the
    applicant is told the days it needs (administrative licence law, 45)."""
    told = refusals.needed(says, what=_("the reason"))
    approver = approved_by or by.user

    def decide(now: Situation) -> Decision:
        refuse_unlisted(now, reason)
        if reason in BY_MOVES:
            raise UserError(
                _("“%s” has a move of its own.") % reason, hint=_("Choose another reason.")
            )
        if expected_days is None:
            raise UserError(
                _("The applicant must be told how many days it needs."),
                hint=_("Give the days you expect."),
            )
        refuse_unless_chief(now, approver, by)
        stop = Stop(
            matter=now.matter, reason=reason, says=told, basis=basis.strip(),
            document=document.strip(), approved_by=approver, expected_days=expected_days,
            stopped_on=by.on,
        )  # fmt: skip
        said = {
            "reason": reason, "says": told, "basis": stop.basis, "document": stop.document,
            "approved_by": stop.approved_by_id, "days": expected_days,
        }  # fmt: skip
        return Decision(Act.BEGIN_SPECIAL, now.changed(state=State.SPECIAL_BEGUN), said, [stop])

    move(Act.BEGIN_SPECIAL, matter_id, decide, by=by)


def end_special(matter_id: int, *, by: By) -> None:
    """The special procedure is over: the clock runs again from this day."""

    def decide(now: Situation) -> Decision:
        matter = now.changed(state=State.SPECIAL_ENDED)
        return Decision(Act.END_SPECIAL, matter, {}, *resumed(now.stop, by.on))

    move(Act.END_SPECIAL, matter_id, decide, by=by)


def refuse_unlisted(now: Situation, reason: str) -> None:
    """Only what the rules of the matter list stops its clock."""
    listed = list(now.terms.get("stops", ()))
    if reason not in listed:
        raise UserError(
            _("The rules of this matter do not let “%s” stop the clock.") % reason,
            hint=_("They list: %s.") % (", ".join(listed) or _("nothing")),
        )


def resumed(stop: Stop | None, on: date) -> tuple[list[Stop], tuple[str, ...]]:
    """The stop ended on a day, as rows and changed columns of a decision."""
    if stop is None:
        return [], ()
    ended = copy(stop)
    ended.resumed_on = on
    return [ended], ("resumed_on",)
