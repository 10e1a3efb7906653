"""Year to date and single months: one is the running sum of the other.

A year is a mapping from month (1 to 12) to its figure; a month that is absent is unknown. January
is as a rule not published alone: then 1–2月 is the first figure of the year, January and February
alone are unknown, and March is the year to March less the year to February.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tashan.base.errors import UserError
from tashan.indicators.derived import Derived, Reason, missing

Months = Mapping[int, Decimal | None]
YEAR = range(1, 13)


def month_figure(to_date: Months, month: int) -> Derived:
    """The single month out of the year to date: YTD(m) − YTD(m−1)."""
    _refuse_other_months(to_date)
    if month not in YEAR:
        raise ValueError(f"{month} is not a month")
    now, before = to_date.get(month), to_date.get(month - 1)
    if month <= 2 and to_date.get(1) is None and to_date.get(2) is not None:
        return missing(Reason.JOINT_MONTHS)
    if now is None:
        return missing(Reason.UNKNOWN_VALUE)
    if month == 1:
        return Derived(now)
    return missing(Reason.UNKNOWN_BASE) if before is None else Derived(now - before)


def month_figures(to_date: Months) -> dict[int, Derived]:
    """All twelve single months out of the year to date."""
    return {month: month_figure(to_date, month) for month in YEAR}


def year_to_date(months: Months, *, first_two: Decimal | None = None) -> dict[int, Derived]:
    """The running sums of single months; from the first unknown month on they are unknown.

    ``first_two`` is the figure of 1–2月 where January and February were published together.
    """
    _refuse_other_months(months)
    first_two = _first_two(months, first_two)
    sums: dict[int, Derived] = {}
    running: Decimal | None = Decimal(0)
    for month in YEAR:
        figure = months.get(month)
        running = None if running is None or figure is None else running + figure
        if month == 2 and running is None:
            running = first_two
        sums[month] = _sum_to(month, running, first_two)
    return sums


def _sum_to(month: int, running: Decimal | None, first_two: Decimal | None) -> Derived:
    if running is not None:
        return Derived(running)
    joint = month == 1 and first_two is not None
    return missing(Reason.JOINT_MONTHS if joint else Reason.UNKNOWN_PART)


def _first_two(months: Months, joint: Decimal | None) -> Decimal | None:
    january, february = months.get(1), months.get(2)
    if january is None or february is None or joint is None:
        return joint
    if january + february != joint:
        raise UserError(
            f"January {january} and February {february} do not add up to {joint}.",
            hint="Expected either the two months or their joint figure to be mended.",
        )
    return joint


@dataclass(frozen=True, slots=True)
class Fall:
    """A year to date that is lower than one earlier in the year, which no flow can be."""

    month: int
    value: Decimal
    earlier_month: int
    earlier_value: Decimal


def falls(to_date: Months) -> list[Fall]:
    """Where the year to date of a flow falls; each month is held against the known one before."""
    _refuse_other_months(to_date)
    known = [(month, value) for month in YEAR if (value := to_date.get(month)) is not None]
    return [
        Fall(month, value, earlier_month, earlier_value)
        for (earlier_month, earlier_value), (month, value) in pairwise(known)
        if value < earlier_value
    ]


def _refuse_other_months(months: Months) -> None:
    strange = sorted(set(months) - set(YEAR))
    if strange:
        raise ValueError(f"{strange} are not months of a year")
