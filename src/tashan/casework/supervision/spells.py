"""Since when something is red, and what changed since a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from tashan.casework.supervision.sources import LIT
from tashan.casework.supervision_models import RedSpell

_BEGUN = (
    LIT
    + """
INSERT INTO casework_redspell (cause, kind, title, office_id, since, until)
SELECT cause, kind, left(title, 400), office, %(on)s, NULL FROM lit
 WHERE light = 'red' AND red_since IS NULL
ON CONFLICT DO NOTHING
"""
)
_ENDED = (
    LIT
    + """
UPDATE casework_redspell r SET until = %(on)s
 WHERE until IS NULL AND since <= %(on)s
   AND NOT EXISTS (SELECT 1 FROM lit WHERE lit.cause = r.cause AND lit.light = 'red')
"""
)


def keep_spells(values: dict[str, Any]) -> tuple[int, int]:
    """Write what became red on the day of ``values`` and what is no longer; how many of each."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, values)
        ended = cursor.rowcount
        cursor.execute(_BEGUN, values)
        return cursor.rowcount, ended


@dataclass(frozen=True, slots=True)
class Changes:
    """What became red since a day and still is, what no longer is, and how many were red then."""

    since: date
    begun: QuerySet[RedSpell]
    ended: QuerySet[RedSpell]
    before: int


def changes(since: date, on: date) -> Changes:
    """Between two days, as the reminders of these days saw it; the newest first."""
    rows = RedSpell.objects.all()
    begun = rows.filter(since__gt=since, since__lte=on, until=None).order_by("-since", "-pk")
    ended = rows.filter(since__lte=since, until__gt=since, until__lte=on)
    then = rows.filter(since__lte=since).exclude(until__lte=since)
    return Changes(since, begun, ended.order_by("-until", "-pk"), then.count())
