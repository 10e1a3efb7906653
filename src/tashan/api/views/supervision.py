"""Supervision: the lights of a day, what is due, the day's reminders, the account's notices."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query
from pydantic import Field

from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.files import attachment
from tashan.api.routers import supervision as router
from tashan.api.schemas import supervision as told
from tashan.api.schemas.shared import AsOf
from tashan.api.supervision_telling import Named, own_notices
from tashan.casework.supervision import deriving, feeds, reading_notices
from tashan.casework.supervision.bulletin import WEEK, bulletin_of, bulletin_paper
from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.spells import changes
from tashan.casework.supervision.standing import Filter, counts, dues
from tashan.casework.supervision_models import Message
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.record.tokens import Scope

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
NEWEST = [Key("pk", is_descending=True)]
ROWS = 100
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def may_have_notices(user: Visitor) -> bool:
    """Who follows the work or handles cases may be told of something."""
    return perms.may_see_work(user) or perms.may_see_cases(user)


@door(router, "GET", "/supervision/lights", scope=READ, right=perms.may_see_work,
      answer=told.LightsTold)  # fmt: skip
def read_lights(request: ProgramRequest, asked: Query[AsOf]) -> told.LightsTold:
    """How much of each kind has which light at each office, and what changed in a week."""
    on = asked.on or today()
    found, changed = counts(values_on(on)), changes(on - WEEK, on)
    named = Named([one.office for one in found], request.user)
    lines = [told.LightCount(kind=one.kind, office=named(one.office), light=one.light, count=one.n)
             for one in found]  # fmt: skip
    return told.LightsTold(on=on, counts=lines, red_a_week_ago=changed.before,
                           red_since=changed.begun.count(),
                           red_no_longer=changed.ended.count())  # fmt: skip


class DuesAsked(AsOf):
    """Which of them."""

    kind: Annotated[str, Field(max_length=24)] = ""
    office: Id | None = None
    light: Literal["", "red", "yellow", "green", "stopped"] = ""
    sort: Literal["late", "-late", "due", "-due", "title", "-title"] = "late"
    page: Annotated[int, Field(ge=1, le=2000)] = 1


@door(router, "GET", "/supervision/dues", scope=READ, right=perms.may_see_work,
      answer=told.DueLines)  # fmt: skip
def list_dues(request: ProgramRequest, asked: Query[DuesAsked]) -> told.DueLines:
    """What is due on a day by kind, office and light, the latest first."""
    on = asked.on or today()
    chosen = Filter(asked.kind, asked.office, asked.light)
    first = (asked.page - 1) * ROWS
    found = dues(values_on(on), chosen, sort=asked.sort, first=first, most=ROWS)
    named = Named([n for row in found for n in (row.office, row.officer)], request.user)
    lines = [
        told.DueLine(cause=row.cause, kind=row.kind, title=row.title, office=named(row.office),
                     officer=named(row.officer), due_on=row.due_on, light=row.light,
                     late=row.late, red_since=row.red_since)
        for row in found[:ROWS]
    ]  # fmt: skip
    following = asked.page + 1 if len(found) > ROWS else None
    return told.DueLines(on=on, page=asked.page, items=lines, next=following)


@door(router, "POST", "/supervision/reminders", scope=WRITE, right=perms.may_keep_work,
      answer=told.RemindTold)  # fmt: skip
def derive_day(request: ProgramRequest, given: told.RemindGiven) -> told.RemindTold:
    """Derive the reminders and drafts of letters of a day; the worker sends them."""
    made = deriving.remind(given.on or today(), timezone.now())
    return told.RemindTold(**asdict(made))


@door(router, "GET", "/supervision/bulletin.docx", scope=READ, right=perms.may_see_work,
      answer=DOCX)  # fmt: skip
def read_bulletin(request: ProgramRequest, on: date | None = None) -> HttpResponse:
    """The weekly bulletin of the week that ends with a day."""
    day = on or today()
    return attachment(bulletin_paper(bulletin_of(day)), f"督查督办周报-{day}.docx", DOCX)


@door(router, "GET", "/notices/own", scope=READ, right=may_have_notices,
      answer=Page[told.OwnNotice])  # fmt: skip
def list_own_notices(request: ProgramRequest, paging: Query[Paging]) -> Page[told.OwnNotice]:
    """What the account was reminded of, the newest first."""

    def shown(found: list[Message]) -> list[told.OwnNotice]:
        return own_notices(found)

    rows = reading_notices.notices_of(request.user)
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/notices/own/read", scope=WRITE, right=may_have_notices,
      answer=told.ReadTold)  # fmt: skip
def read_own_notices(request: ProgramRequest) -> told.ReadTold:
    """All notices of the account are read."""
    return told.ReadTold(read=reading_notices.mark_read(request.user, timezone.now()))


@door(router, "POST", "/notices/own/feed", scope=WRITE, right=may_have_notices,
      answer=told.FeedTold, status=201)  # fmt: skip
def make_own_feed(request: ProgramRequest) -> told.FeedTold:
    """A new secret address of the account's calendar (.ics); the one before it ends."""
    secret = feeds.make_feed(request.user, timezone.now())
    return told.FeedTold(address=request.build_absolute_uri(reverse("due_feed", args=[secret])))
