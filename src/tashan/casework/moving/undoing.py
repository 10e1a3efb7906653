"""A decision that no longer stands: recalled where the ground changed, revoked where it was wrong.

Either way its pass is gone: what was not received yet waits for it again.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.legal import Act
from tashan.casework.models import Case, Matter
from tashan.casework.moving import refusals
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.paying import refuse_posted
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.record import sources
from tashan.registry.credit import NewCredit, enter_credit, kind_named
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


def recall(matter_id: int, says: str, document: str, *, by: By) -> None:
    """A lawful decision is taken back since its ground changed (administrative licence law, 8)."""
    _undo(Act.RECALL, State.RECALLED, matter_id, says, document, by)


def revoke(matter_id: int, says: str, document: str, *, by: By, credit: str = "") -> None:
    """A decision is taken back since it should not have been made (administrative licence law,
    69): a false commitment, materials that never followed, an error of the office.

    ``credit`` is a kind of credit event that is entered against the applicant with it.
    """
    if not credit:
        return _undo(Act.REVOKE, State.REVOKED, matter_id, says, document, by)
    kind_named(credit)
    with transaction.atomic():
        _undo(Act.REVOKE, State.REVOKED, matter_id, says, document, by)
        _enter(credit, matter_id, document, by)


def _enter(credit: str, matter_id: int, document: str, by: By) -> None:
    matter = Matter.objects.select_related("case__applicant", "case__subject", "office").get(
        pk=matter_id
    )
    entity = _answers(matter.case)
    if by.user is None:
        raise ValueError("a credit event is entered by somebody")
    title = _("Case %(number)s: “%(title)s” was revoked") % {
        "number": matter.case.number,
        "title": refusals.said(matter.title),
    }
    new = NewCredit(credit, document, str(matter.office or ""), by.on)
    enter_credit(entity, new, source=sources.entry(title, actor=by.user, at=by.at))


def _answers(case: Case) -> Entity:
    """Whose record a false commitment stands on."""
    if case.applicant is not None:
        return case.applicant
    if case.subject.kind == Kind.ENTERPRISE:
        return case.subject
    raise UserError(
        _("The case names no enterprise that applied."),
        hint=_("Revoke without a credit event, and enter it with the enterprise."),
    )


def _undo(act: Act, state: State, matter_id: int, says: str, document: str, by: By) -> None:
    reason = refusals.needed(says, what=_("the reason"))
    paper = refusals.needed(document, what=_("the document"))

    def decide(now: Situation) -> Decision:
        refuse_posted(now)
        undone = {"undone": {"on": by.on.isoformat(), "says": reason, "document": paper}}
        matter = now.changed(state=state, outcome=now.matter.outcome | undone, tolerated_until=None)
        return Decision(act, matter, {"says": reason, "document": paper})

    move(act, matter_id, decide, by=by)
