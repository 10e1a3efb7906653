"""Targets as a sheet, each figure with its unit and period; that it went out is an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.lights import Light
from tashan.indicators.derived import rounded
from tashan.indicators.handouts import XLSX, Handout
from tashan.indicators.plan_states import PlanState
from tashan.indicators.target_words import TargetRow, holder_word
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.record.events import append
from tashan.record.models import User


@transaction.atomic
def hand_out(whole: PlanState, rows: Sequence[TargetRow], *, actor: User, at: datetime) -> Handout:
    """The rows as ``xlsx``, signed by the officer; recorded in the stream of the plan."""
    plan = whole.plan
    data = sheet_of(whole, rows, officer=actor.display_name, on=timezone.localdate(at))
    payload = {"rows": len(rows), "on": whole.on.isoformat()}
    append(plan.stream, "targets.exported", payload, actor=actor, at=at)
    return Handout(f"{plan.title}.xlsx", XLSX, data)


def sheet_of(whole: PlanState, rows: Sequence[TargetRow], *, officer: str, on: date) -> bytes:
    """One row a target, in the order of the page."""
    columns = [
        Column(_("Indicator"), 30),
        Column(_("Subject"), 18),
        Column(_("Unit"), 10),
        Column(_("Target"), 14),
        Column(_("Actual"), 14),
        Column(_("Period of the figure"), 16),
        Column(_("Done"), 10, "0.0", "%"),
        Column(_("Planned"), 10, "0.0", "%"),
        Column(_("Difference"), 10, "0.0", "百分点"),
        Column(_("Light"), 10),
        Column(_("Bottom line"), 8),
        Column(_("Answerable"), 26),
        Column(_("Whose count"), 12),
        Column(_("Note"), 36),
    ]
    cells = [_cells(whole, row) for row in rows]
    footer = signed_by(officer=officer, on=on)
    return workbook([Sheet(whole.plan.title, columns, cells, footer)])


def _cells(whole: PlanState, row: TargetRow) -> list[object]:
    state, target = row.state, row.state.target
    measured = state.measured
    done = measured.progress.share.value if measured else None
    planned = measured.progress.planned if measured else None
    shape = f"{state.light.shape} " if isinstance(state.light, Light) else ""
    return [
        row.title,
        row.subject or whole.name(target.subject_id),
        row.unit,
        rounded(target.value, row.decimals),
        rounded(state.value, row.decimals),
        row.period,
        rounded(done, 1),
        rounded(planned, 1),
        rounded(state.difference, 1),
        f"{shape}{row.light.word}",
        _("yes") if target.is_bottom_line else "",
        row.answerable,
        holder_word(target.holder),
        row.note,
    ]
