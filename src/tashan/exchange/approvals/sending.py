"""The export as a whole: which cases, their rows, what is faulty, the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet

from tashan.casework.models import Case
from tashan.exchange.approvals.archive import archive
from tashan.exchange.approvals.checking import Checked, checked
from tashan.exchange.approvals.flow_rows import flow_code, flow_rows
from tashan.exchange.approvals.gathered import Gathered
from tashan.exchange.approvals.matter_rows import matter_rows
from tashan.exchange.approvals.table import Row
from tashan.exchange.approvals.work_rows import flow_kind, project_rows
from tashan.exchange.outgoing.kind import Asking, Written
from tashan.registry.kinds import Kind

_AT_ONCE = 500
ZIP = "application/zip"


def cases_of(asking: Asking) -> QuerySet[Case]:
    """The cases about projects, opened from ``since`` to before ``until`` where these are given."""
    rows = Case.objects.filter(subject__kind=Kind.PROJECT)
    if since := _day(asking.word("since")):
        rows = rows.filter(opened_on__gte=since)
    if until := _day(asking.word("until")):
        rows = rows.filter(opened_on__lt=until)
    return rows.select_related("version__adoption", "subject").order_by("pk")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def gathered(asking: Asking, part: Callable[[int], None]) -> Checked:
    """The rows of all tables, checked."""
    rows: dict[str, list[Row]] = defaultdict(list)
    known = list(cases_of(asking))
    told: set[tuple[object, str]] = set()
    for start in range(0, len(known), _AT_ONCE):
        found = Gathered(known[start : start + _AT_ONCE], asking.on)
        for case in found.cases:
            _tell(found, case, rows, told)
        part(5 + 70 * min(start + _AT_ONCE, len(known)) // len(known))
    return checked(rows)


def _tell(
    found: Gathered, case: Case, rows: dict[str, list[Row]], told: set[tuple[object, str]]
) -> None:
    """A procedure, and a project with several cases, are told once."""
    flow = flow_code(case), str(case.version.number)
    settled = found.procedures[case.version_id, case.part]
    made: list[tuple[str, Row]] = []
    if settled is not None and flow not in told:
        made += flow_rows(case, settled, flow_kind(found.facts.get(case.subject_id)))
    works = {(case.subject_id, code) for code, _work in found.works_of(case)}
    if not works <= told:
        made += project_rows(found, case)
    told |= works | {flow}
    for table, row in [*made, *matter_rows(found, case)]:
        rows[table].append(row)


def written(asking: Asking, part: Callable[[int], None]) -> Written:
    """The archive with what was left out counted."""
    found = gathered(asking, part)
    left_out = len({(fault.table, fault.row) for fault in found.faults})
    data = archive(found, on=asking.on)
    return Written(data, found.counted, left_out, "zip", ZIP)
