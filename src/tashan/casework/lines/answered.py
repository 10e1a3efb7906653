"""The answer to a line: deadline, days used and left, and why every day counts or does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from tashan.base.calendars import DayKind
from tashan.base.errors import UserError
from tashan.casework.clocks import (
    Clock,
    Day,
    DayOne,
    DayReason,
    Unit,
    days,
    deadline,
    read,
)
from tashan.casework.lines.asked import Asked, asked
from tashan.casework.lines.own_days import Reckoner, reckoner

Answer = dict[str, object]
MOST_DAYS = 200_000  # of which one answer tells
_KINDS = {
    DayKind.WEEKDAY: "working day",
    DayKind.MAKE_UP: "make-up day",
    DayKind.WEEKEND: "weekend",
    DayKind.HOLIDAY: "holiday",
}


def answer_line(line: str) -> str:
    """The line that answers a line: a JSON object, of what is wrong with ``error`` alone."""
    try:
        told = answer(asked(line))
    except UserError as error:
        told = {"error": str(error)}
    return json.dumps(told, ensure_ascii=False)


def answer(question: Asked) -> Answer:
    """What the clock shows. Raises UserError for one that never ends or ends too far away."""
    clock, by = question.clock, reckoner(question.days)
    end = deadline(clock, by.table)
    _check_length(clock, end)
    told = list(_days(clock, by))
    return {
        "deadline": end and end.isoformat(),
        **_as_of(question, by),
        "provisional": _is_provisional(question, by, end),
        "days": told,
    }


def _check_length(clock: Clock, end: date | None) -> None:
    reached = end or max(pause.stopped_on for pause in clock.pauses)
    if (reached - clock.start).days > MOST_DAYS:
        raise UserError(
            f"the clock reaches {reached}, more than {MOST_DAYS} days after its start.",
            hint="Expected a shorter limit or pause.",
        )


def _as_of(question: Asked, by: Reckoner) -> Answer:
    """Without a day to ask on nothing is known of days used."""
    if question.as_of is None:
        return {"used": None, "remaining": None, "overdue": None}
    shown = read(question.clock, by.table, question.as_of)
    return {"used": shown.used, "remaining": shown.remaining, "overdue": shown.is_overdue}


def _is_provisional(question: Asked, by: Reckoner, end: date | None) -> bool:
    clock = question.clock
    asks_the_calendar = (
        clock.rolls
        or clock.day_one is DayOne.NEXT_WORKING_DAY
        or any(span.unit is Unit.WORKING for span in clock.spans)
    )
    reached = max(day for day in (clock.start, end, question.as_of) if day is not None)
    return asks_the_calendar and by.is_provisional(clock.start, reached)


def _days(clock: Clock, by: Reckoner) -> Iterator[Answer]:
    for day in days(clock, by.table):
        yield {"date": day.date.isoformat(), "counted": day.is_counted, "why": _why(day, clock, by)}


def _why(day: Day, clock: Clock, by: Reckoner) -> str:
    if day.reason is DayReason.START:
        moved = clock.day_one is DayOne.NEXT_WORKING_DAY and not by.table.is_working(day.date)
        return f"start, not worked: {_kind(day.date, by)}" if moved else "start"
    if day.pause is not None:
        return "paused"
    if day.reason is DayReason.ROLLED:
        return f"rolled on: {_kind(day.date, by)}"
    if day.is_counted and not _asks_days_of_work(clock, by, day.date):
        return "day"
    return _kind(day.date, by)


def _asks_days_of_work(clock: Clock, by: Reckoner, day: date) -> bool:
    """Whether the day counts because it is worked; a day of a month counts anyhow."""
    return by.table.is_working(day) and any(s.unit is Unit.WORKING for s in clock.spans)


def _kind(day: date, by: Reckoner) -> str:
    why = by.why(day)
    kind = f"{_KINDS[why.kind]} {why.name}".rstrip()
    is_provisional = by.is_provisional(day, day) and why.provisional
    return f"{kind} (provisional)" if is_provisional else kind
