"""What the desk shows: reports that wait for review, and what happened since yesterday."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from tashan.reading.counts import reports_with_counts
from tashan.reading.models import Change, Report, ReportFinding, ReportState, ReviewState
from tashan.record.models import Event, User

MOST_REPORTS = 8
MOST_EVENTS = 300
MOST_LINES = 10
MOST_DECIDED = 8
HELD = (ReviewState.ACCEPTED, ReviewState.CORRECTED)


class Figures(NamedTuple):
    """The four numbers at the top."""

    to_review: int
    lost: int
    in_reading: int
    mine_today: int


@dataclass(slots=True)
class Line:
    """What one person did to one report, several like acts in one line."""

    kind: str
    actor: User | None
    report_id: int
    at: datetime
    count: int = 1
    title: str = ""
    payload: dict[str, object] = field(default_factory=dict)


def figures(user: User, now: datetime) -> Figures:
    """How much waits, and how much of it this officer did today."""
    there = ReportFinding.objects.exclude(change=Change.GONE)
    waiting = Q(state=ReviewState.OPEN)
    counted = there.aggregate(
        to_review=Count("pk", filter=waiting),
        lost=Count("pk", filter=waiting & Q(status="lost")),
        mine_today=Count("pk", filter=Q(decided_by=user, decided_at__gte=midnight(now))),
    )
    unread = (ReportState.WAITING, ReportState.READING)
    return Figures(in_reading=Report.objects.filter(state__in=unread).count(), **counted)


def reports_to_review(user: User) -> QuerySet[Report]:
    """Reports with open findings: this officer's own first, then the newest."""
    read = reports_with_counts().filter(state=ReportState.READ).alias(is_mine=Q(uploaded_by=user))
    waiting = read.alias(waits=F("open_count")).filter(waits__gt=0)
    return waiting.order_by("-is_mine", "-uploaded_at")[:MOST_REPORTS]


def midnight(now: datetime, *, days_ago: int = 0) -> datetime:
    """The beginning of the local day, or of one before it."""
    day = timezone.localdate(now) - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time.min))


def newest_events() -> list[Event]:
    """The last that happened to reports: the primary key is the order of recording."""
    rows = Event.objects.filter(stream__startswith="report:").select_related("actor")
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
    """What happened to reports since yesterday, newest first, like acts together."""
    since = midnight(now, days_ago=1)
    lines = _together(event for event in newest if event.recorded_at >= since)[:MOST_LINES]
    titles = dict(
        Report.objects.filter(pk__in={line.report_id for line in lines}).values_list("pk", "title")
    )
    for line in lines:
        line.title = titles.get(line.report_id, "")
    return lines


def _together(events: Iterable[Event]) -> list[Line]:
    """One line for all that one person did to one report on one day, in like acts."""
    lines: dict[tuple[str, str, int | None, date], Line] = {}
    for event in events:
        if event.kind == "report.queued":
            continue
        kind = "finding.review" if event.kind.startswith("finding.") else event.kind
        key = (event.stream, kind, event.actor_id, timezone.localdate(event.recorded_at))
        if key in lines:
            lines[key].count += 1
        else:
            lines[key] = _line(event, kind)
    return list(lines.values())


def _line(event: Event, kind: str) -> Line:
    return Line(kind, event.actor, _report_id(event), event.recorded_at, payload=event.payload)


def _report_id(event: Event) -> int:
    return int(event.stream.removeprefix("report:"))
