"""Lists of orders: the desk of the service centre and the offices, and a firm's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.casework import calendars
from tashan.casework.clocks import WorkingDays
from tashan.casework.service_models import OrderState, ServiceDispatch, ServiceOrder
from tashan.casework.services.below import offices_below
from tashan.casework.services.lights import last_day_of, light_on, light_until
from tashan.casework.services.seeing import sent_to, visible_orders
from tashan.registry.naming import names_on
from tashan.web.cases.matter_words import said
from tashan.web.listing import in_order, order_of, page_of, words_of
from tashan.web.services.words import light_says

COLUMNS = {"number": "pk", "day": "ordered_on", "state": "state"}
UNSIGNED, LATE = "unsigned", "late"


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a table, with where it is and the light of its clock."""

    row: ServiceOrder
    sent: ServiceDispatch | None
    firm: str
    office: str
    on: date
    light: Light | None

    @property
    def url(self) -> str:
        return reverse("service_order", args=[self.row.pk])

    @property
    def title(self) -> str:
        return said(self.row.title)

    @property
    def is_with_office(self) -> bool:
        return self.row.state == OrderState.DISPATCHED and self.sent is not None

    @property
    def light_word(self) -> str:
        """The light in words: of the office's answer, or of what the order waits for."""
        if self.row.wait_until is not None or self.sent is None:
            return light_says(self.light, self.row.wait_until)
        return light_says(self.light, last_day_of(self.sent.matter))

    @property
    def signing(self) -> str:
        """Whether it was signed for, or until when it is to be."""
        if self.sent is None or not self.is_with_office:
            return ""
        signed = self.sent.matter.accepted_on
        if signed is not None:
            return _("Signed for %s") % signed
        if self.sent.sign_by < self.on:
            return _("Not signed for since %s") % self.sent.sign_by
        return _("To be signed for by %s") % self.sent.sign_by

    @property
    def is_unsigned_late(self) -> bool:
        sent = self.sent
        return (
            sent is not None and self.is_with_office
            and sent.matter.accepted_on is None and sent.sign_by < self.on
        )  # fmt: skip


def order_rows(orders: Iterable[ServiceOrder], on: date) -> list[OrderRow]:
    """Orders with the dispatch that each is at. Two queries for all, and the names."""
    rows = list(orders)
    sends = ServiceDispatch.objects.filter(order__in=[one.pk for one in rows])
    newest = {one.order_id: one for one in sends.select_related("matter").order_by("position")}
    ids = {one.enterprise_id for one in rows} | {one.office_id for one in newest.values()}
    names = names_on(ids, on)
    calendar = calendars.in_force().calendar
    return [row_of(one, newest.get(one.pk), names, on, calendar) for one in rows]


def row_of(
    order: ServiceOrder, sent: ServiceDispatch | None, names: Mapping[int, str], on: date,
    calendar: WorkingDays,
) -> OrderRow:  # fmt: skip
    """One order with its newest dispatch, and the light of who has it: an office or the centre."""
    firm, office = names.get(order.enterprise_id, ""), ""
    light = light_until(order.wait_until, on, calendar)
    if sent is not None:
        office = names.get(sent.office_id, "")
        if order.state == OrderState.DISPATCHED:
            light = light_on(sent.matter, on, calendar)
    return OrderRow(order, sent, firm, office, on, light)


def with_newest(orders: QuerySet[ServiceOrder]) -> QuerySet[ServiceOrder]:
    """Orders with what the filters of the desk ask of their newest dispatch."""
    sends = ServiceDispatch.objects.filter(order=OuterRef("pk")).order_by("-position")
    return orders.annotate(
        signed_on=Subquery(sends.values("matter__accepted_on")[:1]),
        due_on=Subquery(sends.values("matter__promised_on")[:1]),
    )


class OrderList:
    """The orders that a user may see, filtered, sorted and paged as the address says."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.request, self.on = request, on
        self.state = request.GET.get("state", "")
        self.words = words_of(request)
        self.is_below = request.GET.get("below") == "1"
        self.order = order_of(request, COLUMNS, default="-number")

    @cached_property
    def below(self) -> frozenset[int]:
        """The offices that the user looks down on: a chip shows their orders alone."""
        return offices_below(self.request.user, self.on)

    @cached_property
    def visible(self) -> QuerySet[ServiceOrder]:
        rows = visible_orders(self.request.user, self.on)
        return with_newest(rows.filter(sent_to(self.below)) if self.is_below else rows)

    @property
    def filters(self) -> dict[str, Q]:
        """What a chip shows, by its code in the address."""
        with_office = Q(state=OrderState.DISPATCHED)
        return {one.value: Q(state=one) for one in OrderState} | {
            UNSIGNED: with_office & Q(signed_on=None),
            LATE: (with_office & Q(due_on__lt=self.on)) | Q(wait_until__lt=self.on),
        }

    @cached_property
    def chips(self) -> Sequence[tuple[str, str, int]]:
        """Code, word and count of each filter that has something."""
        counted = self.visible.aggregate(
            **{code: Count("pk", filter=rule) for code, rule in self.filters.items()}
        )
        words = {one.value: str(one.label) for one in OrderState} | {
            UNSIGNED: pgettext("service order", "Not signed for"),
            LATE: pgettext("service order", "Late"),
        }
        return [(code, words[code], n) for code, n in counted.items() if n or code == self.state]

    @cached_property
    def shown(self) -> Page[ServiceOrder]:
        rows = self.visible
        if self.state in self.filters:
            rows = rows.filter(self.filters[self.state])
        if self.words:
            rows = rows.filter(
                Q(says__icontains=self.words) | Q(title__zh__icontains=self.words)
                | Q(enterprise__names__name__icontains=self.words)
            ).distinct()  # fmt: skip
        return page_of(self.request, in_order(rows, self.order, COLUMNS))

    @cached_property
    def rows(self) -> list[OrderRow]:
        return order_rows(self.shown, self.on)
