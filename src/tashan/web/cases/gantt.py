"""The matters of a case over time, as places of a drawing: bars, stops, days off, the path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise

from tashan.base.calendars import DayKind
from tashan.casework.clocks import ONE_DAY
from tashan.casework.picture import CasePicture, MatterPicture
from tashan.web.cases.matter_words import said
from tashan.web.words_in_boxes import shortened

LABELS, CHART, ROW, HEAD = 196, 660, 27, 44  # pixels: names, days, a row, above the rows
BAR, FOOT, FINISH_ROOM = 13, 22, 110
_ROOM = LABELS - 32
_STEPS = (7, 14, 28, 56, 91, 182, 364)  # days between two dates of the axis
MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: done, expected or stopped."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One matter: its name and the parts of its bar."""

    number: int
    title: str
    y: int
    is_critical: bool
    pieces: tuple[Piece, ...]
    told: str = ""

    @property
    def text_y(self) -> int:
        return self.y + BAR - 2

    @property
    def rule_y(self) -> int:
        """The line below the row."""
        return self.y + BAR + (ROW - BAR) // 2


@dataclass(frozen=True, slots=True)
class Band:
    """Days in a row that are not worked; a holiday has its name."""

    x: float
    width: float
    name: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


class Gantt:
    """A case as it is drawn; days become pixels."""

    width = LABELS + CHART + 8

    def __init__(self, picture: CasePicture) -> None:
        self.picture = picture
        self.first = picture.case.opened_on - ONE_DAY
        last = max(picture.plan.finish, picture.until)
        self.days = max((last - self.first).days + 4, 14)

    def x(self, day: date) -> float:
        """Where a day begins."""
        return round(LABELS + CHART * (day - self.first).days / self.days, 1)

    @property
    def height(self) -> int:
        return self.bottom + FOOT

    @property
    def bottom(self) -> int:
        return HEAD + ROW * len(self.picture.matters)

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(n, each) for n, each in enumerate(self.picture.matters, start=1)]

    def _line(self, number: int, each: MatterPicture) -> Line:
        title = shortened(said(each.matter.title), _ROOM)
        times = each.times
        told = f"{said(each.matter.title)}: {times.begin:%m-%d} – {times.end:%m-%d}"
        pieces = tuple(self._pieces(each))
        return Line(number, title, self._y(number - 1), times.is_critical, pieces, told)

    @staticmethod
    def _y(place: int) -> int:
        return HEAD + ROW * place + (ROW - BAR) // 2

    def _pieces(self, each: MatterPicture) -> Iterator[Piece]:
        times, today = each.times, self.picture.on
        begun = each.matter.received_on
        if begun is None:
            yield self._piece("expected", times.begin, times.end)
            return
        last = each.matter.ended_on or min(times.end, today)
        yield self._piece("done", begun, max(last, begun))
        if each.matter.ended_on is None and times.end > today:
            yield self._piece("expected", today + ONE_DAY, times.end)
        for stop in each.stops:
            until = min(stop.resumed_on or today + ONE_DAY, last + ONE_DAY)
            if until > stop.stopped_on:
                yield self._piece("stopped", stop.stopped_on, until - ONE_DAY)

    def _piece(self, kind: str, first: date, last: date) -> Piece:
        x = self.x(first)
        return Piece(kind, x, max(round(self.x(last + ONE_DAY) - x, 1), 2))

    @cached_property
    def bands(self) -> list[Band]:
        """Weekends and holidays, days in a row as one."""
        calendar = self.picture.counting.calendar
        days = [self.first + timedelta(n) for n in range(self.days)]
        whys = ((calendar.why(day), day) for day in days)
        found = []
        for (is_off, name), told in groupby(
            whys, key=lambda w: (not w[0].is_working, w[0].name if w[0].kind == DayKind.HOLIDAY
                                 else "")
        ):  # fmt: skip
            run = [day for _, day in told]
            if is_off:
                x = self.x(run[0])
                found.append(Band(x, round(self.x(run[-1] + ONE_DAY) - x, 1), name))
        return found

    @property
    def named_bands(self) -> list[Band]:
        """Holidays that are wide enough for their name."""
        return [band for band in self.bands if band.name and band.width > 14]

    @cached_property
    def ticks(self) -> list[Tick]:
        step = next((s for s in _STEPS if self.days / s <= MOST_TICKS), _STEPS[-1])
        monday = self.first + timedelta(-self.first.weekday() % 7)
        form = "%m-%d" if self.days < 330 else "%Y-%m"
        days = (monday + timedelta(n) for n in range(0, self.days - 2, step))
        return [Tick(self.x(day), format(day, form)) for day in days]

    @property
    def today(self) -> float | None:
        """The middle of the day one asks on, where the drawing has it."""
        day = self.picture.on
        is_shown = self.first <= day < self.first + timedelta(self.days)
        return round((self.x(day) + self.x(day + ONE_DAY)) / 2, 1) if is_shown else None

    @property
    def finish(self) -> tuple[float, int, str]:
        """Where the day of the end is written, and to which side of there: it must not be cut."""
        path, x = self.picture.plan.path, self.x(self.picture.plan.finish + ONE_DAY)
        y = self._places[path[-1]] + BAR - 2 if path else HEAD
        if x + FINISH_ROOM <= self.width:
            return x + 6, y, "start"
        return self.x(self.picture.plan.times[path[-1]].begin) - 6, y, "end"

    @property
    def today_box(self) -> float:
        """Where the box of today's date begins."""
        return round((self.today or 0) - 38, 1)

    @property
    def rows_height(self) -> int:
        return self.bottom - HEAD

    @cached_property
    def _places(self) -> dict[str, int]:
        return {each.code: self._y(n) for n, each in enumerate(self.picture.matters)}

    @cached_property
    def links(self) -> list[str]:
        """From each matter of the path to the next, as paths of the drawing."""
        path = self.picture.plan.path
        return [self._link(one, two) for one, two in pairwise(path)]

    def _link(self, before: str, after: str) -> str:
        times = self.picture.plan.times
        x = round(self.x(times[before].end + ONE_DAY) - 1, 1)
        to = max(self.x(times[after].begin), x)
        down = self._places[after] > self._places[before]
        y = self._places[before] + (BAR if down else 0)
        middle = self._places[after] + BAR // 2
        return f"M{x} {y}V{middle}H{to}"
