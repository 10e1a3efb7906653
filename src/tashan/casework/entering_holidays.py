"""A year's notice entered: first what it would move, then all that is open counted again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tashan.base.calendars import YearTable
from tashan.base.errors import UserError
from tashan.casework.calendars import Counting, in_force, overlaid
from tashan.casework.models import OPEN, HolidayNotice, Matter
from tashan.casework.notice_files import days_of, text_of
from tashan.casework.recounting import Reckoned, reckon, recount_open
from tashan.record import events, files, sources
from tashan.record.models import User


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of it: ``moved`` are the open matters that get another deadline.

    ``seen`` is the number of the calendar it was compared with.
    """

    table: YearTable
    seen: int
    moved: list[Reckoned]


def preview(table: YearTable, on: date) -> Preview:
    """What a year would move; nothing is written.

    Raises UserError where it clashes with another year or gives way to a notice that is in force.
    """
    now = in_force()
    _refuse_older(table, now)
    would = Counting(overlaid(now.calendar, [table]), now.number)
    matters = Matter.objects.filter(OPEN).select_related("case", "office")
    return Preview(table, now.number, [one for one in reckon(matters, on, would) if one.is_moved])


def _refuse_older(table: YearTable, now: Counting) -> None:
    if table.provisional and not now.calendar.is_provisional(table.year):
        raise UserError(
            _("The notice of %d is in force; days without a notice do not take its place.")
            % table.year,
            hint=_("Say the number of the notice that these days are from."),
        )


def enter(table: YearTable, *, seen: int, by: User, on: date, at: datetime) -> list[Reckoned]:
    """Let the year count from now on; gives the matters whose deadline became another.

    Raises UserError where another notice was entered since the preview ``seen``.
    """
    file = files.store(text_of(table).encode(), name=f"holidays-{table.year}.yaml", at=at)
    with transaction.atomic():
        with connection.cursor() as cursor:  # numbers are given and become visible in one order
            cursor.execute("LOCK TABLE casework_holidaynotice IN SHARE ROW EXCLUSIVE MODE")
        now = in_force()
        if now.number != seen:
            raise UserError(
                _("Another notice was entered meanwhile."), hint=_("Look at the preview again.")
            )
        _refuse_older(table, now)
        overlaid(now.calendar, [table])  # a clash with another year is told before anything holds
        notice = HolidayNotice.objects.create(
            year=table.year,
            notice=table.notice,
            is_provisional=table.provisional,
            days=days_of(table),
            source=sources.of_file(file, sheet="", actor=by, at=at),
            at=at,
        )
        moved = recount_open(on)
        events.append(
            notice.stream,
            "holidays.entered",
            {
                "notice": table.notice,
                "number": notice.pk,
                "is_provisional": table.provisional,
                "days": notice.days,
                "moved": len(moved),
            },
            actor=by,
            at=at,
        )
    return moved
