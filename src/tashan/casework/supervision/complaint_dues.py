"""Complaints that wait to be assigned, or for their answer."""

from __future__ import annotations

from tashan.casework.due import DueSource

DUE = DueSource(
    kind="complaint",
    statement="""
SELECT 'complaint:' || c.id, '投诉：' || left(c.says, 60), c.office_id, NULL::bigint, c.about_id,
       CASE WHEN c.assigned_on IS NULL THEN least(c.assign_by, c.answer_by) ELSE c.answer_by END,
       false, NULL::text
  FROM casework_complaint c WHERE c.answered_on IS NULL AND c.received_on <= %(on)s::date
""",
    page="complaint",
)
