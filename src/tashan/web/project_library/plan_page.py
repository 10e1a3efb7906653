"""A plan of investment: what it comes to by year and source, and its projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.casework.project_models import InvestmentPlan, PlanAmount, PlanEntry
from tashan.casework.projects.plan_totals import PlanTotals, of_year, totals_of
from tashan.record import perms
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.doors import OfficerRequest
from tashan.web.figure_words import in_tongue
from tashan.web.listing import PAGE_SIZE, order_of
from tashan.web.project_library.gate_section import proof_word

COLUMNS = {"name": "name", "total": "total", "years": "years"}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list: how many projects, and fen of its years."""

    plan: InvestmentPlan
    projects: int
    fen: int
    is_replaced: bool


def plan_lines() -> list[PlanRow]:
    """All plans, the newest first. Three queries."""
    sums = PlanAmount.objects.values_list("entry__plan").annotate(fen=Sum("fen")).order_by()
    counts = PlanEntry.objects.values_list("plan").annotate(n=Count("pk")).order_by()
    fen, projects = dict(sums), dict(counts)
    found = list(InvestmentPlan.objects.order_by("-first_year", "-pk"))
    replaced = {one.replaces_id for one in found}
    return [
        PlanRow(one, projects.get(one.pk, 0), fen.get(one.pk, 0), one.pk in replaced)
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One project of a plan: each year, each source, and why it was admitted."""

    entry: PlanEntry
    name: str
    years: list[int]
    sources: str
    admitted: list[str]

    @property
    def sum(self) -> int:
        return sum(self.years)


class PlanPage:
    """One plan as the address sorts it."""

    def __init__(self, plan: InvestmentPlan, request: OfficerRequest, on: date) -> None:
        self.plan, self.request, self.on = plan, request, on
        self.user = request.user
        self.order = order_of(request, COLUMNS, default="-years")

    @cached_property
    def totals(self) -> PlanTotals:
        return totals_of(self.plan, self.on)

    @cached_property
    def names(self) -> Mapping[int, str]:
        return names_on({one.project_id for one in self.totals.entries}, self.on)

    @property
    def finding(self) -> str:
        """The title: how many projects, and what is invested within the plan's years."""
        number = len(self.totals.entries)
        words = ngettext("%d project", "%d projects", number) % number
        return f"{self.plan.title}{_(': ')}{words}{_(', ')}{money(self.totals.sum)}"

    @cached_property
    def shown(self) -> Page[EntryRow]:
        keys = {
            "name": lambda row: row.name,
            "total": lambda row: (row.entry.total, row.entry.pk),
            "years": lambda row: (row.sum, row.entry.pk),
        }
        rows = [self._row(one) for one in self.totals.entries]
        rows.sort(key=keys[self.order.column], reverse=self.order.is_descending)
        return Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("page"))

    def _row(self, entry: PlanEntry) -> EntryRow:
        sources = self.totals.sources
        found = dict.fromkeys(one.source for one in entry.amounts.all())
        by = [proof_word(p) for one in entry.shown if one["applies"] for p in one["by"]]
        return EntryRow(
            entry, self.names.get(entry.project_id, ""),
            [of_year(entry, year) for year in self.totals.years],
            "、".join(in_tongue(sources[code]) for code in found if code in sources), by,
        )  # fmt: skip

    @property
    def table(self) -> list[tuple[str, list[int], int]]:
        """Each source with its years and their sum."""
        told = self.totals
        return [
            (in_tongue(told.sources[code]), [told.by.get((y, code), 0) for y in told.years],
             told.of_source(code))
            for code in told.used
        ]  # fmt: skip

    @property
    def sums(self) -> list[int]:
        return [self.totals.of_year(year) for year in self.totals.years]

    @property
    def is_draft(self) -> bool:
        return self.plan.issued_on is None

    @property
    def may_keep(self) -> bool:
        return self.is_draft and perms.may_keep_work(self.user)

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What this person may do with it now."""
        found = []
        if self.may_keep:
            found.append((_("Admit a project"), "admit_to_plan"))
        is_another = self.user.pk != self.plan.made_by_id
        if self.is_draft and is_another and perms.may_check_work(self.user):
            found.append((_("Issue the plan"), "issue_plan"))
        has_next = InvestmentPlan.objects.filter(replaces=self.plan).exists()
        if not self.is_draft and not has_next and perms.may_keep_work(self.user):
            found.append((_("Adjust the plan"), "adjust_plan"))
        return [(word, reverse(name, args=[self.plan.pk])) for word, name in found]
