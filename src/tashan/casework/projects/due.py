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
