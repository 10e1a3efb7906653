"""Public notices: what is announced, and beginning one."""

from __future__ import annotations

from ninja import Query

from tashan.api.asked import today
from tashan.api.case_telling import notice_told
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.routers import cases as router
from tashan.api.schemas import cases as told
from tashan.api.views.cases import by_of
from tashan.casework import notices
from tashan.casework.announcing import announce
from tashan.casework.models import Matter
from tashan.programmes.announced import announced
from tashan.record import perms
from tashan.record.tokens import Scope

NEWEST = [Key("received_on", is_descending=True), Key("pk", is_descending=True)]


@door(router, "GET", "/notices", scope=Scope.CASES_READ, right=perms.may_see_mechanisms,
      answer=Page[told.NoticeTold])  # fmt: skip
def list_notices(request: ProgramRequest, paging: Query[Paging]) -> Page[told.NoticeTold]:
    """Notices of lists and rankings with what was said against them, the newest first."""

    def shown(rows: list[Matter]) -> list[told.NoticeTold]:
        return [notice_told(one, today()) for one in notices.read(rows)]

    return page(request, notices.notices(), NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/notices", scope=Scope.CASES_WRITE, right=perms.may_confirm,
      answer=told.NoticeTold, status=201)  # fmt: skip
def begin_notice(request: ProgramRequest, given: told.NoticeGiven) -> told.NoticeTold:
    """Announce a drafted list or a ranking whose file asks for a notice; it runs from tomorrow."""
    made = announce(announced(given.about), by=by_of(request, given.on))
    return notice_told(made, today())
