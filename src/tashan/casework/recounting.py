"""The days that matters keep beside them, reckoned again from rows alone.

They follow from stops, extensions, terms and the calendar; a move writes them with its own rows,
and a new calendar has all of them written again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from tashan.casework.calendars import Counting, in_force
from tashan.casework.clocks import ONE_DAY, WorkingDays, ends_and_reminds
from tashan.casework.deeming import ask_until
from tashan.casework.models import OPEN, Case, Extension, Matter, Stop
from tashan.casework.states import PASSES, State
from tashan.casework.terms import LimitKind, clock_of, limits_of

_AT_ONCE = 500  # cases locked and matters written together
_WRITE = """
UPDATE casework_matter AS matter
   SET promised_on = new.promised_on, statutory_on = new.statutory_on,
       remind_on = new.remind_on, counted_by = %s
  FROM unnest(%s::bigint[], %s::date[], %s::date[], %s::date[])
       AS new (id, promised_on, statutory_on, remind_on)
 WHERE matter.id = new.id
"""


@dataclass(frozen=True, slots=True)
class KeptDays:
    """What a matter keeps: when its limits end, and when to look at it again."""

    promised_on: date | None = None
    statutory_on: date | None = None
    remind_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A matter with the days it keeps and those that follow from its rows."""

    matter: Matter
    before: KeptDays
    after: KeptDays

    @property
    def is_moved(self) -> bool:
        """Whether a deadline is another; a reminder alone is nobody's business."""
        return (self.before.promised_on, self.before.statutory_on) != (
            self.after.promised_on,
            self.after.statutory_on,
        )


def kept_days(
    matter: Matter,
    calendar: WorkingDays,
    on: date,
    *,
    stops: Iterable[Stop],
    extensions: Iterable[Extension],
    ended: Mapping[str, date],
) -> KeptDays:
    """What follows from the rows of a matter; the reminder is the next as of ``on``, and the day
    something fell due, before ``on``, while that is not done.

    ``ended`` are the days on which matters of its case passed, by their code.
    """
    stopped, longer = list(stops), list(extensions)
    ends: dict[LimitKind, date | None] = {}
    reminders = list(_reminders_of_intake(matter, calendar, on))
    for kind, limit in limits_of(matter).items():
        clock = clock_of(matter, limit, stops=stopped, extensions=longer, ended=ended)
        if clock is None:
            continue
        ends[kind], reminder = ends_and_reminds(clock, calendar, on)
        if (end := ends[kind]) is not None:
            reminders.append(reminder or end + ONE_DAY)
    return KeptDays(
        ends.get(LimitKind.PROMISED),
        ends.get(LimitKind.STATUTORY),
        min(reminders, default=None) if matter.is_open else None,
    )


def _reminders_of_intake(matter: Matter, calendar: WorkingDays, on: date) -> Iterator[date]:
    """Before acceptance the last day to ask, then the day it is deemed; and what was let be."""
    if matter.tolerated_until is not None:
        yield matter.tolerated_until
    if matter.state == State.RECEIVED and matter.received_on:
        until = ask_until(matter.received_on, calendar)
        yield until if until >= on else until + ONE_DAY


def recount(
    matters: QuerySet[Matter], on: date, *, counts: Counting | None = None
) -> list[Reckoned]:
    """Write the days of these matters again, and give those whose deadline is another.

    Their cases are locked first, some hundreds at a time, so that no move is lost between.
    """
    counts = counts or in_force()
    moved: list[Reckoned] = []
    cases = list(matters.order_by("case_id").values_list("case_id", flat=True).distinct())
    for first in range(0, len(cases), _AT_ONCE):
        with transaction.atomic():
            locked = cases[first : first + _AT_ONCE]
            list(Case.objects.select_for_update().filter(pk__in=locked).order_by("pk"))
            reckoned = list(reckon(matters.filter(case_id__in=locked), on, counts))
            _write(reckoned, counts.number)
            moved += [one for one in reckoned if one.is_moved]
    return moved


def recount_open(on: date, *, counts: Counting | None = None) -> list[Reckoned]:
    """All that is open and counted by another calendar; again for what moved meanwhile."""
    counts = counts or in_force()
    stale = Matter.objects.filter(OPEN).exclude(counted_by=counts.number)
    moved = recount(stale, on, counts=counts)
    return moved + recount(stale, on, counts=counts)


def refresh(on: date) -> list[Reckoned]:
    """All that is open, whatever counted it: a library's file may have changed under its number."""
    return recount(Matter.objects.filter(OPEN), on)


def reckon(matters: QuerySet[Matter], on: date, counts: Counting) -> Iterator[Reckoned]:
    """What each matter would keep by a calendar; nothing is written. Four queries."""
    found = list(matters.order_by("case_id", "position"))
    stops: dict[int, list[Stop]] = defaultdict(list)
    for stop in Stop.objects.filter(matter__in=found):
        stops[stop.matter_id].append(stop)
    longer: dict[int, list[Extension]] = defaultdict(list)
    for extension in Extension.objects.filter(matter__in=found, removed_on=None):
        longer[extension.matter_id].append(extension)
    ended = ended_of({matter.case_id for matter in found})
    for matter in found:
        after = kept_days(
            matter,
            counts.calendar,
            on,
            stops=stops[matter.pk],
            extensions=longer[matter.pk],
            ended=ended[matter.case_id],
        )
        yield Reckoned(matter, _kept(matter), after)


def ended_of(cases: Iterable[int]) -> Mapping[int, dict[str, date]]:
    """Of each case the days on which its matters passed, by their code; one query."""
    ended: dict[int, dict[str, date]] = defaultdict(dict)
    passed = Matter.objects.filter(case_id__in=cases, state__in=sorted(PASSES))
    for case_id, code, on in passed.values_list("case_id", "code", "ended_on"):
        if on is not None:
            ended[case_id][code] = on
    return ended


def _kept(matter: Matter) -> KeptDays:
    return KeptDays(matter.promised_on, matter.statutory_on, matter.remind_on)


def _write(reckoned: list[Reckoned], number: int) -> None:
    if not reckoned:
        return
    after = [one.after for one in reckoned]
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            [
                number,
                [one.matter.pk for one in reckoned],
                [days.promised_on for days in after],
                [days.statutory_on for days in after],
                [days.remind_on for days in after],
            ],
        )
