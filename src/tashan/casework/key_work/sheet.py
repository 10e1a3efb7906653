"""A list of key work as .xlsx, signed by the officer; that it went out is an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.key_work.standing import TaskStands, stands_of
from tashan.casework.key_work_models import WorkList
from tashan.indicators.handouts import XLSX, Handout
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.record import perms
from tashan.record.events import append
from tashan.record.models import User
from tashan.record.perms import Visitor


def may_export_lists(user: Visitor) -> bool:
    """An exporter who may see them."""
    return perms.may_export_figures(user) and perms.may_see_work(user)


@transaction.atomic
def hand_out(work: WorkList, on: date, *, actor: User, at: datetime) -> Handout:
    """The list as it stands on a day."""
    told = stands_of(work, on, viewer=actor)
    data = sheet_of(work, told, officer=actor.display_name, on=timezone.localdate(at))
    append(work.stream, "worklist.exported", {"on": on.isoformat()}, actor=actor, at=at)
    return Handout(f"{work.title}-{on.isoformat()}.xlsx", XLSX, data)


def sheet_of(work: WorkList, told: Sequence[TaskStands], *, officer: str, on: date) -> bytes:
    """One row a task, in the order of the list."""
    columns = [
        Column(_("Number"), 8),
        Column(_("Task"), 34),
        Column(_("Light"), 10),
        Column(pgettext("command group", "Leader"), 20),
        Column(pgettext("key work", "Leading office"), 26),
        Column(pgettext("key work", "Until"), 12),
        Column(_("Cleared on"), 12),
        Column(_("Progress"), 10, "0", "%"),
        Column(_("Milestones reached"), 14),
        Column(_("Last report"), 50),
    ]
    rows = [_cells(n, one) for n, one in enumerate(told, start=1)]
    return workbook([Sheet(work.title, columns, rows, signed_by(officer=officer, on=on))])


def _cells(number: int, one: TaskStands) -> list[object]:
    leader, doer = one.leader, one.doer
    return [
        number,
        one.task.title.get("zh", ""),
        str(one.light),
        (leader.name or leader.seat.words.get("zh", "")) if leader else "",
        (doer.office or doer.seat.words.get("zh", "")) if doer else "",
        one.task.due_on,
        one.task.cleared_on if one.is_cleared else None,
        one.percent,
        f"{one.reached}/{len(one.milestones)}",
        one.last.says if one.last else "",
    ]
