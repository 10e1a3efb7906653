"""Offices in their tree, the page of one with its staff, and the page of an officer."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from tashan.record import perms
from tashan.record.models import Event
from tashan.registry import offices as register
from tashan.registry.dated import as_of as held_as_of
from tashan.registry.following import now, survivor
from tashan.registry.kinds import Kind
from tashan.registry.models import Belonging, Entity, OfficeFacts, Succession
from tashan.registry.naming import history, names_on
from tashan.web.as_of import as_of
from tashan.web.doors import OfficerRequest, page
from tashan.web.enterprise_page import held
from tashan.web.listing import words_of

MOST_EVENTS = 20


@page(perms.may_see_registers)
def offices(request: OfficerRequest) -> HttpResponse:
    """The tree of the day of ``?on=``; ``?q=`` keeps the offices whose names hold it."""
    day, words = as_of(request), words_of(request)
    nodes = [node for top in register.tree(day.day) for node in top.walk()]
    context = {
        "as_of": day,
        "words": words,
        "total": len(nodes),
        "nodes": [node for node in nodes if words in node.name or words in node.facts.duty],
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "offices/list.html", context)


@page(perms.may_see_registers)
def office(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """One office as of ``?on=``: its staff, what lies below it, what it became."""
    day = as_of(request)
    entity = _entity(entity_id, Kind.OFFICE)
    if entity.merged_into_id:
        return redirect("office", survivor(entity).pk)
    facts = held_as_of(OfficeFacts.objects.filter(entity=entity), day.day).first()
    below = register.below(entity, day.day)
    followed = list(Succession.objects.filter(successor=entity).order_by("on"))
    became = [one for one in now(entity, day.today) if one != entity]
    near = [facts.parent_id, facts.place_id] if facts else []
    mentioned = [*near, *(one.pk for one in below), *(row.entity_id for row in followed)]
    context = {
        "entity": entity,
        "facts": facts,
        "as_of": day,
        "staff": register.staff(entity, day.day),
        "below": below,
        "followed": followed,
        "became": became,
        "called": names_on([entity.pk, *mentioned, *(one.pk for one in became)], day.day),
        "names": history(entity),
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "offices/office.html", context)


@page(perms.may_see_registers)
def officer(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """One officer with every post held, and whose account is theirs."""
    day = as_of(request)
    entity = _entity(entity_id, Kind.OFFICER)
    if entity.merged_into_id:
        return redirect("officer", survivor(entity).pk)
    posts = register.posts_of(entity)
    accounts = held_as_of(Belonging.objects.filter(entity=entity), day.day).select_related("user")
    events = Event.objects.filter(stream=entity.stream).select_related("actor")
    context = {
        "entity": entity,
        "as_of": day,
        "posts": posts,
        "held": held(posts, day.day),
        "accounts": list(accounts),
        "called": names_on([entity.pk, *(row.office_id for row in posts)], day.day),
        "events": list(events.order_by("-sequence")[:MOST_EVENTS]),
        "may_keep": perms.may_keep_registers(request.user),
    }
    return render(request, "offices/officer.html", context)


def _entity(entity_id: int, kind: Kind) -> Entity:
    found = Entity.objects.filter(pk=entity_id, kind=kind).first()
    if found is None:
        raise Http404
    return found
