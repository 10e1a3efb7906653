"""Where the open things come from that lines, posts and officers answer for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tashan.casework.due import Due, DueSource
from tashan.casework.four_reports import due as four_reports
from tashan.casework.key_work.due import DUE, MILESTONES_DUE
from tashan.casework.supervision import matters
from tashan.casework.visits_due import DUE as VISITS
from tashan.record import statements

PROJECTS = DueSource(
    kind="project",
    statement="""SELECT 'project:' || f.entity_id AS cause, coalesce(n.name, '') AS title,
NULL::bigint AS office, NULL::bigint AS officer, f.entity_id AS subject,
f.planned_finish AS due_on, false AS stands, NULL::text AS said
FROM registry_projectfacts f
LEFT JOIN registry_entityname n ON n.entity_id = f.entity_id AND n.sort = 'official'
AND n.replaced_id IS NULL AND n.since <= %(on)s AND (n.until IS NULL OR n.until > %(on)s)
WHERE f.replaced_id IS NULL AND f.since <= %(on)s AND (f.until IS NULL OR f.until > %(on)s)
AND f.finished_on IS NULL""",
    page="project",
)
SOURCES: Mapping[str, DueSource] = {
    one.kind: one
    for one in (
        matters.DUE,
        DUE,
        MILESTONES_DUE,
        PROJECTS,
        VISITS,
        four_reports.DUE,
        four_reports.ANSWERS_DUE,
    )
}

_ASKED = """SELECT cause, title, office, officer, subject, due_on, stands, said
FROM ({statement}) d (cause, title, office, officer, subject, due_on, stands, said)
WHERE d.office = ANY(%(offices)s) OR d.officer = ANY(%(officers)s) OR d.cause = ANY(%(causes)s)"""


def open_things(
    on: date, *, offices: Sequence[int], causes: Sequence[str], officers: Sequence[int] = ()
) -> list[Due]:
    """What is open on a day of these offices and officers, and of these causes; one query a
    source."""
    found: list[Due] = []
    asked: dict[str, statements.Value] = {
        "on": on, "offices": list(offices), "officers": list(officers),
        "causes": "{" + ",".join(causes) + "}",
    }  # fmt: skip
    for source in SOURCES.values():
        rows = statements.fetch_all(_ASKED.format(statement=source.statement), asked)
        found.extend(Due(*row) for row in rows)
    return found
