"""One round as a table by project: the light with its reasons, reported beside statistical."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.base.lights import Light
from tashan.casework.round_models import DispatchRound, ReportState, RoundReport
from tashan.casework.rounds.lights import ProjectLight, lights_of
from tashan.indicators.target_words import LightWord
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.charts.small import ProgressBar
from tashan.web.listing import PAGE_SIZE, Order, order_of
from tashan.web.rounds.curve_section import plan_address
from tashan.web.rounds.words import SideRow, overall_word, share_of, sides_of

UNKNOWN_LIGHT = "unknown"
COLUMNS = {"project": "", "light": "", "done": "", "statistics": "", "state": ""}
URGENCY_UNKNOWN = 2.5  # between green and what is not judged


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One project of a round in its table."""

    report: RoundReport
    told: ProjectLight
    name: str
    office: str
    pictures: int

    @property
    def url(self) -> str:
        return reverse("round_report", args=[self.report.pk])

    @property
    def light(self) -> LightWord:
        return overall_word(self.told)

    @property
    def sides(self) -> list[SideRow]:
        return sides_of(self.told)

    @property
    def code(self) -> str:
        light = self.told.overall.light
        return UNKNOWN_LIGHT if light is None else str(light)

    @property
    def amounts(self) -> dict[str, str]:
        """The two columns, and the plan; never mixed."""
        statistics = self.told.known.statistics
        return {
            "done": money(self.told.known.done), "plan": money(self.told.known.plan),
            "statistics": money(None if statistics is None else statistics.fen),
            "source": "" if statistics is None else statistics.source.title,
        }  # fmt: skip

    @property
    def plan_url(self) -> str:
        """Where what is planned of the year stands; empty where nothing is planned."""
        return plan_address(self.told.known.planned, self.report.project_id)

    @property
    def plan_document(self) -> str:
        planned = self.told.known.planned
        return "" if planned is None else planned.document

    @property
    def bar(self) -> ProgressBar:
        """The share of the year's plan, with a tick at what should be done."""
        known = self.told.known
        share = share_of(known.done, known.plan)
        if share is None:
            return ProgressBar(None, _("not known"))
        words = {"share": share, "elapsed": f"{known.scheduled:.1f}"}
        if known.curve is not None:
            summary = _("%(share)s%% of the year's plan, own months %(elapsed)s%%") % words
        else:
            summary = _("%(share)s%% of the year's plan, time elapsed %(elapsed)s%%") % words
        return ProgressBar(share, summary, known.scheduled, self.told.overall.light)


class RoundPage:
    """A round as the address narrows and sorts it."""

    def __init__(self, row: DispatchRound, request: HttpRequest, on: date) -> None:
        self.row, self.request, self.on = row, request, on
        self.order: Order = order_of(request, COLUMNS, default="light")

    @cached_property
    def rows(self) -> list[ReportRow]:
        """All projects of the round."""
        reports = list(self.row.reports.select_related("project").annotate(n=Count("photos")))
        told = lights_of([one.project_id for one in reports], self.row.month)
        names = names_on(
            {one.project_id for one in reports} | {one.office_id for one in reports}, self.on
        )
        return [
            ReportRow(one, told[one.project_id], names.get(one.project_id, ""),
                      names.get(one.office_id, ""), one.n)
            for one in reports
        ]  # fmt: skip

    @property
    def light(self) -> str:
        asked = self.request.GET.get("light", "")
        return asked if asked in {*Light, UNKNOWN_LIGHT} else ""

    @property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in ReportState.values else ""

    @cached_property
    def shown(self) -> Page[ReportRow]:
        found = [
            one for one in self.rows
            if self.light in ("", one.code) and self.state in ("", one.report.state)
        ]  # fmt: skip
        found.sort(key=_KEYS[self.order.column], reverse=self.order.is_descending)
        return Paginator(found, PAGE_SIZE).get_page(self.request.GET.get("page"))

    @cached_property
    def lights(self) -> list[tuple[str, LightWord, int]]:
        """The colours that there are, the worst first, with their number."""
        counted = Counter(one.code for one in self.rows)
        words = {one.code: one.light for one in self.rows}
        order = [str(Light.RED), str(Light.YELLOW), UNKNOWN_LIGHT, str(Light.GREEN)]
        return [(code, words[code], counted[code]) for code in order if counted[code]]

    @cached_property
    def states(self) -> list[tuple[ReportState, int]]:
        counted = Counter(one.report.state for one in self.rows)
        return [(state, counted[state]) for state in ReportState if counted[state]]

    @property
    def finding(self) -> str:
        counted = Counter(one.code for one in self.rows)
        words = {"title": self.row.title, "red": counted[str(Light.RED)],
                 "yellow": counted[str(Light.YELLOW)], "all": len(self.rows)}  # fmt: skip
        return _("%(title)s: %(red)d red and %(yellow)d yellow of %(all)d projects") % words

    @property
    def totals(self) -> list[tuple[str, str, str]]:
        """Reported and statistical sums, each of those that are known."""
        done = [one.told.known.done for one in self.rows]
        plan = [one.told.known.plan for one in self.rows]
        statistics = [
            None if (found := one.told.known.statistics) is None else found.fen
            for one in self.rows
        ]  # fmt: skip
        return [
            (_("Reported by the offices"), money(_sum(done)), _of(done)),
            (_("Statistical figure"), money(_sum(statistics)), _of(statistics)),
            (_("Planned for the year"), money(_sum(plan)), _of(plan)),
        ]


def _sum(values: Sequence[int | None]) -> int | None:
    known = [one for one in values if one is not None]
    return sum(known) if known else None


def _of(values: Sequence[int | None]) -> str:
    known = sum(1 for one in values if one is not None)
    return _("known of %(n)d of %(all)d projects") % {"n": known, "all": len(values)}


def _urgency(one: ReportRow) -> tuple[float, str]:
    light = one.told.overall.light
    return (URGENCY_UNKNOWN if light is None else float(light.urgency), one.name)


def _statistics(one: ReportRow) -> tuple[Decimal, str]:
    found = one.told.known.statistics
    return (Decimal(-1 if found is None else found.fen), one.name)


def _done(one: ReportRow) -> tuple[Decimal, str]:
    done = one.told.known.done
    return (Decimal(-1 if done is None else done), one.name)


_KEYS: dict[str, Callable[[ReportRow], tuple[object, str]]] = {
    "project": lambda one: (0, one.name),
    "light": _urgency,
    "done": _done,
    "statistics": _statistics,
    "state": lambda one: (one.report.state, one.name),
}


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list, with how many answered and were checked."""

    row: DispatchRound
    asked: int
    answered: int
    checked: int

    @property
    def bar(self) -> ProgressBar:
        words = {"n": self.answered, "all": self.asked}
        share = Decimal(self.answered * 100) / self.asked if self.asked else None
        return ProgressBar(share, _("%(n)d of %(all)d answered") % words)


def round_lines(rows: Sequence[DispatchRound]) -> list[RoundLine]:
    """Two counts a round; one query."""
    told = Q(reports__state__in=[ReportState.ANSWERED, ReportState.CHECKED])
    counted = DispatchRound.objects.filter(pk__in=[one.pk for one in rows]).annotate(
        asked=Count("reports"), answered=Count("reports", filter=told),
        checked=Count("reports", filter=Q(reports__state=ReportState.CHECKED)),
    )  # fmt: skip
    found = {one.pk: one for one in counted}
    return [
        RoundLine(one, found[one.pk].asked, found[one.pk].answered, found[one.pk].checked)
        for one in rows
    ]


def newest_report(project: Entity, on: date) -> RoundReport | None:
    """The report of the newest round issued by a day."""
    rows = RoundReport.objects.filter(project=project, round__issued_on__lte=on)
    return rows.select_related("round").order_by("-round__month").first()
