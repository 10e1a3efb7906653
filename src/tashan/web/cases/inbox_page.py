"""What an inbox shows: the rows that the address asks for, and the counts of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from tashan.casework.calendars import in_force
from tashan.casework.dispatching import entitled_cases
from tashan.casework.office_inbox import (
    LIGHTS,
    PAGE_ROWS,
    SORTS,
    Asked,
    Counts,
    Row,
    Waiting,
    counts,
    rows,
)
from tashan.casework.perms import offices_of
from tashan.record import perms
from tashan.record.models import User
from tashan.web.cases.inbox_html import RowWriter
from tashan.web.figure_words import is_english
from tashan.web.listing import Order, order_of

MOST_PAGES = 10_000
TABS: Mapping[Waiting, Promise] = {
    Waiting.OPEN: pgettext_lazy("inbox", "In hand"),
    Waiting.ACCEPT: pgettext_lazy("inbox", "To accept"),
    Waiting.RECEIVE: pgettext_lazy("inbox", "To receive"),
    Waiting.ASKED: pgettext_lazy("inbox", "Opinions asked of us"),
    Waiting.STOPPED: pgettext_lazy("inbox", "Stopped"),
    Waiting.CHECK: pgettext_lazy("inbox", "To check afterwards"),
    Waiting.FOLLOW: pgettext_lazy("inbox", "Materials to follow"),
    Waiting.DELIVER: pgettext_lazy("inbox", "To deliver"),
}
LIGHT_LABELS: Mapping[str, Promise] = {
    "unlawful": pgettext_lazy("inbox", "Beyond the statute"),
    "red": pgettext_lazy("inbox", "Late"),
    "yellow": pgettext_lazy("inbox", "Due within two days"),
    "green": pgettext_lazy("inbox", "On time"),
    "idle": pgettext_lazy("inbox", "Without a clock"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A list of the inbox with how many stand in it."""

    code: str
    label: str | Promise
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    asked: Asked
    order: Order
    counts: Counts
    rows: SafeString
    shown: int
    has_next: bool
    has_office: bool

    @property
    def previous(self) -> int:
        return self.asked.page - 1

    @property
    def next(self) -> int:
        return self.asked.page + 1

    @property
    def tabs(self) -> list[Tab]:
        """Those that have something, and the one that is open."""
        current = self.asked.waiting
        told = [Tab(w.value, TABS[w], self.counts.waiting[w], w is current) for w in TABS]
        return [tab for tab in told if tab.count or tab.is_current]

    @property
    def lights(self) -> list[Tab]:
        """The lights of what is in hand."""
        if self.asked.waiting is not Waiting.OPEN:
            return []
        told = self.counts.lights
        all_lights = [
            Tab(code, LIGHT_LABELS[code], told[code], code == self.asked.light) for code in LIGHTS
        ]
        return [tab for tab in all_lights if tab.count or tab.is_current]


def inbox_page(request: HttpRequest, user: User, on: date) -> InboxPage:
    """The inbox of a user's offices on a day; the window sees what waits at all of them."""
    offices = offices_of(user, on)
    scope = None if perms.may_take_in(user) else offices
    calendar = in_force().calendar
    counted = counts(scope, on=on, calendar=calendar)
    asked, order = _asked(request, scope, counted)
    found = rows(asked, on=on, calendar=calendar)
    shown = found[:PAGE_ROWS]
    writer = RowWriter(asked.waiting, on=on, calendar=calendar, names=_names(shown, on),
                       entitled=entitled_cases(row.case for row in shown))  # fmt: skip
    return InboxPage(
        asked, order, counted, writer.rows(shown), len(shown), len(found) > PAGE_ROWS,
        has_office=scope is None or bool(offices),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeskMatters:
    """My office's matters by light, and the most urgent of them."""

    lights: list[Tab]
    waiting: list[Tab]
    rows: SafeString


DESK_ROWS = 8


def desk_matters(user: User, on: date) -> DeskMatters | None:
    """What the desk shows of the inbox; None for somebody without an office or a window."""
    offices = offices_of(user, on)
    scope = None if perms.may_take_in(user) else offices
    if scope is not None and not scope:
        return None
    calendar = in_force().calendar
    counted = counts(scope, on=on, calendar=calendar)
    waiting = Waiting.ACCEPT if scope is None else Waiting.OPEN
    asked = Asked(scope, waiting, tongue="en" if is_english() else "zh")
    found = rows(asked, on=on, calendar=calendar)[:DESK_ROWS]
    writer = RowWriter(waiting, on=on, calendar=calendar, names=_names(found, on),
                       entitled=entitled_cases(row.case for row in found))  # fmt: skip
    lights = [Tab(code, LIGHT_LABELS[code], n, False) for code, n in counted.lights.items() if n]
    others = [w for w in TABS if w is not Waiting.OPEN and counted.waiting[w]]
    tabs = [Tab(w.value, TABS[w], counted.waiting[w], False) for w in others]
    return DeskMatters(lights, tabs, writer.rows(found))


def _asked(
    request: HttpRequest, offices: frozenset[int] | None, counted: Counts
) -> tuple[Asked, Order]:
    """What the address asks for; the window begins with what is to be accepted."""
    first = Waiting.ACCEPT if offices is None else Waiting.OPEN
    said = request.GET.get("list", "")
    waiting = Waiting(said) if said in list(Waiting) else first
    light = request.GET.get("light", "")
    page = request.GET.get("page", "")
    order = order_of(request, dict.fromkeys(SORTS, ""), default="due")
    asked = Asked(
        offices,
        waiting,
        light if light in LIGHTS else "",
        order.column,
        order.is_descending,
        min(int(page), MOST_PAGES) if page.isdecimal() and page.strip("0") else 1,
        "en" if is_english() else "zh",
    )
    return asked, order


_NAMES = """
SELECT DISTINCT ON (entity_id) entity_id, name FROM registry_entityname
WHERE entity_id = ANY(%s) AND sort = 'official' AND replaced_id IS NULL AND since <= %s
ORDER BY entity_id, since DESC
"""


def _names(found: Iterable[Row], on: date) -> dict[int, str]:
    wanted = {pk for row in found for pk in (row.office, row.officer) if pk is not None}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [sorted(wanted), on])
        return dict(cursor.fetchall())
