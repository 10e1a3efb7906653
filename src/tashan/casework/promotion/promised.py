"""Promises of leads as they stand on a day: kept, due, broken; by events where events tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise as LazyText
from django.utils.translation import pgettext_lazy

from tashan.casework.promotion_models import (
    CapitalArrival,
    LeadPromise,
    LeadStep,
    PromiseKind,
)
from tashan.mechanisms.pipeline import OVER, LeadStage


class Standing(StrEnum):
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    OPEN = "open"
    LATE = "late"
    VOID = "void"  # the lead came to nothing


WORDS: dict[Standing, str | LazyText] = {
    Standing.KEPT: pgettext_lazy("promise of a lead", "Kept"),
    Standing.KEPT_LATE: pgettext_lazy("promise of a lead", "Kept late"),
    Standing.OPEN: pgettext_lazy("promise of a lead", "Not due yet"),
    Standing.LATE: pgettext_lazy("promise of a lead", "Overdue"),
    Standing.VOID: pgettext_lazy("promise of a lead", "The lead ended"),
}


@dataclass(frozen=True, slots=True)
class PromiseStands:
    """``kept_on`` is the day on which it was fulfilled, as far as is known on the day."""

    row: LeadPromise
    kept_on: date | None
    standing: Standing


def standings(rows: Iterable[LeadPromise], on: date) -> list[PromiseStands]:
    """Each promise on a day. Two queries; the rows have their leads."""
    known = list(rows)
    leads = {one.lead_id for one in known}
    steps = _steps(leads, on)
    capital = _capital(leads, on)
    return [
        PromiseStands(one, kept := _kept(one, steps, capital, on), _standing(one, kept, on))
        for one in known
    ]


def _steps(leads: set[int], on: date) -> dict[tuple[int, str], date]:
    rows = LeadStep.objects.filter(lead__in=leads, corrected=None, on__lte=on).order_by("-on")
    return {(lead, stage): day for lead, stage, day in rows.values_list("lead", "stage", "on")}


Kept = dict[int, date]


def _capital(leads: set[int], on: date) -> Kept:
    """Promises of capital that accepted arrivals fill, the first due first."""
    arrivals: dict[tuple[int, str], list[tuple[date, int]]] = {}
    rows = CapitalArrival.objects.filter(lead__in=leads, accepted=True, on__lte=on)
    for lead, currency, day, amount in rows.order_by("on", "pk").values_list(
        "lead", "currency", "on", "amount"
    ):
        arrivals.setdefault((lead, currency), []).append((day, amount))
    found: Kept = {}
    sums: dict[tuple[int, str], int] = {}
    promised = LeadPromise.objects.filter(lead__in=leads, kind=PromiseKind.CAPITAL)
    for one in promised.order_by("due_on", "pk"):
        key = (one.lead_id, one.currency)
        sums[key] = sums.get(key, 0) + (one.amount or 0)
        total = 0
        for day, amount in arrivals.get(key, []):
            total += amount
            if total >= sums[key]:
                found[one.pk] = day
                break
    return found


def _kept(
    one: LeadPromise, steps: dict[tuple[int, str], date], capital: Kept, on: date
) -> date | None:
    match PromiseKind(one.kind):
        case PromiseKind.CAPITAL:
            return capital.get(one.pk)
        case PromiseKind.START:
            return steps.get((one.lead_id, LeadStage.STARTED))
        case PromiseKind.PRODUCTION:
            return steps.get((one.lead_id, LeadStage.PRODUCING))
    return one.kept_on if one.kept_on and one.kept_on <= on else None


def _standing(one: LeadPromise, kept: date | None, on: date) -> Standing:
    if kept is not None:
        return Standing.KEPT if kept <= one.due_on else Standing.KEPT_LATE
    if one.lead.stage in OVER:
        return Standing.VOID
    return Standing.LATE if one.due_on < on else Standing.OPEN
