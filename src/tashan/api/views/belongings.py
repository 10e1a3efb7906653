"""Whose account is whose: an officer's, an enterprise's agent's or a bank's clerk's."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.api.asked import entry, kept
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, entity_url
from tashan.api.routers import registers as router
from tashan.api.schemas import registers as told
from tashan.api.schemas.shared import Done
from tashan.base.errors import UserError
from tashan.record import perms
from tashan.record.models import User
from tashan.record.tokens import Scope
from tashan.registry.belonging import belong, release
from tashan.registry.kinds import Capacity
from tashan.registry.models import Belonging

WRITE = Scope.REGISTERS_WRITE


@door(
    router, "POST", "/entities/{entity_id}/accounts",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def give_account(request: ProgramRequest, entity_id: Id, given: told.BelongingGiven) -> Done:
    """From a day on the account belongs to the officer, enterprise or bank."""
    user = User.objects.filter(username__iexact=given.username, is_active=True).first()
    if user is None:
        raise UserError(
            _("There is no account “%s”.") % given.username, hint=_("Give its username.")
        )
    source = entry(request, given.reason, timezone.now())
    entity, capacity = kept(entity_id), Capacity(given.capacity)
    row = belong(user, entity, capacity, since=given.since, source=source)
    return Done(id=row.pk, url=entity_url(entity_id))


@door(
    router, "POST", "/accounts/{belonging_id}/end",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def release_account(request: ProgramRequest, belonging_id: Id, given: told.OnDay) -> Done:
    """The account belongs to the entity no more from a day on."""
    row = get_object_or_404(Belonging.objects.select_related("entity", "user"), pk=belonging_id)
    if row.replaced_id is not None:
        raise Http404
    release(row, on=given.on, source=entry(request, given.reason, timezone.now()))
    return Done(id=row.pk, url=entity_url(row.entity_id))
