"""Why a matter must end on a day: every day of its clock on a calendar, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.base.calendars import Calendar, DayKind
from tashan.casework.clocks import ONE_DAY, Clock, Day, DayOne, DayReason, Pause, days, if_resumed
from tashan.casework.kinds import Need
from tashan.casework.models import Prerequisite
from tashan.casework.paths import PathTask
from tashan.casework.picture import CasePicture, MatterPicture
from tashan.casework.terms import ACCEPTANCE, RECEIPT, Limit, LimitKind, limits_of
from tashan.casework.why import Run, is_provisional, why_this_date
from tashan.web.cases.case_words import span_word
from tashan.web.cases.matter_words import said
from tashan.web.cases.stop_words import STOP_REASONS

MOST_WEEKS = 27
_KINDS = {
    DayReason.COUNTED: "counted",
    DayReason.START: "start",
    DayReason.NOT_WORKING: "off",
    DayReason.PAUSED: "paused",
    DayReason.ROLLED: "off",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day on the calendar; ``word`` says what the colour says."""

    date: date
    kind: str
    word: str = ""
    is_made_up: bool = False
    is_today: bool = False
    is_last: bool = False

    @property
    def label(self) -> str:
        day = self.date
        return f"{day.month}-{day.day}" if day.day == 1 or self.kind == "start" else str(day.day)


@dataclass(frozen=True, slots=True)
class Part:
    """Days in a row with one reason, as a line of the list."""

    when: str
    kind: str
    title: str
    note: str
    count: str
    is_last: bool = False


class WhyPage:
    """One matter of a case; ``kind`` is the limit whose days are shown."""

    def __init__(self, picture: CasePicture, code: str, *, kind: str = "") -> None:
        self.picture, self.on = picture, picture.on
        self.each: MatterPicture = picture.by_code[code]
        self.limits = limits_of(self.each.matter)
        self.asked = kind

    @property
    def title(self) -> str:
        return said(self.each.matter.title)

    @property
    def number(self) -> int:
        return self.picture.matters.index(self.each) + 1

    @property
    def calendar(self) -> Calendar:
        return self.picture.counting.calendar

    @cached_property
    def kind(self) -> LimitKind | None:
        """The limit that is shown: the one asked for, else the promised."""
        clocks = self.each.timing.clocks
        wanted = LimitKind.STATUTORY if self.asked == LimitKind.STATUTORY else LimitKind.PROMISED
        return wanted if wanted in clocks else next(iter(clocks), None)

    @property
    def limit(self) -> Limit | None:
        return self.limits.get(self.kind) if self.kind else None

    @cached_property
    def clock(self) -> Clock | None:
        """As it runs; what stands still now as if it went on tomorrow."""
        if self.kind is None:
            return None
        return if_resumed(self.each.timing.clocks[self.kind], self.on + ONE_DAY)

    @property
    def is_stopped(self) -> bool:
        return self.each.matter.is_stopped

    @cached_property
    def days(self) -> list[Day]:
        return list(days(self.clock, self.calendar)) if self.clock else []

    @property
    def deadline(self) -> date | None:
        return self.days[-1].date if self.days else None

    @property
    def is_provisional(self) -> bool:
        return bool(self.clock and is_provisional(self.clock, self.calendar))

    @property
    def heading(self) -> str:
        if self.deadline is None:
            return _("Its clock has not begun")
        day = date_format(self.deadline, pgettext("day", "F j"))
        return _("Why %s") % day if not self.is_stopped else _("Why %s, if it goes on") % day

    @property
    def sentence(self) -> str:
        """From which event, from which day on, how long, with how much standing still."""
        if self.clock is None or self.limit is None:
            return _("The days count from the event that begins them; it has not happened yet.")
        words = [
            _("%(event)s on %(day)s; %(day_one)s.")
            % {
                "event": _event(self.limit),
                "day": date_format(self.clock.start, pgettext("day", "F j")),
                "day_one": _day_one(self.clock.day_one),
            },
            _("The limit is %s.") % " + ".join(map(span_word, self.clock.spans)),
        ]
        stopped = sum(day.reason is DayReason.PAUSED for day in self.days)
        if stopped:
            told = ngettext("It stood still for %d day.", "It stood still for %d days.", stopped)
            words.append(told % stopped)
        counted = sum(day.is_counted for day in self.days)
        words.append(_("Day %(n)d is %(day)s.") % {
            "n": counted, "day": date_format(self.days[-1].date, pgettext("day", "F j"))
        })  # fmt: skip
        return " ".join(words)

    @cached_property
    def weeks(self) -> list[list[Cell | None]]:
        """Monday first, from the week of the start to that of the deadline."""
        if not self.days:
            return []
        by_date = {day.date: day for day in self.days}
        first = self.days[0].date - timedelta(self.days[0].date.weekday())
        count = ((self.days[-1].date - first).days // 7) + 1
        weeks = [first + timedelta(7 * n) for n in range(count)][-MOST_WEEKS:]
        return [[self._cell(monday + timedelta(n), by_date) for n in range(7)] for monday in weeks]

    def _cell(self, day: date, by_date: dict[date, Day]) -> Cell | None:
        if day < self.days[0].date:
            return None
        found, why = by_date.get(day), self.calendar.why(day)
        kind = _KINDS[found.reason] if found else "after"
        return Cell(
            day, kind, _word(found, is_off=not why.is_working) if found else "",
            why.kind is DayKind.MAKE_UP, day == self.on, day == self.days[-1].date,
        )  # fmt: skip

    @cached_property
    def parts(self) -> list[Part]:
        """The same days as a list, a line for each run with one reason."""
        if self.clock is None:
            return []
        return [_part(run, is_last=run.last == self.deadline)
                for run in _ending(why_this_date(self.clock, self.calendar))]  # fmt: skip

    @property
    def both(self) -> list[tuple[str, str, date | None, bool]]:
        """The promised and the statutory limit: word, span, deadline, whether it is broken."""
        return [self._one(kind, limit) for kind, limit in sorted(self.limits.items())]

    def _one(self, kind: LimitKind, limit: Limit) -> tuple[str, str, date | None, bool]:
        reading = self.each.timing.readings.get(kind)
        words = {
            LimitKind.PROMISED: pgettext("limit", "Promised"),
            LimitKind.STATUTORY: pgettext("limit", "By statute"),
        }
        due = reading.deadline if reading else None
        return words[kind], span_word(limit.span), due, bool(reading and reading.is_overdue)

    @cached_property
    def one_day_more(self) -> int | None:
        """By how many days the whole case ends later if this matter stops a working day more."""
        task = self.each.times.task
        if not task.is_running:
            return None
        later = self.picture.plan_of(_stopped_longer(self.picture.tasks, task, self._next_day))
        return (later.finish - self.picture.plan.finish).days

    @property
    def _next_day(self) -> date:
        return self.calendar.nth_working_day_after(self.on, 1)

    @property
    def basis(self) -> list[str]:
        """The documents that the limit, its stops and the matter rest on, each once."""
        named = [
            *(self.limit.basis if self.limit else ()),
            *self.each.matter.terms.get("basis", ()),
        ]
        named += [stop.basis for stop in self.each.stops if stop.basis]
        return list(dict.fromkeys(named))

    @property
    def notices(self) -> list[str]:
        """The yearly notices whose holidays count here."""
        years = {day.date.year for day in self.days}
        return [t.notice for t in self.calendar.tables if t.year in years and t.notice]

    @property
    def before(self) -> list[tuple[str, Prerequisite, bool]]:
        """What comes before: its title, the prerequisite, and whether it must."""
        return [(said(e.before.title), e, e.need == Need.HARD) for e in self.each.before]


def _stopped_longer(tasks: Iterable[PathTask], task: PathTask, until: date) -> list[PathTask]:
    standing = any(pause.resumed_on is None for pause in task.pauses)
    if standing:
        pauses = tuple(
            replace(p, resumed_on=until) if p.resumed_on is None else p for p in task.pauses
        )
    else:
        pauses = (*task.pauses, Pause(until, until + ONE_DAY))
    return [replace(t, pauses=pauses) if t.code == task.code else t for t in tasks]


def _event(limit: Limit) -> str:
    if limit.base == RECEIPT:
        return pgettext("event", "Received")
    return (
        pgettext("event", "Accepted")
        if limit.base == ACCEPTANCE
        else _("The earlier matter passed")
    )


def _day_one(day_one: DayOne) -> str:
    if day_one is DayOne.SAME_DAY:
        return _("that day is day 1")
    return _("counting begins the day after")


def _word(day: Day, *, is_off: bool) -> str:
    match day.reason:
        case DayReason.COUNTED:
            return pgettext("calendar", "day %d") % day.number
        case DayReason.START:
            return pgettext("calendar", "begins")
        case DayReason.PAUSED:
            return pgettext("calendar", "off") if is_off else pgettext("calendar", "stopped")
    return pgettext("calendar", "off")


def _ending(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, the last day for itself."""
    told = list(runs)
    yield from told[:-1]
    if told:
        last = told[-1]
        if last.numbers and last.length > 1:
            first, end = last.numbers
            yield replace(last, last=last.last - ONE_DAY, numbers=(first, end - 1))
            last = replace(last, first=last.last, numbers=(end, end))
        yield last


def _part(run: Run, *, is_last: bool) -> Part:
    first, last = run.first, run.last
    when = f"{first:%m-%d}" if first == last else f"{first:%m-%d} – {last:%m-%d}"
    if first == last:
        when += " " + date_format(first, "D")
    title, note = _titled(run, is_last=is_last)
    counted = run.numbers is not None
    if counted:
        count = pgettext("calendar", "counts %d") % run.length
    elif run.reason is DayReason.PAUSED:
        count = ngettext("stopped %d day", "stopped %d days", run.length) % run.length
    else:
        count = pgettext("calendar", "not counted")
    return Part(when, _KINDS[run.reason], title, note, count, is_last)


def _titled(run: Run, *, is_last: bool) -> tuple[str, str]:
    if run.reason is DayReason.START:
        return _("The day of the event"), ""
    if run.reason is DayReason.PAUSED and run.pause:
        return str(STOP_REASONS.get(run.pause.why, run.pause.why)), _("the clock stood still")
    if run.numbers is None:
        name = run.calendar.name if run.calendar else ""
        return name or _("Weekend"), _("provisional") if run.is_provisional else ""
    one, two = run.numbers
    words = _("Day %d") % one if one == two else _("Days %(a)d to %(b)d") % {"a": one, "b": two}
    if is_last:
        return words, _("the last day; it is in time")
    made_up = run.calendar is not None and run.calendar.kind is DayKind.MAKE_UP
    return words, _("worked, to make up for a holiday") if made_up else ""
