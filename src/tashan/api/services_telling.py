"""Services as answers tell them: orders, figures, late payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from tashan.api.fields import ROOT, Money
from tashan.api.guarantee_telling import money
from tashan.api.schemas import services as told
from tashan.api.schemas.shared import Refs
from tashan.casework import calendars
from tashan.casework.clocks import WorkingDays
from tashan.casework.models import Matter
from tashan.casework.service_models import (
    OrderState,
    PaymentComplaint,
    ServiceAnswer,
    ServiceDispatch,
    ServiceOrder,
    ServiceRating,
)
from tashan.casework.services.acting import acts_for
from tashan.casework.services.figures import Share
from tashan.casework.services.lights import light_on, light_until
from tashan.casework.services.payments import complaint_acts
from tashan.casework.services.seeing import may_read_rating
from tashan.record.models import User
from tashan.record.perms import Visitor


def order_lines(
    rows: Sequence[ServiceOrder], on: date, viewer: Visitor
) -> list[told.ServiceLine]:  # fmt: skip
    """Orders with the dispatch that each is at."""
    sends = ServiceDispatch.objects.filter(order__in=[one.pk for one in rows])
    newest = {
        one.order_id: one
        for one in sends.select_related("matter", "office").order_by("position")
    }  # fmt: skip
    known = [one.enterprise for one in rows] + [one.office for one in newest.values()]
    refs = Refs(known, on=on, viewer=viewer)
    calendar = calendars.in_force().calendar
    return [told.ServiceLine(**_order(one, newest.get(one.pk), refs, on, calendar)) for one in rows]


def _order(
    row: ServiceOrder, sent: ServiceDispatch | None, refs: Refs, on: date, calendar: WorkingDays
) -> dict[str, Any]:  # fmt: skip
    matter = sent.matter if sent else None
    with_office = row.state == OrderState.DISPATCHED
    return {
        "id": row.pk, "url": f"{ROOT}/services/orders/{row.pk}", "service": row.service,
        "title": row.title["zh"], "enterprise": refs.to(row.enterprise), "state": row.state,
        "ordered_on": row.ordered_on, "wait_until": row.wait_until, "closed_on": row.closed_on,
        "about": row.about,
        "repeats": row.repeats_id, "office": refs.to(sent.office) if sent else None,
        "sign_by": sent.sign_by if sent else None,
        "signed_on": matter.accepted_on if matter else None,
        "answer_by": matter.promised_on if matter else None,
        "light": _light(matter, on, calendar) if with_office else _waits(row, on, calendar),
    }  # fmt: skip


def _waits(row: ServiceOrder, on: date, calendar: WorkingDays) -> str | None:
    light = light_until(row.wait_until, on, calendar)
    return None if light is None else str(light)


def _light(matter: Matter | None, on: date, calendar: WorkingDays) -> str | None:
    light = light_on(matter, on, calendar) if matter else None
    return None if light is None else str(light)


def order_in_full(row: ServiceOrder, on: date, viewer: User) -> told.ServiceInFull:
    """An order with its dispatches; ratings for whom may read them only."""
    answers = Prefetch("answer", queryset=ServiceAnswer.objects.select_related("reopening"))
    rows = row.dispatches.select_related("matter", "office").prefetch_related("visits", answers)
    sends = list(rows.order_by("position"))
    refs = Refs([row.enterprise, *(one.office for one in sends)], on=on, viewer=viewer)
    ratings: list[ServiceRating] = []
    if may_read_rating(viewer, row, on):
        ratings = list(ServiceRating.objects.filter(answer__dispatch__order=row).order_by("pk"))
    return told.ServiceInFull(
        **_order(row, sends[-1] if sends else None, refs, on, calendars.in_force().calendar),
        says=row.says,
        sent=[_sent(one, refs) for one in sends],
        ratings=[
            told.ServiceRated(mark=r.mark, is_solved=r.is_solved, words=r.words, on=r.on)
            for r in ratings
        ],
        acts=[str(act) for act in acts_for(viewer, row, on)],
    )


def _sent(row: ServiceDispatch, refs: Refs) -> told.ServiceSent:
    given: ServiceAnswer | None = getattr(row, "answer", None)
    return told.ServiceSent(
        position=row.position, office=refs.to(row.office), duty=row.duty,
        procedure=row.procedure, on=row.on, is_binding=row.is_binding, case=row.case_id,
        sign_by=row.sign_by, signed_on=row.matter.accepted_on, answer_by=row.matter.promised_on,
        returned_on=row.returned_on, returned_duty=row.returned_duty,
        returned_document=row.returned_document, returned_says=row.returned_says,
        visits=[
            told.ServiceVisitTold(on=one.on, who=one.who, says=one.says)
            for one in row.visits.all()
        ],
        answer=_answer(given) if given else None,
    )  # fmt: skip


def _answer(row: ServiceAnswer) -> told.ServiceAnswerTold:
    again = getattr(row, "reopening", None)
    return told.ServiceAnswerTold(
        outcome=row.outcome, says=row.says, on=row.on,
        reopened_on=again.on if again else None, reopened=again.says if again else None,
    )  # fmt: skip


def share_told(one: Share) -> told.ServiceShare:
    """A share with its numbers; a hidden one has none."""
    return told.ServiceShare(
        code=one.code, numerator=one.numerator, denominator=one.denominator,
        is_hidden=one.is_hidden, percent=rounded(one.percent, "0.1"),
    )  # fmt: skip


def rounded(value: Decimal | None, step: str) -> str | None:
    """With the decimals of ``step``; None stays unknown."""
    return None if value is None else str(value.quantize(Decimal(step)))


def complaint_lines(
    rows: Sequence[PaymentComplaint], on: date, viewer: Visitor
) -> list[told.PaymentComplaintLine]:
    """Complaints with the day of their legal limit."""
    refs = _refs(rows, on, viewer)
    calendar = calendars.in_force().calendar
    return [told.PaymentComplaintLine(**_complaint(one, refs, on, calendar)) for one in rows]


def complaint_in_full(
    row: PaymentComplaint, on: date, viewer: User
) -> told.PaymentComplaintTold:  # fmt: skip
    """One complaint, and what the viewer may do."""
    refs = _refs([row], on, viewer)
    return told.PaymentComplaintTold(
        **_complaint(row, refs, on, calendars.in_force().calendar),
        says=row.says, result_says=row.result_says,
        acts=[str(act) for act in complaint_acts(viewer, row, on)],
    )  # fmt: skip


def _refs(rows: Sequence[PaymentComplaint], on: date, viewer: Visitor) -> Refs:
    known = [each for one in rows for each in (one.enterprise, one.debtor, one.office)]
    return Refs(known, on=on, viewer=viewer)


def _complaint(
    row: PaymentComplaint, refs: Refs, on: date, calendar: WorkingDays
) -> dict[str, Any]:
    return {
        "id": row.pk, "url": f"{ROOT}/payment-complaints/{row.pk}",
        "enterprise": refs.to(row.enterprise), "debtor": refs.to(row.debtor),
        "debtor_kind": row.debtor_kind, "contract": row.contract, "amount": money(row.fen),
        "delivered_on": row.delivered_on, "agreed_on": row.agreed_on, "legal_on": row.legal_on,
        "state": row.state, "filed_on": row.filed_on, "office": refs.of(row.office),
        "result_by": row.matter.statutory_on if row.matter else None, "result": row.result,
        "result_on": row.result_on, "paid": Money.of(row.paid_fen), "paid_on": row.paid_on,
        "light": _light(row.matter, on, calendar),
    }  # fmt: skip
