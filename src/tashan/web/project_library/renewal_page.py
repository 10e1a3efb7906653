"""How the library renewed itself within a period, batch by batch, with the projects behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tashan.casework.projects.ageing import spells_by_project
from tashan.casework.projects.renewal import BatchRenewal, before, renewal_of, year_to
from tashan.casework.projects.terms import LibraryTerms, library_on
from tashan.registry.naming import names_on
from tashan.web.area_words import UNKNOWN, percent
from tashan.web.figure_words import in_tongue


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch over the period, with the same figures of a year before."""

    now: BatchRenewal
    then: BatchRenewal

    @property
    def title(self) -> str:
        return in_tongue(self.now.title)

    @property
    def renewed(self) -> str:
        return share(self.now.renewed)

    @property
    def renewed_how(self) -> str:
        return f"{len(self.now.entered)} ÷ {self.now.at_start}"

    @property
    def renewed_then(self) -> str:
        return share(self.then.renewed)

    @property
    def moved_on(self) -> str:
        return share(self.now.moved_on)

    @property
    def moved_on_how(self) -> str:
        there = self.now.at_start + len(self.now.entered)
        return f"{len(self.now.left)} ÷ {there}"


def share(of: Fraction | None) -> str:
    """66.7%; a dash where the denominator is nothing."""
    return UNKNOWN if of is None else percent(Decimal(of.numerator) / of.denominator)


class RenewalPage:
    """The batches from ``?since=`` until the day of the page."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.request, self.on = request, on

    @cached_property
    def terms(self) -> LibraryTerms | None:
        return library_on(self.on)

    @cached_property
    def since(self) -> date:
        try:
            asked = date.fromisoformat(self.request.GET.get("since", ""))
        except ValueError:
            return year_to(self.on)[0]
        return min(asked, self.on)

    @cached_property
    def rows(self) -> list[BatchRow]:
        if self.terms is None:
            return []
        stages = spells_by_project()
        now = renewal_of(self.terms, self.since, self.on, stages)
        then = renewal_of(self.terms, *before(self.since, self.on), stages)
        return [BatchRow(one, other) for one, other in zip(now, then, strict=True)]

    @cached_property
    def names(self) -> Mapping[int, str]:
        found = (row.now for row in self.rows)
        return names_on({pk for one in found for pk, _day in (*one.entered, *one.left)}, self.on)

    @property
    def finding(self) -> str:
        """The title: how many were completed and went into production, or that nothing moved."""
        told = {row.now.code: row for row in self.rows}
        parts = [
            f"{row.title}{len(row.now.entered)}"
            for code in ("planning", "building", "completing", "producing")
            if (row := told.get(code)) is not None
        ]
        return _("Renewal of the library: %s") % _(", ").join(parts) if parts else _("Renewal")
