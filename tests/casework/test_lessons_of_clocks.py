"""What comparable systems got wrong with clocks, each complaint a test that bears its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from tests.casework.clock_cast import cn, day, pause, working
from tests.casework.making import OPENED, PROMISED, make_case, matter, moment

from tashan.base.calendars import Calendar, Holiday, YearTable
from tashan.casework.calendars import Counting
from tashan.casework.clocks import (
    Clock,
    DayOne,
    Pause,
    Span,
    Unit,
    days,
    deadline,
    next_reminder,
    read,
)
from tashan.casework.models import Matter
from tashan.casework.moving.by import By
from tashan.casework.recounting import kept_days, recount
from tashan.casework.states import State
from tashan.casework.terms import RECEIPT, limits_of
from tashan.casework.why import why_this_date

SEVEN = Clock(day("03-02"), working(7))
PAUSED = replace(SEVEN, pauses=(pause("03-06", "03-10"), pause("03-04", "03-05")))


def test_hold_time_is_intervals_of_the_calendar_and_not_wall_clock() -> None:
    """A hold from Friday to Tuesday takes two working days, not four days and not hours."""
    held = replace(SEVEN, pauses=(pause("03-06", "03-10"),))
    assert deadline(held, cn()) == day("03-13")


def test_hold_time_is_not_added_to_the_day_of_creation() -> None:
    """A hold before the limit began takes nothing of it."""
    assert deadline(replace(SEVEN, pauses=(pause("02-02", "02-27"),)), cn()) == deadline(
        SEVEN, cn()
    )


def test_a_pause_of_zero_length_changes_nothing() -> None:
    nothing = Pause(day("03-05"), day("03-05"))
    assert deadline(replace(SEVEN, pauses=(nothing,)), cn()) == deadline(SEVEN, cn())


def test_the_order_in_which_pauses_were_recorded_changes_nothing() -> None:
    ends = {deadline(replace(SEVEN, pauses=order), cn()) for order in permutations(PAUSED.pauses)}
    assert len(ends) == 1


def test_an_extension_removed_restores_the_date_with_pauses_too() -> None:
    longer = replace(PAUSED, extensions=(working(10),))
    assert deadline(longer, cn()) != deadline(PAUSED, cn())
    assert deadline(replace(longer, extensions=()), cn()) == deadline(PAUSED, cn())


def test_unit_first_day_and_base_event_are_data_of_each_matter() -> None:
    thirty = {
        "kind": "statutory",
        "n": 30,
        "unit": "calendar",
        "day_one": "same_day",
        "base": RECEIPT,
    }
    promised, statutory = limits_of(Matter(terms={"limits": [PROMISED, thirty]})).values()
    assert (promised.span.unit, promised.day_one, promised.base) == (
        Unit.WORKING,
        DayOne.NEXT_DAY,
        "acceptance",
    )
    assert (statutory.span.unit, statutory.day_one, statutory.base) == (
        Unit.CALENDAR,
        DayOne.SAME_DAY,
        "receipt",
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
    ],
)
def test_months_are_rounded_as_stated(start: str, months: int, end: str) -> None:
    clock = Clock(date.fromisoformat(start), Span(months, Unit.MONTH))
    assert deadline(clock, cn()) == date.fromisoformat(end)


def test_the_calendar_does_not_raise_past_its_last_year() -> None:
    far = Clock(date(2060, 12, 28), working(10))
    assert deadline(far, cn()) == date(2061, 1, 11)
    assert any(run.is_provisional for run in why_this_date(far, cn()))


@pytest.mark.django_db
def test_open_deadlines_are_counted_again_after_the_import_of_a_notice() -> None:
    fields: dict[str, Any] = {"state": State.IN_HAND, "received_on": OPENED, "accepted_on": OPENED}
    case = make_case({"one": fields})
    matters = Matter.objects.filter(case=case)
    recount(matters, OPENED)
    free = Holiday("放假", date(2026, 11, 4), date(2026, 11, 4))
    notice = YearTable(2026, "他政发〔2026〕1号", (free,), ())
    (moved,) = recount(matters, OPENED, counts=Counting(Calendar([notice]), 7))
    assert moved.is_moved
    assert matter(case).promised_on == date(2026, 11, 12)
    assert matter(case).counted_by == 7


def test_one_click_shows_every_day_counted_or_not_and_why() -> None:
    told = list(days(PAUSED, cn()))
    assert [each.date for each in told] == [
        PAUSED.start + timedelta(n) for n in range((told[-1].date - PAUSED.start).days + 1)
    ]
    assert sum(run.length for run in why_this_date(PAUSED, cn())) == len(told)


def test_the_day_of_the_deadline_is_not_falsely_overdue() -> None:
    end = deadline(SEVEN, cn())
    assert end is not None
    assert not read(SEVEN, cn(), end).is_overdue
    assert read(SEVEN, cn(), end + timedelta(1)).is_overdue


def test_the_clock_starts_when_it_was_handed_over_and_not_when_it_was_signed_for() -> None:
    """What an office does with a matter, taking it up among it, moves no deadline."""
    waiting = Matter(state=State.ACCEPTED, accepted_on=OPENED, terms={"limits": [PROMISED]})
    taken = Matter(state=State.IN_HAND, accepted_on=OPENED, terms={"limits": [PROMISED]})
    assert _ends(waiting) == _ends(taken)


def _ends(found: Matter) -> date | None:
    return kept_days(found, cn(), OPENED, stops=(), extensions=(), ended={}).promised_on


def test_work_done_on_paper_counts_from_its_day_and_is_flagged_when_typed_in_later() -> None:
    by = By(None, moment(day("03-05")), day("03-02"))
    assert by.is_late_entry
    assert deadline(Clock(by.on, working(7)), cn()) == day("03-11")


def test_reminders_are_derived_and_follow_a_pause_its_end_and_an_extension() -> None:
    standing = replace(SEVEN, pauses=(pause("03-04", None),))
    resumed = replace(SEVEN, pauses=(pause("03-04", "03-06"),))
    longer = replace(resumed, extensions=(working(1),))
    told = [
        next_reminder(clock, cn(), day("03-03")) for clock in (SEVEN, standing, resumed, longer)
    ]
    assert told == [day("03-09"), None, day("03-11"), day("03-12")]
