"""A run as a sheet to take out; that it went out is an event of the run."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.indicators.handouts import XLSX, Handout
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.record.events import append
from tashan.record.models import User
from tashan.web.ranking.run_page import Line, RunPage


@transaction.atomic
def hand_out(page: RunPage, *, actor: User, at: datetime) -> Handout:
    """All rows that the address narrows to, in its order, signed by the officer."""
    lines = page.told(list(page.rows()))
    columns = [
        Column(_("Rank"), 8),
        Column(_("Name"), 34),
        *([Column(_("Group"), 16)] if page.groups else []),
        Column(_("Score"), 14),
        *([Column(_("Class"), 10)] if page.grades else []),
        Column(_("Rank before"), 12),
        *([] if page.is_of_one_figure else [Column(t, 16) for t in page.measure_titles]),
        Column(_("Note"), 40),
    ]
    footer = signed_by(officer=actor.display_name, on=timezone.localdate(at))
    data = workbook([Sheet(page.title, columns, [_cells(page, line) for line in lines], footer)])
    payload = {"rows": len(lines), "sha256": page.run.sha256}
    append(page.run.stream, "ranking.exported", payload, actor=actor, at=at)
    return Handout(f"{page.title}.xlsx", XLSX, data)


def _cells(page: RunPage, line: Line) -> list[object]:
    cells: list[object] = [line.row.rank, line.name]
    cells += [line.group] if page.groups else []
    cells += [line.score]
    cells += [line.grade] if page.grades else []
    cells += [line.row.before]
    cells += [] if page.is_of_one_figure else list(line.points)
    return [*cells, line.why]
