"""Letters that wait for an answer are due themselves."""

from __future__ import annotations

from tashan.casework.due import DueSource

DUE = DueSource(
    kind="letter",
    statement="""
SELECT 'letter:' || l.id, (l.title ->> 'zh') || '〔' || l.year || '〕' || l.number || '号',
       l.office_id, NULL::bigint, NULL::bigint, l.answer_by, false, NULL::text
  FROM casework_supervisionletter l WHERE l.state = 'issued' AND l.issued_on <= %(on)s::date
""",
    page="supervision_letter",
)
