"""`tashan clock`: a line of JSON in, a line out, whatever the line says."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.casework.clock_cast import NEAR, ByHand, clocks, cn, tables

from tashan.base.day_tables import DayTable
from tashan.casework.clocks import Clock, read
from tashan.casework.lines.answered import answer_line
from tashan.casework.lines.command import clock
from tashan.cli import main

SEVEN: dict[str, Any] = {"start": "2026-03-02", "n": 7}
WHOLE: dict[str, Any] = {
    "start": "2026-03-02",
    "unit": "working",
    "n": 7,
    "day_one": "next_day",
    "calendar": "cn",
    "holidays": [],
    "make_up_days": [],
    "weekend": [5, 6],
    "pauses": [],
    "extensions": [],
    "roll": None,
    "as_of": None,
}


EVERY_DAY = list(range(7))
SOURCE = Path(__file__).resolve().parents[2] / "src"
BACKWARDS = "pauses[0].to: \"2026-03-03\". Expected a day not before 'from', 2026-03-04."
NO_UNIT = "unit: \"workng\". Expected one of: working, calendar, month. Did you mean 'working'?"
TOO_LONG = "more than 200000 days after its start"


def off(first: str, last: str) -> dict[str, str]:
    """A pause in 2026."""
    return {"from": f"2026-{first}", "to": f"2026-{last}"}


def tells(**line: Any) -> Any:
    return json.loads(answer_line(json.dumps(SEVEN | line)))


def ends(**line: Any) -> str:
    found: str = tells(**line)["deadline"]
    return found


def error(**line: Any) -> str:
    told = tells(**line)
    assert list(told) == ["error"]
    return str(told["error"])


def kept(**line: Any) -> dict[str, str]:
    """Why each day, by its date."""
    return {day["date"]: day["why"] for day in tells(**line)["days"]}


# what a line may say
def test_what_is_left_out_has_its_default() -> None:
    assert tells() == tells(**WHOLE)


def test_an_answer_has_these_fields() -> None:
    assert list(tells()) == ["deadline", "used", "remaining", "overdue", "provisional", "days"]
    assert tells()["days"][1] == {"date": "2026-03-03", "counted": True, "why": "working day"}


@pytest.mark.parametrize(
    ("line", "deadline"),
    [
        ({"day_one": "same_day"}, "2026-03-10"),
        ({"day_one": "same_day", "start": "2026-03-07", "n": 1}, "2026-03-09"),
        ({"day_one": "next_day", "start": "2026-03-07", "n": 1}, "2026-03-09"),
        ({"day_one": "next_working_day", "start": "2026-03-07", "n": 1}, "2026-03-10"),
        ({"day_one": "next_working_day", "start": "2026-03-07", "n": 0}, "2026-03-09"),
        ({"n": 0}, "2026-03-02"),
        ({"n": 0, "start": "2026-03-07", "roll": "next_working_day"}, "2026-03-09"),
        # leap years and the ends of months and years
        ({"unit": "calendar", "n": 1, "start": "2028-02-28"}, "2028-02-29"),
        ({"unit": "calendar", "n": 1, "start": "2100-02-28"}, "2100-03-01"),
        ({"unit": "month", "n": 1, "start": "2026-01-31"}, "2026-02-28"),
        ({"unit": "month", "n": 12, "start": "2028-02-29"}, "2029-02-28"),
        ({"unit": "month", "n": 1, "start": "2026-12-31"}, "2027-01-31"),
        ({"unit": "month", "n": 2, "start": "2026-12-31"}, "2027-02-28"),
        ({"unit": "month", "n": 1, "start": "2026-02-28"}, "2026-03-28"),
        ({"n": 1, "start": "2025-12-31"}, "2026-01-04"),  # a Sunday made up for the New Year
        ({"n": 1, "start": "2018-12-28"}, "2018-12-29"),  # made up for 31 December
        ({"n": 2, "start": "2018-12-28"}, "2019-01-02"),
        ({"n": 7, "start": "2026-02-12"}, "2026-02-28"),
        # pauses, both days included
        ({"pauses": [off("03-04", "03-04")]}, "2026-03-12"),
        ({"pauses": [off("03-07", "03-08")]}, "2026-03-11"),
        (
            {"pauses": [off("03-04", "03-05"), off("03-05", "03-06")]},
            "2026-03-16",
        ),
        (
            {"pauses": [off("03-06", "03-06"), off("03-04", "03-05")]},
            "2026-03-16",
        ),
        ({"pauses": [off("02-25", "03-03")]}, "2026-03-12"),
        ({"pauses": [off("02-02", "02-03")]}, "2026-03-11"),
        ({"pauses": [off("03-12", "03-20")]}, "2026-03-11"),
        ({"day_one": "same_day", "pauses": [off("03-02", "03-02")]}, "2026-03-11"),
        ({"unit": "month", "n": 1, "pauses": [off("03-10", "03-14")]}, "2026-04-07"),
        # extensions follow from the deadline reached so far
        ({"extensions": [{"n": 2, "unit": "working"}, {"n": 1, "unit": "month"}]}, "2026-04-13"),
        ({"extensions": [{"n": 1, "unit": "month"}, {"n": 2, "unit": "working"}]}, "2026-04-14"),
        ({"extensions": [{"n": 3, "unit": "calendar"}]}, "2026-03-14"),
        ({"extensions": [{"n": 3, "unit": "calendar"}], "roll": "next_working_day"}, "2026-03-16"),
        ({"unit": "calendar", "extensions": [{"n": 3}]}, "2026-03-12"),
        # own days
        ({"calendar": "none", "start": "2026-02-12"}, "2026-02-23"),
        ({"calendar": "none", "weekend": []}, "2026-03-09"),
        ({"calendar": "none", "weekend": [4, 5]}, "2026-03-11"),
        ({"calendar": "none", "holidays": ["2026-03-03", "2026-03-03"]}, "2026-03-12"),
        ({"calendar": "none", "make_up_days": ["2026-03-07"]}, "2026-03-10"),
        ({"calendar": "cn", "holidays": ["2026-03-03"]}, "2026-03-12"),
        ({"holidays": ["2026-03-03"], "make_up_days": ["2026-03-03"]}, "2026-03-11"),
        ({"start": "2026-02-12", "n": 1, "holidays": ["2026-02-13", "2026-02-14"]}, "2026-02-24"),
        ({"start": "2026-02-13", "n": 2, "make_up_days": ["2026-02-17"]}, "2026-02-17"),
        ({"n": 1, "weekend": EVERY_DAY, "make_up_days": ["2026-05-01"]}, "2026-05-01"),
        ({"calendar": "none", "n": 5000}, "2045-05-01"),
    ],
)  # fmt: skip
def test_a_line_ends_on_its_day(line: dict[str, Any], deadline: str) -> None:
    assert ends(**line) == deadline


@pytest.mark.parametrize(
    ("as_of", "used", "remaining", "overdue"),
    [
        ("2026-02-01", 0, 7, False),
        ("2026-03-02", 0, 7, False),
        ("2026-03-03", 1, 6, False),
        ("2026-03-05", 1, 6, False),  # in the pause
        ("2026-03-13", 7, 0, False),
        ("2026-03-14", 7, 0, True),
        ("2026-03-16", 8, -1, True),
    ],
)
def test_days_are_used_up_to_the_day_one_asks_on(
    as_of: str, used: int, remaining: int, overdue: bool
) -> None:
    told = tells(as_of=as_of, pauses=[off("03-04", "03-05")])
    assert (told["used"], told["remaining"], told["overdue"]) == (used, remaining, overdue)


def test_asked_on_no_day_nothing_is_known_of_days_used() -> None:
    told = tells()
    assert (told["used"], told["remaining"], told["overdue"]) == (None, None, None)


def test_a_pause_that_goes_on_leaves_no_deadline() -> None:
    told = tells(pauses=[{"from": "2026-03-04", "to": None}], as_of="2026-04-01")
    assert (told["deadline"], told["used"], told["remaining"]) == (None, 1, 6)
    assert told["overdue"] is False
    assert told["days"][-1] == {"date": "2026-03-04", "counted": False, "why": "paused"}


def test_every_day_says_why() -> None:
    assert kept(start="2026-02-13", n=2, pauses=[off("02-24", "02-24")]) == {
        "2026-02-13": "start",
        "2026-02-14": "make-up day",
        **{f"2026-02-{number}": "holiday 春节" for number in range(15, 24)},
        "2026-02-24": "paused",
        "2026-02-25": "working day",
    }


def test_days_of_a_month_count_whatever_they_are() -> None:
    assert set(kept(unit="month", n=1).values()) == {"start", "day"}


def test_a_deadline_that_rolled_says_over_which_days() -> None:
    told = kept(start="2026-03-05", unit="calendar", n=30, roll="next_working_day")
    assert told["2026-04-06"] == "rolled on: holiday 清明节"
    assert told["2026-04-07"] == "rolled on: working day"


def test_a_start_that_moved_says_from_where() -> None:
    told = kept(start="2026-03-07", n=1, day_one="next_working_day")
    assert list(told.values())[:3] == [
        "start, not worked: weekend",
        "start, not worked: weekend",
        "start",
    ]


# years without a notice
def test_what_a_notice_may_still_change_is_provisional() -> None:
    assert tells(start="2026-12-28")["provisional"] is True
    assert tells(start="2026-12-01")["provisional"] is False
    assert kept(start="2033-03-01")["2033-03-02"] == "working day (provisional)"


def test_days_of_the_calendar_are_never_provisional() -> None:
    assert tells(start="2033-03-01", unit="calendar")["provisional"] is False


def test_without_a_calendar_nothing_is_provisional() -> None:
    assert tells(start="2033-03-01", calendar="none")["provisional"] is False


# what a line may not say
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"n": -1}, "n: -1. Expected a whole number, 0 or more."),
        ({"n": 5.0}, "n: 5.0. Expected"),
        ({"n": True}, "n: true. Expected"),
        ({"n": "5"}, 'n: "5". Expected'),
        ({"n": None}, "n: null. Expected"),
        ({"start": None}, "start: null. Expected a day"),
        ({"start": "2026-02-30"}, 'start: "2026-02-30". There is no such day.'),
        ({"start": "2026-3-2"}, 'start: "2026-3-2". Expected a day'),
        ({"start": "20260302"}, 'start: "20260302". Expected a day'),
        ({"start": "2026-03-02T10:00"}, "Expected a day"),
        ({"start": "9999-12-31"}, "Expected a day from 1900-01-01 to 9998-12-31"),
        ({"start": 5}, "start: 5. Expected a day"),
        ({"unit": "workng"}, NO_UNIT),
        ({"unit": None}, "unit: null. Expected one of"),
        ({"day_one": "nextday"}, "Did you mean 'next_day'?"),
        ({"calendar": "us"}, 'calendar: "us". Expected one of: cn, none.'),
        ({"roll": True}, "roll: true. Expected one of: next_working_day."),
        ({"weekend": [7]}, "weekend[0]: 7. Expected days of the week from 0"),
        ({"weekend": 5}, "weekend: 5. Expected a list."),
        ({"weekend": [True]}, "weekend[0]: true. Expected"),
        ({"holidays": ["2026-03-03", "x"]}, 'holidays[1]: "x". Expected a day'),
        ({"holidays": {"a": 1}}, "Expected a list."),
        ({"pauses": [off("03-04", "03-03")]}, BACKWARDS),
        ({"pauses": [{"from": "2026-03-04"}]}, "pauses[0]: the field 'to' is missing."),
        ({"pauses": [off("03-04", "03-05") | {"why": ""}]}, "pauses[0]: unknown field 'why'."),
        ({"pauses": ["2026-03-04"]}, 'pauses[0]: "2026-03-04". Expected an object with from, to.'),
        ({"extensions": [{"n": -2, "unit": "working"}]}, "extensions[0].n: -2. Expected"),
        ({"extensions": [{"unit": "working"}]}, "extensions[0]: the field 'n' is missing."),
        ({"extensions": [{"n": 2, "unit": "days"}]}, 'extensions[0].unit: "days". Expected one of'),
        ({"pause": []}, "line: unknown field 'pause'. Did you mean 'pauses'?"),
        ({"as_of": "today"}, 'as_of: "today". Expected a day'),
        ({"calendar": "none", "weekend": EVERY_DAY}, "every day of the week is free"),
        ({"n": 10**12}, "beyond the year 9999"),
        ({"n": 10**12, "unit": "calendar"}, "beyond the year 9999"),
        ({"n": 10**12, "unit": "month"}, "beyond the year 9999"),
        ({"n": 1_000_000, "unit": "calendar"}, TOO_LONG),
        ({"pauses": [{"from": "2026-03-04", "to": "9998-12-31"}]}, TOO_LONG),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_names_field_value_and_what_is_expected(
    line: dict[str, Any], told: str
) -> None:
    assert told in error(**line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "an empty line"),
        ("   ", "an empty line"),
        ("nope", "no JSON: Expecting value at character 1."),
        ('{"start": "2026-03-02", "n": NaN}', "no JSON: NaN is no number."),
        ('{"n": 7, "n": 8}', "the field 'n' stands twice."),
        ("[]", "line: []. Expected an object"),
        ("7", "line: 7. Expected an object"),
        ('{"n": 7}', "the field 'start' is missing."),
        ('{"start": "2026-03-02"}', "the field 'n' is missing."),
        ('{"start": "2026-03-02", "n": ' + "9" * 5000 + "}", "a number is too long"),
        ("[" * 200_000, "lists lie too deep"),
        (" " * 1_000_001 + "x", "more than 1000000 characters"),
        ('{"start": "2026-03-0\ufffd", "n": 7}', "Expected a day"),
    ],
)
def test_what_is_no_clock_is_answered_with_an_error(line: str, told: str) -> None:
    answered = json.loads(answer_line(line))
    assert list(answered) == ["error"]
    assert told in answered["error"]


# any clock at all
def _line(asked: Clock, table: DayTable, as_of: date) -> dict[str, Any]:
    return {
        "start": str(asked.start),
        "unit": asked.limit.unit,
        "n": asked.limit.n,
        "day_one": asked.day_one,
        "calendar": "none",
        "holidays": sorted(map(str, table.off)),
        "make_up_days": sorted(map(str, table.on)),
        "weekend": sorted(table.weekend),
        "pauses": [
            {"from": str(p.stopped_on), "to": str(p.resumed_on - timedelta(days=1))}
            for p in asked.pauses
            if p.resumed_on is not None and p.resumed_on > p.stopped_on
        ],
        "extensions": [{"n": span.n, "unit": span.unit} for span in asked.extensions],
        "roll": "next_working_day" if asked.rolls else None,
        "as_of": str(as_of),
    }


@settings(max_examples=500, deadline=None)
@given(clocks(), tables(), NEAR)
def test_any_line_is_answered_as_it_is_counted_by_hand(
    asked: Clock, table: DayTable, as_of: date
) -> None:
    answered = tells(**_line(asked, table, as_of))
    assert answered["deadline"] == str(ByHand(asked, table).deadline())
    assert answered["used"] == read(asked, table, as_of).used
    assert answered["overdue"] is (str(as_of) > answered["deadline"])
    counted = [day for day in answered["days"] if day["counted"]]
    assert len(counted) == answered["used"] + answered["remaining"]


@given(clocks())
def test_the_calendar_cn_is_the_librarys(asked: Clock) -> None:
    line = _line(asked, DayTable((), ()), asked.start) | {"calendar": "cn"}
    assert tells(**line)["deadline"] == str(ByHand(asked, cn()).deadline())


# the command
def given_lines(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_in_gives_one_line_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps(SEVEN), "nope", "", json.dumps(SEVEN | {"n": 1})]
    given_lines(monkeypatch, "\n".join(lines).encode())
    assert clock([]) == 0
    told = answers(capsys)
    assert [one.get("deadline") for one in told] == ["2026-03-11", None, None, "2026-03-03"]


def test_a_file_may_begin_with_a_mark_and_end_its_lines_as_in_windows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(SEVEN).encode() + b"\r\n")
    assert clock([str(path)]) == 0
    assert [one["deadline"] for one in answers(capsys)] == ["2026-03-11"]


def test_what_is_no_utf8_is_wrong_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given_lines(monkeypatch, b'{"start": "\xff", "n": 1}\n' + json.dumps(SEVEN).encode())
    assert clock([]) == 0
    assert [next(iter(one)) for one in answers(capsys)] == ["error", "deadline"]


@pytest.mark.parametrize(("lines", "code"), [([SEVEN], 0), ([SEVEN, {}], 4), ([{}], 3), ([], 0)])
def test_strict_ends_with_4_for_some_wrong_lines_and_3_for_all(
    monkeypatch: pytest.MonkeyPatch, lines: list[dict[str, Any]], code: int
) -> None:
    given_lines(monkeypatch, "\n".join(map(json.dumps, lines)).encode())
    assert clock(["--strict"]) == code


def test_a_file_that_is_not_there_ends_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clock", str(tmp_path / "none.jsonl")]) == 3
    assert "cannot be opened: No such file or directory." in capsys.readouterr().err


def test_the_help_lists_every_field_with_its_default(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        clock(["--help"])
    told = capsys.readouterr().out
    assert all(f"\n  {field} " in told for field in WHOLE)


def loads(program: str) -> str:
    """The last line that a new process says."""
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; from tashan.cli import main; {program}"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    return run.stdout.splitlines()[-1]


def test_a_clock_starts_without_django_and_polars(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text(json.dumps(SEVEN))
    heavy = "{'django', 'polars', 'rich', 'tashan.reading'}"
    program = f"code = main(['clock', {str(path)!r}]); print({heavy} & set(sys.modules), code)"
    assert loads(program) == "set() 0"


def test_without_the_calendar_the_library_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text(json.dumps(SEVEN | {"calendar": "none"}))
    program = f"main(['clock', {str(path)!r}]); print({{'pydantic', 'yaml'}} & set(sys.modules))"
    assert loads(program) == "set()"
