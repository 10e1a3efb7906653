"""The funnel, the days and the events of promotion as charts and rows that open their leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tashan.casework.promotion.figures import (
    Basis,
    Course,
    DaysFigure,
    FunnelStep,
    StageDays,
    capital,
    capital_in_all,
    counted,
    courses,
    days_figures,
    funnel,
    stage_days,
    years,
)
from tashan.casework.promotion.terms import pipelines
from tashan.web.area_words import money, plain_number
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.charts.places import BarChart, Bars
from tashan.web.industry_words import industry_name
from tashan.web.promotion.board import leads_with
from tashan.web.promotion.lead_page import CapitalRow
from tashan.web.promotion.words import BASES, BASES_SAY, rate_word, stage_word


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the funnel in words, with the leads behind it."""

    step: FunnelStep

    @property
    def word(self) -> str:
        return stage_word(self.step.stage)

    @property
    def rate(self) -> str:
        return rate_word(self.step.rate, len(self.step.part), len(self.step.whole))

    @property
    def leads(self) -> Sequence[Course]:
        return self.step.part


class FunnelPage:
    """``?basis=`` and ``?year=`` choose the cohort; the basis is always named."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.request, self.on = request, on

    @cached_property
    def found(self) -> list[Course]:
        return courses(leads_with(), self.on)

    @cached_property
    def basis(self) -> Basis:
        asked = self.request.GET.get("basis", "")
        return Basis(asked) if asked in list(Basis) else Basis.CONTACT

    @cached_property
    def years(self) -> list[int]:
        return years(self.found) or [self.on.year]

    @cached_property
    def year(self) -> int:
        asked = self.request.GET.get("year", "")
        known = [year for year in self.years if str(year) == asked]
        return known[0] if known else self.years[0]

    @property
    def bases(self) -> list[tuple[str, str]]:
        return [(basis.value, str(word)) for basis, word in BASES.items()]

    @property
    def says(self) -> str:
        return str(BASES_SAY[self.basis])

    @cached_property
    def steps(self) -> list[StepRow]:
        return [StepRow(one) for one in funnel(self.found, self.basis, self.year)]

    @property
    def finding(self) -> str:
        first, last = self.steps[0], self.steps[-1]
        words = {"year": self.year, "n": len(first.leads), "last": last.word,
                 "m": len(last.leads)}  # fmt: skip
        return _("%(year)d: of %(n)d leads of the cohort %(m)d are “%(last)s”") % words

    @cached_property
    def chart(self) -> BarChart:
        points = tuple(Point(len(one.leads), note=one.rate) for one in self.steps)
        return BarChart(
            key="lead-funnel", title=f"{BASES[self.basis]} {self.year}", summary=self.finding,
            axis=Axis("个", 0), categories=tuple(one.word for one in self.steps),
            bars=(Bars(_("Leads"), points, Tone.OURS),),
        )  # fmt: skip

    @cached_property
    def counted(self) -> tuple[str, list[Course]] | None:
        """Landed in the year from the registered capital of the rules on; None without rules."""
        rules = pipelines(self.on)
        if not rules:
            return None
        least = rules[0].counted_capital()
        return money(least), counted(self.found, least, self.year)

    @cached_property
    def capital(self) -> list[CapitalRow]:
        """Of the leads signed in the year, each currency apart."""
        signed = funnel(self.found, Basis.SIGNING, self.year)[0].part
        each = capital((one.lead.pk for one in signed), self.on)
        return [CapitalRow(one) for one in capital_in_all(each)]


@dataclass(frozen=True, slots=True)
class DaysRow:
    figure: DaysFigure
    word: str

    @property
    def median(self) -> str:
        return plain_number(self.figure.median)


class DaysPage:
    """Days from the first visit to the signing, and days in each stage."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.found = courses(leads_with(), on)

    @cached_property
    def figures(self) -> dict[str, list[DaysFigure]]:
        return days_figures(self.found)

    @property
    def all(self) -> DaysFigure:
        return self.figures["all"][0]

    @property
    def median(self) -> str:
        return plain_number(self.all.median)

    @property
    def finding(self) -> str:
        best = self.all.best
        if best is None:
            return _("Nothing was signed after a visit yet")
        words = {"best": best.days_to_signing, "median": self.median}
        return (
            _("%(best)s days from first visit to signing at best, %(median)s in the middle") % words
        )

    @property
    def years(self) -> list[DaysRow]:
        return [DaysRow(one, one.of) for one in self.figures["year"]]

    @property
    def industries(self) -> list[DaysRow]:
        return [
            DaysRow(one, industry_name(one.of) if one.of else _("industry not known"))
            for one in self.figures["industry"]
        ]

    @property
    def leads(self) -> list[tuple[Course, str]]:
        """Each with how its days come about, the quickest first."""
        rows = sorted(self.all.courses, key=lambda one: (one.days_to_signing or 0, one.lead.pk))
        return [(one, f"{_signed(one)} − {one.first_visit}") for one in rows]

    @cached_property
    def stages(self) -> list[StageDays]:
        return stage_days(self.found, self.on)

    @property
    def stage_rows(self) -> list[tuple[str, str, int, int, int]]:
        """Stage, median of those that left, how many, how many wait, and the longest wait."""
        return [
            (stage_word(one.stage), plain_number(one.median), len(one.left), len(one.waiting),
             max(one.waiting, default=0))
            for one in self.stages
        ]  # fmt: skip

    @cached_property
    def chart(self) -> BarChart:
        medians = tuple(Point(one.median, note=str(len(one.left))) for one in self.stages)
        waits = tuple(
            Point(Decimal(max(one.waiting)) if one.waiting else None) for one in self.stages
        )
        return BarChart(
            key="lead-stage-days", title=_("Days in each stage"),
            summary=_("Median days of the leads that left a stage, and the longest wait in it"),
            axis=Axis("天", 1), categories=tuple(stage_word(one.stage) for one in self.stages),
            bars=(Bars(_("Median of those that left"), medians, Tone.OURS),
                  Bars(_("Longest still there"), waits, Tone.GAP)),
        )  # fmt: skip


def _signed(one: Course) -> date | None:
    return next((day for stage, day in one.days.items() if stage.value == "signed"), None)
