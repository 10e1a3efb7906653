"""Investment promotion: leads and every act on them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from tashan.adoption.models import Adoption
from tashan.api.asked import named_or_none, today
from tashan.api.case_acts import stored
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.files import attachment
from tashan.api.promotion_telling import lead_in_full, lead_lines
from tashan.api.routers import promotion as router
from tashan.api.schemas import promotion as told
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.promotion.acting import LeadAct, LeadSaid, may_move_leads, refuse_act
from tashan.casework.promotion.calling import perform
from tashan.casework.promotion.figures import courses
from tashan.casework.promotion.handing_out import hand_out, may_export_leads
from tashan.casework.promotion.reporting import NewLead, report
from tashan.casework.promotion_models import (
    Currency,
    Direction,
    EvidenceKind,
    FairConclusion,
    Lead,
    PromiseKind,
    PromotionEvent,
)
from tashan.record import files, perms
from tashan.record.models import StoredFile
from tashan.record.perms import Visitor
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("reported_on", is_descending=True), Key("pk", is_descending=True)]
LEAD = "/leads/{lead_id}"
ActName = Literal[
    "visit", "talk", "promise", "open_review", "score", "close_review", "fair_review", "sign",
    "land", "start", "produce", "arrive", "check_arrival", "keep_promise", "convert", "hand_over",
    "claim", "decide_claim", "correct", "merge", "end",
]  # fmt: skip
CHOICES: dict[str, Any] = {
    "direction": Direction, "kind": PromiseKind, "currency": Currency, "evidence": EvidenceKind,
    "conclusion": FairConclusion,
}  # fmt: skip


def may_work_on_leads(user: Visitor) -> bool:
    """Whoever does any of the acts."""
    return may_move_leads(user) or perms.may_check_work(user)


class LeadFilter(Schema):
    stage: Annotated[str, Field(max_length=9)] = ""
    year: Annotated[int, Field(ge=1949, le=2200)] | None = None


def _rows() -> Any:
    related = ("adoption", "investor", "owner", "owner_office", "park")
    return Lead.objects.select_related(*related).prefetch_related("adoption__versions")


def _lead(lead_id: int) -> Lead:
    found: Lead = get_object_or_404(_rows(), pk=lead_id)
    return found


@door(router, "GET", "/leads", scope=READ, right=perms.may_see_work, answer=Page[told.LeadLine])
def list_leads(
    request: ProgramRequest, asked: Query[LeadFilter], paging: Query[Paging]
) -> Page[told.LeadLine]:
    """The leads as they stand today, the newest first; of one stage or first year."""
    rows = _rows().filter(reported_on__lte=today())
    if asked.stage:
        rows = rows.filter(stage=asked.stage)
    if asked.year is not None:
        rows = rows.filter(reported_on__year=asked.year)

    def shown(found: list[Lead]) -> list[told.LeadLine]:
        return lead_lines(found, today(), request.user)

    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "GET", "/promotion/leads.xlsx", scope=Scope.EXPORT,
      right=may_export_leads, answer="application/octet-stream")  # fmt: skip
def export_leads(request: ProgramRequest) -> HttpResponse:
    """All leads as a signed sheet; that it went out is recorded."""
    on = today()
    keys = [one.lead.pk for one in courses(Lead.objects.order_by("-reported_on", "-pk"), on)]
    made = hand_out(keys, on=on, actor=request.user, at=timezone.now())
    return attachment(made.data, made.name, made.media_type)


@door(router, "POST", "/leads", scope=WRITE, right=may_move_leads, answer=told.LeadInFull,
      status=201)  # fmt: skip
def report_lead(request: ProgramRequest, given: told.LeadGiven) -> told.LeadInFull:
    """Report a lead: it is yours. One that another reported is refused, and says whose it is."""
    said = given.model_dump(exclude={"on", "adoption", "investor", "park", "event", "currency"})
    new = NewLead(
        **said,
        adoption=get_object_or_404(Adoption, pk=given.adoption),
        currency=_chosen("currency", given.currency),
        investor=named_or_none(given.investor, Kind.ENTERPRISE),
        park=named_or_none(given.park, Kind.PARK),
        event=None if given.event is None else get_object_or_404(PromotionEvent, pk=given.event),
    )
    made = report(new, by=by_of(request, given.on))
    return lead_in_full(_lead(made.pk), today(), request.user)


@door(router, "GET", LEAD, scope=READ, right=perms.may_see_work, answer=told.LeadInFull)
def read_lead(request: ProgramRequest, lead_id: Id, on: date | None = None) -> told.LeadInFull:
    """One lead at the end of a day: its course, reviews, promises, capital, credit."""
    return lead_in_full(_lead(lead_id), on or today(), request.user)


@door(router, "GET", LEAD + "/evidence/{file_id}", scope=READ, right=perms.may_see_work,
      answer="application/octet-stream")  # fmt: skip
def read_lead_evidence(request: ProgramRequest, lead_id: Id, file_id: Id) -> HttpResponse:
    """A file of evidence of this lead's capital."""
    if not _lead(lead_id).arrivals.filter(file=file_id).exists():
        raise Http404
    found = get_object_or_404(StoredFile, pk=file_id)
    return attachment(files.read(found), found.name, found.media_type)


@door(router, "POST", LEAD + "/{act}", scope=WRITE, right=may_work_on_leads,
      answer=told.LeadInFull)  # fmt: skip
def move_lead(
    request: ProgramRequest, lead_id: Id, act: ActName, given: told.LeadActGiven
) -> told.LeadInFull:
    """Move a lead: visit, review, sign, land, start, produce, enter capital, claim or end it.

    Signing needs a passed entry review and a fair competition review on record.
    """
    row, wanted = _lead(lead_id), LeadAct(act)
    refuse_act(request.user, wanted, row, today())
    by = by_of(request, given.on)
    perform(wanted, row, _said(given, by), by=by)
    return lead_in_full(_lead(lead_id), today(), request.user)


def _said(given: told.LeadActGiven, by: By) -> LeadSaid:
    said = given.model_dump(exclude={"on", "file"}, exclude_none=True)
    for name in CHOICES:
        if name in said:
            said[name] = _chosen(name, said[name])
    if "incentives" in said:
        said["incentives"] = tuple(said["incentives"])
    return LeadSaid(**said, file=stored(given.file, by))


def _chosen(name: str, code: str) -> Any:
    known = CHOICES[name]
    if code not in known.values:
        raise UserError(
            _("There is no “%s”.") % code, hint=_("Give one of: %s.") % ", ".join(known.values)
        )
    return known(code)
