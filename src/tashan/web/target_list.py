"""The table of a plan's targets: what is shown of it, in which order, and the month looked at."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from tashan.indicators.plan_states import PlanState
from tashan.indicators.target_table import COLUMNS, LIGHTS, chosen, in_order, states_for
from tashan.web.listing import Order, order_of, words_of
from tashan.web.target_rows import ShownTarget, rows_of

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    on: date
    office: int | None
    light: str
    words: str
    order: Order

    @property
    def is_filtered(self) -> bool:
        return bool(self.office or self.light or self.words)


def asked_of(request: HttpRequest) -> Asked:
    office = request.GET.get("office", "")
    light = request.GET.get("light", "")
    return Asked(
        on=day_of(request),
        office=int(office) if office.isdecimal() and len(office) < 19 else None,
        light=light if light in LIGHTS else "",
        words=words_of(request),
        order=order_of(request, dict(zip(COLUMNS, COLUMNS, strict=True)), default="light"),
    )


def day_of(request: HttpRequest) -> date:
    """The last day of the month that ``?on=`` names, else today."""
    found = MONTH.fullmatch(request.GET.get("on", ""))
    if not found:
        return timezone.localdate()
    year, month = int(found[1]), int(found[2])
    return date(year, month, calendar.monthrange(year, month)[1])


def shown(whole: PlanState, asked: Asked) -> list[ShownTarget]:
    """The lines that the address asks for, in its order."""
    rows = chosen(
        rows_of(whole, states_for(whole, asked.office)),
        office=asked.office,
        light=asked.light,
        words=asked.words,
    )
    return in_order(rows, asked.order.column, is_descending=asked.order.is_descending)
