"""What is promised to whoever is entitled to it: their cases are passed on in a working day.

Asked from the register's entitlements; which card or programme granted them is nothing to casework.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tashan.base.calendars import Calendar
from tashan.casework.models import Case
from tashan.record import statements
from tashan.record.statements import Value
from tashan.registry.entitlements import ONE_DAY_DISPATCH

WITHIN = 1  # working days after the case was opened, or the matter was received
_ENTITLED = """
SELECT c.id FROM casework_case c
JOIN registry_entitlement e ON e.entity_id = coalesce(c.applicant_id, c.subject_id)
WHERE c.id = ANY(%(cases)s) AND e.code = %(code)s AND e.replaced_id IS NULL
AND e.since <= c.opened_on AND (e.until IS NULL OR e.until > c.opened_on)
"""


def entitled_cases(cases: Iterable[int]) -> frozenset[int]:
    """Which of these cases are of somebody who was entitled to it when they were opened."""
    wanted = sorted(set(cases))
    if not wanted:
        return frozenset()
    said: dict[str, Value] = {"cases": wanted, "code": ONE_DAY_DISPATCH}
    return frozenset(row[0] for row in statements.fetch_all(_ENTITLED, said))


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Until when a case was to be passed on, and when the first of its matters was accepted."""

    due: date
    done_on: date | None

    def is_late(self, on: date) -> bool:
        return (self.done_on or on) > self.due


def dispatch_of(
    case: Case, accepted: Iterable[date | None], *, calendar: Calendar
) -> Dispatch | None:
    """The promise of a case; None where nobody is entitled to it. ``accepted``: its matters."""
    if not entitled_cases([case.pk]):
        return None
    due = calendar.nth_working_day_after(case.opened_on, WITHIN)
    return Dispatch(due, min((day for day in accepted if day), default=None))
