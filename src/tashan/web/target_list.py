"""The table of a plan's targets: what is shown of it, in which order, and the month looked at."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from django.utils import timezone

from tashan.base.lights import Light
from tashan.indicators.plan_states import PlanState
from tashan.web.listing import Order, order_of, words_of
from tashan.web.target_words import TargetRow, rows_of

COLUMNS = {name: name for name in ("light", "title", "share", "difference", "answerable")}
LIGHTS = ("red", "yellow", "green", "unknown")
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
        order=order_of(request, COLUMNS, default="light"),
    )


def day_of(request: HttpRequest) -> date:
    """The last day of the month that ``?on=`` names, else today."""
    found = MONTH.fullmatch(request.GET.get("on", ""))
    if not found:
        return timezone.localdate()
    year, month = int(found[1]), int(found[2])
    return date(year, month, calendar.monthrange(year, month)[1])


def shown(whole: PlanState, asked: Asked) -> list[TargetRow]:
    """The lines that the address asks for. With an office its parts count too, else the top."""
    states = whole.states if asked.office else whole.top
    rows = [row for row in rows_of(whole, list(states)) if _is_asked(row, asked)]
    return in_order(rows, asked.order)


def _is_asked(row: TargetRow, asked: Asked) -> bool:
    target = row.state.target
    return (
        (asked.office is None or target.answerable_id == asked.office)
        and (not asked.light or light_code(row) == asked.light)
        and (asked.words.casefold() in f"{row.title} {row.subject}".casefold())
    )


def light_code(row: TargetRow) -> str:
    return str(row.state.light or "unknown")


def in_order(rows: Iterable[TargetRow], order: Order) -> list[TargetRow]:
    """Bottom lines come first in every order; what is not known comes last either way."""
    held = list(rows)
    if order.column in ("share", "difference"):
        known = [row for row in held if _number(row, order.column) is not None]
        rest = [row for row in held if _number(row, order.column) is None]
        known.sort(key=lambda row: _number(row, order.column) or 0, reverse=order.is_descending)
        held = known + rest
    else:
        held.sort(key=lambda row: _words(row, order.column), reverse=order.is_descending)
    return sorted(held, key=lambda row: not row.state.target.is_bottom_line)


def _number(row: TargetRow, column: str) -> Decimal | None:
    if column == "difference":
        return row.state.difference
    measured = row.state.measured
    return measured.progress.share.value if measured else None


def _words(row: TargetRow, column: str) -> tuple[int | Decimal, str]:
    if column == "title":
        return 0, row.title
    if column == "answerable":
        return 0, row.answerable
    light = row.state.light
    urgency = Light.GREEN.urgency - Decimal("0.5") if light is None else Decimal(light.urgency)
    return urgency * 1000 + (row.state.difference or 0), row.title
