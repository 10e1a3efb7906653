"""The overview: the year's figures, offices with acts without report, and firms met too often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tashan.casework.four_report_models import UnreportedAct
from tashan.casework.four_reports.frequency import Frequency, frequencies
from tashan.casework.four_reports.overview import OfficeReports, ReportFigures, figures_of
from tashan.casework.four_reports.rules import managing_office, rules_or_none
from tashan.casework.four_reports.seeing import may_answer, visible_unreported
from tashan.casework.perms import actor_of
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.four_reports.report_rows import UnreportedRow, unreported_rows
from tashan.web.listing import page_of

MOST_FIRMS = 12


@dataclass(frozen=True, slots=True)
class FrequencyRow:
    """One firm and kind with how often it was met."""

    told: Frequency
    firm: str

    @property
    def says(self) -> str:
        words = _("%(count)d within %(months)d months; warned of from %(often)d on")
        given = {"count": self.told.count, "months": self.told.months, "often": self.told.often}
        return words % given


class OverviewPage:
    """The four reports of a year as a user sees them on a day."""

    def __init__(self, request: HttpRequest, user: User, on: date) -> None:
        self.request, self.user, self.on = request, user, on

    @cached_property
    def told(self) -> ReportFigures:
        return figures_of(self.on.year, self.on)

    @cached_property
    def _manages(self) -> bool:
        rules = rules_or_none(self.on)
        actor = actor_of(self.user, self.on)
        return (
            rules is not None and bool(actor.offices) and actor.handles(managing_office(rules).pk)
        )

    @cached_property
    def shown(self) -> Page[UnreportedAct]:
        rows = visible_unreported(self.user, self.on, manages=self._manages)
        office = self.request.GET.get("office", "")
        if office.isdecimal() and len(office) < 18:
            rows = rows.filter(office=int(office))
        return page_of(self.request, rows.order_by("-found_on", "-pk"))

    @cached_property
    def rows(self) -> list[UnreportedRow]:
        listed = list(self.shown)
        mine = {one.pk for one in listed if may_answer(self.user, one, self.on)}
        return unreported_rows(listed, self.on, mine)

    @cached_property
    def often(self) -> list[FrequencyRow]:
        """The firms that are warned of first, then those nearest to it."""
        rules = rules_or_none(self.on)
        found = frequencies(rules)[:MOST_FIRMS] if rules is not None else []
        names = names_on({one.firm for one in found}, self.on)
        return [FrequencyRow(one, names.get(one.firm, "")) for one in found]

    @cached_property
    def offices(self) -> list[tuple[str, OfficeReports]]:
        names = names_on({one.office for one in self.told.offices}, self.on)
        unknown = _("not in the register")
        return [(names.get(one.office or 0, unknown), one) for one in self.told.offices]

    @property
    def finding(self) -> str:
        words = _("Acts reported this year: %(n)d, late %(late)d, without a report %(without)d")
        told = {"n": self.told.reported, "late": self.told.late, "without": self.told.unreported}
        return words % told

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        told = self.told
        mean = "—" if told.mean is None else f"{told.mean:.1f}"
        of = _("of %d due") % told.receipts_wanted
        return [
            (_("Reported in time"), str(told.reported - told.late - told.exempted),
             _("of %d") % told.reported),
            (_("Recorded afterwards, exempt"), str(told.exempted), ""),
            (_("Received in time"), str(told.received_in_time), of),
            (_("Carried out"), str(told.carried_out), ""),
            (_("Rating by enterprises"), mean, _("of 5")),
            (_("Found without a report"), str(told.unreported), ""),
        ]  # fmt: skip
