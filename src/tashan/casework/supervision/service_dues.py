"""Orders that no office has: the centre dispatches and closes them, a leader decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tashan.casework.due import Due
from tashan.casework.leading import leaders
from tashan.casework.service_models import OrderState, ServiceOrder
from tashan.casework.services.menu import CENTRE
from tashan.casework.supervision.rules import ladder_on
from tashan.duties.holding import holder

KIND, PAGE = "service_order", "service_order"
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
    centre, ladder = holder(CENTRE, on), ladder_on(on)
    office = centre.office.pk if centre is not None else None
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
