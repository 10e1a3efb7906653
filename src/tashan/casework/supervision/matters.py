"""Matters that are due: the earlier of what was promised and what the law sets."""

from __future__ import annotations

from tashan.casework.due import DueSource
from tashan.casework.states import ENDS, STOPS

_ENDS = ", ".join(str(int(state)) for state in sorted(ENDS))
_STOPS = ", ".join(str(int(state)) for state in sorted(STOPS))

DUE = DueSource(
    kind="matter",
    statement=f"""
SELECT 'matter:' || m.id, coalesce(m.title ->> 'zh', m.code) || ' · ' || c.title, m.office_id,
       m.officer_id, c.subject_id, least(m.promised_on, m.statutory_on),
       m.state IN ({_STOPS}), NULL::text
  FROM casework_matter m JOIN casework_case c ON c.id = m.case_id
 WHERE m.state > 0 AND m.state NOT IN ({_ENDS}) AND c.state = 'running'
   AND coalesce(m.received_on, %(on)s::date) <= %(on)s::date
""",
    page="due_matter",
)
