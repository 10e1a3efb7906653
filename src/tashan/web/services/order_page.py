"""One order: where it is, its clock, each dispatch with visits and answer, and what may be done."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.casework import calendars
from tashan.casework.perms import visible_cases
from tashan.casework.service_models import (
    OrderState,
    ServiceAnswer,
    ServiceDispatch,
    ServiceOrder,
    ServiceRating,
)
from tashan.casework.services.acting import acts_for
from tashan.casework.services.seeing import may_read_rating, visible_orders
from tashan.duties.dispatch_models import Visit
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.cases.matter_words import said
from tashan.web.services.order_list import OrderRow, row_of
from tashan.web.services.words import act_word

STATES = (OrderState.ORDERED, OrderState.DISPATCHED, OrderState.ANSWERED, OrderState.CLOSED)


class OrderPage:
    """An order as a user sees it on a day."""

    def __init__(self, row: ServiceOrder, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def sends(self) -> list[ServiceDispatch]:
        """Every dispatch, the newest first."""
        answers = ServiceAnswer.objects.select_related("reopening")
        rows = self.row.dispatches.select_related("matter", "case", "by", "returned_by")
        found = rows.prefetch_related("visits", Prefetch("answer", queryset=answers))
        return list(found.order_by("-position"))

    @cached_property
    def names(self) -> dict[int, str]:
        return names_on({self.row.enterprise_id} | {one.office_id for one in self.sends}, self.on)

    @property
    def firm(self) -> str:
        return self.names.get(self.row.enterprise_id, "")

    @cached_property
    def came_up(self) -> tuple[str, str]:
        """In what the order came up, and the page of it for those who see the work."""
        kind, _colon, key = self.row.about.partition(":")
        visit = (
            Visit.objects.filter(pk=key).first() if kind == "visit" and key.isdecimal() else None
        )
        if visit is None:
            return self.row.about, ""
        told = _("a visit on %s") % visit.on.isoformat()
        sees = perms.may_see_work(self.user)
        return told, reverse("secondment", args=[visit.secondment_id]) if sees else ""

    @property
    def title(self) -> str:
        return said(self.row.title)

    @cached_property
    def line(self) -> OrderRow:
        """Where it stands, as the lists tell it."""
        sent = self.sends[0] if self.sends else None
        return row_of(self.row, sent, self.names, self.on, calendars.in_force().calendar)

    @property
    def is_own(self) -> bool:
        """Whether the firm's own agent looks at it."""
        return perms.may_apply(self.user)

    @cached_property
    def cases(self) -> frozenset[int]:
        """The cases of its dispatches that the user may open; who looks on from above none."""
        rows = visible_cases(self.user, self.on).filter(pk__in=[one.case_id for one in self.sends])
        return frozenset() if self.is_own else frozenset(rows.values_list("pk", flat=True))

    @property
    def told(self) -> list[tuple[ServiceDispatch, str, ServiceAnswer | None]]:
        """Each dispatch with its office and its answer."""
        return [
            (one, self.names.get(one.office_id, ""), getattr(one, "answer", None))
            for one in self.sends
        ]

    @cached_property
    def ratings(self) -> list[ServiceRating]:
        """The firm's own words, for whom may read them: nobody who handled the order."""
        if not may_read_rating(self.user, self.row, self.on):
            return []
        rows = ServiceRating.objects.filter(answer__dispatch__order=self.row)
        return list(rows.order_by("pk"))

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The way of an order: each state, done, now or to come."""
        disputed = self.row.state == OrderState.DISPUTED
        at = 1 if disputed else STATES.index(OrderState(self.row.state))
        marks = ["done"] * at + ["now"] + [""] * (len(STATES) - at - 1)
        words = [str(one.label) for one in STATES]
        if disputed:
            words[1] = str(OrderState.DISPUTED.label)
        return list(zip(words, marks, strict=True))

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What the user may do now: the word and the address of its form."""
        return [
            (act_word(act), reverse("service_act", args=[self.row.pk, str(act)]))
            for act in acts_for(self.user, self.row, self.on)
        ]


def find_order(order_id: int, user: User, on: date) -> ServiceOrder | None:
    """The order, if there is one that the user may see."""
    rows = visible_orders(user, on).select_related("enterprise", "adoption", "repeats")
    return rows.filter(pk=order_id).first()
