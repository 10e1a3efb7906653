"""Reports of acts as rows of a table, with names and the light of their receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.casework.calendars import in_force
from tashan.casework.due import Due, light_of
from tashan.casework.four_report_models import ActReport, UnreportedAct
from tashan.registry.naming import names_on


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report; ``light`` is that of its receipt, None once it is received or needs none."""

    row: ActReport
    office: str
    firm: str
    light: Light | None

    @property
    def stands(self) -> str:
        """In words where it stands."""
        if self.row.outcome:
            return str(self.row.get_outcome_display())
        if self.row.exempt:
            return pgettext("four reports", "To be recorded")
        if self.row.received_on is None:
            return pgettext("four reports", "Receipt open")
        return pgettext("four reports", "Received")

    @property
    def timely(self) -> str:
        """Whether it came in time."""
        if self.row.exempt:
            return str(self.row.get_exempt_display())
        return _("late") if self.row.was_late else _("in time")


def report_rows(rows: Sequence[ActReport], on: date) -> list[ReportRow]:
    """The rows as of a day; one query for all names."""
    names = names_on({one.firm_id for one in rows} | {one.office_id for one in rows}, on)
    return [
        ReportRow(one, names.get(one.office_id, ""), names.get(one.firm_id, ""), _light(one, on))
        for one in rows
    ]


def _light(row: ActReport, on: date) -> Light | None:
    if row.received_on is not None or row.exempt:
        return None
    return light_by(row.due_on, on)


def light_by(day: date | None, on: date) -> Light | None:
    """The light of what is open until a day."""
    due = Due("", "", None, None, None, day, False, None)
    return light_of(due, on=on, calendar=in_force().calendar)


@dataclass(frozen=True, slots=True)
class UnreportedRow:
    """An act without a report, with the light of the office's answer."""

    row: UnreportedAct
    office: str
    firm: str
    light: Light | None
    may_answer: bool


def unreported_rows(
    rows: Sequence[UnreportedAct], on: date, answerable: set[int]
) -> list[UnreportedRow]:
    """The rows as of a day; ``answerable`` are those that the user may answer."""
    names = names_on({one.firm_id for one in rows} | {one.office_id for one in rows}, on)
    return [
        UnreportedRow(
            one, names.get(one.office_id or 0, one.said_by), names.get(one.firm_id, ""),
            None if one.answer else light_by(one.due_on, on), one.pk in answerable,
        )
        for one in rows
    ]  # fmt: skip
