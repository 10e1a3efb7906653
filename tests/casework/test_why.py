"""Why this date: runs of days with one reason each, with holidays, make-up days and notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from tests.casework.clock_cast import clocks, cn, day, pause, working

from tashan.base.calendars import DayKind
from tashan.casework.clocks import Clock, DayReason, Span, Unit, days
from tashan.casework.why import is_provisional, why_this_date

OVER_NEW_YEAR = Clock(day("02-12"), working(4), pauses=(pause("02-25", "02-26"),))


def test_days_with_one_reason_are_one_line() -> None:
    told = [(run.reason, run.first, run.last) for run in why_this_date(OVER_NEW_YEAR, cn())]
    assert told == [
        (DayReason.START, day("02-12"), day("02-12")),
        (DayReason.COUNTED, day("02-13"), day("02-13")),
        (DayReason.COUNTED, day("02-14"), day("02-14")),
        (DayReason.NOT_WORKING, day("02-15"), day("02-23")),
        (DayReason.COUNTED, day("02-24"), day("02-24")),
        (DayReason.PAUSED, day("02-25"), day("02-25")),
        (DayReason.COUNTED, day("02-26"), day("02-26")),
    ]


def test_a_holiday_has_its_name_and_notice() -> None:
    holiday = why_this_date(OVER_NEW_YEAR, cn())[3].calendar
    assert holiday is not None
    assert (holiday.name, holiday.notice) == ("春节", "国办发明电〔2025〕7号")


def test_a_make_up_day_is_a_line_of_its_own() -> None:
    made_up = why_this_date(OVER_NEW_YEAR, cn())[2].calendar
    assert made_up is not None
    assert made_up.kind is DayKind.MAKE_UP


def test_a_pause_says_why_it_stopped() -> None:
    stopped = why_this_date(OVER_NEW_YEAR, cn())[5]
    assert stopped.pause is not None
    assert stopped.pause.why == "supplement"


def test_days_that_count_have_their_numbers() -> None:
    runs = why_this_date(Clock(day("03-02"), working(7)), cn())
    assert [run.numbers for run in runs if run.numbers] == [(1, 4), (5, 7)]


def test_a_month_is_one_line_whatever_its_days_are() -> None:
    runs = why_this_date(Clock(day("03-02"), Span(1, Unit.MONTH)), cn())
    assert [(run.reason, run.length) for run in runs] == [
        (DayReason.START, 1),
        (DayReason.COUNTED, 31),
    ]
    assert runs[1].calendar is None


def test_what_a_notice_may_still_change_is_provisional() -> None:
    assert is_provisional(Clock(day("12-28"), working(7)), cn())
    assert not is_provisional(Clock(day("12-01"), working(7)), cn())
    assert not is_provisional(Clock(day("12-28"), Span(1, Unit.MONTH)), cn())


@given(clocks())
def test_the_lines_hold_every_day_once(clock: Clock) -> None:
    runs = why_this_date(clock, cn())
    told = [run.first + timedelta(n) for run in runs for n in range(run.length)]
    assert told == [each.date for each in days(clock, cn())]


def test_two_pauses_in_a_row_are_two_lines() -> None:
    twice = replace(
        OVER_NEW_YEAR, pauses=(pause("02-13", "02-14"), pause("02-14", "02-15", "hearing"))
    )
    stopped = [run.pause.why for run in why_this_date(twice, cn()) if run.pause]
    assert stopped == ["supplement", "hearing"]
