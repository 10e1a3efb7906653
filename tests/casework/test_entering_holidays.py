"""A year's notice: read from a file or a table, looked at, then let count for all that is open."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from tests.casework.making import OPENED, make_case, matter
from tests.cast import AT
from tests.registry.people_and_places import clerk, source

from tashan.base.calendars import Holiday, YearTable
from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.casework.entering_holidays import enter, preview
from tashan.casework.models import Case, HolidayNotice, Matter
from tashan.casework.notice_files import read_notice, text_of
from tashan.casework.recounting import Reckoned, recount, recount_open, refresh
from tashan.casework.states import State
from tashan.record.models import Event

NUMBER = "国办发明电〔2026〕9号"
TABLE = YearTable(
    2027,
    NUMBER,
    (
        Holiday("元旦", date(2026, 12, 31), date(2027, 1, 2)),
        Holiday("春节", date(2027, 2, 5), date(2027, 2, 11)),
    ),
    (date(2027, 1, 3), date(2027, 1, 30)),
)
ROWS = [
    ("类别", "名称", "首日", "末日"),
    ("放假", "元旦", "2026-12-31", "2027-01-02"),
    ("上班", "", "2027-01-03", ""),
    ("放假", "春节", date(2027, 2, 5), date(2027, 2, 11)),
    ("上班", "", "2027-01-30", None),
]
WHOLE = """\
mechanism: calendar_2027
title: {zh: 2027年工作日历, en: Working days of 2027}
systems: [S10]
basis:
  - {document: 国办发明电〔2026〕9号, note: 通知}
parts:
  days:
    kind: calendar
"""


# from a file
def test_the_librarys_form_is_read() -> None:
    assert read_notice(text_of(TABLE).encode(), "2027.yaml") == TABLE


def test_a_whole_file_of_the_library_is_read() -> None:
    indented = "".join(f"    {line}\n" for line in text_of(TABLE).splitlines())
    assert read_notice((WHOLE + indented).encode(), "2027.yaml") == TABLE


def test_a_year_without_a_notice_is_provisional() -> None:
    provisional = YearTable(2027, "", TABLE.holidays, (), provisional=True)
    assert read_notice(text_of(provisional).encode(), "2027.yaml") == provisional


def test_a_table_of_days_is_read() -> None:
    lines = ("\t".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
    assert read_notice("\n".join(lines).encode(), "2027.csv", notice=NUMBER) == TABLE


def test_a_sheet_of_days_is_read() -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    assert read_notice(data.getvalue(), "2027.xlsx", notice=NUMBER) == TABLE


def test_a_table_without_a_number_is_provisional() -> None:
    assert read_notice("放假,元旦,2027-01-01,".encode(), "2027.csv").provisional


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        ("year: 2027\nholidays: []\n", "a.yaml", "a calendar without its 'notice'"),
        (
            "year: 2027\nnotice: x\nmake_up_days: [2027-01-04]\n",
            "a.yaml",
            "is no Saturday or Sunday",
        ),
        ("year: 2027\nnotice: x\nholiday: []\n", "a.yaml", "holiday"),
        ("nothing: of use\n", "a.yaml", "Line 1"),
        ("名称,首日\n元旦,2027-01-01\n", "a.csv", "no row that begins with 放假"),
        ("放假,元旦,2027-13-01,\n", "a.csv", "Row 1: 2027-13-01 is no day"),
        ("放假,元旦,2027-01-01,\n上班,,2027-01-04,\n", "a.csv", "no weekend"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(data: str, name: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        read_notice(data.encode(), name, notice="国办发明电")


# looked at and let count
@pytest.fixture
def running(db: None) -> None:
    """A matter whose promise ends on the last day of 2026, and one that ends before it."""
    said: dict[str, Any] = {"state": State.IN_HAND}
    late = date(2026, 12, 22)
    make_case(
        {
            "one": said | {"received_on": late, "accepted_on": late},
            "two": said | {"received_on": OPENED, "accepted_on": OPENED},
        }
    )
    recount(Matter.objects.all(), OPENED)


def entered(table: YearTable = TABLE, *, seen: int = 0) -> list[Reckoned]:
    return enter(table, seen=seen, by=clerk(), on=OPENED, at=AT)


@pytest.mark.usefixtures("running")
def test_a_preview_names_the_matters_that_get_another_deadline() -> None:
    found = preview(TABLE, OPENED)
    (moved,) = found.moved
    assert moved.matter.code == "one"
    assert moved.before.promised_on == date(2026, 12, 31)
    assert moved.after.promised_on == date(2027, 1, 3)
    assert matter(_case()).promised_on == date(2026, 12, 31)


def _case() -> Case:
    return Case.objects.get()


@pytest.mark.usefixtures("running")
def test_what_was_entered_counts_for_all_that_is_open() -> None:
    moved = entered()
    assert [one.matter.code for one in moved] == ["one"]
    assert matter(_case()).promised_on == date(2027, 1, 3)
    assert matter(_case(), "two").counted_by == in_force().number == HolidayNotice.objects.get().pk
    assert not in_force().calendar.is_provisional(2027)


@pytest.mark.usefixtures("running")
def test_entering_a_notice_is_one_event() -> None:
    entered()
    (event,) = Event.objects.filter(kind="holidays.entered")
    assert (event.stream, event.payload["notice"], event.payload["moved"]) == (
        "holidays:2027",
        NUMBER,
        1,
    )


@pytest.mark.django_db
def test_a_notice_entered_meanwhile_sends_back_to_the_preview() -> None:
    entered()
    with pytest.raises(UserError, match="Another notice was entered meanwhile"):
        entered(seen=0)
    assert HolidayNotice.objects.count() == 1


@pytest.mark.django_db
def test_days_without_a_notice_do_not_take_the_place_of_one() -> None:
    guessed = YearTable(2026, "", TABLE.holidays[:0], (), provisional=True)
    for work in (lambda: preview(guessed, OPENED), lambda: entered(guessed)):
        with pytest.raises(UserError, match="The notice of 2026 is in force"):
            work()


@pytest.mark.django_db
def test_a_year_that_contradicts_another_is_refused() -> None:
    late = Holiday("元旦", date(2026, 12, 26), date(2027, 1, 1))
    entered(YearTable(2027, NUMBER, (late,), ()))
    worked = YearTable(2026, "国办发明电〔2025〕8号", (), (date(2026, 12, 26),))
    with pytest.raises(UserError, match="is both holiday and make-up day"):
        entered(worked, seen=in_force().number)


@pytest.mark.usefixtures("running")
def test_overnight_what_an_older_calendar_counted_is_counted_again() -> None:
    HolidayNotice.objects.create(
        year=2027, notice=NUMBER, source=source(), at=AT,
        days={"holidays": [{"name": "元旦", "first": "2026-12-31", "last": "2027-01-02"}]},
    )  # fmt: skip
    refresh(OPENED)
    assert matter(_case()).promised_on == date(2027, 1, 4)
    assert recount_open(OPENED) == []


@pytest.mark.usefixtures("running")
def test_overnight_reminders_that_are_over_move_on() -> None:
    assert matter(_case(), "two").remind_on == date(2026, 11, 9)
    refresh(date(2026, 11, 10))
    assert matter(_case(), "two").remind_on == date(2026, 11, 11)
