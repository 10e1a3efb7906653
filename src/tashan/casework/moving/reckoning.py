"""The days that a matter keeps, reckoned again with a move that changes what they follow from."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from tashan.casework.calendars import Counting, counting
from tashan.casework.models import OPEN, Extension, Matter, Stop
from tashan.casework.moving.by import By
from tashan.casework.moving.situation import Situation
from tashan.casework.moving.writing import Decision
from tashan.casework.recounting import kept_days, recount
from tashan.casework.states import ENDS, PASSES, State
from tashan.casework.terms import STEP, limits_of

R = TypeVar("R", Stop, Extension)


def reckon(now: Situation, then: Decision, by: By) -> None:
    """Put the days of the matter into the decision, and those of a matter that it begins."""
    is_as_before = _ground(now.matter) == _ground(then.matter) and not then.rows
    if not is_as_before or now.notice != now.matter.counted_by:
        stops = _laid_over(Stop, now.stops, then)
        extensions = _laid_over(Extension, now.extensions, then)
        _put(then.matter, counting(now.notice), by, stops, extensions)
    for row in then.rows:
        if isinstance(row, Matter):
            _put(row, counting(now.notice), by, [], [])


def _ground(matter: Matter) -> object:
    """What the days follow from, beside stops, extensions and the calendar."""
    is_intake, is_ended = matter.state == State.RECEIVED, matter.state in ENDS
    return matter.received_on, matter.accepted_on, matter.tolerated_until, is_intake, is_ended


def _laid_over(kind: type[R], rows: list[R], then: Decision) -> list[R]:
    """The rows with those of the decision in place of what they change."""
    new = [row for row in then.rows if isinstance(row, kind)]
    changed = {row.pk for row in new}
    return [row for row in rows if row.pk not in changed] + new


def _put(
    matter: Matter, counts: Counting, by: By, stops: list[Stop], extensions: list[Extension]
) -> None:
    kept = kept_days(
        matter, counts.calendar, by.on, stops=stops, extensions=extensions, ended=_ended(matter)
    )
    matter.promised_on, matter.statutory_on = kept.promised_on, kept.statutory_on
    matter.remind_on, matter.counted_by = kept.remind_on, counts.number


def _ended(matter: Matter) -> dict[str, date]:
    """When the matters passed that a limit of this one runs from; no question where none does."""
    if not any(limit.base.startswith(STEP) for limit in limits_of(matter).values()):
        return {}
    rows = Matter.objects.filter(case=matter.case_id, state__in=PASSES)
    return {code: on for code, on in rows.values_list("code", "ended_on") if on}


def reckon_those_based_on(now: Situation, by: By) -> None:
    """The limits of other matters run from the day this one passed."""
    base = {"limits": [{"base": f"{STEP}{now.matter.code}"}]}
    rows = Matter.objects.filter(case=now.case, terms__contains=base)
    recount(rows.filter(OPEN), by.on, counts=counting(now.notice))
