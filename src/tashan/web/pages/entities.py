"""One address for everything that the registers hold: it leads on to the page of its kind."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch

from tashan.record import perms
from tashan.registry.models import Entity
from tashan.web.doors import OfficerRequest, page


@page(perms.may_see_registers)
def entity(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """To the page of its kind; a duplicate leads to the one that it was merged into."""
    found = get_object_or_404(Entity, pk=entity_id)
    try:
        return redirect(found.kind, found.merged_into_id or found.pk)
    except NoReverseMatch as error:
        raise Http404 from error
