"""What the desk shows: reports that wait for review, and what happened since yesterday."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.base.calendars import Calendar, DayKind
from tashan.casework.calendars import newest_number
from tashan.casework.supervision.reading_notices import unread_of
from tashan.exchange.models import Import, ImportState
from tashan.indicators.models import Plan
from tashan.reading.counts import reports_with_counts
from tashan.reading.models import Change, Report, ReportFinding, ReportState, ReviewState
from tashan.record import perms
from tashan.record.models import Event, Role, User
from tashan.registry.dated import held_on
from tashan.registry.models import Tenancy
from tashan.registry.naming import names_on
from tashan.web.event_words import EVENTS

# the page of each kind of stream
PAGES = {"report": "reader", "entity": "entity", "import": "import_run"}
UNTOLD = ("report.queued",)
DECISIONS = ("finding.accept", "finding.correct", "finding.reject", "finding.reopen")
NOTICE_DAYS = 90
MOST_REPORTS = 8
MOST_EVENTS = 300
MOST_LINES = 10
MOST_DECIDED = 8
HELD = (ReviewState.ACCEPTED, ReviewState.CORRECTED)


class Figures(NamedTuple):
    """The numbers at the top."""

    to_review: int
    lost: int
    in_reading: int
    mine_today: int
    imports_waiting: int
    contracts_ending: int
    unread: int
    calendar: int  # the number of the one in force


@dataclass(slots=True)
class Line:
    """What one person did to one thing, several like acts in one line."""

    kind: str
    actor: User | None
    stream: str
    at: datetime
    count: int = 1
    title: str = ""
    payload: dict[str, object] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """What the thing is: report, entity, plan, import, export."""
        return self.stream.partition(":")[0]

    @property
    def number(self) -> int:
        return int(self.stream.partition(":")[2])

    @property
    def words(self) -> str:
        return str(EVENTS.get(self.kind, self.kind))

    @property
    def url(self) -> str:
        page = PAGES.get(self.about)
        return reverse(page, args=[self.number]) if page else ""


def figures(user: User, now: datetime) -> Figures:
    """How much waits, all of it in one query; a page shows what its reader may see."""
    there = ReportFinding.objects.exclude(change=Change.GONE)
    waiting = there.filter(state=ReviewState.OPEN)
    unread = Report.objects.filter(state__in=(ReportState.WAITING, ReportState.READING))
    mine = there.filter(decided_by=user, decided_at__gte=midnight(now))
    on = timezone.localdate(now)
    soon = on + timedelta(days=NOTICE_DAYS)
    ending = Tenancy.objects.filter(held_on(on), until__isnull=False, until__lte=soon)
    to_decide = Import.objects.filter(state=ImportState.PREVIEW)
    notices = unread_of(user)
    counted = (waiting, waiting.filter(status="lost"), unread, mine, to_decide, ending, notices)
    one_row = Role.objects.order_by("pk")[:1]
    return Figures(*one_row.values_list(*map(_count, counted), newest_number()).get())


def _count(rows: QuerySet[Any]) -> Coalesce:
    alike = rows.order_by().annotate(alike=Value(1)).values("alike")
    return Coalesce(Subquery(alike.annotate(n=Count("pk")).values("n")), 0)


def reports_to_review(user: User) -> QuerySet[Report]:
    """Reports with open findings: this officer's own first, then the newest."""
    read = reports_with_counts().filter(state=ReportState.READ).alias(is_mine=Q(uploaded_by=user))
    waiting = read.alias(waits=F("open_count")).filter(waits__gt=0)
    return waiting.order_by("-is_mine", "-uploaded_at")[:MOST_REPORTS]


def midnight(now: datetime, *, days_ago: int = 0) -> datetime:
    """The beginning of the local day, or of one before it."""
    day = timezone.localdate(now) - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time.min))


def streams_for(user: User) -> tuple[str, ...]:
    """Whose events the officer may see: of reports, of registers and plans, of imports."""
    return (
        *(("report:",) if perms.may_read_report(user) else ()),
        *(("entity:", "plan:") if perms.may_see_registers(user) else ()),
        *(("import:",) if perms.may_import(user) else ()),
    )


def newest_events(streams: Iterable[str] = ("report:",)) -> list[Event]:
    """The last that happened in these streams: the primary key is the order of recording."""
    wanted = Q(pk__in=())
    for stream in streams:
        wanted |= Q(stream__startswith=stream)
    rows = Event.objects.filter(wanted).select_related("actor")
    return list(rows.order_by("-pk")[:MOST_EVENTS])


def lately_decided(newest: Iterable[Event]) -> list[ReportFinding]:
    """The findings that were accepted or corrected last, by anyone, as they stand now."""
    events = [event for event in newest if event.kind in ("finding.accept", "finding.correct")]
    wanted = Q(pk__in=())
    for event in events[:MOST_DECIDED]:
        wanted |= Q(report_id=_report_id(event), number=event.payload["finding"])
    rows = ReportFinding.objects.filter(wanted, state__in=HELD).order_by("-decided_at")
    return list(rows.select_related("report", "decided_by").defer("report__text"))


def happenings(newest: Iterable[Event], now: datetime) -> list[Line]:
    """What happened since yesterday, newest first, like acts together."""
    since = midnight(now, days_ago=1)
    lines = _together(event for event in newest if event.recorded_at >= since)[:MOST_LINES]
    titles = _titles(lines, timezone.localdate(now))
    for line in lines:
        line.title = titles.get(line.stream, "")
    return lines


def _titles(lines: Iterable[Line], on: date) -> dict[str, str]:
    """What each stream is about, one query for each kind of thing that occurs."""
    numbers: dict[str, set[int]] = {}
    for line in lines:
        numbers.setdefault(line.about, set()).add(line.number)
    told: dict[str, str] = {}
    for about, wanted in numbers.items():
        told |= {f"{about}:{pk}": title for pk, title in _named(about, wanted, on)}
    return told


def _named(about: str, wanted: set[int], on: date) -> Iterable[tuple[int, str]]:
    match about:
        case "report":
            return Report.objects.filter(pk__in=wanted).values_list("pk", "title")
        case "plan":
            return Plan.objects.filter(pk__in=wanted).values_list("pk", "title")
        case "entity":
            return names_on(wanted, on).items()
        case "import":
            return Import.objects.filter(pk__in=wanted).values_list("pk", "file__name")
    return ()


def _together(events: Iterable[Event]) -> list[Line]:
    """One line for all that one person did to one thing on one day, in like acts."""
    lines: dict[tuple[str, str, int | None, date], Line] = {}
    for event in events:
        if event.kind in UNTOLD:
            continue
        kind = "finding.review" if event.kind in DECISIONS else event.kind
        key = (event.stream, kind, event.actor_id, timezone.localdate(event.recorded_at))
        if key in lines:
            lines[key].count += 1
        else:
            lines[key] = Line(
                kind, event.actor, event.stream, event.recorded_at, payload=event.payload
            )
    return list(lines.values())


def _report_id(event: Event) -> int:
    return int(event.stream.removeprefix("report:"))


def working_day(on: date, calendar: Calendar) -> str:
    """Whether the day is worked, by the notice of its year; a year without one says so."""
    why = calendar.why(on)
    match why.kind:
        case DayKind.HOLIDAY:
            told = _("%s, no working day") % why.name
        case DayKind.MAKE_UP:
            told = _("worked to make up for a holiday")
        case DayKind.WEEKEND:
            told = _("weekend")
        case _:
            first = calendar.nth_working_day_after(on.replace(day=1) - timedelta(days=1), 1)
            number = calendar.working_days_between(first, on) + 1
            told = _("working day %d of the month") % number
    return _("%s (provisional: the year’s notice is not out)") % told if why.provisional else told
