"""Orders that no office has: the centre dispatches and closes them, a leader decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tashan.casework.due import Due
from tashan.casework.leading import leaders
from tashan.casework.service_models import (
    ComplaintState,
    OrderState,
    PaymentComplaint,
    ServiceOrder,
)
from tashan.casework.services.menu import CENTRE
from tashan.casework.services.payments import send_by
from tashan.casework.supervision.rules import ladder_on
from tashan.duties.holding import holder

KIND, PAGE = "service_order", "service_order"
COMPLAINT_KIND, COMPLAINT_PAGE = "payment_complaint", "payment_complaint"
WORDS: Mapping[str, str] = {
    OrderState.ORDERED: "待派单",
    OrderState.DISPUTED: "待裁定",
    OrderState.ANSWERED: "待评价办结",
}


def service_dues(on: date) -> list[Due]:
    """What waits for the centre, and for the leader in charge of it where offices disagree."""
    rows = ServiceOrder.objects.filter(wait_until__isnull=False, ordered_on__lte=on).order_by("pk")
    known = list(rows.values_list("pk", "state", "title", "enterprise", "wait_until"))
    if not known:
        return []
    office, ladder = _centre(on), ladder_on(on)
    led = leaders(ladder.ladder.leader, on) if ladder is not None else {}
    arbiter = led.get(office) if office is not None else None
    return [
        Due(
            f"{KIND}:{key}:{state}-{until.isoformat()}", f"{WORDS[state]}：{title['zh']}", office,
            arbiter if state == OrderState.DISPUTED else None, firm, until,
            stands=False, said=None,
        )
        for key, state, title, firm, until in known
        if until is not None
    ]  # fmt: skip


def complaint_dues(on: date) -> list[Due]:
    """Complaints about late payments that the centre has still to send: only then do the days of
    their result run."""
    rows = PaymentComplaint.objects.filter(state=ComplaintState.FILED, filed_on__lte=on)
    known = list(rows.select_related("adoption").order_by("pk"))
    office = _centre(on) if known else None
    return [
        Due(
            f"{COMPLAINT_KIND}:{one.pk}", f"待转交投诉：{one.contract}", office, None,
            one.enterprise_id, send_by(one), stands=False, said=None,
        )
        for one in known
    ]  # fmt: skip


def _centre(on: date) -> int | None:
    found = holder(CENTRE, on)
    return found.office.pk if found is not None else None
