from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tashan.base.calendars import Calendar, DayKind, Holiday, Why, YearTable
from tashan.base.errors import UserError

FOLDER = Path(__file__).resolve().parents[2] / "library" / "calendars"
ANY_DAY = st.dates(date(2003, 1, 1), date(2028, 12, 31))


def table(part: Mapping[str, Any]) -> YearTable:
    return YearTable(
        year=part["year"],
        notice=part.get("notice", ""),
        holidays=tuple(Holiday(**holiday) for holiday in part["holidays"]),
        make_up_days=tuple(part.get("make_up_days", ())),
        provisional=part.get("provisional", False),
    )


@cache
def shipped_files() -> dict[str, dict[str, Any]]:
    paths = sorted(FOLDER.glob("*.yaml"))
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in paths}


@cache
def shipped() -> Calendar:
    return Calendar(table(file["parts"]["days"]) for file in shipped_files().values())


def year_2026(**changes: Any) -> YearTable:
    given = {
        "year": 2026,
        "notice": "国办发明电〔2025〕7号",
        "holidays": (Holiday("元旦", date(2026, 1, 1), date(2026, 1, 3)),),
        "make_up_days": (date(2026, 1, 4),),
    }
    return YearTable(**(given | changes))


def test_a_calendar_is_shipped_for_every_year_from_2004_to_2026() -> None:
    assert shipped().years == tuple(range(2004, 2027))
    assert list(shipped_files()) == [str(year) for year in range(2004, 2028)]


@pytest.mark.parametrize("stem", [str(year) for year in range(2004, 2027)])
def test_a_calendar_file_is_named_for_its_year(stem: str) -> None:
    file = shipped_files()[stem]
    assert file["mechanism"] == f"calendar_{stem}"
    assert file["parts"]["days"]["kind"] == "calendar"
    assert file["parts"]["days"]["year"] == int(stem)
    assert file["parts"]["days"]["notice"] in {entry["document"] for entry in file["basis"]}


@pytest.mark.parametrize("year", range(2008, 2027))
def test_every_year_since_2008_has_its_seven_holidays(year: int) -> None:
    holidays = shipped_files()[str(year)]["parts"]["days"]["holidays"]
    named = {name for holiday in holidays for name in holiday["name"].split("、")}
    seven = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
    assert seven <= named


@pytest.mark.parametrize("year", range(2004, 2027))
def test_a_shipped_year_has_as_many_working_days_as_a_year_can(year: int) -> None:
    days = shipped().working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
    assert 247 <= days <= 252


def test_the_make_up_days_of_2026_are_worked() -> None:
    days = (date(2026, m, d) for m, d in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)))
    assert all(day.weekday() > 4 and shipped().is_working(day) for day in days)


def test_a_holiday_of_the_new_year_may_begin_in_december() -> None:
    assert not shipped().is_working(date(2018, 12, 31))
    assert shipped().is_working(date(2018, 12, 29))
    assert shipped().why(date(2018, 12, 31)).notice == "国办发明电〔2018〕15号"


def test_the_last_day_of_2005_was_worked_for_the_new_year() -> None:
    assert shipped().why(date(2005, 12, 31)).kind is DayKind.MAKE_UP


def test_the_spring_festival_of_2020_ran_on() -> None:
    assert not any(shipped().is_working(date(2020, 2, day)) for day in (1, 2))
    assert shipped().is_working(date(2020, 2, 3))


def test_a_weekday_is_worked_by_itself() -> None:
    assert shipped().why(date(2026, 3, 2)) == Why(DayKind.WEEKDAY, notice="国办发明电〔2025〕7号")


def test_a_weekend_is_free_by_itself() -> None:
    why = shipped().why(date(2026, 3, 7))
    assert why.kind is DayKind.WEEKEND
    assert not why.is_working


def test_a_day_off_names_its_holiday_and_notice() -> None:
    why = shipped().why(date(2026, 2, 17))
    assert (why.kind, why.name, why.notice) == (DayKind.HOLIDAY, "春节", "国办发明电〔2025〕7号")
    assert not why.is_working


def test_a_weekend_within_a_holiday_is_the_holiday() -> None:
    assert shipped().why(date(2026, 10, 3)).name == "国庆节"


def test_a_year_without_a_notice_goes_by_weekends_and_says_so() -> None:
    assert shipped().is_provisional(2028)
    assert shipped().why(date(2028, 1, 3)) == Why(DayKind.WEEKDAY, provisional=True)
    assert shipped().why(date(2028, 1, 2)) == Why(DayKind.WEEKEND, provisional=True)


def test_2027_has_the_days_of_the_regulation_and_is_provisional() -> None:
    assert shipped().is_provisional(2027)
    assert shipped().why(date(2027, 1, 1)) == Why(DayKind.HOLIDAY, "元旦", provisional=True)
    assert shipped().why(date(2027, 1, 4)) == Why(DayKind.WEEKDAY, provisional=True)
    off = [d for n in range(365) if not shipped().is_working(d := date(2027, 1, 1) + timedelta(n))]
    assert len([d for d in off if d.weekday() < 5]) == 13  # of 13 statutory days, made up


def test_every_day_from_2004_to_2026_agrees_with_the_package_chinesecalendar() -> None:
    known = pytest.importorskip("chinese_calendar")
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    differs = [d for d in days if known.is_workday(d) != shipped().is_working(d)]
    # a Saturday that the notice for 2006 made a working day, which the package does not know
    assert differs == [date(2005, 12, 31)]


def test_a_table_made_before_its_notice_is_provisional() -> None:
    made = year_2026(notice="", provisional=True)
    calendar = Calendar([made])
    assert calendar.years == ()
    assert calendar.why(date(2026, 1, 1)) == Why(DayKind.HOLIDAY, "元旦", provisional=True)
    assert calendar.why(date(2026, 1, 4)) == Why(DayKind.MAKE_UP, provisional=True)


def test_a_span_is_settled_when_every_notice_of_it_is_out() -> None:
    assert shipped().is_settled(date(2025, 12, 1), date(2026, 12, 31))
    assert not shipped().is_settled(date(2026, 12, 1), date(2027, 1, 4))


def test_the_day_of_the_event_does_not_count() -> None:
    monday = date(2026, 3, 2)
    assert shipped().working_days_between(monday, monday) == 0
    assert shipped().working_days_between(monday, date(2026, 3, 3)) == 1


def test_seven_working_days_over_the_spring_festival_take_two_weeks() -> None:
    # 14 February is worked, 15 to 23 are off, 28 is worked
    assert shipped().nth_working_day_after(date(2026, 2, 12), 7) == date(2026, 2, 28)


def test_working_days_run_across_the_turn_of_the_year() -> None:
    assert shipped().nth_working_day_after(date(2025, 12, 31), 1) == date(2026, 1, 4)


def test_an_earlier_day_lies_below_nought() -> None:
    assert shipped().working_days_between(date(2026, 3, 4), date(2026, 3, 2)) == -2


def test_a_limit_of_no_days_is_refused() -> None:
    with pytest.raises(UserError, match="Expected 1 or more"):
        shipped().nth_working_day_after(date(2026, 3, 2), 0)


@given(ANY_DAY, st.integers(0, 400))
def test_counting_one_by_one_gives_the_same(first: date, length: int) -> None:
    days = [first + timedelta(days=n) for n in range(1, length + 1)]
    last = first + timedelta(days=length)
    assert shipped().working_days_between(first, last) == sum(map(shipped().is_working, days))


@given(ANY_DAY, st.integers(1, 120))
def test_the_nth_working_day_is_worked_and_n_days_away(day: date, n: int) -> None:
    reached = shipped().nth_working_day_after(day, n)
    assert shipped().is_working(reached)
    assert shipped().working_days_between(day, reached) == n


@given(ANY_DAY)
def test_why_and_whether_never_disagree(day: date) -> None:
    assert shipped().why(day).is_working is shipped().is_working(day)


def test_a_holiday_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UserError, match="ends before it begins"):
        Holiday("元旦", date(2026, 1, 3), date(2026, 1, 1))


def test_holidays_that_overlap_are_refused() -> None:
    two = (
        Holiday("中秋节", date(2025, 10, 1), date(2025, 10, 6)),
        Holiday("国庆节", date(2025, 10, 5), date(2025, 10, 8)),
    )
    with pytest.raises(UserError, match="国庆节 overlaps another holiday on 2025-10-05"):
        year_2026(year=2025, holidays=two, make_up_days=())


def test_a_make_up_day_on_a_weekday_is_refused() -> None:
    with pytest.raises(UserError, match="2026-01-05 is no weekend"):
        year_2026(make_up_days=(date(2026, 1, 5),))


def test_a_make_up_day_within_a_holiday_is_refused() -> None:
    with pytest.raises(UserError, match="2026-01-03 is both holiday and make-up day"):
        year_2026(make_up_days=(date(2026, 1, 3),))


@pytest.mark.parametrize(
    "first", [date(2025, 11, 29), date(2024, 12, 31), date(2026, 12, 31), date(2027, 1, 1)]
)
def test_a_holiday_of_another_year_is_refused(first: date) -> None:
    with pytest.raises(UserError, match="is of another year"):
        year_2026(holidays=(Holiday("元旦", first, first + timedelta(days=1)),), make_up_days=())


def test_a_published_calendar_without_its_notice_is_refused() -> None:
    with pytest.raises(UserError, match="names no notice"):
        year_2026(notice="")


def test_two_tables_of_one_year_are_refused() -> None:
    with pytest.raises(UserError, match="2026 is there twice"):
        Calendar([year_2026(), year_2026()])


def test_two_years_that_contradict_each_other_are_refused() -> None:
    new_year = Holiday("元旦", date(2026, 12, 26), date(2027, 1, 1))
    after = year_2026(year=2027, holidays=(new_year,), make_up_days=())
    worked = year_2026(make_up_days=(date(2026, 12, 27),))
    with pytest.raises(UserError, match="2026-12-27 is both holiday and make-up day"):
        Calendar([worked, after])
