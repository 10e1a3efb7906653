"""Deadlines, days used and why: what a clock shows is arithmetic over what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.casework.clock_cast import (
    NEAR,
    SPANS,
    WEEKENDS,
    ByHand,
    clocks,
    cn,
    day,
    pause,
    pauses,
    tables,
    working,
)

from tashan.base.day_tables import DayTable
from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.clocks import (
    Clock,
    ClockReading,
    DayOne,
    DayReason,
    Pause,
    Span,
    Unit,
    days,
    deadline,
    if_resumed,
    next_reminder,
    read,
)

MONDAY = day("03-02")
SEVEN = Clock(MONDAY, working(7))
MANY = settings(max_examples=2000, deadline=None)


def ends(clock: Clock) -> date | None:
    return deadline(clock, cn())


# where the limit ends
def test_the_day_after_the_event_is_the_first_that_counts() -> None:
    assert ends(SEVEN) == day("03-11")


def test_counted_from_the_same_day_a_limit_ends_a_day_earlier() -> None:
    assert ends(replace(SEVEN, day_one=DayOne.SAME_DAY)) == day("03-10")


def test_a_start_on_a_weekend_does_not_count_from_the_same_day() -> None:
    saturday = Clock(day("03-07"), working(1), DayOne.SAME_DAY)
    assert ends(saturday) == day("03-09")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (DayOne.NEXT_DAY, "03-09"),
        (DayOne.SAME_DAY, "03-09"),
        (DayOne.NEXT_WORKING_DAY, "03-10"),
    ],
)
def test_a_start_on_a_saturday_moves_to_monday_first_where_the_rule_says_so(
    rule: DayOne, expected: str
) -> None:
    assert ends(Clock(day("03-07"), working(1), rule)) == day(expected)


def test_days_of_the_calendar_count_weekends_too() -> None:
    assert ends(Clock(MONDAY, Span(30, Unit.CALENDAR))) == day("04-01")


def test_a_month_ends_on_the_same_day_number() -> None:
    assert ends(Clock(MONDAY, Span(2, Unit.MONTH))) == day("05-02")


@pytest.mark.parametrize(
    ("start", "expected"), [("2026-01-31", "02-28"), ("2028-01-31", "2028-02-29")]
)
def test_a_month_from_the_31st_ends_with_a_shorter_month(start: str, expected: str) -> None:
    assert ends(Clock(day(start), Span(1, Unit.MONTH))) == day(expected)


def test_a_limit_over_the_spring_festival_counts_its_make_up_days() -> None:
    assert ends(Clock(day("02-12"), working(7))) == day("02-28")


def test_a_last_day_that_does_not_count_rolls_to_the_next_working_day() -> None:
    thirty = Clock(day("03-05"), Span(30, Unit.CALENDAR))
    assert ends(thirty) == day("04-04")  # Saturday, the Qingming holiday to 6 April
    assert ends(replace(thirty, rolls=True)) == day("04-07")


def test_a_limit_of_no_days_ends_the_day_it_begins() -> None:
    assert [ends(Clock(MONDAY, working(0), rule)) for rule in DayOne] == [MONDAY] * 3


def test_a_limit_below_nought_is_refused() -> None:
    with pytest.raises(UserError, match="a limit of -1"):
        working(-1)


# pauses
def test_a_pause_takes_its_working_days() -> None:
    assert ends(replace(SEVEN, pauses=(pause("03-04", "03-06"),))) == day("03-13")


def test_a_pause_over_a_weekend_takes_nothing_of_a_limit_in_working_days() -> None:
    assert ends(replace(SEVEN, pauses=(pause("03-07", "03-09"),))) == ends(SEVEN)


def test_overlapping_pauses_take_each_day_once() -> None:
    two = (pause("03-04", "03-06"), pause("03-05", "03-07"))
    assert ends(replace(SEVEN, pauses=two)) == ends(
        replace(SEVEN, pauses=(pause("03-04", "03-07"),))
    )


def test_a_pause_over_the_start_delays_the_first_day() -> None:
    stopped = replace(SEVEN, day_one=DayOne.SAME_DAY, pauses=(pause("02-26", "03-04"),))
    assert ends(stopped) == day("03-12")


def test_a_pause_before_the_start_takes_nothing() -> None:
    assert ends(replace(SEVEN, pauses=(pause("02-02", "02-10"),))) == ends(SEVEN)


def test_a_pause_after_the_deadline_takes_nothing() -> None:
    assert ends(replace(SEVEN, pauses=(pause("03-12", None),))) == ends(SEVEN)


def test_while_the_clock_stands_still_there_is_no_deadline() -> None:
    assert ends(replace(SEVEN, pauses=(pause("03-04", None),))) is None


def test_a_pause_of_years_costs_no_more_than_one_of_days() -> None:
    long = replace(SEVEN, pauses=(Pause(day("03-04"), date(9000, 1, 1)),))
    assert ends(long) == date(9000, 1, 8)


def test_a_pause_resumed_before_it_began_is_refused() -> None:
    with pytest.raises(UserError, match="is resumed on 2026-03-03, before it"):
        pause("03-04", "03-03")


def test_a_pause_takes_days_of_a_month_too() -> None:
    month = Clock(MONDAY, Span(1, Unit.MONTH), pauses=(pause("03-10", "03-15"),))
    assert ends(month) == day("04-07")


# extensions
def test_an_extension_follows_from_the_deadline_reached_so_far() -> None:
    assert ends(replace(SEVEN, extensions=(working(2), Span(1, Unit.MONTH)))) == day("04-13")


def test_a_pause_in_the_extension_takes_its_days() -> None:
    longer = replace(SEVEN, extensions=(working(3),), pauses=(pause("03-12", "03-13"),))
    assert ends(longer) == day("03-17")


# what it shows on a day
def shows(clock: Clock, on: str) -> ClockReading:
    return read(clock, cn(), day(on))


def test_the_day_of_the_deadline_is_in_time() -> None:
    reading = shows(SEVEN, "03-11")
    assert (reading.used, reading.remaining, reading.is_overdue) == (7, 0, False)


def test_the_day_after_the_deadline_is_late() -> None:
    reading = shows(SEVEN, "03-12")
    assert (reading.used, reading.remaining, reading.is_overdue) == (8, -1, True)
    assert reading.light is Light.RED


def test_before_it_begins_nothing_is_used() -> None:
    assert (shows(SEVEN, "02-01").used, shows(SEVEN, "02-01").remaining) == (0, 7)


@pytest.mark.parametrize(
    ("on", "light"), [("03-06", Light.GREEN), ("03-09", Light.YELLOW), ("03-11", Light.YELLOW)]
)
def test_the_light_is_yellow_from_two_days_before_the_end(on: str, light: Light) -> None:
    assert shows(SEVEN, on).light is light


def test_a_clock_that_stands_still_shows_what_would_be_left() -> None:
    reading = shows(replace(SEVEN, pauses=(pause("03-05", None),)), "03-20")
    assert (reading.deadline, reading.used, reading.remaining) == (None, 2, 5)
    assert reading.light is Light.STOPPED
    assert not reading.is_overdue


def test_days_on_the_way_to_a_rolled_deadline_use_nothing() -> None:
    thirty = Clock(day("03-05"), Span(30, Unit.CALENDAR), rolls=True)
    reading = shows(thirty, "04-07")
    assert (reading.used, reading.remaining, reading.is_overdue) == (30, 0, False)


def test_if_resumed_a_clock_ends_as_after_a_resumption() -> None:
    stopped = replace(SEVEN, pauses=(pause("03-04", None),))
    assert ends(if_resumed(stopped, day("03-06"))) == day("03-13")


# reminders
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("03-02", "03-09"),
        ("03-09", "03-09"),
        ("03-10", "03-11"),
        ("03-12", "03-12"),
        ("03-13", None),
    ],
)
def test_one_is_reminded_when_the_light_turns_at_the_end_and_once_it_is_late(
    as_of: str, expected: str | None
) -> None:
    assert next_reminder(SEVEN, cn(), day(as_of)) == (expected and day(expected))


def test_a_clock_that_stands_still_reminds_of_nothing() -> None:
    assert next_reminder(replace(SEVEN, pauses=(pause("03-04", None),)), cn(), MONDAY) is None


def test_a_short_limit_reminds_the_day_it_starts() -> None:
    assert next_reminder(Clock(MONDAY, working(1)), cn(), MONDAY) == MONDAY


@given(clocks(rolls=False), NEAR)
def test_the_first_reminder_is_the_day_the_light_turns_yellow(clock: Clock, as_of: date) -> None:
    reminded = next_reminder(clock, WEEKENDS, date.min)
    assert reminded is not None
    assert read(clock, WEEKENDS, reminded).light is Light.YELLOW
    if reminded > clock.start:
        before = read(clock, WEEKENDS, reminded - timedelta(days=1))
        assert before.light is Light.GREEN


# every day told
def test_every_day_is_told_from_the_start_to_the_deadline() -> None:
    clock = replace(SEVEN, pauses=(pause("03-04", "03-06"),))
    told = list(days(clock, cn()))
    assert [each.date for each in told] == [MONDAY + timedelta(n) for n in range(12)]
    assert [each.number for each in told if each.is_counted] == list(range(1, 8))


def test_of_a_clock_that_stands_still_the_days_to_the_pause_are_told() -> None:
    told = list(days(replace(SEVEN, pauses=(pause("03-04", None),)), cn()))
    assert told[-1].date == day("03-04")
    assert told[-1].reason is DayReason.PAUSED


def test_days_on_the_way_to_a_working_day_are_told_as_rolled() -> None:
    told = list(days(Clock(day("03-05"), Span(30, Unit.CALENDAR), rolls=True), cn()))
    assert [each.date for each in told if each.reason is DayReason.ROLLED] == [
        day("04-05"),
        day("04-06"),
        day("04-07"),
    ]


# what holds of all of them
@MANY
@given(clocks(), tables())
def test_counting_by_hand_gives_the_same_deadline(clock: Clock, table: DayTable) -> None:
    assert deadline(clock, table) == ByHand(clock, table).deadline()


@MANY
@given(clocks(), tables(), NEAR)
def test_the_days_told_are_the_days_read(clock: Clock, table: DayTable, as_of: date) -> None:
    told = list(days(clock, table))
    reading = read(clock, table, as_of)
    assert reading.deadline == (told[-1].date if told else clock.start)
    if not reading.is_overdue:
        assert reading.used == sum(each.is_counted and each.date <= as_of for each in told)
    assert reading.used + reading.remaining == sum(each.is_counted for each in told)


@given(clocks(), NEAR)
def test_a_pause_of_zero_length_is_nothing(clock: Clock, on: date) -> None:
    paused = replace(clock, pauses=(*clock.pauses, Pause(on, on)))
    assert ends(paused) == ends(clock)


@given(clocks(), st.randoms(use_true_random=False))
def test_the_order_of_pauses_is_nothing(clock: Clock, chance: st.randoms) -> None:  # type: ignore[valid-type]
    shuffled = chance.sample(clock.pauses, len(clock.pauses))  # type: ignore[attr-defined]
    assert ends(replace(clock, pauses=tuple(shuffled))) == ends(clock)


@given(clocks(), SPANS)
def test_an_extension_that_is_removed_restores_the_deadline(clock: Clock, longer: Span) -> None:
    extended = replace(clock, extensions=(*clock.extensions, longer))
    reached = ends(extended)
    before = ends(clock)
    assert reached is not None
    assert before is not None
    assert reached >= before
    assert ends(replace(extended, extensions=extended.extensions[:-1])) == before


@given(clocks(), pauses())
def test_a_pause_never_shortens(clock: Clock, more: Pause) -> None:
    before, after = ends(clock), ends(replace(clock, pauses=(*clock.pauses, more)))
    assert before is not None
    assert after is not None
    assert after >= before


@MANY
@given(clocks(), st.sets(NEAR, max_size=5), NEAR)
def test_a_new_holiday_never_shortens(clock: Clock, off: set[date], new: date) -> None:
    before = deadline(clock, DayTable(off, ()))
    after = deadline(clock, DayTable(off | {new}, ()))
    assert before is not None
    assert after is not None
    # months that stood still are counted in days, and from another first day they have other days:
    # three from 28 November are 92, three from 1 December 90
    months = sum(span.unit is Unit.MONTH for span in clock.spans) if clock.pauses else 0
    assert after >= before - timedelta(3 * months)


# bounds
def test_thousands_of_days_are_arithmetic() -> None:
    assert deadline(Clock(MONDAY, working(5000)), WEEKENDS) == MONDAY + timedelta(weeks=1000)


def test_a_limit_beyond_the_year_9999_is_refused() -> None:
    for unit in Unit:
        with pytest.raises(UserError, match="beyond the year 9999"):
            deadline(Clock(MONDAY, Span(10_000_000, unit)), WEEKENDS)


def test_a_week_without_working_days_is_refused() -> None:
    with pytest.raises(UserError, match="every day of the week is free"):
        deadline(SEVEN, DayTable((), (), range(7)))


def test_a_week_without_working_days_may_live_on_make_up_days() -> None:
    made_up = [MONDAY + timedelta(weeks=n) for n in range(1, 8)]
    assert deadline(SEVEN, DayTable((), made_up, range(7))) == made_up[-1]
