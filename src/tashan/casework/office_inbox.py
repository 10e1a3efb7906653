"""What waits at some offices: one statement for a page of rows, one for all the counts.

Read with plain SQL: fifty rows a page, three hundred pages a second.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from tashan.base.calendars import Calendar
from tashan.base.lights import Light
from tashan.casework.clocks import SOON
from tashan.casework.states import ENDS, STOPS, State
from tashan.record import statements

ANSWER_WITHIN, DELIVER_WITHIN = 5, 10  # working days: administrative licence law, 32 and 44
PAGE_ROWS = 50


class Waiting(StrEnum):
    """Why a matter stands in an inbox."""

    OPEN = "open"  # in hand, its clock running
    RECEIVE = "receive"  # nothing holds it up: it can be received
    ACCEPT = "accept"  # handed in, neither accepted nor refused
    STOPPED = "stopped"
    ASKED = "asked"  # another office asks for our opinion
    FOLLOW = "follow"  # materials that were let follow
    CHECK = "check"  # what was committed to is to be checked
    DELIVER = "deliver"


def _listed(states: Collection[int]) -> str:
    return ", ".join(str(int(state)) for state in sorted(states))


_OPEN = f"m.state > 0 AND m.state NOT IN ({_listed(ENDS)})"
_TO_ACCEPT = f"m.state IN ({State.RECEIVED:d}, {State.SUPPLEMENTED:d}) AND m.accepted_on IS NULL"
_STOPPED = f"m.state IN ({_listed(STOPS)})"
_DECIDED = {State.PASSED, State.PASSED_TOLERANTLY, State.NOT_PASSED}
WHERE: Mapping[Waiting, str] = {
    Waiting.OPEN: f"{_OPEN} AND NOT ({_STOPPED}) AND NOT ({_TO_ACCEPT})",
    Waiting.RECEIVE: f"m.state = {State.NOT_BEGUN:d} AND m.waits = 0 AND c.state = 'running'",
    Waiting.ACCEPT: f"{_OPEN} AND {_TO_ACCEPT}",
    Waiting.STOPPED: f"{_OPEN} AND {_STOPPED}",
    Waiting.ASKED: "o.given_on IS NULL",
    Waiting.FOLLOW: "m.tolerated_until IS NOT NULL",
    Waiting.CHECK: f"{_OPEN} AND m.check_of_id IS NOT NULL",
    Waiting.DELIVER: f"m.state IN ({_listed(_DECIDED)}) AND m.delivered_on IS NULL"
    " AND m.sort IN ('licence', 'approval')",
}
_DUE = "coalesce(m.promised_on, m.statutory_on)"
DUE: Mapping[Waiting, str] = dict.fromkeys(Waiting, _DUE) | {
    Waiting.RECEIVE: "NULL::date",
    Waiting.ACCEPT: "m.received_on",
    Waiting.STOPPED: "s.stopped_on",
    Waiting.ASKED: "o.due_on",
    Waiting.FOLLOW: "m.tolerated_until",
    Waiting.DELIVER: "m.ended_on",
}
SORTS = ("due", "project", "matter", "state", "statutory")
_SOON = (
    "CASE WHEN m.terms #>> '{limits,0,unit}' = 'working' THEN %(soon)s::date"
    " ELSE %(soon_by_days)s::date END"
)
LIGHTS: Mapping[str, str] = {
    "unlawful": "m.statutory_on < %(on)s",
    Light.RED: f"({_DUE} < %(on)s OR m.statutory_on < %(on)s)",
    Light.YELLOW: f"{_DUE} >= %(on)s AND {_DUE} <= {_SOON}"
    " AND (m.statutory_on IS NULL OR m.statutory_on >= %(on)s)",
    Light.GREEN: f"{_DUE} > {_SOON} AND (m.statutory_on IS NULL OR m.statutory_on >= %(on)s)",
    "idle": f"{_DUE} IS NULL",
}


class Row(NamedTuple):
    """One line of an inbox, as the database has it; ``due_from`` is by why it waits."""

    matter: int
    case: int
    code: str
    project: str
    number: str
    title: str
    sort: str
    mode: str
    state: int
    due_from: date | None
    promised_on: date | None
    statutory_on: date | None
    office: int | None
    officer: int | None
    days: int | None
    unit: str | None
    longer: int | None
    stop: str | None
    stopped_on: date | None
    asked: int
    given: int
    is_check: bool


_COLUMNS = """
    m.id, m.case_id, m.code, c.title, c.number,
    coalesce(m.title ->> %(tongue)s, m.title ->> 'zh', m.code),
    m.sort, m.mode, m.state, {due}, m.promised_on, m.statutory_on, m.office_id, m.officer_id,
    (m.terms #>> '{{limits,0,n}}')::int, m.terms #>> '{{limits,0,unit}}', e.n, s.reason,
    s.stopped_on, coalesce(p.asked, 0), coalesce(p.given, 0), m.check_of_id IS NOT NULL
"""
_JOINED = """
    JOIN casework_case c ON c.id = m.case_id
    LEFT JOIN casework_stop s ON s.matter_id = m.id AND s.resumed_on IS NULL
    LEFT JOIN casework_extension e ON e.matter_id = m.id AND e.removed_on IS NULL
    LEFT JOIN LATERAL (
        SELECT count(*) AS asked, count(a.given_on) AS given
        FROM casework_opinion a WHERE a.matter_id = m.id
    ) p ON true
"""
_OF_OPINIONS = "casework_opinion o JOIN casework_matter m ON m.id = o.matter_id"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of which offices; ``offices`` None means all of them."""

    offices: frozenset[int] | None
    waiting: Waiting = Waiting.OPEN
    light: str = ""
    sort: str = "due"
    is_descending: bool = False
    page: int = 1
    tongue: str = "zh"


def rows(asked: Asked, *, on: date, calendar: Calendar) -> list[Row]:
    """A page of rows and one more where there is a next page; the most urgent first."""
    due = DUE[asked.waiting]
    by_opinion = asked.waiting is Waiting.ASKED
    where = [WHERE[asked.waiting]]
    if asked.offices is not None:
        where.append(f"{'o' if by_opinion else 'm'}.office_id = ANY(%(offices)s)")
    if asked.light in LIGHTS and asked.waiting in (Waiting.OPEN, Waiting.CHECK):
        where.append(LIGHTS[asked.light])
    statement = (
        f"SELECT {_COLUMNS.format(due=due)}"
        f" FROM {_OF_OPINIONS if by_opinion else 'casework_matter m'} {_JOINED}"
        f" WHERE {' AND '.join(where)} ORDER BY {_order(asked, due)}"
        f" LIMIT {PAGE_ROWS + 1} OFFSET {PAGE_ROWS * (asked.page - 1)}"
    )
    values = _values(asked, on, calendar)
    told = {name: value for name, value in values.items() if f"%({name})s" in statement}
    return [Row(*row) for row in statements.fetch_all(statement, told)]


def _order(asked: Asked, due: str) -> str:
    columns = {
        "due": due,
        "project": "c.title",
        "matter": "m.code",
        "state": "m.state",
        "statutory": "m.statutory_on",
    }
    way = "DESC" if asked.is_descending else "ASC"
    return f"{columns.get(asked.sort, due)} {way} NULLS LAST, m.id"


def _values(asked: Asked, on: date, calendar: Calendar) -> dict[str, Any]:
    return {
        "offices": sorted(asked.offices or ()),
        "tongue": asked.tongue,
        "on": on,
        "soon": calendar.nth_working_day_after(on, SOON),
        "soon_by_days": on + timedelta(days=SOON),
    }


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows wait for each reason, and of those in hand how many show each light."""

    waiting: Mapping[Waiting, int]
    lights: Mapping[str, int]


_ALL_COUNTED = {
    **{w.value: WHERE[w] for w in (Waiting.OPEN, Waiting.ACCEPT, Waiting.STOPPED, Waiting.CHECK)},
    **{f"of_{light}": f"{WHERE[Waiting.OPEN]} AND {said}" for light, said in LIGHTS.items()},
}


def counts(
    offices: frozenset[int] | None, *, on: date, calendar: Calendar, officer: int | None = None
) -> Counts:
    """All counts of an inbox in one statement; ``officer``: only what they hold themselves."""
    ours = "true" if offices is None else "m.office_id = ANY(%(offices)s)"
    ours += "" if officer is None else " AND m.officer_id = %(officer)s"
    counted = ", ".join(f"count(*) FILTER (WHERE {said})" for said in _ALL_COUNTED.values())
    asked = "true" if offices is None else "o.office_id = ANY(%(offices)s)"
    statement = (
        f"SELECT {counted},"
        f" (SELECT count(*) FROM casework_opinion o WHERE {WHERE[Waiting.ASKED]} AND {asked}),"
        f" (SELECT count(*) FROM casework_matter m JOIN casework_case c ON c.id = m.case_id"
        f" WHERE {WHERE[Waiting.RECEIVE]} AND {ours}),"
        f" (SELECT count(*) FROM casework_matter m WHERE {WHERE[Waiting.FOLLOW]} AND {ours}),"
        f" (SELECT count(*) FROM casework_matter m WHERE {WHERE[Waiting.DELIVER]} AND {ours})"
        f" FROM casework_matter m WHERE {_OPEN} AND {ours}"
    )
    values = _values(Asked(offices), on, calendar) | {"officer": officer}
    told = {name: value for name, value in values.items() if f"%({name})s" in statement}
    (row,) = statements.fetch_all(statement, told)
    *found, to_answer, to_receive, to_follow, to_deliver = row
    named = dict(zip(_ALL_COUNTED, found, strict=True))
    waiting = {w: named[w.value] for w in Waiting if w.value in named}
    waiting |= {Waiting.ASKED: to_answer, Waiting.RECEIVE: to_receive}
    waiting |= {Waiting.FOLLOW: to_follow, Waiting.DELIVER: to_deliver}
    return Counts(waiting, {light: named[f"of_{light}"] for light in LIGHTS})


class Urgency(NamedTuple):
    """A row's light, its due day, the counting days left and the whole promise: None where that
    is not known; a clock that has not begun has no light."""

    light: Light | None
    due: date | None
    left: int | None
    promised: int | None
    is_unlawful: bool

    @property
    def used(self) -> int | None:
        """Counting days of the promise that are gone, more than all of them once late."""
        if self.left is None or self.promised is None:
            return None
        return max(self.promised - self.left, 0)


def urgency(
    row: Row, waiting: Waiting, *, on: date, calendar: Calendar, answer_within: int = ANSWER_WITHIN
) -> Urgency:
    """How pressing a row is on a day; the day of the deadline itself is in time.

    ``answer_within`` is less for who was promised more than the law asks.
    """
    is_unlawful = row.statutory_on is not None and row.statutory_on < on
    total = _whole(row) if waiting in _BY_PROMISE else None
    if waiting is Waiting.STOPPED:
        return Urgency(Light.STOPPED, None, None, total, is_unlawful)
    due = _due(row, waiting, calendar, answer_within)
    if due is None:
        return Urgency(Light.RED if is_unlawful else None, None, None, total, is_unlawful)
    by_days = waiting in _BY_PROMISE and row.unit != "working"
    left = (due - on).days if by_days else calendar.working_days_between(on, due)
    light = _light(left, is_late=due < on or is_unlawful)
    return Urgency(light, due, left, total, is_unlawful)


_BY_PROMISE = (Waiting.OPEN, Waiting.CHECK, Waiting.STOPPED)


def _due(row: Row, waiting: Waiting, calendar: Calendar, answer: int) -> date | None:
    within = {Waiting.ACCEPT: answer, Waiting.DELIVER: DELIVER_WITHIN}.get(waiting)
    if row.due_from is None or within is None:
        return row.due_from
    return calendar.nth_working_day_after(row.due_from, within)


def _whole(row: Row) -> int | None:
    """The days promised with their extension; months have no fixed number of days."""
    if row.days is None or row.unit == "month":
        return None
    return row.days + (row.longer or 0)


def _light(left: int, *, is_late: bool) -> Light:
    if is_late:
        return Light.RED
    return Light.YELLOW if left <= SOON else Light.GREEN
