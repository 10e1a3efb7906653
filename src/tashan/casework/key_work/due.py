"""What is due of key work: open tasks and their clearings by the task, milestones by themselves."""

from __future__ import annotations

from tashan.casework.due import DueSource

# who asked for the clearing has done its part: the office of the command group has it checked
_CHECKER = """(SELECT s.office_id FROM casework_taskseat s WHERE s.task_id = t.id
AND s.role IN ('office', 'lead') AND s.office_id IS NOT NULL
ORDER BY CASE s.role WHEN 'office' THEN 0 ELSE 1 END, s.position LIMIT 1)"""
_DOER = """(SELECT s.office_id FROM casework_taskseat s WHERE s.task_id = t.id
AND s.role IN ('office', 'lead') AND s.office_id IS NOT NULL
ORDER BY CASE s.role WHEN 'lead' THEN 0 ELSE 1 END, s.position LIMIT 1)"""

DUE = DueSource(
    kind="key_task",
    statement=f"""SELECT 'key_task:' || t.id AS cause,
CASE WHEN c.id IS NULL THEN '' ELSE '销号：' END || (t.title->>'zh') AS title,
CASE WHEN c.id IS NULL THEN {_DOER} ELSE {_CHECKER} END AS office,
NULL::bigint AS officer, NULL::bigint AS subject, coalesce(c.due_on, t.due_on) AS due_on,
false AS stands, NULL::text AS said
FROM casework_keytask t
LEFT JOIN casework_clearing c ON c.task_id = t.id AND c.asked_on <= %(on)s
  AND (c.checked_on IS NULL OR c.checked_on > %(on)s)
WHERE (t.cleared_on IS NULL OR t.cleared_on > %(on)s)""",
    page="key_task",
)

MILESTONES_DUE = DueSource(
    kind="key_milestone",
    statement=f"""SELECT 'key_milestone:' || m.id AS cause,
(t.title->>'zh') || '：' || (m.title->>'zh') AS title, {_DOER} AS office,
NULL::bigint AS officer, NULL::bigint AS subject, m.planned_on AS due_on, false AS stands,
NULL::text AS said
FROM casework_keymilestone m JOIN casework_keytask t ON t.id = m.task_id
WHERE (m.done_on IS NULL OR m.done_on > %(on)s)
AND (t.cleared_on IS NULL OR t.cleared_on > %(on)s)""",
    page="key_milestone",
)
