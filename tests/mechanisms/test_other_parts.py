"""Registers, credit events and calendars."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mechanisms.written import library_with, mechanism, told

CREDIT = """\
events:
  kind: credit
  title: {{zh: 信用, en: Credit}}
  catalogue: {{document: 目录}}
  measures: {{document: 清单}}
  events:
    penalty:
      title: {{zh: 处罚, en: Penalty}}
      severity: ordinary
      term: 12
      repairable: true
      catalogue: {{document: {catalogue}}}
      uses:
        - use: inspection
          title: {{zh: 监管, en: Inspection}}
          measure: {{document: {measure}}}
"""
REGISTER = """\
park:
  kind: register
  title: {{zh: 园区, en: Park}}
  subjects: [park]
  fields:
    rank: {{title: {{zh: 级别, en: Rank}}, {field}}}
"""
YEAR = """\
year: 2026
notice: 甲〔2025〕7号
provisional: false
holidays:
  - {name: 元旦, first: 2026-01-01, last: 2026-01-03}
make_up_days:
  - 2026-01-04
"""


def credit(catalogue: str = "目录", measure: str = "清单") -> str:
    return mechanism(CREDIT.format(catalogue=catalogue, measure=measure))


def test_a_credit_event_of_the_catalogue_is_taken() -> None:
    events = library_with(a=credit()).credits["events"].events
    assert events["penalty"].term == 12


def test_a_credit_event_outside_the_national_catalogue_is_refused() -> None:
    [line] = told(credit(catalogue="本县办法"))
    assert "penalty stands in no edition of the national catalogue" in line


def test_a_use_that_cites_no_national_measure_is_refused() -> None:
    [line] = told(credit(measure="本县办法"))
    assert "the use inspection of penalty cites no list of 'measures'" in line


def test_a_register_keeps_typed_fields() -> None:
    text = mechanism(REGISTER.format(field="type: number, unit: 亩"))
    field = library_with(a=text).registers["park"].fields["rank"]
    assert (field.type, field.unit, field.dated) == ("number", "亩", True)


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("type: words, unit: 亩", "has no unit"),
        ("type: choice", "'options' belong to"),
        ("type: number, options: [{code: a, title: {zh: 甲, en: A}}]", "'options' belong to"),
    ],
)
def test_a_field_that_contradicts_itself_is_refused(field: str, why: str) -> None:
    [line] = told(mechanism(REGISTER.format(field=field)))
    assert why in line


def test_a_calendar_needs_no_head() -> None:
    year = library_with(a=YEAR).calendars[2026]
    assert year.holidays[0].last == date(2026, 1, 3)
    assert year.make_up_days == (date(2026, 1, 4),)
    assert str(year.mark) == "a.yaml:1:1"


def test_a_calendar_may_stand_under_a_head() -> None:
    part = "days:\n  kind: calendar\n" + "".join(f"  {line}\n" for line in YEAR.splitlines())
    assert library_with(a=mechanism(part)).calendars[2026].notice == "甲〔2025〕7号"


def test_a_year_has_one_calendar() -> None:
    [problem] = library_with(a=YEAR, b=YEAR).errors
    assert "the calendar 2026 is defined before, in a.yaml:1:1." in str(problem)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("last: 2026-01-03", "last: 2025-12-31", "2025-12-31 is before 2026-01-01."),
        ("- 2026-01-04", "- 2026-01-03", "a holiday and a make-up day"),
        ("- 2026-01-04", "- 2026-01-05", "no Saturday or Sunday"),
        ("notice: 甲〔2025〕7号\n", "", "without its 'notice'"),
        ("first: 2026-01-01, last: 2026-01-03", "first: 2024-01-01, last: 2024-01-03", "outside"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(old: str, new: str, why: str) -> None:
    [line] = told(YEAR.replace(old, new))
    assert why in line


def test_holidays_do_not_overlap() -> None:
    text = YEAR.replace("make_up", "  - {name: 春节, first: 2026-01-03, last: 2026-01-09}\nmake_up")
    [line] = told(text)
    assert "春节 from 2026-01-03 overlaps 元旦" in line
