"""A plan's years side by side, each indicator with an audit of whether its years make it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.indicators.derived import Reason
from tashan.indicators.figure_text import figure_text, number_text
from tashan.indicators.plan_states import PlanState
from tashan.indicators.target_parts import PartsAudit, parts_audit
from tashan.indicators.target_progress import TargetState
from tashan.indicators.target_words import TargetRow


@dataclass(frozen=True, slots=True)
class AuditWords:
    """Whether parts make up the whole: the class of its light, and the words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A year of an indicator, and whether its own parts make it up."""

    row: TargetRow
    audit: AuditWords | None


@dataclass(frozen=True, slots=True)
class YearsRow:
    row: TargetRow
    cells: Sequence[Cell | None]  # one for each year; None where the year has no target
    audit: AuditWords | None

    @property
    def is_wrong(self) -> bool:
        """Whether the years, or the parts of a year, do not make up their whole."""
        audits = [self.audit, *(cell.audit for cell in self.cells if cell)]
        return any(audit is not None and audit.code == "red" for audit in audits)


@dataclass(frozen=True, slots=True)
class Matrix:
    years: Sequence[int]
    rows: Sequence[YearsRow]

    @property
    def wrong(self) -> int:
        return sum(1 for row in self.rows if row.is_wrong)

    @property
    def finding(self) -> str:
        """What the page found, for its title."""
        count = len(self.rows)
        if not count:
            return _("The plan has no target yet")
        if not self.wrong:
            return ngettext(
                "%s indicator, its years make up the whole",
                "%s indicators, their years make up the whole",
                count,
            ) % count  # fmt: skip
        return _("%(count)s indicators, of %(wrong)s the parts do not make up the whole") % {
            "count": count,
            "wrong": self.wrong,
        }


def matrix_of(whole: PlanState) -> Matrix:
    years = range(whole.plan.first.year, whole.plan.last.year + 1)
    return Matrix(list(years), [_row(whole, state, years) for state in whole.top])


def _row(whole: PlanState, state: TargetState, years: range) -> YearsRow:
    own = (state.target.first, state.target.last)
    parts = [p for p in whole.parts_of(state.target) if (p.target.first, p.target.last) != own]
    of_years = parts
    if not parts and state.target.first.year == state.target.last.year:
        of_years = [state]
    by_year = {part.target.last.year: _cell(whole, part) for part in of_years}
    found = parts_audit(state.target, [part.target for part in parts], whole.names)
    line = TargetRow.of(whole, state)
    return YearsRow(line, [by_year.get(year) for year in years], audit_words(found, line))


def _cell(whole: PlanState, state: TargetState) -> Cell:
    parts = [part.target for part in whole.parts_of(state.target)]
    row = TargetRow.of(whole, state)
    return Cell(row, audit_words(parts_audit(state.target, parts, whole.names), row))


def _gap(difference: Decimal, row: TargetRow) -> str:
    """Shares differ by percentage points, never by per cent."""
    if row.unit == "%":
        points = number_text(difference, max(row.decimals, 1), is_signed=True)
        return _("%s percentage points") % points
    return figure_text(difference, row.unit, row.decimals, is_signed=True)


def audit_words(found: PartsAudit | None, row: TargetRow) -> AuditWords | None:
    """The audit's answer; ratios say why they are not added up."""
    if found is None:
        return None
    audit = found.audit
    if audit.adds_up:
        is_last_year = audit.parts.total.reason is Reason.NOT_ADDITIVE
        words = _("the last year is the target") if is_last_year else _("adds up")
        return AuditWords("green", words)
    if audit.difference.value is not None:
        gap = _gap(audit.difference.value, row)
        if audit.parts.total.reason is Reason.NOT_ADDITIVE:
            return AuditWords("red", _("last year ≠ target, difference %s") % gap)
        if found.over_periods:
            return AuditWords("red", _("years together ≠ whole, difference %s") % gap)
        return AuditWords("red", _("parts together ≠ whole, difference %s") % gap)
    if audit.parts.total.reason is Reason.NOT_ADDITIVE:
        return AuditWords("idle", _("ratios and rates are not added up"))
    return AuditWords("idle", _("not known"))
