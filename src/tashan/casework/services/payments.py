"""Late payments to small firms: filed, sent to an office within the legal limit, and the result.

Who must pay when: State Council Decree 802, article 9. The result has the limit of the matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework import acts, calendars
from tashan.casework.acts import By, Outcome
from tashan.casework.moving.receiving import receive
from tashan.casework.opening import open_case, propose
from tashan.casework.perms import actor_of
from tashan.casework.service_models import (
    ComplaintResult,
    ComplaintState,
    DebtorKind,
    PaymentComplaint,
)
from tashan.casework.services.holding import note, person, told
from tashan.casework.services.menu import menu_in_force, number, number_or_none
from tashan.casework.states import State
from tashan.duties.acting import who_acts
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.following import survivor
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on

PART = "late_payment"
DEBTORS = {DebtorKind.PUBLIC: Kind.OFFICE, DebtorKind.LARGE: Kind.ENTERPRISE}


class ComplaintAct(StrEnum):
    """What is done with a complaint."""

    SEND = "send"
    RESULT = "result"


def complaint_acts(user: User, complaint: PaymentComplaint, on: date) -> list[ComplaintAct]:
    """What the user may do: stewards send it, the office that has it gives the result."""
    if complaint.state == ComplaintState.FILED and perms.may_keep_work(user):
        return [ComplaintAct.SEND]
    is_in_hand = complaint.state == ComplaintState.IN_HAND and perms.may_report_work(user)
    if is_in_hand and actor_of(user, on).handles(complaint.office_id):
        return [ComplaintAct.RESULT]
    return []


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """``fen`` are owed by the debtor for what was delivered under a contract.

    ``agreed_on`` is the day of payment that the contract says, None where it says none.
    """

    enterprise: Entity
    debtor: Entity
    debtor_kind: DebtorKind
    contract: str
    fen: int
    delivered_on: date
    agreed_on: date | None
    says: str


@transaction.atomic
def file_complaint(new: NewComplaint, *, by: By) -> PaymentComplaint:
    """A firm complains. Raises UserError before the payment is due by law."""
    firm, debtor = survivor(new.enterprise), survivor(new.debtor)
    _refuse_strange(new, firm, debtor)
    rules = menu_in_force(by.on)
    legal = legal_day(rules, new.debtor_kind, new.delivered_on, new.agreed_on)
    if by.on <= legal:
        raise UserError(
            _("By law the payment is due on %s.") % legal, hint=_("Complain after that day.")
        )
    made = PaymentComplaint.objects.create(
        adoption=rules.adoption, enterprise=firm, debtor=debtor, debtor_kind=new.debtor_kind,
        contract=told(new.contract, _("the contract"))[:200], fen=new.fen,
        delivered_on=new.delivered_on, agreed_on=new.agreed_on, legal_on=legal,
        says=told(new.says, _("what it is about")), filed_on=by.on, filed_by=person(by), at=by.at,
    )  # fmt: skip
    said = {"enterprise": firm.pk, "debtor": debtor.pk, "fen": new.fen,
            "legal_on": legal.isoformat()}  # fmt: skip
    note(made.stream, "payment_complaint.filed", said, by)
    return made


def _refuse_strange(new: NewComplaint, firm: Entity, debtor: Entity) -> None:
    wanted = DEBTORS[DebtorKind(new.debtor_kind)]
    if firm.kind != Kind.ENTERPRISE or debtor.kind != wanted or firm.pk == debtor.pk:
        raise UserError(
            _("An enterprise complains about an office or a large enterprise."),
            hint=_("Choose who owes, and of which kind it is."),
        )
    if new.fen <= 0:
        raise UserError(_("The sum is more than nothing."), hint=_("Give it in yuan."))
    if new.agreed_on is not None and new.agreed_on < new.delivered_on:
        raise UserError(
            _("The agreed day is before the delivery."), hint=_("Look at the contract again.")
        )


def legal_day(rules: InForce, kind: DebtorKind, delivered: date, agreed: date | None) -> date:
    """The last lawful day of payment by article 9.

    A public body pays in 30 days, or as agreed and never after 60; a large enterprise in 60 days,
    or as agreed. The numbers are the file's.
    """
    if kind == DebtorKind.LARGE:
        usual = delivered + timedelta(days=number(rules, "large_pays", delivered))
        return agreed or usual
    most = delivered + timedelta(days=number(rules, "public_pays_most", delivered))
    usual = delivered + timedelta(days=number(rules, "public_pays", delivered))
    return min(agreed, most) if agreed else usual


def send_by(complaint: PaymentComplaint) -> date | None:
    """The last day to send a complaint that was filed; None once it was, or without a limit."""
    if complaint.state != ComplaintState.FILED:
        return None
    days = number_or_none(
        current.of(complaint.adoption, complaint.filed_on), "send_days", complaint.filed_on
    )
    if days is None:
        return None
    return calendars.in_force().calendar.nth_working_day_after(complaint.filed_on, days)


@transaction.atomic
def send_complaint(
    complaint: PaymentComplaint, office: Entity | None = None, *, by: By
) -> PaymentComplaint:
    """The centre sends it to the office that looks into it; its legal limit begins this day.

    Without ``office`` whoever answers for the duty; who owes is never judge of its own debt.
    """
    row = _held(complaint, ComplaintState.FILED)
    rules = current.of(row.adoption, by.on)
    proposal = propose(rules, PART, row.enterprise, by.on, about=row.stream)
    (step,) = proposal.applying
    chosen = office or _usual(step.step.duty, by.on)
    if chosen.pk == row.debtor_id:
        raise UserError(
            _("This office owes the money itself."), hint=_("Send the complaint to another one.")
        )
    title = f"{name_on(row.enterprise, by.on)}：{row.contract}"
    case = open_case(
        proposal, title=title, applicant=row.enterprise, by=by, parties={step.step.duty: chosen}
    )
    matter = case.matters.get()
    receive(matter.pk, by=By(None, by.at, by.on))  # of itself: nobody waits for an office to
    row.state, row.office, row.matter = ComplaintState.IN_HAND, chosen, matter
    row.save()
    note(row.stream, "payment_complaint.sent", {"office": chosen.pk, "case": case.pk}, by)
    return row


def _usual(duty: str, on: date) -> Entity:
    acting = who_acts(duty, "", on)
    if acting is None:
        raise UserError(
            _("On %(on)s nobody answers for the duty “%(duty)s”.") % {"on": on, "duty": duty},
            hint=_("A registrar enters on the page of duties who does."),
        )
    return acting.office


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a complaint; ``paid_fen`` on ``paid_on``, both None where nothing was paid."""

    result: ComplaintResult
    says: str
    paid_fen: int | None = None
    paid_on: date | None = None


@transaction.atomic
def give_result(complaint: PaymentComplaint, found: Found, *, by: By) -> PaymentComplaint:
    """The result in writing: paid, a plan, disputed, or not founded. It ends the legal limit."""
    row = _held(complaint, ComplaintState.IN_HAND)
    _refuse_sum(row, found, by.on)
    text = told(found.says, _("the result"))
    matter = row.matter
    if matter is None:
        raise TypeError("a complaint in hand has its matter")
    if matter.accepted_on is None:
        acts.accept(matter.pk, by=by)
        acts.take_up(matter.pk, by=by)
    elif matter.state == State.ACCEPTED:
        acts.take_up(matter.pk, by=by)
    if matter.ended_on is None:
        acts.decide(matter.pk, Outcome.PASS, text, by=by)
    row.state, row.result, row.result_says = ComplaintState.ENDED, found.result, text
    row.result_on, row.result_by = by.on, person(by)
    row.paid_fen, row.paid_on = found.paid_fen, found.paid_on
    row.save()
    said = {"result": found.result, "says": text, "paid_fen": found.paid_fen}
    note(row.stream, "payment_complaint.ended", said, by)
    return row


def _refuse_sum(row: PaymentComplaint, found: Found, on: date) -> None:
    if (found.paid_fen is None) != (found.paid_on is None):
        raise UserError(
            _("A payment has a sum and a day."), hint=_("Give both, or neither where none came.")
        )
    is_whole = found.paid_fen == row.fen
    if found.paid_fen is not None and not 0 < found.paid_fen <= row.fen:
        raise UserError(
            _("More was paid than is owed."), hint=_("Give the part that belongs to this contract.")
        )
    if (found.result == ComplaintResult.PAID) != is_whole:
        raise UserError(
            _("“Paid in full” is the whole sum."),
            hint=_("Choose another result, or give the whole sum."),
        )
    if found.paid_on is not None and not row.delivered_on <= found.paid_on <= on:
        raise UserError(
            _("The day of payment lies between the delivery and today."),
            hint=_("Look at the receipt again."),
        )


def _held(complaint: PaymentComplaint, state: ComplaintState) -> PaymentComplaint:
    rows = PaymentComplaint.objects.select_for_update(of=("self",))
    row = rows.select_related("adoption", "enterprise", "debtor", "matter").get(pk=complaint.pk)
    if row.state != state:
        raise UserError(
            _("The complaint is “%s”.") % ComplaintState(row.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return row
