"""Lines of responsibility: load and progress of each and of officers; posts are handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.api.asked import entry, named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.routers import work as router
from tashan.api.schemas import lines as told
from tashan.api.schemas.shared import AsOf
from tashan.api.views.cases import by_of
from tashan.casework.line_work import setting_up
from tashan.casework.line_work.handing_over import NewHandOver, begin, sign
from tashan.casework.line_work.load import LineStands, Load, Thing, lines_on, officer_load
from tashan.duties.line_models import HandOver, Line
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
LINE, HAND_OVER = "/work-lines/{line_id}", "/hand-overs/{hand_over_id}"
NEWEST = [Key("pk", is_descending=True)]


def _things(rows: Sequence[Thing]) -> list[told.OpenThing]:
    return [
        told.OpenThing(cause=one.cause, title=one.title, due_on=one.due_on,
                       light=str(one.light) if one.light is not None else None)
        for one in rows
    ]  # fmt: skip


def _load(one: Load) -> dict[str, Any]:
    kinds = [told.KindCount(kind=k, open=n, red=red) for k, (n, red) in one.by_kind.items()]
    return {"open": len(one.things), "red": one.red, "percent": one.percent,
            "reached": one.reached, "planned": one.planned, "kinds": kinds}  # fmt: skip


def _line(one: LineStands) -> dict[str, Any]:
    return {
        "id": one.line.pk, "url": f"{ROOT}/work-lines/{one.line.pk}", "code": one.line.code,
        "title": one.line.title, "office": one.post.office_id if one.post else None,
        "post": one.post.post if one.post else None,
        "officer": one.officer.pk if one.officer else None, "name": one.name,
        "hung": [each.about for each in one.things], "load": told.LoadTold(**_load(one.load)),
    }  # fmt: skip


def _all(on: date, request: ProgramRequest) -> told.WorkLines:
    rows = lines_on(on, viewer=request.user)
    return told.WorkLines(items=[told.WorkLineTold(**_line(one)) for one in rows])


def _in_full(line_id: int, on: date, request: ProgramRequest) -> told.WorkLineInFull:
    for one in lines_on(on, viewer=request.user):
        if one.line.pk == line_id:
            return told.WorkLineInFull(**_line(one), things=_things(one.load.things))
    raise Http404


@door(router, "GET", "/work-lines", scope=READ, right=perms.may_see_work,
      answer=told.WorkLines)  # fmt: skip
def list_work_lines(request: ProgramRequest, asked: Query[AsOf]) -> told.WorkLines:
    """Every line on a day with its post and its load."""
    return _all(asked.on or today(), request)


@door(router, "POST", "/work-lines", scope=WRITE, right=perms.may_keep_work,
      answer=told.WorkLines, status=201)  # fmt: skip
def set_up_work_lines(
    request: ProgramRequest, given: told.LinesGiven
) -> told.WorkLines:  # fmt: skip
    """Set the lines up from an adopted part of the kind duty."""
    adoption = get_object_or_404(Adoption, pk=given.adoption)
    source = entry(request, given.reason, timezone.now())
    setting_up.set_up(adoption, given.part, on=given.since or today(), source=source)
    return _all(today(), request)


@door(router, "GET", LINE, scope=READ, right=perms.may_see_work, answer=told.WorkLineInFull)
def read_work_line(
    request: ProgramRequest, line_id: Id, asked: Query[AsOf]
) -> told.WorkLineInFull:  # fmt: skip
    """One line on a day with everything that is open beneath it, the most urgent first."""
    return _in_full(line_id, asked.on or today(), request)


@door(router, "POST", LINE + "/post", scope=WRITE, right=perms.may_keep_work,
      answer=told.WorkLineInFull)  # fmt: skip
def give_work_line(
    request: ProgramRequest, line_id: Id, given: told.LinePostGiven
) -> told.WorkLineInFull:
    """From a day on the line belongs to another post."""
    row = get_object_or_404(Line, pk=line_id)
    office = named(given.office, Kind.OFFICE)
    source = entry(request, given.reason, timezone.now())
    setting_up.give_post(row, office, given.post, since=given.since or today(), source=source)
    return _in_full(line_id, today(), request)


@door(router, "POST", LINE + "/things", scope=WRITE, right=perms.may_keep_work,
      answer=told.WorkLineInFull)  # fmt: skip
def hang_on_work_line(
    request: ProgramRequest, line_id: Id, given: told.LineThingGiven
) -> told.WorkLineInFull:
    """Hang a duty, a task, a project, a target or a chain under the line."""
    row = get_object_or_404(Line, pk=line_id)
    source = entry(request, given.reason, timezone.now())
    setting_up.hang(row, given.about, since=given.since or today(), source=source)
    return _in_full(line_id, today(), request)


@door(router, "GET", "/officers/{officer_id}/load", scope=READ, right=perms.may_see_work,
      answer=told.OfficerLoadTold)  # fmt: skip
def read_officer_load(
    request: ProgramRequest, officer_id: Id, asked: Query[AsOf]
) -> told.OfficerLoadTold:
    """What one officer answers for on a day."""
    officer = get_object_or_404(Entity, pk=officer_id, kind=Kind.OFFICER)
    found = officer_load(officer, asked.on or today(), viewer=request.user)
    return told.OfficerLoadTold(
        **_load(found), officer=officer.pk, things=_things(found.things)
    )  # fmt: skip


def _hand_over(row: HandOver) -> told.HandOverTold:
    return told.HandOverTold(
        id=row.pk, url=f"{ROOT}/hand-overs/{row.pk}", office=row.office_id, post=row.post,
        giver=row.giver_id, taker=row.taker_id, on=row.on, given_on=row.given_on,
        taken_on=row.taken_on, is_done=row.is_done,
        things=[told.OpenThing(**one) for one in row.things],
    )  # fmt: skip


@door(router, "GET", "/hand-overs", scope=READ, right=perms.may_see_work,
      answer=Page[told.HandOverTold])  # fmt: skip
def list_hand_overs(request: ProgramRequest, paging: Query[Paging]) -> Page[told.HandOverTold]:
    """Every hand-over, the newest first."""

    def shown(found: list[HandOver]) -> list[told.HandOverTold]:
        return [_hand_over(one) for one in found]

    return page(request, HandOver.objects.all(), NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/hand-overs", scope=WRITE, right=perms.may_keep_work,
      answer=told.HandOverTold, status=201)  # fmt: skip
def begin_hand_over(request: ProgramRequest, given: told.HandOverGiven) -> told.HandOverTold:
    """Make the list of what is open of a post; giver and taker then sign it."""
    new = NewHandOver(
        named(given.office, Kind.OFFICE), given.post, named(given.giver, Kind.OFFICER),
        named(given.taker, Kind.OFFICER),
    )  # fmt: skip
    return _hand_over(begin(new, by=by_of(request, given.on)))


@door(router, "GET", HAND_OVER, scope=READ, right=perms.may_see_work, answer=told.HandOverTold)
def read_hand_over(request: ProgramRequest, hand_over_id: Id) -> told.HandOverTold:
    """The list as it stood on its day, and who has signed."""
    return _hand_over(get_object_or_404(HandOver, pk=hand_over_id))


@door(router, "POST", HAND_OVER + "/sign", scope=WRITE, right=perms.may_see_work,
      answer=told.HandOverTold)  # fmt: skip
def sign_hand_over(request: ProgramRequest, hand_over_id: Id) -> told.HandOverTold:
    """Sign for yourself; with the second signature the post and what hangs on it follow."""
    row = get_object_or_404(HandOver, pk=hand_over_id)
    return _hand_over(sign(row, by=by_of(request, None)))
