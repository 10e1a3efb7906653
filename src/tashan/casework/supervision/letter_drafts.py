"""Drafts of letters: the next letter of the ladder for what is still late, an office a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from tashan.casework.supervision.rules import LetterStep, Rules
from tashan.casework.supervision.sources import LIT
from tashan.casework.supervision_models import LetterState, SupervisionLetter
from tashan.mechanisms.fields import Text

_NEXT = (
    LIT
    + """
, ladder (step, rank, late) AS (
SELECT * FROM unnest(%(letter_steps)s::text[], %(ranks)s::int[], %(letter_late)s::int[])
),
had AS (
SELECT c.cause, c.period, max(s.rank) AS rank,
    bool_or(l.state = 'draft' OR l.state = 'issued' AND l.answer_by >= %(on)s) AS waits
  FROM casework_lettercause c JOIN casework_supervisionletter l ON l.id = c.letter_id
  JOIN ladder s ON s.step = c.step GROUP BY c.cause, c.period
),
next AS (
SELECT l.office, s.step, l.cause, l.base::text AS period, left(l.title, 400) AS title, l.due_on,
    l.late
  FROM lit l LEFT JOIN had h ON h.cause = l.cause AND h.period = l.base::text
  JOIN ladder s ON s.rank = coalesce(h.rank, 0) + 1 AND l.late >= s.late
 WHERE l.light = 'red' AND l.office IS NOT NULL AND l.kind <> 'letter'
   AND NOT coalesce(h.waits, false)
)
"""
)
_WANTED = _NEXT + "SELECT DISTINCT office, step FROM next ORDER BY office, step"
_WRITTEN = (
    _NEXT
    + """
, drafts (letter, office, step) AS (
SELECT * FROM unnest(%(letters)s::bigint[], %(letter_offices)s::bigint[],
    %(letter_kinds)s::text[])
)
INSERT INTO casework_lettercause (letter_id, cause, step, period, title, due_on, late)
SELECT d.letter, n.cause, n.step, n.period, n.title, n.due_on, n.late
  FROM next n JOIN drafts d ON d.office = n.office AND d.step = n.step
ON CONFLICT DO NOTHING
"""
)


def draft_letters(rules: Rules, values: dict[str, Any], on: date) -> int:
    """Draft what is to be written; causes join a draft that the office has. How many are new.

    A cause climbs one letter at a time, and not before the last one was left without an answer.
    """
    if not rules.letters:
        return 0
    steps = {one.code: one for one in rules.letters}
    values = values | {
        "letter_steps": list(steps),
        "ranks": [one.rank for one in steps.values()],
        "letter_late": [one.late for one in steps.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_WANTED, values)
        wanted: list[tuple[int, str]] = cursor.fetchall()
        made, drafts = _drafts(wanted, steps, on)
        values |= {
            "letters": [row.pk for row in drafts],
            "letter_offices": [row.office_id for row in drafts],
            "letter_kinds": [row.step for row in drafts],
        }
        cursor.execute(_WRITTEN, values)
    return made


def _drafts(
    wanted: list[tuple[int, str]], steps: Mapping[str, LetterStep], on: date
) -> tuple[int, list[SupervisionLetter]]:
    """How many drafts are new, and all that there are for what is wanted."""
    rows = SupervisionLetter.objects.filter(state=LetterState.DRAFT)
    held = {(row.office_id, row.step): row for row in rows}
    new = [
        SupervisionLetter(
            office_id=office, step=step, kind=steps[step].letter.kind.value, drafted_on=on,
            title=_both(steps[step].letter.title), demands=_both(steps[step].letter.demands),
        )
        for office, step in wanted
        if (office, step) not in held
    ]  # fmt: skip
    made = SupervisionLetter.objects.bulk_create(new)
    return len(made), [*made, *(held[key] for key in wanted if key in held)]


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
