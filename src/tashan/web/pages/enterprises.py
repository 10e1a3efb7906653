"""Enterprises: the list, and the page of one with all that is known of it."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from tashan.record import perms
from tashan.registry.belonging import belonging_of, may_see_entity
from tashan.registry.enterprise_list import Asked, labels_in_use, lines, listed
from tashan.registry.following import survivor
from tashan.registry.kinds import Scale, Standing
from tashan.registry.places import called, within
from tashan.web.as_of import as_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.enterprise_page import EnterprisePage
from tashan.web.listing import Order, capped_page_of, order_of, words_of
from tashan.web.timeline import timeline

COLUMNS = {"name": "", "capital": "", "established": ""}


@page(perms.may_see_registers)
def enterprises(request: OfficerRequest) -> HttpResponse:
    """``?q=`` looks in names, letters and codes; further filters, ``?sort=`` and ``?on=``."""
    day, order = as_of(request), order_of(request, COLUMNS, default="name")
    asked = _asked(request, order, day.day)
    shown = capped_page_of(request, listed(asked, day.day))
    context = {
        "shown": shown,
        "rows": lines(list(shown), day.day),
        "order": order,
        "asked": asked,
        "is_narrowed": asked != Asked(sort=order.column, is_descending=order.is_descending),
        "as_of": day,
        "scales": Scale.choices,
        "standings": Standing.choices,
        "labels": labels_in_use(day.day),
        "place_words": words_of(request, "place"),
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "enterprises/list.html", context)


def _asked(request: OfficerRequest, order: Order, day: date) -> Asked:
    above = {"yes": True, "no": False}.get(request.GET.get("above", ""))
    park = request.GET.get("park", "")
    return Asked(
        words=words_of(request),
        industry=words_of(request, "industry"),
        scale=words_of(request, "scale"),
        is_above_scale=above,
        places=_places(words_of(request, "place"), day),
        park=int(park) if park.isdecimal() and len(park) < 18 else None,
        label=words_of(request, "label"),
        standing=words_of(request, "standing"),
        sort=order.column,
        is_descending=order.is_descending,
    )


def _places(words: str, day: date) -> frozenset[int] | None:
    """A place by its name or code, with all that lies in it; None where none is asked for."""
    if not words:
        return None
    return within(called(words), day)


@page(perms.may_see_registers)
def enterprise(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """All that is known of one enterprise as of ``?on=``; a duplicate leads to its survivor."""
    day = as_of(request)
    found = EnterprisePage.of(entity_id, day=day.day, viewer=request.user)
    if found is None:
        raise Http404
    if found.entity.merged_into_id:
        return redirect("enterprise", survivor(found.entity).pk)
    context = {
        "page": found,
        "as_of": day,
        "timeline": timeline(found),
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "enterprises/enterprise.html", context)


@page(perms.may_see_own)
def own(request: OfficerRequest) -> HttpResponse:
    """An agent's enterprise or a clerk's bank: their own, and nothing of anybody else."""
    today = timezone.localdate()
    row = belonging_of(request.user, today)
    found = None
    if row is not None and may_see_entity(request.user, row.entity, today):
        entity = survivor(row.entity)
        found = EnterprisePage.of(entity.pk, day=today, viewer=request.user, is_own=True)
    context = {"page": found, "timeline": timeline(found) if found else None}
    return render(request, "enterprises/own.html", context)
