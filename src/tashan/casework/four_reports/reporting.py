"""An act is reported, received and recorded. None of it lets the act wait, and a late report is
taken like any other: it only says that it was late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.four_report_models import RATINGS, ActKind, ActReport, ExemptGround, Outcome
from tashan.casework.four_reports.rules import ReportRules, managing_office, rules_on
from tashan.casework.moving.by import By
from tashan.record import events
from tashan.record.models import User
from tashan.registry.entitlements import REPORTED_FIRST, entitled
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewReport:
    """What is intended; ``exempt`` and ``ground`` where it was done already, for a cause."""

    office: Entity
    firm: Entity
    kind: ActKind
    what: str
    legal_basis: str
    officers: str
    planned_on: date
    exempt: ExemptGround | None = None
    ground: str = ""


@transaction.atomic
def report(new: NewReport, *, by: By) -> ActReport:
    """Tell of an act beforehand, or of an exempt one afterwards.

    Raises UserError for a firm that holds no card, and for an act of the past without a ground.
    """
    rules = rules_on(by.on)
    _refuse_no_holder(new.firm, by.on)
    refuse_kind(new.office, new.firm, new.kind)
    _refuse_exempt_bank(new)
    _refuse_unsaid(new.what, new.legal_basis, new.officers)
    _refuse_day(new, rules)
    is_exempt = new.exempt is not None
    made = ActReport.objects.create(
        office=new.office, firm=new.firm, kind=new.kind, what=new.what.strip(),
        legal_basis=new.legal_basis.strip(), officers=new.officers.strip(),
        planned_on=new.planned_on, exempt=new.exempt or "", ground=new.ground.strip(),
        version=rules.held.version, reported_on=by.on, reported_by=person(by), at=by.at,
        wanted_by=None if is_exempt else rules.wanted_by(new.kind, new.planned_on),
        receiver=managing_office(rules),
        due_on=None if is_exempt else rules.due_after("receipt_days", by.on),
    )  # fmt: skip
    said = {"office": new.office.pk, "firm": new.firm.pk, "kind": new.kind.value,
            "planned_on": new.planned_on.isoformat(), "exempt": made.exempt}  # fmt: skip
    note(made.stream, "act.reported", said, by)
    return made


def _refuse_no_holder(firm: Entity, on: date) -> None:
    if firm.kind != Kind.ENTERPRISE or not entitled([firm.pk], REPORTED_FIRST, on):
        raise UserError(
            _("This enterprise is not entitled to hear of acts first."),
            hint=_("Only holders of the service card are: nothing needs to be reported here."),
        )


def refuse_kind(office: Entity, firm: Entity, kind: ActKind) -> None:
    """An office acts in any of the four ways; a firm on itself, and a bank, in one only each."""
    if office.kind != Kind.ENTERPRISE:
        return
    if office == firm and kind != ActKind.CLOSURE:
        raise UserError(
            _("An enterprise reports its own layoffs or closure."), hint=_("Give closure.")
        )
    if office != firm and kind != ActKind.LOAN:
        raise UserError(
            _("A bank reports the loans that it means to withdraw."), hint=_("Give loan.")
        )


def _refuse_exempt_bank(new: NewReport) -> None:
    if new.exempt is not None and new.kind == ActKind.LOAN:
        raise UserError(
            _("No withdrawal of a loan is exempt: the grounds are those of acts of offices."),
            hint=_("Report it beforehand."),
        )


def _refuse_unsaid(*texts: str) -> None:
    if not all(text.strip() for text in texts):
        raise UserError(
            _("A report says what is intended, on which legal basis, and by whom."),
            hint=_("Fill in all three."),
        )


def _refuse_day(new: NewReport, rules: ReportRules) -> None:
    if new.exempt is None:
        if new.ground.strip():
            raise UserError(
                _("A ground is given, and no kind of exemption."),
                hint=_("Choose the kind of exemption, or leave the ground out."),
            )
        if new.planned_on < rules.on:
            raise UserError(
                _("The act lies in the past, on %s.") % new.planned_on.isoformat(),
                hint=_("Record it as exempt with its ground, or among acts without a report."),
            )
        return
    if new.exempt not in rules.exempt:
        raise UserError(
            _("“%s” is no ground for an exemption here.") % new.exempt.label,
            hint=_("Choose another one: the adopted mechanism lists them."),
        )
    if not new.ground.strip():
        raise UserError(
            _("An exempt act needs its ground."),
            hint=_("Say what happened: the complaint, the accident, the order."),
        )
    if new.planned_on > rules.on:
        raise UserError(
            _("An exempt act is recorded after it was done."),
            hint=_("Give the day on which it was done, or report it beforehand."),
        )


@transaction.atomic
def receive(row: ActReport, remark: str, *, by: By) -> ActReport:
    """The managing office has seen it. Raises UserError twice over and for one's own report."""
    held = locked(row)
    if held.exempt:
        raise UserError(
            _("An exempt act needs no receipt."), hint=_("It is recorded after it was done.")
        )
    if held.received_on is not None:
        raise UserError(
            _("It was received on %s.") % held.received_on.isoformat(), hint=_("Nothing is left.")
        )
    if held.reported_by_id == person(by).pk:
        raise UserError(
            _("Who reports does not receive."), hint=_("Somebody else of the office does.")
        )
    if by.on < held.reported_on:
        raise UserError(
            _("It was reported on %s.") % held.reported_on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    held.received_on, held.received_by, held.remark = by.on, person(by), remark.strip()
    held.save()
    note(held.stream, "act.received", {"remark": held.remark}, by)
    return held


@transaction.atomic
def record(row: ActReport, outcome: Outcome, result: str, *, by: By) -> ActReport:
    """What became of it, on the day of ``by``; whether it was received makes no difference."""
    held = locked(row)
    if held.outcome:
        raise UserError(
            _("It is recorded already: %s.") % Outcome(held.outcome).label,
            hint=_("Look at its page again."),
        )
    first = held.planned_on if held.exempt else held.reported_on
    if by.on < first:
        raise UserError(
            _("It cannot have ended before %s.") % first.isoformat(),
            hint=_("Give that day or a later one."),
        )
    if not result.strip():
        raise UserError(_("Say what came of it."), hint=_("One sentence is enough."))
    held.outcome, held.done_on, held.result = outcome, by.on, result.strip()
    held.save()
    note(held.stream, "act.recorded", {"outcome": outcome.value, "result": held.result}, by)
    return held


@transaction.atomic
def rate(row: ActReport, rating: int, comment: str, *, by: By) -> ActReport:
    """The enterprise's word on how it was done, once it is recorded."""
    held = locked(row)
    least, most = RATINGS
    if not held.outcome:
        raise UserError(_("It is not recorded yet what came of it."), hint=_("Rate it when it is."))
    if held.rating is not None:
        raise UserError(_("It is rated already."), hint=_("A rating stands as it was given."))
    if not least <= rating <= most:
        raise UserError(_("A rating goes from one to five."), hint=_("Choose one of them."))
    held.rating, held.comment, held.rated_on = rating, comment.strip(), by.on
    held.save()
    note(held.stream, "act.rated", {"rating": rating}, by)
    return held


def locked(row: ActReport) -> ActReport:
    """The row as it is now, for a move."""
    return ActReport.objects.select_for_update().get(pk=row.pk)


def person(by: By) -> User:
    """Who does it: none of it happens of itself."""
    if by.user is None:
        raise ValueError("acts are reported and received by persons")
    return by.user


def note(stream: str, kind: str, said: dict[str, Any], by: By) -> None:
    """The event in the stream of a report or of an act without one."""
    events.append(stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)
