"""The periods that figures are published for: a year, a quarter, January to September, a month end.

``base.dates.Period`` is a stretch of days; a ``FigurePeriod`` says besides what the figure is. From
January to June, the first half and the first two quarters are the same days in three series.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache, total_ordering

from tashan.base.dates import Period, Precision
from tashan.base.errors import UserError


class Frequency(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    YTD_QUARTER = "ytd_quarter"  # the first quarters together: 前三季度
    YTD_MONTH = "ytd_month"  # from January on: 1—9月
    MONTH_END = "month_end"  # the stock on the last day: 9月末


_PARTS = {
    PeriodKind.YEAR: 1,
    PeriodKind.HALF: 2,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
    PeriodKind.YTD_QUARTER: 4,
    PeriodKind.YTD_MONTH: 12,
    PeriodKind.MONTH_END: 12,
}
_FREQUENCIES = {
    PeriodKind.YTD_QUARTER: Frequency.QUARTER,
    PeriodKind.YTD_MONTH: Frequency.MONTH,
    PeriodKind.MONTH_END: Frequency.MONTH,
}
_TOGETHER = {
    PeriodKind.QUARTER: PeriodKind.YTD_QUARTER,
    PeriodKind.MONTH: PeriodKind.YTD_MONTH,
}
_ALONE = {together: alone for alone, together in _TOGETHER.items()}
_ORDER = list(PeriodKind)
_FIRST_YEAR, _LAST_YEAR = 1949, 2200
_CODES = {
    PeriodKind.YEAR: re.compile(r"([0-9]{4})"),
    PeriodKind.HALF: re.compile(r"([0-9]{4})H([0-9])"),
    PeriodKind.QUARTER: re.compile(r"([0-9]{4})Q([0-9])"),
    PeriodKind.MONTH: re.compile(r"([0-9]{4})-([0-9]{2})"),
    PeriodKind.YTD_QUARTER: re.compile(r"([0-9]{4})Q1/\1Q([0-9])"),
    PeriodKind.YTD_MONTH: re.compile(r"([0-9]{4})-01/\1-([0-9]{2})"),
}
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_QUARTERS = "一二三四"
_ORDINALS = ("first", "second", "third", "fourth")
# not those of the module calendar: they change with the machine's locale
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=4096)  # asked for once a figure
def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@total_ordering
@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """A period of a series; ``part`` is the half, quarter or month it is of, or runs to.

    Ordered by its end, the longer before the shorter.
    """

    kind: PeriodKind
    year: int
    part: int = 1

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise UserError(
                f"period of the year {self.year}.",
                hint=f"Expected a year from {_FIRST_YEAR} to {_LAST_YEAR}.",
            )
        if not 1 <= self.part <= _PARTS[self.kind]:
            raise UserError(
                f"period {self.year}: there is no {self.kind.value} {self.part}.",
                hint=f"Expected 1 to {_PARTS[self.kind]}.",
            )

    @classmethod
    def parse(cls, text: str) -> FigurePeriod:
        """From its code: 2026, 2026H1, 2026Q3, 2026-09, 2026-01/2026-09, 2026Q1/2026Q3, 2026-09-30.

        A day is the end of its month and so must be the last.
        """
        for kind, form in _CODES.items():
            if found := form.fullmatch(text):
                return cls(kind, *(int(part) for part in found.groups()))
        if found := _DAY.fullmatch(text):
            year, month, day = (int(part) for part in found.groups())
            end = cls(PeriodKind.MONTH_END, year, month)
            if end.last.day == day:
                return end
            raise UserError(f"period {text!r} is no month's end.", hint=f"Expected {end}.")
        raise UserError(
            f"period {text!r} is not understood.",
            hint="Expected 2026, 2026H1, 2026Q3, 2026-09, 2026-01/2026-09, 2026Q1/2026Q3 or "
            "a month's end like 2026-09-30.",
        )

    @classmethod
    def from_period(cls, period: Period) -> FigurePeriod:
        """The period of these days. What begins in January and is no year runs from January on."""
        year, first, last = period.first.year, period.first.month, period.last.month
        if period.precision is Precision.DAY or year != period.last.year:
            if period.first == period.last:
                return cls.parse(period.first.isoformat())
        elif period.precision is Precision.YEAR:
            return cls(PeriodKind.YEAR, year)
        elif first == last:
            return cls(PeriodKind.MONTH, year, first)
        elif first == 1:
            return cls(PeriodKind.YTD_MONTH, year, last)
        elif last - first == 2 and last % 3 == 0:
            return cls(PeriodKind.QUARTER, year, last // 3)
        elif (first, last) == (7, 12):
            return cls(PeriodKind.HALF, year, 2)
        raise UserError(
            f"no figure is published for the period {period}.",
            hint="Expected a year, a half, a quarter, a month, months from January on, "
            "or the last day of a month.",
        )

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.HALF:
                return f"{self.year}H{self.part}"
            case PeriodKind.QUARTER:
                return f"{self.year}Q{self.part}"
            case PeriodKind.MONTH:
                return f"{self.year}-{self.part:02}"
            case PeriodKind.YTD_QUARTER:
                return f"{self.year}Q1/{self.year}Q{self.part}"
            case PeriodKind.YTD_MONTH:
                return f"{self.year}-01/{self.year}-{self.part:02}"
            case PeriodKind.MONTH_END:
                return self.last.isoformat()

    def __lt__(self, other: FigurePeriod) -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[date, date, int]:
        return self.last, self.first, _ORDER.index(self.kind)

    @property
    def frequency(self) -> Frequency:
        """How often the series that it belongs to has a figure."""
        return _FREQUENCIES.get(self.kind) or Frequency(self.kind.value)

    @property
    def is_year_to_date(self) -> bool:
        """Whether its figures add up from January on and begin anew each year."""
        return self.kind in _ALONE

    @property
    def last_month(self) -> int:
        return self.part * (12 // _PARTS[self.kind])

    @property
    def first_month(self) -> int:
        if self.is_year_to_date:
            return 1
        return self.last_month - 12 // _PARTS[self.kind] + 1

    @property
    def months(self) -> int:
        """How many months it lasts; a month's end lasts none."""
        if self.kind is PeriodKind.MONTH_END:
            return 0
        return self.last_month - self.first_month + 1

    @property
    def first(self) -> date:
        if self.kind is PeriodKind.MONTH_END:
            return self.last
        return date(self.year, self.first_month, 1)

    @property
    def last(self) -> date:
        return _end_of_month(self.year, self.last_month)

    @property
    def period(self) -> Period:
        """Its days, as fine as it is itself."""
        if self.kind is PeriodKind.YEAR:
            return Period.year(self.year)
        if self.kind is PeriodKind.MONTH_END:
            return Period(self.last, self.last, Precision.DAY)
        return Period.months(self.year, first=self.first_month, last=self.last_month)

    @property
    def elapsed(self) -> Fraction:
        """How much of its year has passed at its end (序时进度): 5/6 in October."""
        return Fraction(self.last_month, 12)

    @property
    def is_published(self) -> bool:
        """False for January and for February by themselves: flows come out for both together.

        The Spring Festival falls now in one and now in the other. What an indicator does
        otherwise (budget revenue has a January) is said by the indicator.
        """
        if self.kind is PeriodKind.MONTH:
            return self.part > 2
        return not (self.kind is PeriodKind.YTD_MONTH and self.part == 1)

    def previous_year(self) -> FigurePeriod:
        """The same period a year before, for 同比."""
        return replace(self, year=self.year - 1)

    def previous(self) -> FigurePeriod:
        """The period before it in its series, for 环比: before January to January, a whole year."""
        if self.part > 1:
            return replace(self, part=self.part - 1)
        return replace(self, year=self.year - 1, part=_PARTS[self.kind])

    def next(self) -> FigurePeriod:
        if self.part < _PARTS[self.kind]:
            return replace(self, part=self.part + 1)
        return replace(self, year=self.year + 1, part=1)

    def previous_published(self) -> FigurePeriod:
        """The newest before it that is published: before January to February, the year before."""
        before = self.previous()
        return before if before.is_published else before.previous_published()

    def year_to_date(self) -> FigurePeriod:
        """January to this month, the first quarters to this one. UserError where there is none."""
        if self.is_year_to_date:
            return self
        if self.kind not in _TOGETHER:
            raise UserError(f"period {self} is neither a month nor a quarter.")
        return replace(self, kind=_TOGETHER[self.kind])

    def alone(self) -> FigurePeriod:
        """The last month, or quarter, of a year to date by itself; what is not one stays."""
        return replace(self, kind=_ALONE.get(self.kind, self.kind))

    @property
    def chinese(self) -> str:
        """As an office writes it: 2026年1—9月, 2026年三季度, 2026年9月末."""
        return f"{self.year}年{self._chinese_part()}"

    def _chinese_part(self) -> str:
        match self.kind:
            case PeriodKind.YEAR:
                return ""
            case PeriodKind.HALF:
                return ("上半年", "下半年")[self.part - 1]
            case PeriodKind.QUARTER:
                return f"{_QUARTERS[self.part - 1]}季度"
            case PeriodKind.YTD_QUARTER:
                return ("一季度", "上半年", "前三季度", "全年")[self.part - 1]
            case PeriodKind.MONTH:
                return f"{self.part}月"
            case PeriodKind.YTD_MONTH:
                return "1月" if self.part == 1 else f"1—{self.part}月"
            case PeriodKind.MONTH_END:
                return f"{self.part}月末"

    @property
    def english(self) -> str:
        month = _MONTHS[self.last_month - 1]
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.HALF:
                return f"{_ORDINALS[self.part - 1]} half of {self.year}"
            case PeriodKind.QUARTER:
                return f"{_ORDINALS[self.part - 1]} quarter of {self.year}"
            case PeriodKind.YTD_QUARTER:
                return self._english_quarters()
            case PeriodKind.MONTH:
                return f"{month} {self.year}"
            case PeriodKind.YTD_MONTH:
                return f"{month} {self.year}" if self.part == 1 else f"January–{month} {self.year}"
            case PeriodKind.MONTH_END:
                return f"end of {month} {self.year}"

    def _english_quarters(self) -> str:
        told = ("first quarter of", "first half of", "first three quarters of", "whole of")
        return f"{told[self.part - 1]} {self.year}"
