"""All that is due, from one dictionary of sources, with one light for everything.

``LIT`` begins a statement: a table ``lit`` of what is open on a day, a row a cause, with its kind,
its light and how many working days it is late. Areas add their source to ``SOURCES``, those of
higher layers their module to the setting ``DUE_MODULES``; what only Python can tell is in
``GATHERED``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings

from tashan.casework.calendars import in_force
from tashan.casework.clocks import SOON, WorkingDays
from tashan.casework.due import Due, DueSource
from tashan.casework.four_reports import due as four_reports
from tashan.casework.key_work import due as key_work
from tashan.casework.projects import due as projects
from tashan.casework.promotion import due as promotion
from tashan.casework.rounds import due as rounds
from tashan.casework.services import due as services
from tashan.casework.supervision import matters, service_dues, target_dues
from tashan.casework.supervision.complaint_dues import DUE as COMPLAINTS
from tashan.casework.supervision.letter_dues import DUE as LETTERS
from tashan.casework.visits_due import DUE as VISITS


def _above() -> Iterator[DueSource]:
    """Of areas that know this one and are not known here: the ``DUES`` of their modules."""
    for module in settings.DUE_MODULES:
        found: Iterable[DueSource] = import_module(module).DUES
        yield from found


# to add an area: its constant DUE here, and the word of its kind in web/supervision/words.py
SOURCES: Mapping[str, DueSource] = {
    source.kind: source
    for source in (
        matters.DUE,
        projects.DUE,
        rounds.REPORTS_DUE,
        rounds.DUE,
        rounds.REVIEWS_DUE,
        key_work.DUE,
        key_work.MILESTONES_DUE,
        promotion.DUE,
        promotion.PROGRESS_DUE,
        services.DUE,
        four_reports.DUE,
        four_reports.ANSWERS_DUE,
        VISITS,
        LETTERS,
        COMPLAINTS,
        *_above(),
    )
}
# what lines, posts and officers answer for. A project has no office: whoever owes its milestones
# is reminded of them, and its finish is seen on the line that it hangs under
OF_LINES: Mapping[str, DueSource] = {
    source.kind: source
    for source in (
        matters.DUE,
        key_work.DUE,
        key_work.MILESTONES_DUE,
        projects.FINISH_DUE,
        promotion.DUE,
        promotion.PROGRESS_DUE,
        VISITS,
        four_reports.DUE,
        four_reports.ANSWERS_DUE,
    )
}
GATHERED: Mapping[str, Callable[[date], Iterable[Due]]] = {
    target_dues.KIND: target_dues.target_dues,
    service_dues.KIND: service_dues.service_dues,
    service_dues.COMPLAINT_KIND: service_dues.complaint_dues,
}
PAGES: Mapping[str, str] = {kind: source.page for kind, source in SOURCES.items()} | {
    target_dues.KIND: target_dues.PAGE,
    service_dues.KIND: service_dues.PAGE,
    service_dues.COMPLAINT_KIND: service_dues.COMPLAINT_PAGE,
}
FURTHEST = 1500  # days back that lateness is told apart; what is older is as late as that

_UNION = "\nUNION ALL\n".join(f"({source.statement})" for source in SOURCES.values())
LIT = f"""
WITH due (cause, title, office, officer, subject, due_on, stands, said) AS (
{_UNION}
UNION ALL
SELECT * FROM unnest(%(causes)s::text[], %(titles)s::text[], %(offices)s::bigint[],
    %(officers)s::bigint[], %(subjects)s::bigint[], %(dues)s::date[], %(stand)s::bool[],
    %(said)s::text[])
),
coloured AS (
SELECT due.*, split_part(cause, ':', 1) AS kind, CASE
    WHEN stands THEN 'stopped' WHEN said IS NOT NULL THEN said WHEN due_on < %(on)s THEN 'red'
    WHEN due_on <= %(soon)s THEN 'yellow' WHEN due_on IS NOT NULL THEN 'green' END AS light
FROM due
),
based AS (
SELECT c.cause, c.title, c.office, c.officer, c.subject, c.due_on, c.kind, c.said, c.light,
    s.since AS red_since,
    CASE WHEN c.light = 'red' AND (c.due_on IS NULL OR c.due_on >= %(on)s)
         THEN coalesce(s.since, %(on)s) ELSE c.due_on END AS base
FROM coloured c
LEFT JOIN casework_redspell s ON s.cause = c.cause AND s.until IS NULL AND c.light = 'red'
),
lit AS (
SELECT *, CASE WHEN base IS NOT NULL THEN
    (%(late)s::int[])[1 + greatest(base, %(furthest)s::date) - %(furthest)s::date] END AS late
FROM based
)
"""


def values_on(on: date) -> dict[str, Any]:
    """What ``LIT`` asks for: the day, the days that count, and what Python gathered."""
    calendar = in_force().calendar
    gathered = [due for gather in GATHERED.values() for due in gather(on)]
    columns = list(zip(*gathered, strict=True)) or [()] * len(Due._fields)
    names = ("causes", "titles", "offices", "officers", "subjects", "dues", "stand", "said")
    told: dict[str, Any] = {name: list(c) for name, c in zip(names, columns, strict=True)}
    for source in SOURCES.values():
        told |= source.rules(on) if source.rules is not None else {}
    return told | {
        "on": on, "soon": calendar.nth_working_day_after(on, SOON),
        "furthest": on - timedelta(FURTHEST), "late": lateness(on, calendar),
    }  # fmt: skip


def lateness(on: date, calendar: WorkingDays) -> list[int]:
    """Working days passed since each day from the furthest on; below 0 for those to come."""
    first = on - timedelta(FURTHEST)
    days = (first + timedelta(n) for n in range(FURTHEST + 62))
    return [calendar.working_days_between(day, on) for day in days]
