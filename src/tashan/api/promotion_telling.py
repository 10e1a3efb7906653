"""Leads and figures of promotion as answers tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tashan.api.fields import ROOT
from tashan.api.schemas import promotion as told
from tashan.api.schemas.shared import Refs
from tashan.base.errors import UserError
from tashan.casework.promotion.acting import acts_for
from tashan.casework.promotion.figures import (
    Capital,
    Course,
    DaysFigure,
    StageDays,
    capital,
    courses,
)
from tashan.casework.promotion.owning import credits_of, protection_of
from tashan.casework.promotion.promised import PromiseStands, standings
from tashan.casework.promotion.terms import PipelineTerms, terms_of
from tashan.casework.promotion_models import (
    WHOLE,
    CapitalArrival,
    EntryReview,
    FairReview,
    Lead,
    LeadStep,
    LeadVisit,
)
from tashan.mechanisms.pipeline import LeadStage
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


def lead_url(lead: int) -> str:
    return f"{ROOT}/leads/{lead}"


def money(hundredths: int, currency: str) -> told.CurrencyAmount:
    amount = f"{Decimal(hundredths).scaleb(-2):.2f}"
    return told.CurrencyAmount(currency=currency, hundredths=hundredths, amount=amount)


def lead_lines(rows: Sequence[Lead], on: date, viewer: Visitor) -> list[told.LeadLine]:
    """Each lead on a day; one that was reported later stands as on its first day."""
    refs = Refs([e for one in rows for e in (one.investor, one.owner_office)], on=on, viewer=viewer)
    rules: dict[tuple[int, str], PipelineTerms | None] = {}
    return [told.LeadLine(**_line(one, refs, rules, on)) for one in courses(rows, on)]


def _line(
    one: Course, refs: Refs, rules: dict[tuple[int, str], PipelineTerms | None], on: date
) -> dict[str, Any]:
    lead, idle = one.lead, one.idle(on)
    key = (lead.adoption_id, lead.part)
    if key not in rules:
        rules[key] = _rules(lead, on)
    held = rules[key]
    most = held.alarm(one.stage) if held else None
    capital_of = lead.registered_capital
    return {
        "id": lead.pk, "url": lead_url(lead.pk), "title": lead.title, "stage": one.stage.value,
        "on": on, "source": lead.source, "investor": refs.of(lead.investor),
        "investor_name": lead.investor_name, "investor_home": lead.investor_home,
        "industry": lead.industry, "wanted": money(lead.wanted, lead.currency),
        "registered_capital": None if capital_of is None else money(capital_of, lead.currency),
        "owner": lead.owner.username, "owner_office": refs.to(lead.owner_office),
        "reported_on": lead.reported_on, "first_visit": one.first_visit,
        "signed_on": one.days.get(LeadStage.SIGNED), "days_to_signing": one.days_to_signing,
        "idle_days": idle, "is_alarm": most is not None and idle > most,
        "project": lead.project_id,
    }  # fmt: skip


def _rules(lead: Lead, on: date) -> PipelineTerms | None:
    try:
        return terms_of(lead, on)
    except UserError:
        return None


def lead_in_full(lead: Lead, on: date, viewer: User) -> told.LeadInFull:
    """One lead with everything that happened until a day."""
    on = max(on, lead.reported_on)
    reviews = list(
        lead.reviews.filter(opened_on__lte=on).order_by("pk").prefetch_related("sheets__office")
    )
    claims = list(lead.claims.filter(on__lte=on).select_related("office").order_by("pk"))
    shares = credits_of(lead, lead.hand_overs.filter(on__lte=on))
    users = User.objects.in_bulk([one.user for one in shares])
    offices = Entity.objects.in_bulk([one.office for one in shares])
    people = [lead.investor, lead.owner_office, lead.park, *offices.values(),
              *(one.office for one in claims),
              *(sheet.office for one in reviews for sheet in one.sheets.all())]  # fmt: skip
    refs = Refs(people, on=on, viewer=viewer)
    line = _line(courses([lead], on)[0], refs, {}, on)
    found = protection_of(lead, on) if _rules(lead, on) else None
    return told.LeadInFull(
        **line, **_happened(lead, on),
        land_mu=lead.land_mu, factory_area=lead.factory_area, park=refs.of(lead.park),
        protected_until=found.until if found else None,
        lapsed_on=found.lapsed_on if found else None,
        is_protected=found is not None and found.holds(on),
        reviews=[_review(one, refs) for one in reviews],
        credit=[
            told.LeadCredit(officer=users[one.user].username, office=refs.to(offices[one.office]),
                            share=Decimal(100 * one.share) / WHOLE)
            for one in shares
        ],
        claims=[
            told.LeadClaimTold(id=one.pk, office=refs.to(one.office), on=one.on, says=one.says,
                               holds=one.holds, reason=one.reason)
            for one in claims
        ],
        acts=[str(act) for act in acts_for(viewer, lead, on)],
    )  # fmt: skip


def _happened(lead: Lead, on: date) -> dict[str, Any]:
    steps = lead.steps.filter(on__lte=on).select_related("corrected").order_by("on", "pk")
    visits = lead.visits.filter(on__lte=on).select_related("actor").order_by("on", "pk")
    promises = lead.promises.filter(made_on__lte=on).select_related("lead").order_by("due_on")
    arrivals = lead.arrivals.filter(on__lte=on).order_by("on", "pk")
    fair = lead.fair_reviews.filter(on__lte=on).order_by("pk")
    return {
        "steps": [_step(one) for one in steps],
        "visits": visit_lines(visits),
        "promises": promise_lines(standings(promises, on)),
        "capital": capital_lines(capital([lead.pk], on).get(lead.pk, [])),
        "arrivals": [_arrival(one) for one in arrivals],
        "fair_reviews": [_fair(one) for one in fair],
    }


def _step(one: LeadStep) -> told.LeadStepTold:
    return told.LeadStepTold(
        id=one.pk, stage=one.stage, on=one.on, says=one.says, document=one.document,
        event=one.event_id, corrected=hasattr(one, "corrected"),
    )  # fmt: skip


def visit_lines(rows: Iterable[LeadVisit]) -> list[told.LeadVisitTold]:
    """Visits with who logged them."""
    return [
        told.LeadVisitTold(
            id=one.pk, lead=one.lead_id, direction=one.direction, on=one.on, place=one.place,
            people=one.people, says=one.says, by=one.actor.username,
        )
        for one in rows
    ]  # fmt: skip


def promise_lines(found: Iterable[PromiseStands]) -> list[told.LeadPromiseTold]:
    """Promises as they stand."""
    return [
        told.LeadPromiseTold(
            id=one.row.pk, lead=one.row.lead_id, kind=one.row.kind, by_us=one.row.by_us,
            due_on=one.row.due_on, says=one.row.says, standing=one.standing.value,
            amount=money(one.row.amount, one.row.currency) if one.row.amount else None,
            kept_on=one.kept_on,
        )
        for one in found
    ]  # fmt: skip


def capital_lines(found: Iterable[Capital]) -> list[told.CapitalTold]:
    """Each currency apart."""
    return [
        told.CapitalTold(
            promised=money(one.promised, one.currency), arrived=money(one.arrived, one.currency),
            waiting=money(one.waiting, one.currency), rate=one.rate,
        )
        for one in found
    ]  # fmt: skip


def _arrival(one: CapitalArrival) -> told.ArrivalTold:
    return told.ArrivalTold(
        id=one.pk, on=one.on, amount=money(one.amount, one.currency), evidence=one.evidence,
        document=one.document, file=f"{lead_url(one.lead_id)}/evidence/{one.file_id}",
        accepted=one.accepted, reason=one.reason,
    )  # fmt: skip


def _fair(one: FairReview) -> told.FairReviewTold:
    return told.FairReviewTold(
        on=one.on, document=one.document, conclusion=one.conclusion,
        exception_basis=one.exception_basis, until=one.until, incentives=one.incentives,
    )  # fmt: skip


def _review(one: EntryReview, refs: Refs) -> told.EntryReviewTold:
    return told.EntryReviewTold(
        id=one.pk, opened_on=one.opened_on, closed_on=one.closed_on, score=one.score,
        passed=one.passed,
        sheets=[
            told.EntrySheetTold(office=refs.to(each.office), points=each.points, vetoes=each.vetoes)
            for each in one.sheets.all()
        ],
    )  # fmt: skip


def days_group(one: DaysFigure) -> told.DaysGroup:
    """Median and best of a group of leads."""
    best = one.best
    return told.DaysGroup(
        of=one.of, count=len(one.courses), median=one.median,
        best=best.days_to_signing if best else None, best_lead=best.lead.pk if best else None,
    )  # fmt: skip


def lead_days(found: Iterable[Course]) -> list[told.LeadDays]:
    """Each lead with the two days that its figure is reckoned from."""
    return [
        told.LeadDays(
            lead=one.lead.pk, url=lead_url(one.lead.pk), days=one.days_to_signing,
            first_visit=one.first_visit, signed_on=one.days[LeadStage.SIGNED],
        )
        for one in found
        if one.days_to_signing is not None and one.first_visit is not None
    ]  # fmt: skip


def stage_line(one: StageDays) -> told.StageDaysTold:
    return told.StageDaysTold(
        stage=one.stage.value, left=len(one.left), median=one.median, waiting=len(one.waiting),
        longest_waiting=max(one.waiting, default=None),
    )  # fmt: skip
