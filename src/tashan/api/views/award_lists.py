"""Lists of who gets what: drafted, confirmed, dropped, told to the enterprises, taken out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.files import attachment
from tashan.api.routers import matches as router
from tashan.api.schemas import matches as told
from tashan.api.schemas.shared import Given
from tashan.programmes import awards, list_sheet, lists, serialised
from tashan.programmes.models import AwardList, RunProgramme
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.PROGRAMMES_READ, Scope.PROGRAMMES_WRITE
NEWEST = [Key("drafted_at", is_descending=True), Key("pk", is_descending=True)]


@door(router, "GET", "/lists", scope=READ, right=perms.may_see_mechanisms,
      answer=Page[told.ListLine])  # fmt: skip
def list_award_lists(request: ProgramRequest, paging: Query[Paging]) -> Page[told.ListLine]:
    """The lists, the newest first."""

    def shown(found: list[AwardList]) -> list[told.ListLine]:
        return [told.ListLine.model_validate(serialised.list_json(row)) for row in found]

    rows = AwardList.objects.select_related("programme")
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/lists", scope=WRITE, right=perms.may_match, answer=told.ListInFull,
      status=201)  # fmt: skip
def draft_list(request: ProgramRequest, given: told.ListGiven) -> told.ListInFull:
    """A draft of all who are given something by one programme of a finished run."""
    rows = RunProgramme.objects.select_related("run__snapshot", "run__file", "adoption", "version")
    row = rows.filter(run=given.match, position=given.position).first()
    if row is None:
        raise Http404
    made = lists.draft(row, actor=request.user, at=timezone.now(), title=given.title)
    return _told(made)


def _told(row: AwardList) -> told.ListInFull:
    fields = ("id", "entity", "place", "fen", "state")
    given = list(row.awards.order_by("place", "entity").values(*fields))
    return told.ListInFull.model_validate(serialised.list_json(row) | {"awards": given})


def _list(list_id: int) -> AwardList:
    return get_object_or_404(AwardList.objects.select_related("programme__run"), pk=list_id)


@door(router, "GET", "/lists/{list_id}", scope=READ, right=perms.may_see_mechanisms,
      answer=told.ListInFull)  # fmt: skip
def read_list(request: ProgramRequest, list_id: Id) -> told.ListInFull:
    """A list with its awards, as it was frozen."""
    return _told(_list(list_id))


@door(router, "POST", "/lists/{list_id}/confirm", scope=WRITE, right=perms.may_confirm,
      answer=told.ListInFull)  # fmt: skip
def confirm_list(request: ProgramRequest, list_id: Id, given: Given) -> told.ListInFull:
    """What was drafted holds: refused without the fair competition review that it needs."""
    return _told(lists.confirm(_list(list_id), actor=request.user, at=timezone.now()))


@door(router, "POST", "/lists/{list_id}/drop", scope=WRITE, right=perms.may_match,
      answer=told.ListInFull)  # fmt: skip
def drop_list(request: ProgramRequest, list_id: Id, given: told.DropList) -> told.ListInFull:
    """A draft that nobody confirms; it stays to be seen."""
    row = lists.drop(_list(list_id), reason=given.reason, actor=request.user, at=timezone.now())
    return _told(row)


@door(router, "POST", "/lists/{list_id}/push", scope=WRITE, right=perms.may_confirm,
      answer=told.ListInFull)  # fmt: skip
def push_list(request: ProgramRequest, list_id: Id, given: Given) -> told.ListInFull:
    """Tell every enterprise of a confirmed list, where the programme needs no application."""
    awards.push(_list(list_id), actor=request.user, at=timezone.now())
    return _told(_list(list_id))


@door(
    router, "GET", "/lists/{list_id}/export.xlsx",
    scope=Scope.EXPORT, right=perms.may_export_figures, answer="application/octet-stream",
)  # fmt: skip
def export_list(request: ProgramRequest, list_id: Id) -> HttpResponse:
    """The list as a signed sheet; that it went out is recorded."""
    made = list_sheet.hand_out(_list(list_id), actor=request.user, at=timezone.now())
    return attachment(made.data, made.name, made.media_type)
