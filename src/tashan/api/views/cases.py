"""Cases: listed, read with clocks and reasons, moved, and what is handed in for them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from ninja import Query

from tashan.api import case_acts
from tashan.api.asked import today
from tashan.api.case_telling import LINE, CaseTold, case_lines, case_url, event_told
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import cases as router
from tashan.api.schemas import cases as told
from tashan.api.schemas.shared import AsOf, Done
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.models import Case
from tashan.casework.perms import visible_cases
from tashan.record import tokens
from tashan.record.models import Event
from tashan.record.tokens import Scope

READ, WRITE = Scope.CASES_READ, Scope.CASES_WRITE
NEWEST = [Key("opened_on", is_descending=True), Key("pk", is_descending=True)]
CASE, MATTER = "/cases/{case_id}", "/cases/{case_id}/matters/{code}"


def by_of(request: ProgramRequest, on: date | None) -> By:
    """Who acts now, and on which day it happened."""
    now = timezone.now()
    return By(request.user, now, on or timezone.localdate(now))


def visible(request: ProgramRequest, case_id: int) -> Case:
    """The case, if there is one that the account may see."""
    rows = visible_cases(request.user, today()).filter(pk=case_id)
    found = rows.select_related(*LINE).first()
    if found is None:
        raise Http404
    return found


@door(router, "GET", "/cases", scope=READ, right=tokens.may_see_some_cases,
      answer=Page[told.CaseLine])  # fmt: skip
def list_cases(
    request: ProgramRequest, asked: Query[told.CasesAsked], paging: Query[Paging]
) -> Page[told.CaseLine]:
    """The cases that the account may see, the newest first."""
    rows = visible_cases(request.user, today()).select_related(*LINE)
    for name in ("state", "subject", "applicant", "about"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.q:
        rows = rows.filter(Q(title__icontains=asked.q) | Q(number__startswith=asked.q))

    def shown(found: list[Case]) -> list[told.CaseLine]:
        return case_lines(found, today(), request.user)

    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "GET", CASE, scope=READ, right=tokens.may_see_some_cases, answer=told.CaseInFull)
def read_case(request: ProgramRequest, case_id: Id, asked: Query[AsOf]) -> told.CaseInFull:
    """A case with its matters, materials and prerequisites as of a day, and why it is as it is."""
    return CaseTold(visible(request, case_id), asked.on or today(), request.user).whole()


@door(router, "GET", CASE + "/events", scope=READ, right=tokens.may_see_some_cases,
      answer=Page[told.EventTold])  # fmt: skip
def list_case_events(
    request: ProgramRequest, case_id: Id, paging: Query[Paging]
) -> Page[told.EventTold]:
    """What happened to a case, in order."""
    rows = Event.objects.filter(stream=visible(request, case_id).stream).select_related("actor")

    def shown(found: list[Event]) -> list[told.EventTold]:
        return [event_told(row) for row in found]

    return page(request, rows, [Key("sequence")], shown=shown, asked=paging)


@door(router, "GET", MATTER, scope=READ, right=tokens.may_see_some_cases,
      answer=told.MatterInFull)  # fmt: skip
def read_matter(
    request: ProgramRequest, case_id: Id, code: str, asked: Query[AsOf]
) -> told.MatterInFull:
    """One matter with both clocks, and why this date: of every day whether it counts."""
    return _matter(request, case_id, code, asked.on or today())


def _matter(request: ProgramRequest, case_id: int, code: str, on: date) -> told.MatterInFull:
    found = CaseTold(visible(request, case_id), on, request.user)
    for matter in found.matters:
        if matter.code == code:
            return found.matter(matter)
    raise Http404


@door(router, "POST", MATTER + "/{act}", scope=WRITE, right=tokens.may_move_some_cases,
      answer=told.MatterInFull)  # fmt: skip
def move_matter(
    request: ProgramRequest, case_id: Id, code: str, act: str, given: told.ActGiven
) -> told.MatterInFull:
    """Make one move on a matter, as receive, accept, ask_supplement or decide.

    Each act takes its own fields; a request with others, or without those that it needs, is
    refused and says which. What the account may do now is told with the matter as ``acts``.
    """
    matter = visible(request, case_id).matters.filter(code=code).first()
    if matter is None:
        raise Http404
    case_acts.make(act, matter, given, by_of(request, given.on))
    return _matter(request, case_id, code, today())


@door(router, "POST", CASE + "/materials", scope=WRITE, right=tokens.may_move_some_cases,
      answer=Done)  # fmt: skip
def hand_in_material(request: ProgramRequest, case_id: Id, given: told.MaterialGiven) -> Done:
    """A material comes in, as a file or on paper; handed in again, the newer file counts."""
    case, by = visible(request, case_id), by_of(request, given.on)
    acts.hand_in(case.pk, given.code, case_acts.stored(given.file, by), by=by)
    return Done(id=case.pk, url=case_url(case.pk))
