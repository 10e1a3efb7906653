"""A source of money for projects: where it stands, and its projects with their lights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from django.core.paginator import Page
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.programmes.project_money.holding import Stands, stands_of
from tashan.programmes.project_money.standing import (
    MoneyStands,
    SourceTotals,
    moneys_on,
    rules_on,
    totals_of,
)
from tashan.programmes.project_money_models import MoneySource, MoneyState, ProjectMoney
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.charts.small import ProgressBar
from tashan.web.guarantees.words import percent_of
from tashan.web.listing import in_order, order_of, page_of
from tashan.web.project_money.money_bars import MoneyBar, bar_of
from tashan.web.project_money.words import share, to_come, why

COLUMNS = {"number": "pk", "asked": "asked", "granted": "granted", "day": "granted_on",
           "state": "state"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One project's money in a table."""

    told: MoneyStands
    name: str
    source: str = ""

    @property
    def row(self) -> ProjectMoney:
        return self.told.row

    @property
    def url(self) -> str:
        return reverse("money_of_project", args=[self.row.pk])

    @property
    def light(self) -> str:
        return "" if self.told.light is None else str(self.told.light)

    @property
    def light_word(self) -> str:
        reasons = why(self.told)
        return _("; ").join(says for _light, says in reasons) if reasons else _("As it should be")

    @property
    def amounts(self) -> dict[str, str]:
        """Asked for, granted, received, paid and left, in words."""
        stands = self.told.stands
        return {
            "asked": money(self.row.asked), "granted": money(self.row.granted),
            "received": money(stands.arrived), "paid": money(stands.paid),
            "left": money(stands.left),
        }  # fmt: skip

    @property
    def progress(self) -> str:
        return share(self.told.progress)

    @property
    def paid_share(self) -> str:
        """What was paid of what is contracted, from every source."""
        whole = self.told.contracted
        paid = sum(one.may.paid for one in self.told.deals)
        return share(paid * 10_000 // whole) if whole else "—"

    @property
    def bar(self) -> ProgressBar:
        """Paid of what is contracted, with a tick at the progress."""
        told = self.told
        if told.progress is None:
            return ProgressBar(None, _("no contract yet"))
        paid = sum(one.may.paid for one in told.deals)
        words = {"paid": self.paid_share, "done": self.progress}
        summary = _("%(paid)s of the contracts paid, %(done)s done") % words
        done = percent_of(told.progress, 10_000)
        return ProgressBar(percent_of(paid, told.contracted), summary, done, told.light)


class SourcePage:
    """One source as the address narrows it, on a day."""

    def __init__(self, source: MoneySource, request: HttpRequest, on: date) -> None:
        self.source, self.request, self.on = source, request, on
        self.order = order_of(request, COLUMNS, default="-number")

    @cached_property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in MoneyState.values else ""

    @cached_property
    def shown(self) -> Page[ProjectMoney]:
        rows = self.source.moneys.filter(applied_on__lte=self.on)
        if self.state:
            rows = rows.filter(state=self.state)
        return page_of(self.request, in_order(rows.select_related("project"), self.order, COLUMNS))

    @cached_property
    def states(self) -> list[tuple[MoneyState, int]]:
        """The states in which there are any, with their number."""
        rows = self.source.moneys.filter(applied_on__lte=self.on).order_by()
        found = dict(rows.values_list("state").annotate(n=Count("pk")))
        return [(state, found[state.value]) for state in MoneyState if state.value in found]

    @cached_property
    def totals(self) -> SourceTotals:
        return totals_of(self.source, self._stands)

    @cached_property
    def _stands(self) -> dict[int, Stands]:
        return stands_of(self.source, self.on)

    @cached_property
    def months(self) -> int:
        """After how many months received money lies idle."""
        return rules_on(self.source, self.on)[1]

    @cached_property
    def rows(self) -> list[MoneyRow]:
        known = list(self.shown)
        for one in known:
            one.source = self.source  # with its book and rules, looked up once
        stands = {(self.source.book_id, one): held for one, held in self._stands.items()}
        told = moneys_on(known, self.on, stands)
        names = names_on({one.row.project_id for one in told}, self.on)
        return [MoneyRow(one, names.get(one.row.project_id, "")) for one in told]

    @property
    def bar(self) -> MoneyBar:
        return bar_of_source(self.totals)

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        return figures_of(self.totals)

    @property
    def finding(self) -> str:
        told = {"title": self.source.title, "received": money(self.totals.received),
                "paid": money(self.totals.paid)}  # fmt: skip
        return _("%(title)s: %(paid)s paid of %(received)s received") % told


def bar_of_source(one: SourceTotals) -> MoneyBar:
    """The whole quota by where it stands."""
    return bar_of(paid=one.paid, returned=one.returned, left=one.left, to_come=one.to_come,
                  open_=one.left_to_grant)  # fmt: skip


def figures_of(one: SourceTotals) -> list[tuple[str, str, str]]:
    """Each figure with how it comes about."""

    def minus(first: int, *others: int) -> str:
        return " − ".join(money(fen) for fen in (first, *others) if fen or fen == first)

    word = partial(pgettext, "project money")
    granted = minus(one.source.fen, one.left_to_grant)
    left = minus(one.received, one.paid, one.returned)
    return [
        (_("Quota"), money(one.source.fen), one.source.document),
        (word("Granted"), money(one.granted), granted),
        (word("Received"), money(one.received), to_come(one.to_come)),
        (word("Paid"), money(one.paid), share_of(one.paid, one.received)),
        (_("Left"), money(one.left), left),
    ]


def share_of(part: int, whole: int) -> str:
    """80% of what was received"""
    if not whole:
        return _("nothing received yet")
    return _("%s of what was received") % share(part * 10_000 // whole)
