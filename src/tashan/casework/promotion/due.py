"""What is due of leads, as supervision gathers it: promises, and progress by its last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tashan.casework.due import DueSource, officer_of
from tashan.casework.promotion.terms import pipelines_of_leads

_OWNER = officer_of("l.owner_id")

# by us: our office owes it; of the investor: the lead's owner asks for it
STATEMENT = f"""
SELECT 'promise:' || p.id AS cause, p.says AS title, l.owner_office_id AS office,
  {_OWNER} AS officer,
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

# a step counts as it was corrected, and so does the stage that the day asks about
_STEPS = """SELECT s.lead_id, s.stage, s.on AS day, s.id FROM casework_leadstep s
    WHERE s.on <= %(on)s
    AND NOT EXISTS (SELECT 1 FROM casework_leadstep c WHERE c.corrects_id = s.id)"""
# the last day on which the stage's rule lets the log stay as it is: red when it has passed
PROGRESS = f"""
SELECT 'lead:' || l.id AS cause, '进展：' || l.title AS title, l.owner_office_id AS office,
  {_OWNER} AS officer, coalesce(l.project_id, l.investor_id) AS subject,
  greatest(l.reported_on, progress.day) + r.days AS due_on, false AS stands, NULL::text AS said
FROM casework_lead l
JOIN (SELECT DISTINCT ON (lead_id) lead_id, stage FROM ({_STEPS}) steps
  ORDER BY lead_id, day DESC, id DESC) now ON now.lead_id = l.id
JOIN (SELECT lead_id, max(day) AS day FROM (SELECT lead_id, day FROM ({_STEPS}) steps
  UNION ALL SELECT v.lead_id, v.on FROM casework_leadvisit v WHERE v.on <= %(on)s) logged
  GROUP BY lead_id) progress ON progress.lead_id = l.id
JOIN unnest(%(idle_adoptions)s::bigint[], %(idle_parts)s::text[], %(idle_stages)s::text[],
  %(idle_days)s::int[]) r (adoption, part, stage, days)
  ON r.adoption = l.adoption_id AND r.part = l.part AND r.stage = now.stage
WHERE l.reported_on <= %(on)s
"""


def idle_rules(on: date) -> Mapping[str, Sequence[int | str]]:
    """Each stage that warns, of every pipeline that leads follow, with its days."""
    told = [
        (terms.adoption.pk, terms.name, stage.value, days)
        for terms in pipelines_of_leads(on)
        for stage in terms.part.stages
        if (days := terms.alarm(stage)) is not None
    ]
    names = ("idle_adoptions", "idle_parts", "idle_stages", "idle_days")
    return {name: [row[n] for row in told] for n, name in enumerate(names)}


PROGRESS_DUE = DueSource("lead", PROGRESS, "lead", idle_rules)
