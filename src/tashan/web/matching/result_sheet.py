"""The results of one programme as a sheet: everybody of one standing, with the reasons."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.indicators.handouts import XLSX, Handout
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.programmes.models import RunProgramme
from tashan.programmes.result_file import Standing
from tashan.programmes.results import ResultRow, Results
from tashan.record.events import append
from tashan.record.models import User
from tashan.web.matching.quantities import joined
from tashan.web.matching.result_rows import ShownResult, shown_results
from tashan.web.matching.run_page import title_of_row
from tashan.web.matching.standings import standing_word

MOST = 100_000  # lines of one sheet


@transaction.atomic
def hand_out(row: RunProgramme, standing: Standing, *, actor: User, at: datetime) -> Handout:
    """The sheet, signed by the officer; that it went out is an event of the run."""
    found = Results(row)
    rows, _count = found.page(standing, count=MOST)
    data = _sheet(found, rows, standing, officer=actor.display_name, on=timezone.localdate(at))
    said = {"programme": row.code, "standing": standing.value, "rows": len(rows)}
    append(row.run.stream, "run.exported", said, actor=actor, at=at)
    return Handout(f"{title_of_row(row)}-{standing_word(standing)}.xlsx", XLSX, data)


def _sheet(
    found: Results, rows: list[ResultRow], standing: Standing, *, officer: str, on: date
) -> bytes:
    columns = [
        Column(_("Name"), 36),
        Column(_("Code"), 22),
        Column(_("Standing"), 10),
        Column(_("Due"), 16, "#,##0.00", "元"),
        Column(_("Given"), 16, "#,##0.00", "元"),
        Column(_("Why"), 60),
        Column(_("Short by"), 18),
    ]
    shown = shown_results(found, rows)
    cells = [_cells(row, line) for row, line in zip(rows, shown, strict=True)]
    run = found.run
    told = _("Matched as of %(day)s; snapshot %(hash)s; no decision.") % {
        "day": run.on.isoformat(),
        "hash": run.snapshot.sha256 if run.snapshot else "",
    }
    footer = f"{told}    {signed_by(officer=officer, on=on)}"
    title = f"{title_of_row(found.row)} {standing_word(standing)}"
    return workbook([Sheet(title, columns, cells, footer)])


def _cells(row: ResultRow, line: ShownResult) -> list[object]:
    why = joined(part for part in (line.why, line.detail, line.note) if part)
    return [line.name, line.code, line.word, _yuan(row.fen), _yuan(row.given), why, line.gap]


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100
