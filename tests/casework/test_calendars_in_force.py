"""Limits run by the library's calendar with the notices an office entered over it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import AT
from tests.registry.people_and_places import source

from tashan.base.calendars import Calendar, Holiday, YearTable
from tashan.casework.calendars import counting, in_force, overlaid
from tashan.casework.models import HolidayNotice
from tashan.mechanisms.working_days import calendar

pytestmark = pytest.mark.django_db
NEW_YEAR, WORKED = date(2031, 1, 1), date(2031, 1, 4)
DAYS = {
    "holidays": [{"name": "元旦", "first": "2031-01-01", "last": "2031-01-03"}],
    "make_up_days": ["2031-01-04"],
}


def entered(**more: Any) -> HolidayNotice:
    said: dict[str, Any] = {
        "year": 2031,
        "notice": "国办发明电〔2030〕9号",
        "days": DAYS,
        "source": source(),
        "at": AT,
    }
    return HolidayNotice.objects.create(**said | more)


def year(*holidays: Holiday, provisional: bool = False) -> YearTable:
    return YearTable(
        2031, "" if provisional else "国办发明电〔2030〕9号", holidays, (), provisional
    )


def test_without_a_notice_the_librarys_calendar_counts_under_number_0() -> None:
    counts = in_force()
    assert counts.number == 0
    assert counts.calendar is calendar()


def test_a_notice_that_was_entered_counts() -> None:
    notice = entered()
    counts = in_force()
    assert counts.number == notice.pk
    assert not counts.calendar.is_working(NEW_YEAR)
    assert counts.calendar.is_working(WORKED)
    assert not counts.calendar.is_provisional(2031)


def test_of_two_notices_of_a_year_the_last_counts() -> None:
    entered()
    entered(days={"holidays": [], "make_up_days": []})
    assert in_force().calendar.is_working(NEW_YEAR)


def test_a_calendar_is_made_once_a_process() -> None:
    entered()
    first = in_force()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = in_force()
    assert again.calendar is first.calendar
    assert len(queries) == 1


def test_an_earlier_number_still_gives_its_calendar() -> None:
    first = entered()
    entered(days={"holidays": [], "make_up_days": []})
    assert not counting(first.pk).calendar.is_working(NEW_YEAR)


def test_days_entered_before_the_notice_give_way_to_the_librarys_notice() -> None:
    known = Calendar([year(Holiday("元旦", NEW_YEAR, NEW_YEAR))])
    assert not overlaid(known, [year(provisional=True)]).is_working(NEW_YEAR)


def test_days_entered_before_the_notice_count_where_the_library_has_none() -> None:
    made = overlaid(Calendar([]), [year(Holiday("元旦", NEW_YEAR, NEW_YEAR), provisional=True)])
    assert not made.is_working(NEW_YEAR)
    assert made.is_provisional(2031)


def test_holidays_by_a_notice_or_provisional() -> None:
    with (
        pytest.raises(IntegrityError, match="holidays_by_a_notice_or_provisional"),
        transaction.atomic(),
    ):
        entered(notice="")
