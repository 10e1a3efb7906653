"""Complaints about late payments as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.adoption import current
from tashan.base.lights import Light
from tashan.casework import calendars
from tashan.casework.service_models import ComplaintState, DebtorKind, PaymentComplaint
from tashan.casework.services.figures import PaymentCounts, payment_counts
from tashan.casework.services.lights import light_on
from tashan.casework.services.menu import basis_of
from tashan.casework.services.payments import ComplaintAct, complaint_acts
from tashan.casework.services.seeing import sees_all, visible_complaints
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.listing import in_order, order_of, page_of
from tashan.web.services.words import light_says

COLUMNS = {"number": "pk", "fen": "fen", "day": "filed_on", "legal": "legal_on"}


def complaint_act_word(act: ComplaintAct) -> str:
    """What the button of an act says."""
    if act is ComplaintAct.SEND:
        return pgettext("payment complaint", "Send to an office")
    return pgettext("payment complaint", "Give the result")


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint in a table, with the light of its legal limit."""

    row: PaymentComplaint
    names: dict[int, str]
    on: date
    light: Light | None

    @property
    def url(self) -> str:
        return reverse("payment_complaint", args=[self.row.pk])

    @property
    def firm(self) -> str:
        return self.names.get(self.row.enterprise_id, "")

    @property
    def debtor(self) -> str:
        return self.names.get(self.row.debtor_id, "")

    @property
    def office(self) -> str:
        return self.names.get(self.row.office_id or 0, "")

    @property
    def sum(self) -> str:
        return money(self.row.fen)

    @property
    def paid(self) -> str:
        return money(self.row.paid_fen)

    @property
    def due(self) -> date | None:
        """The last day of the legal limit; None while no office has it."""
        return self.row.matter.statutory_on if self.row.matter else None

    @property
    def light_word(self) -> str:
        return light_says(self.light, self.due)

    @property
    def late_days(self) -> int:
        """How many days the payment is beyond the law, until it was paid in full or today."""
        until = self.row.paid_on if self.row.paid_fen == self.row.fen else None
        return max(((until or self.on) - self.row.legal_on).days, 0)


def complaint_rows(rows: list[PaymentComplaint], on: date) -> list[ComplaintRow]:
    """Complaints with all names looked up once."""
    ids = {one.enterprise_id for one in rows} | {one.debtor_id for one in rows}
    ids |= {one.office_id for one in rows if one.office_id}
    names, calendar = names_on(ids, on), calendars.in_force().calendar
    return [
        ComplaintRow(one, names, on, light_on(one.matter, on, calendar) if one.matter else None)
        for one in rows
    ]


class ComplaintList:
    """The complaints that a user may see, and the counts of the year for who sees all."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.request, self.on = request, on
        self.order = order_of(request, COLUMNS, default="-number")
        self.state = request.GET.get("state", "")

    @cached_property
    def visible(self) -> QuerySet[PaymentComplaint]:
        return visible_complaints(self.request.user, self.on)

    @property
    def states(self) -> list[ComplaintState]:
        found = set(self.visible.order_by().values_list("state", flat=True).distinct())
        return [one for one in ComplaintState if one in found]

    @cached_property
    def shown(self) -> Page[PaymentComplaint]:
        rows = self.visible.select_related("matter")
        if self.state in ComplaintState.values:
            rows = rows.filter(state=self.state)
        return page_of(self.request, in_order(rows, self.order, COLUMNS))

    @cached_property
    def rows(self) -> list[ComplaintRow]:
        return complaint_rows(list(self.shown), self.on)

    @cached_property
    def counts(self) -> PaymentCounts | None:
        """What is published of this year's complaints."""
        if not sees_all(self.request.user):
            return None
        return payment_counts(date(self.on.year, 1, 1), self.on, on=self.on)

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """The counts in words, each with what it is of."""
        one = self.counts
        if one is None:
            return []
        ended = _("%(n)d of %(of)d") % {"n": one.ended, "of": one.filed}
        in_time = _("%(n)d of %(of)d") % {"n": one.in_time, "of": one.ended}
        return [
            (_("Filed this year"), str(one.filed), money(one.fen)),
            (_("Result given"), str(one.ended), ended),
            (_("Within the legal limit"), str(one.in_time), in_time),
            (_("Beyond the legal limit"), str(one.late), ""),
            (_("Paid in full"), str(one.paid), money(one.paid_fen)),
        ]


class ComplaintPage:
    """One complaint as a user sees it on a day."""

    def __init__(self, row: PaymentComplaint, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def line(self) -> ComplaintRow:
        return complaint_rows([self.row], self.on)[0]

    @property
    def basis(self) -> str:
        """What the last lawful day rests on."""
        held = current.of_version(self.row.adoption.versions.latest("number"))
        is_large = self.row.debtor_kind == DebtorKind.LARGE
        return basis_of(held, "large_pays" if is_large else "public_pays")

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What the user may do now: the word and the address of its form."""
        return [
            (
                complaint_act_word(act),
                reverse("payment_complaint_act", args=[self.row.pk, str(act)]),
            )
            for act in complaint_acts(self.user, self.row, self.on)
        ]
