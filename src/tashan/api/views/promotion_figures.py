"""Figures of promotion: the funnel by cohort, days, the log of visits, promises, events."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Query, Schema
from pydantic import Field

from tashan.api.asked import named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.promotion_telling import (
    capital_lines,
    days_group,
    lead_days,
    money,
    promise_lines,
    stage_line,
    visit_lines,
)
from tashan.api.routers import promotion as router
from tashan.api.schemas import promotion as told
from tashan.api.schemas.shared import Refs
from tashan.api.views.cases import by_of
from tashan.casework.promotion.acting import may_move_leads
from tashan.casework.promotion.figures import (
    Basis,
    Deals,
    capital,
    capital_in_all,
    counted,
    courses,
    days_figures,
    deals,
    funnel,
    share,
    stage_days,
)
from tashan.casework.promotion.promised import standings
from tashan.casework.promotion.reporting import enter_event
from tashan.casework.promotion.terms import pipelines
from tashan.casework.promotion_models import Lead, LeadPromise, LeadVisit, PromotionEvent
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("on", is_descending=True), Key("pk", is_descending=True)]
BY_DAY = [Key("due_on"), Key("pk")]
EVENTS = [Key("began_on", is_descending=True), Key("pk", is_descending=True)]


class FunnelFilter(Schema):
    """``basis``: contact, signing or happened. Without a year that of the day asked about."""

    basis: Basis = Basis.CONTACT
    year: Annotated[int, Field(ge=1949, le=2200)] | None = None
    on: date | None = None


@door(router, "GET", "/promotion/funnel", scope=READ, right=perms.may_see_work,
      answer=told.FunnelTold)  # fmt: skip
def read_funnel(request: ProgramRequest, asked: Query[FunnelFilter]) -> told.FunnelTold:
    """How many of a cohort came how far, each step of the one before, with the leads behind."""
    on = asked.on or today()
    year, found = asked.year or on.year, courses(Lead.objects.all(), on)
    signed = funnel(found, Basis.SIGNING, year)[0].part
    rules = pipelines(on)
    least = rules[0].counted_capital() if rules else None
    return told.FunnelTold(
        basis=asked.basis.value, year=year, on=on,
        steps=[
            told.FunnelStepTold(
                stage=one.stage.value, part=len(one.part), whole=len(one.whole), rate=one.rate,
                leads=[each.lead.pk for each in one.part],
            )
            for one in funnel(found, asked.basis, year)
        ],
        counted=None if least is None else len(counted(found, least, year)),
        counted_from=None if least is None else money(least, "CNY"),
        capital=capital_lines(capital_in_all(capital((c.lead.pk for c in signed), on))),
    )  # fmt: skip


@door(router, "GET", "/promotion/days", scope=READ, right=perms.may_see_work,
      answer=told.LeadDaysTold)  # fmt: skip
def read_promotion_days(request: ProgramRequest, on: date | None = None) -> told.LeadDaysTold:
    """Days from first visit to signing, recomputed from dated events, and days in each stage."""
    day = on or today()
    found = courses(Lead.objects.all(), day)
    figures = days_figures(found)
    return told.LeadDaysTold(
        on=day,
        all=days_group(figures["all"][0]),
        years=[days_group(one) for one in figures["year"]],
        industries=[days_group(one) for one in figures["industry"]],
        leads=lead_days(figures["all"][0].courses),
        stages=[stage_line(one) for one in stage_days(found, day)],
    )


@door(router, "GET", "/promotion/visits", scope=READ, right=perms.may_see_work,
      answer=Page[told.LeadVisitTold])  # fmt: skip
def list_lead_visits(request: ProgramRequest, paging: Query[Paging]) -> Page[told.LeadVisitTold]:
    """The log of all visits, the newest first."""
    rows = LeadVisit.objects.select_related("actor")
    return page(request, rows, NEWEST, shown=visit_lines, asked=paging)


@door(router, "GET", "/promotion/promises", scope=READ, right=perms.may_see_work,
      answer=Page[told.LeadPromiseTold])  # fmt: skip
def list_lead_promises(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.LeadPromiseTold]:
    """Promises by the day they are due, as they stand today."""

    def shown(found: list[LeadPromise]) -> list[told.LeadPromiseTold]:
        return promise_lines(standings(found, today()))

    rows = LeadPromise.objects.select_related("lead")
    return page(request, rows, BY_DAY, shown=shown, asked=paging)


@door(router, "GET", "/promotion/events", scope=READ, right=perms.may_see_work,
      answer=Page[told.PromotionEventTold])  # fmt: skip
def list_promotion_events(
    request: ProgramRequest, paging: Query[Paging]
) -> Page[told.PromotionEventTold]:
    """Promotion events with the deals signed there and those that are kept."""

    def shown(found: list[PromotionEvent]) -> list[told.PromotionEventTold]:
        return _events(found, today(), request.user)

    rows = PromotionEvent.objects.select_related("organiser")
    return page(request, rows, EVENTS, shown=shown, asked=paging)


@door(router, "POST", "/promotion/events", scope=WRITE, right=may_move_leads,
      answer=told.PromotionEventTold, status=201)  # fmt: skip
def enter_promotion_event(
    request: ProgramRequest, given: told.PromotionEventGiven
) -> told.PromotionEventTold:
    """Enter a promotion event; a signing may then name it."""
    said = given.model_dump(exclude={"organiser"})
    new = PromotionEvent(**said, organiser=named(given.organiser, Kind.OFFICE))
    made = enter_event(new, by=by_of(request, None))
    return _events([made], today(), request.user)[0]


def _events(
    rows: list[PromotionEvent], on: date, viewer: Visitor
) -> list[told.PromotionEventTold]:  # fmt: skip
    held = deals(courses(Lead.objects.all(), on))
    refs = Refs([one.organiser for one in rows], on=on, viewer=viewer)
    found = []
    for one in rows:
        signed = held.get(one.pk, Deals(()))
        kept = [each.lead.pk for each in signed.kept]
        found.append(
            told.PromotionEventTold(
                id=one.pk, title=one.title, place=one.place, began_on=one.began_on,
                ended_on=one.ended_on, organiser=refs.to(one.organiser),
                signed=[each.lead.pk for each in signed.signed], kept=kept,
                rate=share(len(kept), len(signed.signed)),
            )
        )  # fmt: skip
    return found
