"""Working days by the State Council's yearly notices: holidays, and the make-up days they cost.

A year whose notice is not out yet goes by weekends alone and is marked provisional, so that whoever
shows a day can say so. The last days of December may still be moved by the next year's notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tashan.base.day_tables import DayTable
from tashan.base.errors import UserError

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off from ``first`` to ``last``, both included; the weekends between are among them."""

    name: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UserError(
                f"{self.name} from {self.first} to {self.last} ends before it begins.",
                hint="Expected the earlier day first.",
            )

    def days(self) -> Iterator[date]:
        length = (self.last - self.first).days
        return (self.first + timedelta(days=n) for n in range(length + 1))


@dataclass(frozen=True, slots=True)
class YearTable:
    """What one year's notice says. A New Year holiday may begin in the December before.

    ``provisional`` where the notice is not out and only the statutory days stand here.
    """

    year: int
    notice: str
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[date, ...]
    provisional: bool = False

    def __post_init__(self) -> None:
        if not self.notice and not self.provisional:
            raise UserError(
                f"the calendar of {self.year} names no notice.",
                hint="Expected the notice it comes from, or that it is provisional.",
            )
        free: set[date] = set()
        for holiday in self.holidays:
            self._check_year(holiday.name, holiday.first, holiday.last)
            days = set(holiday.days())
            if free & days:
                raise UserError(
                    f"the calendar of {self.year}: {holiday.name} overlaps another holiday on "
                    f"{min(free & days)}."
                )
            free |= days
        for day in self.make_up_days:
            self._check_make_up(day, free)

    def _check_make_up(self, day: date, free: set[date]) -> None:
        self._check_year("a make-up day", day, day)
        if day.weekday() <= _FRIDAY:
            raise UserError(
                f"the calendar of {self.year}: the make-up day {day} is no weekend.",
                hint="Expected a Saturday or Sunday that is worked.",
            )
        if day in free:
            raise UserError(f"the calendar of {self.year}: {day} is both holiday and make-up day.")

    def _check_year(self, what: str, first: date, last: date) -> None:
        december = first.year == self.year - 1 and first.month == 12
        if last.year > self.year or not (first.year == self.year or december):
            raise UserError(
                f"the calendar of {self.year}: {what} from {first} to {last} is of another year."
            )


class DayKind(StrEnum):
    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a day is worked or not.

    ``name`` is the holiday's; ``notice`` is the year's, empty while there is none. ``provisional``:
    the notice that may still change the day is not out.
    """

    kind: DayKind
    name: str = ""
    notice: str = ""
    provisional: bool = False

    @property
    def is_working(self) -> bool:
        return self.kind in (DayKind.WEEKDAY, DayKind.MAKE_UP)


class Calendar(DayTable):
    """The working days by the tables of some years; every other year is provisional."""

    def __init__(self, tables: Iterable[YearTable]) -> None:
        self._tables: dict[int, YearTable] = {}
        self._holidays: dict[date, tuple[Holiday, YearTable]] = {}
        self._make_up: dict[date, YearTable] = {}
        for table in sorted(tables, key=lambda t: t.year):
            self._add(table)
        clash = min(self._holidays.keys() & self._make_up.keys(), default=None)
        if clash:
            raise UserError(f"the calendars of two years: {clash} is both holiday and make-up day.")
        super().__init__(self._holidays, self._make_up)

    def _add(self, table: YearTable) -> None:
        if table.year in self._tables:
            raise UserError(
                f"the calendar of {table.year} is there twice.", hint="Keep one table a year."
            )
        self._tables[table.year] = table
        for holiday in table.holidays:
            self._holidays.update((day, (holiday, table)) for day in holiday.days())
        self._make_up.update((day, table) for day in table.make_up_days)

    @property
    def tables(self) -> tuple[YearTable, ...]:
        """The tables it was made of, by year."""
        return tuple(self._tables.values())

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose notice is out."""
        return tuple(year for year in self._tables if not self.is_provisional(year))

    def is_provisional(self, year: int) -> bool:
        table = self._tables.get(year)
        return table is None or table.provisional

    def why(self, day: date) -> Why:
        if day in self._holidays:
            holiday, table = self._holidays[day]
            return Why(DayKind.HOLIDAY, holiday.name, table.notice, table.provisional)
        if day in self._make_up:
            table = self._make_up[day]
            return Why(DayKind.MAKE_UP, "", table.notice, table.provisional)
        kind = DayKind.WEEKDAY if day.weekday() <= _FRIDAY else DayKind.WEEKEND
        notice = self._tables[day.year].notice if day.year in self._tables else ""
        return Why(kind, "", notice, self.is_provisional(day.year))

    def is_settled(self, first: date, last: date) -> bool:
        """Whether the notices of all years from ``first`` to ``last`` are out."""
        return not any(self.is_provisional(year) for year in range(first.year, last.year + 1))
