"""Places in their tree."""

from __future__ import annotations

from django.utils import timezone
from ninja import Query

from tashan.api.asked import entry, kept, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, entity_url
from tashan.api.routers import registers as router
from tashan.api.schemas import registers as told
from tashan.api.schemas.shared import Done, Ref, Refs
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry import changes
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind
from tashan.registry.models import EntityName
from tashan.registry.places import children


@door(
    router, "GET", "/places",
    scope=Scope.REGISTERS_READ, right=perms.may_see_registers, answer=Page[Ref],
)  # fmt: skip
def list_places(
    request: ProgramRequest, asked: Query[told.PlacesAsked], paging: Query[Paging]
) -> Page[Ref]:
    """What lies directly in a place on a day, by code; the provinces where none is named."""
    on = asked.on or today()
    parent = kept(asked.parent, Kind.PLACE) if asked.parent else None

    def shown(rows: list[EntityName]) -> list[Ref]:
        refs = Refs([row.entity for row in rows], on=on, viewer=request.user)
        return [refs.to(row.entity) for row in rows]

    keys = [Key("entity__code"), Key("key"), Key("entity_id")]
    return page(request, children(parent, on), keys, shown=shown, asked=paging)


@door(
    router, "POST", "/places",
    scope=Scope.REGISTERS_WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_place(request: ProgramRequest, given: told.PlaceNew) -> Done:
    """A new place with its level and the place it lies in."""
    new = New(given.name, given.since, code=given.code, facts=given.facts.facts())
    source = entry(request, given.reason, timezone.now())
    made = changes.enter(Kind.PLACE, new, source=source, short=given.short)
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "PATCH", "/places/{entity_id}",
    scope=Scope.REGISTERS_WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def change_place(request: ProgramRequest, entity_id: Id, given: told.PlaceChanged) -> Done:
    """From a day on the given facts hold."""
    entity = kept(entity_id, Kind.PLACE)
    source = entry(request, given.reason, timezone.now())
    changes.change(
        entity, since=given.since, until=given.until, source=source, **given.facts.facts()
    )
    return Done(id=entity.pk, url=entity_url(entity.pk))
