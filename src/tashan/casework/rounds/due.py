"""What rounds have due: reports that are not answered, problems that are not cleared, and reviews
of those that are on account."""

from __future__ import annotations

from tashan.casework.due import DueSource

_REPORTS = """SELECT 'round_report:' || r.id, d.title || ' · ' || coalesce(
(SELECT n.name FROM registry_entityname n WHERE n.entity_id = r.project_id
AND n.sort = 'official' AND n.replaced_id IS NULL AND n.since <= %(on)s
AND (n.until IS NULL OR n.until > %(on)s) LIMIT 1), ''),
r.office_id, NULL::bigint, r.project_id, d.due_on, false, NULL::text
FROM casework_roundreport r JOIN casework_dispatchround d ON d.id = r.round_id
WHERE r.state IN ('asked', 'sent_back') AND d.issued_on <= %(on)s"""
_PROBLEMS = """SELECT 'problem:' || p.id, p.says, p.office_id, p.leader_id, p.project_id, p.due_on,
false, NULL::text FROM casework_projectproblem p
WHERE p.state IN ('assigned', 'in_hand') AND p.raised_on <= %(on)s"""
# one on account waits for its review alone
_REVIEWS = """SELECT 'problem_review:' || p.id, p.says, p.office_id, p.leader_id, p.project_id,
p.review_on, false, NULL::text FROM casework_projectproblem p
WHERE p.state = 'on_account' AND p.raised_on <= %(on)s"""

REPORTS_DUE = DueSource("round_report", _REPORTS, "round_report")
DUE = DueSource("problem", _PROBLEMS, "problem")
REVIEWS_DUE = DueSource("problem_review", _REVIEWS, "problem")
