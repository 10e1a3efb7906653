"""Milestones that are due, for whoever gathers what is due."""

from __future__ import annotations

from tashan.casework.due import DueSource

# a report that waits to be checked stands: the office has done its part
STATEMENT = """
SELECT 'milestone:' || m.id, m.title, m.office_id, m.officer_id, m.project_id, p.planned_on,
    m.done_on IS NOT NULL, NULL::text
FROM casework_milestone m
JOIN LATERAL (
    SELECT planned_on FROM casework_milestoneplan p
    WHERE p.milestone_id = m.id AND p."on" <= %(on)s ORDER BY p.number DESC LIMIT 1
) p ON TRUE
WHERE m.checked_on IS NULL AND m.dropped_on IS NULL AND m.set_on <= %(on)s
"""

DUE = DueSource("milestone", STATEMENT, "milestone")

# by the day on which the facts say it is to be finished, while they name none on which it was
FINISH_DUE = DueSource(
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
