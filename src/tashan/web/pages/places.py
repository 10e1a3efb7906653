"""Places: the tree from the provinces down, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from tashan.record import perms
from tashan.registry.following import survivor
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.places import children
from tashan.registry.search import search
from tashan.web.as_of import as_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.listing import capped_page_of, words_of
from tashan.web.place_page import PlacePage

PAGE_SIZE = 100


@page(perms.may_see_registers)
def places(request: OfficerRequest) -> HttpResponse:
    """The provinces of the day of ``?on=``; ``?q=`` looks for a place by name or code."""
    day, words = as_of(request), words_of(request)
    context = {
        "as_of": day,
        "words": words,
        "hits": search(words, on=day.day, kinds=[Kind.PLACE], most=50),
        "shown": capped_page_of(request, children(None, day.day), size=PAGE_SIZE),
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "places/list.html", context)


@page(perms.may_see_registers)
def place(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """One place: what it lies in, what lies in it, its names, figures and what followed it."""
    day = as_of(request)
    entity = Entity.objects.filter(pk=entity_id, kind=Kind.PLACE).first()
    if entity is None:
        raise Http404
    if entity.merged_into_id:
        return redirect("place", survivor(entity).pk)
    context = {
        "page": PlacePage(entity, day=day.day, viewer=request.user),
        "shown": capped_page_of(request, children(entity, day.day), size=PAGE_SIZE),
        "as_of": day,
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "places/place.html", context)
