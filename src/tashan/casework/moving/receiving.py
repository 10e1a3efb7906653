"""Receipt and acceptance: what came in, and whether it is for this office and complete."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.base.codes import ProjectCode
from tashan.base.errors import UserError
from tashan.casework.gates import refuse_shut
from tashan.casework.kinds import CaseState
from tashan.casework.legal import Act
from tashan.casework.moving import refusals
from tashan.casework.moving.acting import who_acts
from tashan.casework.moving.by import By
from tashan.casework.moving.core import move
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.states import State
from tashan.registry.keeping import facts_on
from tashan.registry.kinds import Kind


def receive(matter_id: int, *, by: By) -> None:
    """The matter is handed in; hard prerequisites must have passed and its gates hold.

    Who acts is provisional.
    """

    def decide(now: Situation) -> Decision:
        if now.matter.waits:
            raise refusals.still_waits(now.matter)
        _refuse_closed(now)
        gates = now.terms.get("gates", ())
        refuse_shut(now.case, gates, by.on, title=refusals.said(now.matter.title))
        acting = who_acts(now, by.on)
        matter = now.changed(state=State.RECEIVED, received_on=by.on, **acting)
        return Decision(Act.RECEIVE, matter)

    move(Act.RECEIVE, matter_id, decide, by=by)


def _refuse_closed(now: Situation) -> None:
    if now.case.state != CaseState.RUNNING:
        raise UserError(
            _("The case %(number)s was closed on %(on)s.")
            % {"number": now.case.number, "on": now.case.closed_on},
            hint=_("Open a new case."),
        )


def accept(matter_id: int, *, by: By) -> None:
    """The office accepts: the clock begins, and who acts is looked up by duty.

    Refused without a valid project code, and while materials are missing that may not follow.
    """

    def decide(now: Situation) -> Decision:
        refuse_without_code(now)
        _refuse_missing(now)
        acting = who_acts(now, by.on)
        matter = now.changed(state=State.ACCEPTED, accepted_on=by.on, **acting)
        return Decision(Act.ACCEPT, matter, {"office": matter.office_id})

    move(Act.ACCEPT, matter_id, decide, by=by)


def refuse_without_code(now: Situation) -> None:
    """No valid project code, no acceptance; a failed check digit needs its recorded reason."""
    if now.subject_kind != Kind.PROJECT:
        return
    text = now.case.project_code or now.case.subject.code  # it may have come meanwhile
    if not text:
        raise UserError(
            _("Without a project code nothing is accepted."),
            hint=_("Enter the code of the national platform with the project, then try again."),
        )
    code = ProjectCode.parse(text)
    if code.warning and not _reason_for(now):
        raise UserError(
            _("The check digit of %s fails, and no reason is recorded.") % code.value,
            hint=_("Correct the code in the register, or record there why it is taken as it is."),
        )


def _reason_for(now: Situation) -> str:
    facts = facts_on(now.case.subject, now.matter.received_on or now.case.opened_on)
    return str(getattr(facts, "code_note", "") or "").strip()


def _refuse_missing(now: Situation) -> None:
    """Materials may be missing only where they were let follow."""
    tolerated = set(now.matter.outcome.get("tolerated", ()))
    missing = [code for code in now.missing if code not in tolerated]
    if missing:
        raise UserError(
            _("Materials are missing: %s.") % ", ".join(missing),
            hint=_("Ask for them all at once, or let those follow that may."),
        )


def refuse(matter_id: int, says: str, *, by: By) -> None:
    """The office does not accept what was handed in (不予受理), with the reason told."""
    _turn_away(Act.REFUSE, State.REFUSED, matter_id, says, by)


def not_ours(matter_id: int, says: str, *, by: By, basis: str = "") -> None:
    """No permission is needed, or another office gives it (不受理), with the reason told.

    ``basis`` is the document that says so: a matter whose terms are ``returned_on_a_basis`` is
    not turned away without.
    """
    _turn_away(Act.NOT_OURS, State.NOT_OURS, matter_id, says, by, basis)


def _turn_away(act: Act, state: State, matter_id: int, says: str, by: By, basis: str = "") -> None:
    reason = refusals.needed(says, what=_("the reason"))

    def decide(now: Situation) -> Decision:
        if now.terms.get("returned_on_a_basis") and not basis:
            raise UserError(
                _("An order is given back on a basis, to the office of a duty."),
                hint=_("Give it back on the page of the order."),
            )
        outcome = now.matter.outcome | {"reasons": reason}
        return Decision(act, now.changed(state=state, ended_on=by.on, outcome=outcome),
                        {"says": reason})  # fmt: skip

    move(act, matter_id, decide, by=by)
