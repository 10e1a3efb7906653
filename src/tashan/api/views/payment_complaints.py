"""Complaints about late payments to small firms: filed, sent, their results, their counts."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, named_or_none, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.guarantee_telling import money
from tashan.api.routers import services as router
from tashan.api.schemas import services as told
from tashan.api.services_telling import complaint_in_full, complaint_lines
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.casework.service_models import ComplaintResult, DebtorKind, PaymentComplaint
from tashan.casework.services.figures import payment_counts
from tashan.casework.services.payments import (
    ComplaintAct,
    Found,
    NewComplaint,
    complaint_acts,
    file_complaint,
    give_result,
    send_complaint,
)
from tashan.casework.services.seeing import (
    may_complain_for_firms,
    may_see_services,
    visible_complaints,
)
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
ROOT, ONE = "/payment-complaints", "/payment-complaints/{complaint_id}"
NEWEST = [Key("pk", is_descending=True)]
RELATED = ("enterprise", "debtor", "office", "matter", "adoption")


@door(router, "GET", ROOT, scope=READ, right=may_see_services,
      answer=Page[told.PaymentComplaintLine])  # fmt: skip
def list_payment_complaints(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.PaymentComplaintLine]:
    """The complaints that you may see, the newest first."""

    def shown(found: list[PaymentComplaint]) -> list[told.PaymentComplaintLine]:
        return complaint_lines(found, today(), request.user)

    rows = visible_complaints(request.user, today()).select_related(*RELATED)
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", ROOT, scope=WRITE, right=may_complain_for_firms,
      answer=told.PaymentComplaintTold, status=201)  # fmt: skip
def file_payment_complaint(
    request: ProgramRequest, given: told.PaymentComplaintGiven
) -> told.PaymentComplaintTold:
    """Complain about a payment that is late by law."""
    if given.debtor_kind not in DebtorKind.values:
        kinds = ", ".join(DebtorKind.values)
        raise UserError(_("There is no such kind of debtor."), hint=_("Give one of: %s.") % kinds)
    new = NewComplaint(
        enterprise=_firm(request, given), debtor=named(given.debtor),
        debtor_kind=DebtorKind(given.debtor_kind), contract=given.contract, fen=given.fen,
        delivered_on=given.delivered_on, agreed_on=given.agreed_on, says=given.says,
    )  # fmt: skip
    made = file_complaint(new, by=by_of(request, None))
    return complaint_in_full(_complaint(request, made.pk), today(), request.user)


def _firm(request: ProgramRequest, given: told.PaymentComplaintGiven) -> Entity:
    own = entity_of(request.user, today()) if perms.may_apply(request.user) else None
    if own is not None and given.enterprise is None:
        return own
    if given.enterprise is None or not perms.may_keep_work(request.user):
        raise UserError(
            _("An agent complains for the own enterprise, a steward for one that is named."),
            hint=_("Leave the enterprise out, or name it."),
        )
    return named(given.enterprise, Kind.ENTERPRISE)


@door(router, "GET", ROOT + "/counts", scope=READ, right=perms.may_see_work,
      answer=told.PaymentCountsTold)  # fmt: skip
def count_payment_complaints(
    request: ProgramRequest, first: date, last: date
) -> told.PaymentCountsTold:
    """The published counts of the complaints filed in a period."""
    found = payment_counts(first, last, on=today())
    return told.PaymentCountsTold(
        first=first, last=last, filed=found.filed, amount=money(found.fen), ended=found.ended,
        in_time=found.in_time, late=found.late, paid_in_full=found.paid,
        paid=money(found.paid_fen), planned=found.planned, disputed=found.disputed,
        unfounded=found.unfounded,
    )  # fmt: skip


def _complaint(request: ProgramRequest, complaint_id: int) -> PaymentComplaint:
    rows = visible_complaints(request.user, today()).select_related(*RELATED)
    found = rows.filter(pk=complaint_id).first()
    if found is None:
        raise Http404
    return found


@door(router, "GET", ONE, scope=READ, right=may_see_services, answer=told.PaymentComplaintTold)
def read_payment_complaint(request: ProgramRequest, complaint_id: Id) -> told.PaymentComplaintTold:
    """One complaint: who owes what, due when by law, and the result."""
    return complaint_in_full(_complaint(request, complaint_id), today(), request.user)


@door(router, "POST", ONE + "/send", scope=WRITE, right=perms.may_keep_work,
      answer=told.PaymentComplaintTold)  # fmt: skip
def send_payment_complaint(
    request: ProgramRequest, complaint_id: Id, given: told.PaymentComplaintSend
) -> told.PaymentComplaintTold:
    """Send it to the office that looks into it, never the one that owes; its limit begins."""
    row = _complaint(request, complaint_id)
    office = named_or_none(given.office, Kind.OFFICE)
    send_complaint(row, office, by=by_of(request, given.on))
    return complaint_in_full(_complaint(request, complaint_id), today(), request.user)


@door(router, "POST", ONE + "/result", scope=WRITE, right=perms.may_report_work,
      answer=told.PaymentComplaintTold)  # fmt: skip
def give_payment_result(
    request: ProgramRequest, complaint_id: Id, given: told.PaymentResultGiven
) -> told.PaymentComplaintTold:
    """The result in writing, by the office that has the complaint."""
    row = _complaint(request, complaint_id)
    if ComplaintAct.RESULT not in complaint_acts(request.user, row, today()):
        raise PermissionDenied
    if given.result not in ComplaintResult.values:
        results = ", ".join(ComplaintResult.values)
        raise UserError(_("There is no such result."), hint=_("Give one of: %s.") % results)
    found = Found(ComplaintResult(given.result), given.says, given.paid_fen, given.paid_on)
    give_result(row, found, by=by_of(request, given.on))
    return complaint_in_full(_complaint(request, complaint_id), today(), request.user)
