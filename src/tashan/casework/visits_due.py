"""Visits and reports of those who were sent: due by the last day of each period of the term."""

from __future__ import annotations

from tashan.casework.due import DueSource

# the first day of the period that runs on %(on)s, and the first day of the next
_PERIOD = """
SELECT p.*, (p.first + p.length)::date AS next FROM (
  SELECT s.id, s.officer_id, s.since, s.until, l.entity_id, r.office_id, r.visits, r.has_reports,
    CASE r.period WHEN 'half_year' THEN (date_trunc('year', %(on)s::date)
        + floor((extract(month FROM %(on)s::date) - 1) / 6) * interval '6 months')::date
      ELSE date_trunc(r.period, %(on)s::date)::date END AS first,
    CASE r.period WHEN 'half_year' THEN interval '6 months' WHEN 'quarter' THEN interval '3 months'
      ELSE ('1 ' || r.period)::interval END AS length
  FROM duties_secondment s JOIN duties_secondmentround r ON r.id = s.round_id
  JOIN duties_roundplace l ON l.id = s.place_id
  WHERE s.state = 'running' AND r.period <> '' AND s.since <= %(on)s AND s.until > %(on)s) p
"""
# what this period still lacks, once it lies wholly within the term
STATEMENT = f"""
WITH t AS ({_PERIOD})
SELECT 'visit:' || t.id || ':' || t.first AS cause, '走访 ' || to_char(t.first, 'YYYY-MM') AS title,
  t.office_id AS office, t.officer_id AS officer, t.entity_id AS subject, t.next - 1 AS due_on,
  false AS stands, NULL::text AS said
FROM t WHERE t.first >= t.since AND t.next <= t.until AND t.visits > (
  SELECT count(*) FROM duties_visit v
  WHERE v.secondment_id = t.id AND v.on >= t.first AND v.on <= %(on)s)
UNION ALL
SELECT 'visit:' || t.id || ':report-' || f.first, '报告 ' || to_char(f.first, 'YYYY-MM'),
  t.office_id, t.officer_id, t.entity_id, t.first + 4, false, NULL::text
FROM t CROSS JOIN LATERAL (SELECT (t.first - t.length)::date AS first) f
WHERE t.has_reports AND f.first >= t.since AND NOT EXISTS (
  SELECT FROM duties_periodreport o WHERE o.secondment_id = t.id AND o.period = f.first)
"""
DUE = DueSource("visit", STATEMENT, "secondment")
