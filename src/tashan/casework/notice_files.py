"""A year's notice as an office brings it: the library's form, or a table of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import yaml
from django.utils.translation import gettext as _

from tashan.base.calendars import Holiday, YearTable
from tashan.base.errors import UserError
from tashan.mechanisms.calendar import CalendarYear
from tashan.mechanisms.loader import load_bytes
from tashan.mechanisms.plain import Tree
from tashan.papers.tables.days import day
from tashan.papers.tables.opening import open_table

TABLES = (".csv", ".xlsx", ".xls")
OFF, ON = ("放假", "off"), ("上班", "补班", "on")  # what a row of a table says first


def read_notice(data: bytes, name: str, *, notice: str = "") -> YearTable:
    """The year that a file tells. ``notice`` is the number of one that names none, as a table.

    Raises UserError with the line and what is wrong there.
    """
    if name.lower().endswith(TABLES):
        return _of_table(data, name, notice)
    loaded = load_bytes(data, name)
    _refuse_problems(loaded.tree)
    years: list[CalendarYear] = [loaded.calendar] if loaded.calendar else []
    if loaded.mechanism:
        parts = loaded.mechanism.parts.values()
        years += [part for part in parts if isinstance(part, CalendarYear)]
    if len(years) != 1:
        raise UserError(
            _("%s holds no single year.") % name, hint=_("Bring the days of one year in a file.")
        )
    return _of_year(years[0])


def _refuse_problems(tree: Tree) -> None:
    for problem in sorted(tree.problems):
        raise UserError(
            _("Line %(line)s: %(message)s")
            % {"line": problem.mark.line, "message": problem.message},
            hint=_("Mend the file and bring it again."),
        )


def _of_year(found: CalendarYear) -> YearTable:
    return YearTable(
        found.year,
        found.notice or "",
        tuple(Holiday(h.name, h.first, h.last) for h in found.holidays),
        tuple(found.make_up_days),
        found.provisional,
    )


def _of_table(data: bytes, name: str, notice: str) -> YearTable:
    """Rows of 放假/上班, name, first and last day; other rows, as a header, are passed over."""
    holidays: list[Holiday] = []
    worked: list[date] = []
    for number, row in enumerate(open_table(data, name).grid().rows, start=1):
        cells = [*row, "", "", "", ""]
        said = str(cells[0] or "").strip().lower()
        if said in OFF:
            first = _day(cells[2], number)
            last = _day(cells[3], number) if cells[3] else first
            holidays.append(Holiday(str(cells[1] or ""), first, last))
        elif said in ON:
            worked += _each(_day(cells[2], number), cells[3], number)
    if not holidays:
        raise UserError(
            _("%s has no row that begins with 放假.") % name,
            hint=_("Columns: 放假 or 上班, name, first day, last day."),
        )
    ordered = tuple(sorted(holidays, key=lambda holiday: holiday.first))
    year = ordered[-1].last.year  # the New Year holiday may begin in December
    return YearTable(year, notice, ordered, tuple(sorted(worked)), provisional=not notice)


def _each(first: date, last: object, number: int) -> Iterator[date]:
    return Holiday("", first, _day(last, number) if last else first).days()


def _day(value: object, number: int) -> date:
    found = day(value.strip() if isinstance(value, str) else value)
    if isinstance(found, tuple):
        return found[0]
    raise UserError(
        _("Row %(row)s: %(value)s is no day.") % {"row": number, "value": value},
        hint=_("A day is written like 2026-03-05."),
    )


def text_of(table: YearTable) -> str:
    """The year in the library's form, to look at and to bring again."""
    lines = [f"year: {table.year}"]
    lines += [f"notice: {_quoted(table.notice)}"] if table.notice else []
    lines += ["provisional: true"] if table.provisional else []
    lines += ["holidays:"] if table.holidays else ["holidays: []"]
    lines += [
        f"  - {{name: {_quoted(h.name)}, first: {h.first}, last: {h.last}}}" for h in table.holidays
    ]
    lines += ["make_up_days:"] if table.make_up_days else ["make_up_days: []"]
    lines += [f"  - {day}" for day in table.make_up_days]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """As YAML writes it within one line."""
    told: str = yaml.safe_dump(text, allow_unicode=True, default_flow_style=True, width=10_000)
    return told.removesuffix("...\n").strip()


def days_of(table: YearTable) -> dict[str, Sequence[object]]:
    """What ``HolidayNotice.days`` keeps."""
    return {
        "holidays": [
            {"name": h.name, "first": h.first.isoformat(), "last": h.last.isoformat()}
            for h in table.holidays
        ],
        "make_up_days": [day.isoformat() for day in table.make_up_days],
    }
