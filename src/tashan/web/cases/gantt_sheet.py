"""The table behind the drawing of a case as .xlsx."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tashan.papers.sheets import Column, Sheet, workbook
from tashan.web.cases.case_page import CasePage, Row


def gantt_sheet(room: CasePage) -> bytes:
    """A line a matter: begin and end, actual or expected, days, who holds it."""
    columns = [
        Column("#", 5),
        Column(_("Matter"), 36),
        Column(_("Office"), 22),
        Column(_("State"), 14),
        Column(_("Begins"), 12),
        Column(_("Ends"), 12),
        Column(_("Actual"), 10),
        Column(_("On the critical path"), 14),
        Column(_("Slack, days"), 12),
        Column(_("Used / promised"), 14),
        Column(_("Statutory"), 18),
    ]
    told = _("%(case)s, as of %(day)s; the expected days follow from the promises.") % {
        "case": room.case.number,
        "day": room.on.isoformat(),
    }
    return workbook([Sheet(room.case.title, columns, [_cells(row) for row in room.rows], told)])


def _cells(row: Row) -> list[object]:
    times = row.picture.times
    used = "—" if row.used is None else row.used
    return [
        row.number, row.title, row.picture.office, row.state, times.begin, times.end,
        _("yes") if row.picture.is_done else _("expected"), _("yes") if row.is_critical else "",
        times.slack, f"{used} / {row.promised or row.limit}", row.statutory,
    ]  # fmt: skip
