"""What a plan of investment comes to: by year, by source of money, and of each project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tashan.casework.project_models import InvestmentPlan, PlanEntry
from tashan.casework.projects.planning import terms_of
from tashan.mechanisms.fields import Text


@dataclass(frozen=True)
class PlanTotals:
    """A plan with its entries, their amounts loaded; all sums in fen."""

    plan: InvestmentPlan
    entries: Sequence[PlanEntry]
    sources: Mapping[str, Text]

    @property
    def years(self) -> range:
        return range(self.plan.first_year, self.plan.last_year + 1)

    @cached_property
    def by(self) -> Mapping[tuple[int, str], int]:
        """By year and source."""
        found: dict[tuple[int, str], int] = defaultdict(int)
        for entry in self.entries:
            for one in entry.amounts.all():
                found[one.year, one.source] += one.fen
        return found

    def of_year(self, year: int) -> int:
        return sum(fen for (when, _source), fen in self.by.items() if when == year)

    def of_source(self, source: str) -> int:
        return sum(fen for (_year, which), fen in self.by.items() if which == source)

    @property
    def used(self) -> list[str]:
        """The sources that give something, in the order of the file."""
        return [source for source in self.sources if self.of_source(source)]

    @property
    def sum(self) -> int:
        """What is invested within the years of the plan."""
        return sum(self.by.values())

    @property
    def total(self) -> int:
        """The total investment of its projects, whatever the year."""
        return sum(entry.total for entry in self.entries)


def totals_of(plan: InvestmentPlan, on: date) -> PlanTotals:
    """The plan with its sources in words, by the rules of the day it was issued, else of ``on``."""
    rows = plan.entries.select_related("project").prefetch_related("amounts").order_by("pk")
    terms = terms_of(plan, plan.issued_on or on)
    return PlanTotals(plan, list(rows), terms.plan(plan.rules).sources)


def of_year(entry: PlanEntry, year: int) -> int:
    """What one project invests in a year, in fen."""
    return sum(one.fen for one in entry.amounts.all() if one.year == year)
