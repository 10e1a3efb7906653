"""The audit administrator's page: are the events those that were appended, and what were the last.

Of a report's events it shows who did what when, never what the report or the finding says.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from tashan.record import perms
from tashan.record.audit import Verdict, verify
from tashan.record.models import Event, Seal
from tashan.web.doors import OfficerRequest, page
from tashan.web.event_words import EVENTS, FAULTS, of_business
from tashan.web.listing import words_of

PAGE_SIZE = 50


@page(perms.may_read_audit)
def audit(request: OfficerRequest) -> HttpResponse:
    """GET lists the events (``?stream=``, ``?before=``); POST verifies all of them first."""
    verdict: Verdict | None = verify() if request.method == "POST" else None
    rows = list(_chosen(request)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    context = {
        "verdict": verdict,
        "faults": [(FAULTS[fault.kind], fault) for fault in verdict.faults] if verdict else [],
        "events": [(row, EVENTS.get(row.kind, row.kind), of_business(row)) for row in shown],
        "next_before": shown[-1].pk if len(rows) > PAGE_SIZE else None,
        "last_seal": Seal.objects.order_by("-number").first(),
    }
    return render(request, "audit.html", context)


def _chosen(request: OfficerRequest) -> QuerySet[Event]:
    rows = Event.objects.select_related("actor").order_by("-pk")
    if stream := words_of(request, "stream"):
        rows = rows.filter(stream=stream)
    if (before := request.GET.get("before", "")).isdecimal():
        rows = rows.filter(pk__lt=int(before))
    return rows
