"""From what a request names to the rows: entities by number or code, the day, the source."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field

from tashan.api.doors import ProgramRequest
from tashan.api.fields import MOST_ID, Id
from tashan.base.errors import UserError
from tashan.record import perms, sources
from tashan.record.models import PermittedUse, Source
from tashan.registry.belonging import may_see_entity
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

EntityKey = Annotated[
    Id | Annotated[str, Field(max_length=50, pattern=r"^[a-z]+:[0-9A-Za-z-]+$")],
    Field(
        description="The number of an entity, or its kind and code",
        examples=[12, "place:999901"],
    ),
]


def today() -> date:
    return timezone.localdate()


def seen(request: ProgramRequest, entity_id: int, *, kinds: tuple[Kind, ...] = ()) -> Entity:
    """The entity, if there is one and the account may see it: agents and clerks see their own."""
    rows: QuerySet[Entity] = Entity.objects.filter(pk=entity_id)
    found = (rows.filter(kind__in=kinds) if kinds else rows).first()
    if found is None or not may_see_entity(request.user, found, today()):
        raise Http404
    if found.kind == Kind.HOUSEHOLD and not perms.may_see_households(request.user):
        raise Http404
    return found


def kept(entity_id: int, *kinds: Kind) -> Entity:
    """The entity that an officer changes."""
    rows = Entity.objects.filter(pk=entity_id)
    found = (rows.filter(kind__in=kinds) if kinds else rows).first()
    if found is None:
        raise Http404
    return found


def named(key: int | str, *kinds: Kind) -> Entity:
    """The entity that a body names by number or ``kind:code``. Raises UserError for another."""
    if isinstance(key, int):
        rows = Entity.objects.filter(pk=min(key, MOST_ID))
    else:
        kind, code = key.split(":", 1)
        rows = Entity.objects.filter(kind=kind, code=code.upper())
    found = rows.first()
    if found is None:
        raise UserError(
            _("There is no “%s” in the registers.") % key,
            hint=_("Give the number of an entity, or its kind and code like place:999901."),
        )
    if kinds and found.kind not in kinds:
        wanted = ", ".join(str(kind.label) for kind in kinds)
        raise UserError(_("“%s” is of another kind.") % key, hint=_("It is one of: %s.") % wanted)
    return found


def named_or_none(key: int | str | None, *kinds: Kind) -> Entity | None:
    return None if key is None else named(key, *kinds)


def entry(
    request: ProgramRequest, reason: str, at: datetime, *, use: PermittedUse = PermittedUse.WORK
) -> Source:
    """The source of what the account of this token enters."""
    return sources.entry(reason, actor=request.user, at=at, use=use)
