"""Search over everything found in all reports, in either script."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from tashan.reading.models import FindingKind, ReportFinding, ReviewState
from tashan.reading.search import search_findings
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.findings_view import headline
from tashan.web.highlight import highlighted
from tashan.web.listing import page_of, words_of

PAGE_SIZE = 20


@page(perms.may_search)
def search(request: OfficerRequest) -> HttpResponse:
    """``?q=`` asks; ``?kind=`` and ``?state=`` narrow the answer."""
    words = words_of(request)
    shown = page_of(request, _found(request, words), size=PAGE_SIZE)
    return render(
        request,
        "search.html",
        {
            "words": words,
            "shown": shown,
            "hits": [(row, headline(row), highlighted(row.quote, words)) for row in shown],
            "kinds": FindingKind.choices,
            "states": ReviewState.choices,
        },
    )


def _found(request: OfficerRequest, words: str) -> QuerySet[ReportFinding]:
    rows = search_findings(words).select_related("decided_by").defer("report__text")
    if (kind := request.GET.get("kind", "")) in FindingKind.values:
        rows = rows.filter(kind=kind)
    if (state := request.GET.get("state", "")) in ReviewState.values:
        rows = rows.filter(state=state)
    return rows
