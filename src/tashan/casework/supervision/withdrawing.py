"""Reminders whose cause is gone, or whose clock stands, before they went out: taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from tashan.casework.supervision.sources import LIT, values_on

_GONE = (
    LIT
    + """
, waiting AS (
SELECT r.id, r.cause, r.late, r.period FROM casework_reminder r
  JOIN casework_message m ON m.id = r.message_id
 WHERE m.state = 'waiting' AND m.attempts = 0 AND r.withdrawn_at IS NULL
)
UPDATE casework_reminder r SET withdrawn_at = %(at)s FROM waiting w
 WHERE r.id = w.id AND NOT EXISTS (SELECT 1 FROM lit WHERE lit.cause = w.cause
   AND split_part(w.period, '/', 1) = lit.base::text
   AND (w.late <= 0 OR lit.light = 'red') AND lit.light IN ('red', 'yellow', 'green'))
"""
)
_EMPTY = """
UPDATE casework_message m SET state = 'withdrawn'
 WHERE m.state = 'waiting' AND m.attempts = 0
   AND EXISTS (SELECT 1 FROM casework_reminder r WHERE r.message_id = m.id)
   AND NOT EXISTS (SELECT 1 FROM casework_reminder r
                    WHERE r.message_id = m.id AND r.withdrawn_at IS NULL)
"""


@transaction.atomic
def withdraw(on: date, at: datetime) -> int:
    """How many reminders were taken back; a message of which none is left goes too.

    What was tried once may have arrived, so it is not taken back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GONE, values_on(on) | {"at": at})
        gone: int = cursor.rowcount
        cursor.execute(_EMPTY)
    return gone
