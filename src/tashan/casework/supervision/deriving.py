"""The reminders of a day: derived from what is due and the ladder, and queued to be sent.

Nothing is planned ahead. One statement finds who is to be told of what by which channel, leaves
out what they were told already, makes a message for each person and channel, and its reminders.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from tashan.casework.leading import leaders
from tashan.casework.supervision.letter_drafts import draft_letters
from tashan.casework.supervision.rules import Rules, Step, rules_on
from tashan.casework.supervision.sources import LIT, values_on
from tashan.casework.supervision.spells import keep_spells
from tashan.registry.kinds import Capacity

_HELD = (
    "{0}.replaced_id IS NULL AND {0}.since <= %(on)s AND ({0}.until IS NULL OR {0}.until > %(on)s)"
)
WANTED = (
    LIT
    + f"""
, heads (office, officer) AS (
SELECT DISTINCT ON (t.office_id) t.office_id, t.officer_id FROM registry_tenure t
 WHERE t.is_lead AND {_HELD.format("t")} ORDER BY t.office_id, t."order", t.id
),
leads (office, officer) AS (SELECT * FROM unnest(%(led)s::bigint[], %(leaders)s::bigint[])),
accounts (officer, person, mail) AS (
SELECT DISTINCT ON (b.entity_id) b.entity_id, u.id, u.email FROM registry_belonging b
  JOIN record_user u ON u.id = b.user_id AND u.is_active
 WHERE b.capacity = '{Capacity.OFFICER.value}' AND {_HELD.format("b")} ORDER BY b.entity_id, u.id
),
steps (step, first, last, every, told, channel) AS (
SELECT * FROM unnest(%(steps)s::text[], %(firsts)s::int[], %(lasts)s::int[], %(everys)s::int[],
    %(tolds)s::text[], %(channels)s::text[])
),
reached AS (
SELECT l.*, s.step, s.told, s.channel,
    l.base || '/' || CASE WHEN s.every > 0 THEN (l.late - s.first) / s.every ELSE 0 END AS period,
    CASE s.told WHEN 'officer' THEN coalesce(l.officer, h.officer) WHEN 'chief' THEN h.officer
        WHEN 'leader' THEN d.officer ELSE l.office END AS recipient
  FROM lit l
  JOIN steps s ON l.late BETWEEN s.first AND s.last
   AND (CASE WHEN s.first > 0 THEN l.light = 'red' ELSE l.light IN ('yellow', 'green')
        AND l.due_on >= %(on)s AND l.said IS NULL END)
  LEFT JOIN heads h ON h.office = l.office
  LEFT JOIN leads d ON d.office = l.office
),
wanted AS MATERIALIZED (
SELECT DISTINCT ON (r.cause, r.step, r.recipient, r.channel, r.period)
    r.cause, r.step, r.recipient, r.channel, r.period, left(r.title, 400) AS title, r.office,
    r.due_on, r.late, CASE WHEN r.channel = 'webhook' THEN NULL ELSE a.person END AS person,
    w.id AS webhook
  FROM reached r
  LEFT JOIN accounts a ON a.officer = r.recipient
  LEFT JOIN casework_webhook w ON r.channel = 'webhook' AND w.office_id = r.recipient
   AND w.closed_at IS NULL
 WHERE (CASE r.channel WHEN 'webhook' THEN w.id IS NOT NULL WHEN 'mail' THEN a.mail <> ''
        ELSE a.person IS NOT NULL END)
   AND NOT EXISTS (SELECT 1 FROM casework_reminder k WHERE k.cause = r.cause AND k.step = r.step
       AND k.recipient_id = r.recipient AND k.channel = r.channel AND k.period = r.period)
)
"""
)
_QUEUED = (
    WANTED
    + """
, messages AS (
INSERT INTO casework_message (key, channel, recipient_id, user_id, webhook_id, day, subject, text,
    state, attempts, next_at, sent_at, error, read_at)
SELECT gen_random_uuid(), channel, recipient, person, webhook, %(on)s, '', '',
    CASE WHEN channel = 'page' THEN 'sent' ELSE 'waiting' END, 0, %(at)s,
    CASE WHEN channel = 'page' THEN %(at)s::timestamptz END, '', NULL
  FROM (SELECT DISTINCT channel, recipient, person, webhook FROM wanted) AS one
RETURNING id, channel, recipient_id
),
reminders AS (
INSERT INTO casework_reminder (message_id, cause, step, recipient_id, channel, period, title,
    office_id, due_on, late, withdrawn_at)
SELECT m.id, w.cause, w.step, w.recipient, w.channel, w.period, w.title, w.office, w.due_on, w.late,
    NULL
  FROM wanted w JOIN messages m ON m.channel = w.channel AND m.recipient_id = w.recipient
RETURNING 1
)
SELECT (SELECT count(*) FROM messages), (SELECT count(*) FROM reminders)
"""
)
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('tashan supervision'))"
# tables that this very transaction fills have no statistics yet, and a loop over them takes seconds
_NO_LOOPS = "SET LOCAL enable_nestloop = off"


@dataclass(frozen=True, slots=True)
class Derived:
    """What one run for a day made."""

    on: date
    messages: int
    reminders: int
    letters: int
    red_begun: int
    red_ended: int


@transaction.atomic
def remind(on: date, at: datetime) -> Derived:
    """Derive the day's reminders and drafts of letters; a second run for the day makes none.

    Raises UserError where no ladder is adopted.
    """
    rules, values = rules_on(on), values_on(on)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute(_NO_LOOPS)
    begun, ended = keep_spells(values)
    values |= who_is_told(rules, on) | {"at": at}
    with connection.cursor() as cursor:
        cursor.execute(_QUEUED, values)
        messages, reminders = cursor.fetchone()
    letters = draft_letters(rules, values, on)
    return Derived(on, messages, reminders, letters, begun, ended)


def who_is_told(rules: Rules, on: date) -> dict[str, Any]:
    """What ``WANTED`` asks for beyond the things themselves: the steps and who leads whom."""
    led = leaders(rules.ladder.leader, on)
    return {
        **_columns(rules.steps),
        "led": list(led),
        "leaders": list(led.values()),
    }


def _columns(steps: Iterable[Step]) -> dict[str, Any]:
    found = list(steps)
    return {
        "steps": [one.code for one in found],
        "firsts": [one.first for one in found],
        "lasts": [one.last for one in found],
        "everys": [one.every for one in found],
        "tolds": [one.told.value for one in found],
        "channels": [one.channel.value for one in found],
    }
