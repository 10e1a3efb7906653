"""One search over everything: registers first, then mechanisms, then findings of all reports."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tashan.reading.models import FindingKind, ReportFinding, ReviewState
from tashan.reading.search import search_findings
from tashan.record import perms
from tashan.registry.kinds import Kind
from tashan.registry.search import Hit
from tashan.registry.search import search as search_entities
from tashan.web.doors import OfficerRequest, page
from tashan.web.findings_view import headline
from tashan.web.highlight import highlighted
from tashan.web.listing import page_of, words_of
from tashan.web.mechanism_list import titled

PAGE_SIZE = 20
MOST_ENTITIES = 12
MOST_MECHANISMS = 6
# households are people at home: they have a search of their own
SHOWN_KINDS = [kind.value for kind in Kind if kind is not Kind.HOUSEHOLD]


@page(perms.may_search)
def search(request: OfficerRequest) -> HttpResponse:
    """``?q=`` asks; ``?kind=`` and ``?state=`` narrow the findings. Each sees what they may see."""
    words = words_of(request)
    may_read = perms.may_read_report(request.user)
    shown = page_of(request, _found(request, words), size=PAGE_SIZE) if may_read else None
    context = {
        "words": words,
        "entities": _entities(request, words),
        "mechanisms": _mechanisms(request, words),
        "shown": shown,
        "may_read": may_read,
        "hits": [(r, headline(r), highlighted(r.quote, words)) for r in shown or ()],
        "kinds": FindingKind.choices,
        "states": ReviewState.choices,
    }
    return render(request, "search.html", context)


def _entities(request: OfficerRequest, words: str) -> list[Hit]:
    """The first page alone shows them: the next ones are of findings."""
    if not perms.may_see_registers(request.user) or request.GET.get("page", "1") != "1":
        return []
    return search_entities(words, on=timezone.localdate(), kinds=SHOWN_KINDS, most=MOST_ENTITIES)


def _mechanisms(request: OfficerRequest, words: str) -> list[tuple[str, str, str]]:
    """Also on the first page alone."""
    if not perms.may_see_mechanisms(request.user) or request.GET.get("page", "1") != "1":
        return []
    return titled(words, most=MOST_MECHANISMS)


def _found(request: OfficerRequest, words: str) -> QuerySet[ReportFinding]:
    rows = search_findings(words).select_related("decided_by").defer("report__text")
    if (kind := request.GET.get("kind", "")) in FindingKind.values:
        rows = rows.filter(kind=kind)
    if (state := request.GET.get("state", "")) in ReviewState.values:
        rows = rows.filter(state=state)
    return rows
