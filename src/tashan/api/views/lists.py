"""The lists of parks, buildings, projects, officers and households, in the order of pinyin."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from ninja import Query

from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.routers import registers as router
from tashan.api.schemas import registers as told
from tashan.api.schemas.shared import AsOf, Ref, Refs
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry.dated import as_of, held_on
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import EntityName
from tashan.registry.search import matching

READ = Scope.REGISTERS_READ


def _named(kind: Kind, asked: AsOf) -> QuerySet[EntityName]:
    on = asked.on or today()
    rows = as_of(EntityName.objects.filter(kind=kind, sort=NameSort.OFFICIAL), on)
    rows = rows.filter(entity__merged_into__isnull=True).select_related("entity")
    words = getattr(asked, "q", "")
    if words:
        named = matching(words).filter(kind=kind).values("entity")
        rows = rows.filter(Q(entity__in=named) | Q(entity__code=words.replace(" ", "").upper()))
    return rows


def _page(
    request: ProgramRequest,
    rows: QuerySet[EntityName],
    asked: AsOf,
    paging: Paging,
    *,
    keys: Sequence[Key] = (Key("key"), Key("entity_id")),
) -> Page[Ref]:
    def shown(names: list[EntityName]) -> list[Ref]:
        on = asked.on or today()
        refs = Refs([row.entity for row in names], on=on, viewer=request.user)
        return [refs.to(row.entity) for row in names]

    return page(request, rows, keys, shown=shown, asked=paging)


@door(router, "GET", "/officers", scope=READ, right=perms.may_see_registers, answer=Page[Ref])
def list_officers(
    request: ProgramRequest, asked: Query[told.Listed], paging: Query[Paging]
) -> Page[Ref]:
    """The officers of a day."""
    return _page(request, _named(Kind.OFFICER, asked), asked, paging)


@door(router, "GET", "/parks", scope=READ, right=perms.may_see_registers, answer=Page[Ref])
def list_parks(
    request: ProgramRequest, asked: Query[told.Listed], paging: Query[Paging]
) -> Page[Ref]:
    """The parks of a day."""
    return _page(request, _named(Kind.PARK, asked), asked, paging)


@door(router, "GET", "/buildings", scope=READ, right=perms.may_see_registers, answer=Page[Ref])
def list_buildings(
    request: ProgramRequest, asked: Query[told.BuildingsAsked], paging: Query[Paging]
) -> Page[Ref]:
    """The buildings of a day, of one park or of all."""
    rows = _named(Kind.BUILDING, asked)
    if asked.park:
        facts = "entity__building_facts__"
        rows = rows.filter(held_on(asked.on or today(), facts) & Q(**{facts + "park": asked.park}))
    return _page(request, rows, asked, paging)


@door(router, "GET", "/projects", scope=READ, right=perms.may_see_registers, answer=Page[Ref])
def list_projects(
    request: ProgramRequest, asked: Query[told.ProjectsAsked], paging: Query[Paging]
) -> Page[Ref]:
    """The projects of a day, in one stage or in all."""
    rows = _named(Kind.PROJECT, asked)
    facts = "entity__project_facts__"
    wanted = {"stage": asked.stage, "is_key": asked.is_key}
    said = {facts + name: value for name, value in wanted.items() if value is not None}
    if said:
        rows = rows.filter(held_on(asked.on or today(), facts) & Q(**said))
    return _page(request, rows, asked, paging)


@door(router, "GET", "/households", scope=READ, right=perms.may_see_households, answer=Page[Ref])
def list_households(
    request: ProgramRequest, asked: Query[told.HouseholdsAsked], paging: Query[Paging]
) -> Page[Ref]:
    """The households of a day, of one village or of all; names are masked for most.

    In the order of their numbers: one by names would tell what is masked.
    """
    rows = _named(Kind.HOUSEHOLD, asked)
    if asked.village:
        facts = "entity__household_facts__"
        on = asked.on or today()
        rows = rows.filter(held_on(on, facts) & Q(**{facts + "village": asked.village}))
    return _page(request, rows, asked, paging, keys=[Key("entity_id")])
