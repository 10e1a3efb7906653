"""The list of guarantees: by state, bank and light, and what the limits of the fund leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.base.lights import Light
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.guarantee_models import (
    Guarantee,
    GuaranteeState,
    Inspection,
    WatchLevel,
)
from tashan.programmes.guarantees.course import liabilities
from tashan.programmes.guarantees.exposed import FundExposure, exposure_on
from tashan.programmes.guarantees.seeing import visible_guarantees
from tashan.programmes.guarantees.watching import light_of, newest_inspections
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.guarantees.limit_bars import LimitBar, bars_of
from tashan.web.guarantees.words import light_word
from tashan.web.listing import in_order, order_of, page_of

S = GuaranteeState
COLUMNS = {
    "number": "pk",
    "asked": "asked",
    "guaranteed": "guaranteed",
    "granted": "granted_on",
    "ends": "ends_on",
    "state": "state",
}
_WATCHED = (WatchLevel.ATTENTION, WatchLevel.WARNING)


@dataclass(frozen=True, slots=True)
class GuaranteeRow:
    """One guarantee in the list."""

    row: Guarantee
    firm: str
    bank: str
    liability: int
    light: str

    @property
    def url(self) -> str:
        return reverse("guarantee", args=[self.row.pk])

    @property
    def light_word(self) -> str:
        return light_word(self.light)

    @property
    def amounts(self) -> dict[str, str]:
        """Asked for, guaranteed and open, in words."""
        return {
            "asked": money(self.row.asked),
            "guaranteed": money(self.row.guaranteed),
            "open": money(self.liability),
        }


@dataclass(frozen=True, slots=True)
class FundBars:
    """A guarantee fund with its limits."""

    fund: Fund
    exposure: FundExposure
    bars: Sequence[LimitBar]


class GuaranteeList:
    """The guarantees that a user may see, as the address narrows them."""

    def __init__(self, request: HttpRequest, user: User, on: date) -> None:
        self.request, self.user, self.on = request, user, on
        self.order = order_of(request, COLUMNS, default="-number")

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters of the address that this list knows."""
        get = self.request.GET
        state, light, bank = (get.get(name, "") for name in ("state", "light", "bank"))
        said = {"state": state if state in S.values else ""}
        said["light"] = light if light in ("green", "yellow", "red") else ""
        said["bank"] = bank if bank.isascii() and bank.isdigit() and len(bank) < 19 else ""
        return said

    @cached_property
    def visible(self) -> QuerySet[Guarantee]:
        return visible_guarantees(self.user, self.on)

    @cached_property
    def rows(self) -> QuerySet[Guarantee]:
        """Narrowed, in order."""
        found, chosen = self.visible.select_related("firm", "bank"), self.chosen
        if chosen["state"]:
            found = found.filter(state=chosen["state"])
        if chosen["bank"]:
            found = found.filter(bank=int(chosen["bank"]))
        if chosen["light"]:
            found = of_light(found, chosen["light"], self.on)
        return in_order(found, self.order, COLUMNS)

    @cached_property
    def shown(self) -> Page[Guarantee]:
        return page_of(self.request, self.rows)

    @cached_property
    def _bank_ids(self) -> list[int]:
        return sorted({bank for _state, bank, _n in self._counts})

    @cached_property
    def _counts(self) -> list[tuple[str, int, int]]:
        """How many there are by state and bank."""
        found = self.visible.order_by().values_list("state", "bank")
        return list(found.annotate(n=Count("pk")))

    @cached_property
    def _exposures(self) -> list[tuple[Fund, FundExposure]]:
        if not perms.may_see_funds(self.user):
            return []
        rows = Fund.objects.filter(sort=FundSort.GUARANTEE, closed_on=None, opened_on__lte=self.on)
        found = rows.select_related("book", "adoption")[:3]
        return [(fund, exposure_on(fund, self.on)) for fund in found]

    @cached_property
    def names(self) -> dict[int, str]:
        """Everybody whom the page names, looked up once."""
        wanted = set(self._bank_ids)
        wanted |= {pk for row in self.shown for pk in (row.firm_id, row.bank_id)}
        wanted |= {one.who for _fund, found in self._exposures for one in found.by_firm}
        return names_on(wanted, self.on)

    @cached_property
    def told(self) -> list[GuaranteeRow]:
        """The rows of this page."""
        known, names = list(self.shown), self.names
        open_now = liabilities(known)
        looks = newest_inspections([row.pk for row in known], self.on)
        return [
            GuaranteeRow(
                row, names.get(row.firm_id, ""), names.get(row.bank_id, ""),
                open_now.get(row.pk, 0), light_of(row, looks.get(row.pk), self.on),
            )
            for row in known
        ]  # fmt: skip

    @cached_property
    def states(self) -> list[tuple[S, int]]:
        """The states in which there are any, with their number."""
        found: dict[str, int] = defaultdict(int)
        for state, _bank, count in self._counts:
            found[state] += count
        return [(state, found[state.value]) for state in S if state.value in found]

    @cached_property
    def banks(self) -> list[tuple[int, str]]:
        """The banks of the list, by name."""
        found = [(bank, self.names.get(bank, "")) for bank in self._bank_ids]
        return sorted(found, key=lambda pair: pair[1])

    @cached_property
    def funds(self) -> list[FundBars]:
        """The funds with their limits, for those who see funds."""
        return [FundBars(fund, found, bars_of(found, self.names))
                for fund, found in self._exposures]  # fmt: skip

    @property
    def finding(self) -> str:
        """The title: how many are in force, and what they come to."""
        count = dict(self.states).get(S.GRANTED, 0)
        first = ngettext("%d guarantee in force", "%d guarantees in force", count) % count
        if not self.funds:
            return first
        whole = sum(one.exposure.standing.total for one in self.funds)
        return _(", ").join([first, _("%s of liability open") % money(whole)])


def of_light(rows: QuerySet[Guarantee], light: str, on: date) -> QuerySet[Guarantee]:
    """Those with this light on a day, as ``watching.light_of`` says it."""
    looks = Inspection.objects.filter(guarantee=OuterRef("pk"), on__lte=on)
    newest = looks.order_by("-on", "-pk").values("level")[:1]
    found = rows.annotate(level=Subquery(newest))
    past = Q(ends_on__lt=on)
    if light == Light.RED:
        bad = Q(state=S.GRANTED) & (past | Q(level=WatchLevel.SERIOUS))
        return found.filter(Q(state__in=(S.CLAIMED, S.PAID)) | bad)
    held = found.filter(state=S.GRANTED).exclude(past)
    if light == Light.YELLOW:
        return held.filter(level__in=_WATCHED)
    return held.filter(Q(level=None) | Q(level=WatchLevel.NORMAL))
