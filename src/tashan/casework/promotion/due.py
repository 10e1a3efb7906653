"""Promises of leads that are due, as supervision gathers them."""

from __future__ import annotations

from tashan.casework.due import DueSource

# by us: our office owes it; of the investor: the lead's owner asks for it
STATEMENT = """
SELECT 'promise:' || p.id AS cause, p.says AS title, l.owner_office_id AS office,
  (SELECT b.entity_id FROM registry_belonging b WHERE b.user_id = l.owner_id
   AND b.capacity = 'officer' AND b.replaced_id IS NULL AND b.since <= %(on)s
   AND (b.until IS NULL OR b.until > %(on)s) LIMIT 1) AS officer,
  coalesce(l.project_id, l.investor_id) AS subject, p.due_on, false AS stands, NULL AS said
FROM casework_leadpromise p JOIN casework_lead l ON l.id = p.lead_id
WHERE p.made_on <= %(on)s AND l.stage NOT IN ('ended', 'merged')
  AND (p.kept_on IS NULL OR p.kept_on > %(on)s)
  AND NOT (p.kind IN ('start', 'production') AND EXISTS (
    SELECT 1 FROM casework_leadstep s WHERE s.lead_id = l.id AND s.on <= %(on)s
    AND s.stage = CASE p.kind WHEN 'start' THEN 'started' ELSE 'producing' END
    AND NOT EXISTS (SELECT 1 FROM casework_leadstep c WHERE c.corrects_id = s.id)))
  AND NOT (p.kind = 'capital' AND p.id IN (
    SELECT q.id FROM (SELECT r.id, sum(r.amount) OVER (ORDER BY r.due_on, r.id) AS promised
      FROM casework_leadpromise r WHERE r.lead_id = l.id AND r.kind = 'capital') q
    WHERE q.promised <= (SELECT coalesce(sum(a.amount), 0) FROM casework_capitalarrival a
      WHERE a.lead_id = l.id AND a.currency = p.currency AND a.accepted
      AND a.on <= %(on)s)))
"""
DUE = DueSource("promise", STATEMENT, "lead_promise")
