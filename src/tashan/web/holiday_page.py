"""What the page of holidays shows: a year drawn as a calendar, and the years there are."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.base.calendars import Calendar, DayKind, Holiday
from tashan.casework.calendars import Counting
from tashan.casework.models import HolidayNotice
from tashan.casework.recounting import KeptDays, Reckoned
from tashan.mechanisms.fields import Text
from tashan.registry.naming import names_on
from tashan.web.figure_words import in_tongue, is_english

FIRST_YEAR = 2004
_WEEKS = Weeks()
_CLASSES = {
    DayKind.WEEKDAY: "",
    DayKind.WEEKEND: "weekend",
    DayKind.HOLIDAY: "off",
    DayKind.MAKE_UP: "on",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month; ``sign`` tells holiday and make-up day without their colour."""

    number: int
    kind: str
    sign: str
    told: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    weeks: list[list[Cell | None]]  # Monday first; None: of another month
    working: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year there is a calendar of, or could be."""

    number: int
    is_provisional: bool


class HolidayPage:
    """One year by a calendar, as of ``on``."""

    def __init__(self, counts: Counting, year: int, *, on: date) -> None:
        self.counts, self.year, self.on = counts, year, on

    @property
    def calendar(self) -> Calendar:
        return self.counts.calendar

    @property
    def is_provisional(self) -> bool:
        return self.calendar.is_provisional(self.year)

    @cached_property
    def years(self) -> list[Year]:
        """The newest first, up to the year after the one one asks in, or the last there is."""
        last = max([self.on.year + 1, *(table.year for table in self.calendar.tables)])
        numbers = range(last, FIRST_YEAR - 1, -1)
        return [Year(number, self.calendar.is_provisional(number)) for number in numbers]

    @cached_property
    def notice(self) -> str:
        """The number of the year's notice; empty while it is not out."""
        return next((t.notice for t in self.calendar.tables if t.year == self.year), "")

    @cached_property
    def holidays(self) -> list[tuple[Holiday, int]]:
        """Each holiday of the year's notice with its days off."""
        found = next((t.holidays for t in self.calendar.tables if t.year == self.year), ())
        return [(holiday, (holiday.last - holiday.first).days + 1) for holiday in found]

    @cached_property
    def make_up_days(self) -> list[date]:
        found = next((t.make_up_days for t in self.calendar.tables if t.year == self.year), ())
        return sorted(found)

    @property
    def working_days(self) -> int:
        return self.calendar.working_days_between(
            date(self.year - 1, 12, 31), date(self.year, 12, 31)
        )

    @property
    def days_off(self) -> int:
        """Days of the year that its holidays make free, the weekends among them counted."""
        return sum(length for _holiday, length in self.holidays)

    @cached_property
    def entered(self) -> list[HolidayNotice]:
        """What was entered here for the year, the newest first."""
        rows = HolidayNotice.objects.filter(year=self.year).select_related("source__actor")
        return list(rows.order_by("-pk"))

    @cached_property
    def months(self) -> list[Month]:
        return [self._month(number) for number in range(1, 13)]

    def _month(self, number: int) -> Month:
        weeks = _WEEKS.monthdatescalendar(self.year, number)
        cells = [[self._cell(day) if day.month == number else None for day in w] for w in weeks]
        days = [day for week in weeks for day in week if day.month == number]
        working = sum(map(self.calendar.is_working, days))
        return Month(date_format(days[0], "F"), cells, working)

    def _cell(self, day: date) -> Cell:
        why = self.calendar.why(day)
        sign = {
            DayKind.HOLIDAY: pgettext("day", "off"),
            DayKind.MAKE_UP: pgettext("day", "on"),
        }.get(why.kind, "")
        return Cell(
            day.day, _CLASSES[why.kind], sign, _told(day, why.kind, why.name), day == self.on
        )

    @property
    def weekdays(self) -> Iterator[str]:
        """Short names of the days of the week, Monday first: Mon, or 一 of 星期一."""
        names = (date_format(date(2026, 6, day), "D") for day in range(1, 8))
        return (name if is_english() else name[-1] for name in names)


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A matter of a preview with its deadlines before and after."""

    title: str
    case: str
    office: str
    before: KeptDays
    after: KeptDays


def moved_rows(moved: Sequence[Reckoned], on: date) -> list[MovedRow]:
    """Matters in words; one query for the names of their offices."""
    offices = names_on((one.matter.office_id for one in moved), on)
    return [
        MovedRow(
            in_tongue(Text.model_validate(one.matter.title)),
            f"{one.matter.case.number} · {one.matter.case.title}",
            offices.get(one.matter.office_id or 0, "—"),
            one.before,
            one.after,
        )
        for one in moved
    ]


def _told(day: date, kind: DayKind, name: str) -> str:
    """What a day is, where it is no plain one."""
    match kind:
        case DayKind.HOLIDAY:
            return f"{day.isoformat()} {name}"
        case DayKind.MAKE_UP:
            return f"{day.isoformat()} {_('worked to make up for a holiday')}"
        case _:
            return ""


def counted_again(moved: int) -> str:
    """What became of a notice, in one line."""
    if not moved:
        return _("The notice holds from now on. No deadline became another.")
    return ngettext(
        "The notice holds from now on. %d matter has another deadline.",
        "The notice holds from now on. %d matters have another deadline.",
        moved,
    ) % (moved,)
