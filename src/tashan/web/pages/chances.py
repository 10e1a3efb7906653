"""What an enterprise can get: for officers, and for its own agent, who also answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.programmes import awards
from tashan.programmes.models import Award, ListState
from tashan.record import perms
from tashan.registry.belonging import belonging_of, may_see_entity
from tashan.registry.following import survivor
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.matching.chances import Chances
from tashan.web.matching.own_awards import awards_of

ON_A_CARD = 7


@page(perms.may_see_mechanisms)
def enterprise_programmes(request: OfficerRequest, entity_id: int) -> HttpResponseBase:
    """What it qualifies for, nearly gets, and why not; with ``?card=1`` the first lines."""
    entity = get_object_or_404(Entity, pk=entity_id, kind=Kind.ENTERPRISE)
    if entity.merged_into_id:
        return redirect("enterprise_programmes", survivor(entity).pk)
    return _page(request, entity, is_own=False)


@page(perms.may_see_own)
def own_programmes(request: OfficerRequest) -> HttpResponse:
    """The same for an agent's own enterprise, and no other."""
    return _page(request, _own(request), is_own=True)


@require_POST
@page(perms.may_see_own)
def answer_award(request: OfficerRequest, award_id: int) -> HttpResponseBase:
    """``answer=take`` or ``decline`` what was offered without application."""
    rows = Award.objects.filter(entity=_own(request), list__state=ListState.CONFIRMED)
    award = get_object_or_404(rows, pk=award_id)
    is_taken = request.POST.get("answer") == "take"
    move = awards.take if is_taken else awards.decline
    try:
        move(award, actor=request.user, at=timezone.now())
    except UserError as error:
        messages.error(request, str(error))
    else:
        told = _("Taken; the office is told.") if is_taken else _("Declined; the office is told.")
        messages.success(request, told)
    return redirect("own_programmes")


def _own(request: OfficerRequest) -> Entity:
    """The enterprise of the account; 404 where it has none that it may see."""
    today = timezone.localdate()
    row = belonging_of(request.user, today)
    if row is None or not may_see_entity(request.user, row.entity, today):
        raise Http404
    return survivor(row.entity)


def _page(request: OfficerRequest, entity: Entity, *, is_own: bool) -> HttpResponse:
    today = timezone.localdate()
    most = ON_A_CARD if "card" in request.GET else None
    context = {
        "chances": Chances(entity.pk, today, is_own=is_own, most=most),
        "name": name_on(entity, today),
        "awards": awards_of(entity.pk) if most is None else [],
    }
    return render(request, "programmes/enterprise.html", context)
