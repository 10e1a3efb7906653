"""Figures of promotion, each from dated rows: days, funnels by cohort, capital, what was kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median

from django.db.models import Max, Min, Q, Sum

from tashan.casework.promotion_models import (
    CapitalArrival,
    Direction,
    Lead,
    LeadPromise,
    LeadStep,
    LeadVisit,
    PromiseKind,
)
from tashan.mechanisms.pipeline import LeadStage

REACHED = (LeadStage.LEAD, LeadStage.TALKS, LeadStage.SIGNED, LeadStage.LANDED,
           LeadStage.STARTED, LeadStage.PRODUCING)  # fmt: skip


def share(part: int, whole: int) -> Decimal | None:
    """Per cent, one decimal, half up; None where there is nothing to divide by."""
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Course:
    """When a lead first reached each stage, when they first came, and the last progress."""

    lead: Lead
    days: Mapping[LeadStage, date]
    first_visit: date | None
    last_progress: date
    spells: Sequence[tuple[LeadStage, date]]  # every stage that it entered, in order

    @property
    def days_to_signing(self) -> int | None:
        """From the first visit to us to the signing; None where one of them is not known."""
        signed = self.days.get(LeadStage.SIGNED)
        if signed is None or self.first_visit is None or signed < self.first_visit:
            return None
        return (signed - self.first_visit).days

    @property
    def stage(self) -> LeadStage:
        """Where it is on the day as of which it was told."""
        return self.spells[-1][0] if self.spells else LeadStage.LEAD

    @property
    def since(self) -> date:
        return self.spells[-1][1] if self.spells else self.lead.reported_on

    def idle(self, on: date) -> int:
        """Days since the last progress."""
        return (on - self.last_progress).days


def courses(leads: Iterable[Lead], on: date) -> list[Course]:
    """The leads as they stood on a day, from their steps and visits. Two queries."""
    known = [one for one in leads if one.reported_on <= on]
    keys = [one.pk for one in known]
    steps: dict[int, list[tuple[LeadStage, date]]] = defaultdict(list)
    rows = LeadStep.objects.filter(lead__in=keys, corrected=None, on__lte=on).order_by("on", "pk")
    for lead, stage, day in rows.values_list("lead", "stage", "on"):
        steps[lead].append((LeadStage(stage), day))
    visits = LeadVisit.objects.filter(lead__in=keys, on__lte=on).values_list("lead")
    to_us = Q(direction=Direction.TO_US)
    seen = {
        lead: (first, last)
        for lead, first, last in visits.annotate(a=Min("on", filter=to_us), b=Max("on")).order_by()
    }
    return [_course(one, steps[one.pk], *seen.get(one.pk, (None, None))) for one in known]


def _course(
    lead: Lead, steps: list[tuple[LeadStage, date]], first: date | None, last: date | None
) -> Course:
    days: dict[LeadStage, date] = {}
    for stage, day in steps:
        days.setdefault(stage, day)
    progress = [lead.reported_on, *(day for _stage, day in steps)]
    return Course(lead, days, first, max([*progress, *([last] if last else [])]), steps)


@dataclass(frozen=True, slots=True)
class DaysFigure:
    """Days from first visit to signing of a group: each lead's, the median and the best."""

    of: str  # a year, an industry's letter and two digits, or "" for all
    courses: Sequence[Course]

    @property
    def days(self) -> list[int]:
        return sorted(one.days_to_signing or 0 for one in self.courses)

    @property
    def median(self) -> Decimal | None:
        return Decimal(str(median(self.days))) if self.courses else None

    @property
    def best(self) -> Course | None:
        return min(self.courses, key=lambda c: (c.days_to_signing or 0, c.lead.pk), default=None)


def days_figures(found: Sequence[Course]) -> dict[str, list[DaysFigure]]:
    """``all``, by ``year`` of signing, and by ``industry`` (its section and two digits)."""
    known = [one for one in found if one.days_to_signing is not None]
    by: dict[str, dict[str, list[Course]]] = {"all": {"": known}, "year": {}, "industry": {}}
    for one in known:
        by["year"].setdefault(str(one.days[LeadStage.SIGNED].year), []).append(one)
        by["industry"].setdefault(one.lead.industry[:3], []).append(one)
    return {
        name: [DaysFigure(of, group) for of, group in sorted(groups.items())]
        for name, groups in by.items()
    }


class Basis(StrEnum):
    """What a funnel counts: these give different figures, so each is named."""

    CONTACT = "contact"  # of those first reported in the year, whenever it happened
    SIGNING = "signing"  # of those signed in the year, whenever it happened
    HAPPENED = "happened"  # what happened in the year, of whichever leads


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """So many of so many: ``whole`` is what the step before it (or the cohort) came to."""

    stage: LeadStage
    part: Sequence[Course]
    whole: Sequence[Course]

    @property
    def rate(self) -> Decimal | None:
        """Per cent, one decimal; None where there is nothing to divide by."""
        return share(len(self.part), len(self.whole))


def funnel(found: Sequence[Course], basis: Basis, year: int) -> list[FunnelStep]:
    """The steps with numerator and denominator; the first is the cohort itself.

    An investment that was entered twice counts once: what was merged is left out.
    """
    found = [one for one in found if one.stage is not LeadStage.MERGED]
    stages = [one for one in REACHED if one is not LeadStage.LEAD]
    if basis is Basis.HAPPENED:
        whole = [one for one in found if one.lead.reported_on.year == year]
        steps = [FunnelStep(LeadStage.LEAD, whole, whole)]
        for stage in stages:
            part = [one for one in found if stage in one.days and one.days[stage].year == year]
            steps.append(FunnelStep(stage, part, whole))
            whole = part
        return steps
    start = LeadStage.LEAD if basis is Basis.CONTACT else LeadStage.SIGNED
    whole = [one for one in found if _began(one, start) == year]
    steps = [FunnelStep(start, whole, whole)]
    for stage in stages[stages.index(start) + 1 if start in stages else 0 :]:
        part = [one for one in whole if stage in one.days]
        steps.append(FunnelStep(stage, part, whole))
        whole = part
    return steps


def _began(one: Course, start: LeadStage) -> int | None:
    day = one.lead.reported_on if start is LeadStage.LEAD else one.days.get(start)
    return None if day is None else day.year


def years(found: Sequence[Course]) -> list[int]:
    """In which anything was reported or happened, the newest first."""
    days = {day.year for one in found for day in one.days.values()}
    return sorted(days | {one.lead.reported_on.year for one in found}, reverse=True)


@dataclass(frozen=True, slots=True)
class StageDays:
    """How long leads stayed in a stage: of those that left it, and of those still there."""

    stage: LeadStage
    left: Sequence[int]
    waiting: Sequence[int]

    @property
    def median(self) -> Decimal | None:
        return Decimal(str(median(self.left))) if self.left else None


def stage_days(found: Sequence[Course], on: date) -> list[StageDays]:
    """Days in each stage that is not the last, from the steps alone."""
    left: dict[LeadStage, list[int]] = defaultdict(list)
    waiting: dict[LeadStage, list[int]] = defaultdict(list)
    for one in found:
        for (stage, day), (_next, until) in zip(one.spells, one.spells[1:], strict=False):
            left[stage].append((until - day).days)
        if one.spells:
            waiting[one.stage].append((on - one.since).days)
    shown = [stage for stage in LeadStage if stage in REACHED or stage is LeadStage.REVIEW]
    return [
        StageDays(stage, sorted(left[stage]), sorted(waiting[stage]))
        for stage in shown
        if stage is not LeadStage.PRODUCING
    ]


@dataclass(frozen=True, slots=True)
class Capital:
    """Promised and arrived in one currency, in hundredths of it."""

    currency: str
    promised: int
    arrived: int
    waiting: int  # entered and not checked yet

    @property
    def rate(self) -> Decimal | None:
        """Per cent of what was promised, one decimal."""
        return share(self.arrived, self.promised)


def capital(leads: Iterable[int], on: date) -> dict[int, list[Capital]]:
    """Of each lead, each currency apart: an arrival counts once it is accepted. Two queries."""
    keys = list(leads)
    held: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    promised = LeadPromise.objects.filter(
        lead__in=keys, kind=PromiseKind.CAPITAL, made_on__lte=on
    ).values_list("lead", "currency")
    for lead, currency, total in promised.annotate(n=Sum("amount")).order_by():
        held[lead, currency][0] = int(total)
    arrived = CapitalArrival.objects.filter(lead__in=keys, on__lte=on).exclude(accepted=False)
    rows = arrived.values_list("lead", "currency", "accepted", "checked_on", "amount")
    for lead, currency, accepted, checked, amount in rows:
        counts = accepted and checked is not None and checked <= on
        held[lead, currency][1 if counts else 2] += amount
    found: dict[int, list[Capital]] = defaultdict(list)
    for (lead, currency), sums in sorted(held.items()):
        found[lead].append(Capital(currency, *sums))
    return found


def capital_in_all(each: Mapping[int, Sequence[Capital]]) -> list[Capital]:
    """By currency over all leads: never one sum of two currencies."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in (one for rows in each.values() for one in rows):
        for n, amount in enumerate((one.promised, one.arrived, one.waiting)):
            sums[one.currency][n] += amount
    return [Capital(currency, *total) for currency, total in sorted(sums.items())]


def counted(found: Sequence[Course], least: int, year: int | None = None) -> list[Course]:
    """Landed leads whose registered capital in yuan reaches ``least`` (fen)."""
    return [
        one
        for one in found
        if (day := one.days.get(LeadStage.LANDED)) is not None
        and (year is None or day.year == year)
        and one.lead.currency == "CNY"
        and (one.lead.registered_capital or 0) >= least
    ]


@dataclass(frozen=True, slots=True)
class Deals:
    """Of an event: what was signed there, and what of it is kept: landed, and not ended."""

    signed: Sequence[Course]

    @property
    def kept(self) -> list[Course]:
        return [
            one
            for one in self.signed
            if LeadStage.LANDED in one.days and one.stage is not LeadStage.ENDED
        ]


def deals(found: Sequence[Course]) -> dict[int, Deals]:
    """By the id of the event at which each was signed. One query."""
    rows = LeadStep.objects.filter(event__isnull=False, stage=LeadStage.SIGNED, corrected=None)
    events = dict(rows.values_list("lead", "event"))
    signed: dict[int, list[Course]] = defaultdict(list)
    for one in found:
        if one.lead.pk in events and LeadStage.SIGNED in one.days:
            signed[events[one.lead.pk]].append(one)
    return {event: Deals(rows) for event, rows in signed.items()}
