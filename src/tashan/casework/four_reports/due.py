"""What is due of the four reports: receipts of the managing office, answers of those who acted."""

from __future__ import annotations

from tashan.casework.due import DueSource

DUE = DueSource(
    kind="act_report",
    statement="""
SELECT 'act_report:' || r.id, r.what, r.receiver_id, NULL::bigint, r.firm_id, r.due_on, false,
       NULL::text
FROM casework_actreport r
WHERE r.received_on IS NULL AND r.exempt = '' AND r.reported_on <= %(on)s
""",
    page="four_report",
)
ANSWERS_DUE = DueSource(
    kind="unreported_act",
    statement="""
SELECT 'unreported_act:' || u.id, u.what, u.office_id, NULL::bigint, u.firm_id, u.due_on, false,
       NULL::text
FROM casework_unreportedact u
WHERE u.answer = '' AND u.found_on <= %(on)s
""",
    page="answer_unreported",
)
