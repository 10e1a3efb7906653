"""Published lists, for anyone: the lists, a full-screen board, a poster to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_cookie

from tashan.indicators.ranking.publishing import newest_versions, version_of, versions_of
from tashan.web.ranking.board import Board


@cache_control(public=True, max_age=60)
@vary_on_cookie
def boards(request: HttpRequest) -> HttpResponse:
    """The newest version of every list."""
    return render(request, "boards/list.html", {"boards": [Board(p) for p in newest_versions()]})


@cache_control(public=True, max_age=60)
@vary_on_cookie
def board(request: HttpRequest, list_id: int) -> HttpResponse:
    """Full screen, turning its pages; ``?version=`` shows an earlier one, ``?page=`` one page."""
    context = _context(request, list_id)
    found: Board = context["board"]  # type: ignore[assignment]
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdigit() and 1 <= int(asked) <= len(found.leaves) else 1
    return render(request, "boards/board.html", context | {"shown_page": number})


@cache_control(public=True, max_age=60)
@vary_on_cookie
def poster(request: HttpRequest, list_id: int) -> HttpResponse:
    """The whole list on paper."""
    return render(request, "boards/poster.html", _context(request, list_id))


def _context(request: HttpRequest, list_id: int) -> dict[str, object]:
    asked = request.GET.get("version", "")
    found = version_of(list_id, int(asked) if asked.isdigit() and len(asked) < 5 else None)
    if found is None:
        raise Http404
    return {"board": Board(found), "versions": versions_of(list_id)}
