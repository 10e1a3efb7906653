"""A plan of investment: what it comes to by year and source, and its projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.casework.project_models import (
    EvidenceTakenBack,
    InvestmentPlan,
    PlanAmount,
    PlanEntry,
)
from tashan.casework.projects.checking import Proof
from tashan.casework.projects.evidence import cited
from tashan.casework.projects.plan_totals import PlanTotals, of_year, totals_of
from tashan.casework.rounds.invested import UNKNOWN, Invested, KnownSum, invested_of, sum_of
from tashan.mechanisms.fields import Text
from tashan.record import perms
from tashan.registry.naming import names_on
from tashan.web.area_words import UNKNOWN as UNKNOWN_AMOUNT
from tashan.web.area_words import money
from tashan.web.doors import OfficerRequest
from tashan.web.figure_words import in_tongue
from tashan.web.listing import PAGE_SIZE, order_of
from tashan.web.project_library.gate_section import proof_word
from tashan.web.rounds.words import share_of

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
class YearCell:
    """A year of a project: planned in fen, and what was invested, reported and statistical."""

    year: int
    planned: int
    invested: Invested
    on: date

    @property
    def has_begun(self) -> bool:
        return self.year <= self.on.year

    @property
    def share(self) -> Decimal | None:
        """Reported of planned, in per cent."""
        return share_of(self.invested.reported, self.planned)

    @property
    def report_url(self) -> str:
        """The report that tells it."""
        report = self.invested.report
        return "" if report is None else reverse("round_report", args=[report.pk])


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One project of a plan: each year, each source, and why it was admitted."""

    entry: PlanEntry
    name: str
    years: list[YearCell]
    sources: str
    admitted: list[str]

    @property
    def sum(self) -> int:
        return sum(one.planned for one in self.years)


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

    @cached_property
    def invested(self) -> Mapping[tuple[int, int], Invested]:
        """What was invested in each project in each year, as of the day of the page."""
        projects = {one.project_id for one in self.totals.entries}
        return invested_of(projects, self.totals.years, self.on)

    def _cell(self, entry: PlanEntry, year: int) -> YearCell:
        found = self.invested.get((entry.project_id, year), UNKNOWN)
        return YearCell(year, of_year(entry, year), found, self.on)

    @property
    def actual(self) -> list[tuple[str, list[str], str]]:
        """Two rows under the plan: reported and statistical by year, each of those known; of a
        year that has not begun nothing is asked."""
        entries, years = self.totals.entries, self.totals.years
        cells = [[self._cell(entry, year) for entry in entries] for year in years]
        reported = [[one.invested.reported for one in year] for year in cells]
        statistical = [[one.invested.statistical for one in year] for year in cells]
        rows = ((_("Reported by the offices"), reported), (_("Statistical figure"), statistical))
        return [
            (word, [_known(sum_of(one)) if year <= self.on.year else UNKNOWN_AMOUNT
                    for year, one in zip(years, told, strict=True)],
             money(sum_of([fen for year in told for fen in year]).fen))
            for word, told in rows
        ]  # fmt: skip

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
        by = [
            self._proof(p, in_tongue(Text(**one["says"])))
            for one in entry.shown if one["applies"] for p in one["by"]
        ]  # fmt: skip
        return EntryRow(
            entry, self.names.get(entry.project_id, ""),
            [self._cell(entry, year) for year in self.totals.years],
            "、".join(in_tongue(sources[code]) for code in found if code in sources), by,
        )  # fmt: skip

    def _proof(self, proof: Proof, requirement: str) -> str:
        """By what it was admitted, and that it was taken back since."""
        is_lost = proof["sort"] == "evidence" and proof["id"] in self._lost
        said = proof_word(proof, requirement)
        return _("%(proof)s (taken back since)") % {"proof": said} if is_lost else said

    @cached_property
    def _lost(self) -> set[int]:
        """The evidence of the entries that was taken back by the day. One query."""
        shown = {pk for one in self.totals.entries for pk in cited(one.shown)}
        rows = EvidenceTakenBack.objects.filter(evidence__in=shown, on__lte=self.on)
        return set(rows.values_list("evidence", flat=True))

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


def _known(found: KnownSum) -> str:
    """The sum of those that are known, and of how many."""
    if found.fen is None:
        return _("unknown")
    if found.known == found.all:
        return money(found.fen)
    words = {"sum": money(found.fen), "n": found.known, "all": found.all}
    return _("%(sum)s (known of %(n)d of %(all)d)") % words
