"""When the steps of a procedure end if every limit is used up and no clock is stopped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from tashan.base.calendars import Calendar
from tashan.base.dates import add_months
from tashan.base.day_tables import ONE_DAY
from tashan.mechanisms.bridging import bridged, edges_of
from tashan.mechanisms.settling import Settled, SettledStep

STEP = "step:"
Limit = Mapping[str, Any]


def ends(settled: Settled, steps: Collection[str], calendar: Calendar, on: date) -> dict[str, date]:
    """The day when each of ``steps`` ends, begun on a day as their prerequisites let them.

    A prerequisite that is not among the steps hands on its own.
    """
    edges = bridged(edges_of(settled), steps)
    before = {code: {one.before for one in edges[code] if one.is_hard} for code in steps}
    found: dict[str, date] = {}
    left = list(steps)
    while left:
        code = next((one for one in left if before[one] <= found.keys()), left[0])
        begins = max((found[one] for one in before[code] if one in found), default=on)
        found[code] = _ends(settled.steps[code], begins, found, calendar)
        left.remove(code)
    return found


def _ends(step: SettledStep, begins: date, ends: Mapping[str, date], calendar: Calendar) -> date:
    limits = {limit["kind"]: limit for limit in step.terms["limits"]}
    limit = limits.get("promised") or limits.get("statutory")
    end = begins if limit is None else _end_of(limit, begins, ends, calendar)
    return max([end, *(_end_of(one, begins, ends, calendar) for one in step.terms["not_before"])])


def _end_of(limit: Limit, begins: date, ends: Mapping[str, date], calendar: Calendar) -> date:
    base = limit["base"]
    start = ends.get(base.removeprefix(STEP), begins) if base.startswith(STEP) else begins
    if limit.get("day_one") == "next_working_day":
        while not calendar.is_working(start):
            start += ONE_DAY
    if limit.get("day_one") == "same_day" and limit["n"]:
        start -= ONE_DAY
    end = _counted(limit, start, calendar)
    while limit.get("rolls") and not calendar.is_working(end):
        end += ONE_DAY
    return end


def _counted(limit: Limit, start: date, calendar: Calendar) -> date:
    match limit["unit"]:
        case "working" if limit["n"]:
            return calendar.nth_working_day_after(start, limit["n"])
        case "month":
            return add_months(start, limit["n"])
    return start + timedelta(limit["n"])
