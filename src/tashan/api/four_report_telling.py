"""Reports of acts as answers tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tashan.api.fields import ROOT
from tashan.api.schemas import four_reports as told
from tashan.api.schemas.shared import Refs
from tashan.casework.calendars import in_force
from tashan.casework.due import Due, light_of
from tashan.casework.four_report_models import ActReport, UnreportedAct
from tashan.casework.four_reports.frequency import Frequency, frequencies
from tashan.casework.four_reports.overview import figures_of
from tashan.casework.four_reports.rules import rules_or_none
from tashan.casework.four_reports.seeing import acts_for, may_see_frequency, may_see_rating
from tashan.record.models import User
from tashan.registry.models import Entity

MOST_FIRMS = 100


def report_lines(
    rows: Sequence[ActReport], on: date, viewer: User
) -> list[told.ActReportLine]:  # fmt: skip
    """Each report with the light of its receipt."""
    refs = Refs([e for one in rows for e in (one.office, one.firm)], on=on, viewer=viewer)
    return [told.ActReportLine(**_line(one, refs, on)) for one in rows]


def _line(row: ActReport, refs: Refs, on: date) -> dict[str, Any]:
    is_open = row.received_on is None and not row.exempt
    due = Due("", "", None, None, None, row.due_on if is_open else None, False, None)
    light = light_of(due, on=on, calendar=in_force().calendar)
    return {
        "id": row.pk, "url": f"{ROOT}/four-reports/{row.pk}", "office": refs.to(row.office),
        "firm": refs.to(row.firm), "kind": row.kind, "what": row.what,
        "planned_on": row.planned_on, "reported_on": row.reported_on, "is_late": row.was_late,
        "exempt": row.exempt, "due_on": row.due_on, "received_on": row.received_on,
        "light": None if light is None else light.value, "outcome": row.outcome,
        "done_on": row.done_on,
    }  # fmt: skip


def report_in_full(row: ActReport, on: date, viewer: User) -> told.ActReportInFull:
    """A report with its receipt, its outcome, and how often the firm was met."""
    refs = Refs([row.office, row.firm, row.receiver], on=on, viewer=viewer)
    rules = rules_or_none(on)
    is_told = may_see_frequency(viewer)
    met = frequencies(rules, [row.firm_id]) if rules is not None and is_told else []
    sees = may_see_rating(viewer, row, on)
    return told.ActReportInFull(
        **_line(row, refs, on),
        legal_basis=row.legal_basis, officers=row.officers, ground=row.ground,
        wanted_by=row.wanted_by, receiver=refs.to(row.receiver), remark=row.remark,
        result=row.result, rating=row.rating if sees else None,
        comment=row.comment if sees else "",
        frequency=[_frequency(one, row.firm, refs) for one in met],
        acts=[act.value for act in acts_for(viewer, row, on)],
    )  # fmt: skip


def _frequency(one: Frequency, firm: Entity, refs: Refs) -> told.ActFrequency:
    return told.ActFrequency(
        firm=refs.to(firm), kind=one.kind, reported=one.reported, unreported=one.unreported,
        months=one.months, often=one.often, is_often=one.is_often,
    )  # fmt: skip


def unreported_lines(
    rows: Sequence[UnreportedAct], on: date, viewer: User
) -> list[told.UnreportedActTold]:
    """Acts without a report, with the answers of the offices."""
    refs = Refs([e for one in rows for e in (one.office, one.firm)], on=on, viewer=viewer)
    return [
        told.UnreportedActTold(
            id=one.pk, office=refs.of(one.office), said_by=one.said_by, firm=refs.to(one.firm),
            kind=one.kind, on=one.on, what=one.what, found_by=one.found_by, found_on=one.found_on,
            due_on=one.due_on, answer=one.answer, answered_on=one.answered_on,
        )
        for one in rows
    ]  # fmt: skip


def overview(on: date, viewer: User) -> told.FourReportsTold:
    """The year until a day."""
    found, rules = figures_of(on.year, on), rules_or_none(on)
    met = frequencies(rules)[:MOST_FIRMS] if rules is not None else []
    wanted = {one.firm for one in met} | {one.office for one in found.offices if one.office}
    known = Entity.objects.in_bulk(wanted)
    refs = Refs(known.values(), on=on, viewer=viewer)
    return told.FourReportsTold(
        on=on, reported=found.reported, late=found.late, exempted=found.exempted,
        received_in_time=found.received_in_time, receipts_wanted=found.receipts_wanted,
        carried_out=found.carried_out, mean=None if found.mean is None else f"{found.mean:.2f}",
        unreported=found.unreported,
        offices=[
            told.OfficeActs(
                office=refs.of(known.get(one.office or 0)), reported=one.reported, late=one.late,
                unreported=one.unreported, unanswered=one.unanswered,
            )
            for one in found.offices
        ],
        frequency=[_frequency(one, known[one.firm], refs) for one in met],
    )  # fmt: skip
