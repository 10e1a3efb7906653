"""Offices in their tree, officers and the posts they hold."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.api.asked import entry, kept, named, seen, today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, entity_url
from tashan.api.routers import registers as router
from tashan.api.schemas import registers as told
from tashan.api.schemas.shared import AsOf, Done, Refs, days_of
from tashan.record import perms
from tashan.record.tokens import Scope
from tashan.registry import changes, offices
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Tenure

READ, WRITE = Scope.REGISTERS_READ, Scope.REGISTERS_WRITE


@door(router, "GET", "/offices", scope=READ, right=perms.may_see_registers, answer=told.Offices)
def list_offices(request: ProgramRequest, asked: Query[told.OfficesAsked]) -> told.Offices:
    """The tree of offices of a day, each after the one above it."""
    on = asked.on or today()
    place = kept(asked.place, Kind.PLACE) if asked.place else None
    nodes = [node for top in offices.tree(on, place=place) for node in top.walk()]
    return told.Offices(
        items=[
            told.Office(
                id=node.entity.pk,
                kind=node.entity.kind,
                code=node.entity.code,
                name=node.name,
                url=entity_url(node.entity.pk),
                depth=node.depth,
                parent=node.facts.parent_id,
                staff=node.staff,
            )
            for node in nodes
        ]
    )


@door(
    router, "POST", "/offices",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_office(request: ProgramRequest, given: told.OfficeNew) -> Done:
    """A new office with its place in the tree."""
    new = offices.NewOffice(given.name, given.since, short=given.short, **given.facts.facts())
    made = offices.enter_office(new, source=entry(request, given.reason, timezone.now()))
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "PATCH", "/offices/{entity_id}",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def change_office(request: ProgramRequest, entity_id: Id, given: told.OfficeChanged) -> Done:
    """From a day on the given facts hold; an office cannot come to lie below itself."""
    entity, facts = kept(entity_id, Kind.OFFICE), given.facts.facts()
    if facts.get("parent") is not None:
        offices.refuse_circle(entity, facts["parent"], given.since)
    source = entry(request, given.reason, timezone.now())
    changes.change(entity, since=given.since, until=given.until, source=source, **facts)
    return Done(id=entity.pk, url=entity_url(entity.pk))


@door(
    router, "GET", "/offices/{entity_id}/staff",
    scope=READ, right=perms.may_see_registers, answer=told.Tenures,
)  # fmt: skip
def list_staff(request: ProgramRequest, entity_id: Id, asked: Query[AsOf]) -> told.Tenures:
    """Who serves in the office on a day, the lead first."""
    on = asked.on or today()
    served = offices.staff(seen(request, entity_id, kinds=(Kind.OFFICE,)), on)
    return _told(request, [one.tenure for one in served], on)


@door(
    router, "GET", "/officers/{entity_id}/posts",
    scope=READ, right=perms.may_see_registers, answer=told.Tenures,
)  # fmt: skip
def list_posts(request: ProgramRequest, entity_id: Id) -> told.Tenures:
    """Every post that the officer held or holds, the newest first."""
    officer = seen(request, entity_id, kinds=(Kind.OFFICER,))
    return _told(request, offices.posts_of(officer), today())


def _told(request: ProgramRequest, rows: list[Tenure], on: date) -> told.Tenures:
    ids = {pk for row in rows for pk in (row.officer_id, row.office_id)}
    known = Entity.objects.in_bulk(ids)
    refs = Refs(known.values(), on=on, viewer=request.user)
    return told.Tenures(
        items=[
            told.Tenure(
                **days_of(row),
                id=row.pk,
                officer=refs.to(known[row.officer_id]),
                office=refs.to(known[row.office_id]),
                post=row.post,
                is_lead=row.is_lead,
            )
            for row in rows
        ]
    )


@door(
    router, "POST", "/officers",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_officer(request: ProgramRequest, given: told.OfficerNew) -> Done:
    """Somebody who serves; several may have one name, so each is an entity of its own."""
    source = entry(request, given.reason, timezone.now())
    made = offices.enter_officer(given.name, since=given.since, source=source)
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "POST", "/officers/{entity_id}/posts",
    scope=WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def appoint_officer(request: ProgramRequest, entity_id: Id, given: told.TenureGiven) -> Done:
    """The officer holds a post from a day on."""
    row = offices.appoint(
        kept(entity_id, Kind.OFFICER),
        named(given.office, Kind.OFFICE),
        given.post,
        since=given.since,
        until=given.until,
        is_lead=given.is_lead,
        order=given.order,
        source=entry(request, given.reason, timezone.now()),
    )
    return Done(id=row.pk, url=entity_url(entity_id))


@door(
    router, "POST", "/posts/{tenure_id}/end",
    scope=WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def leave_post(request: ProgramRequest, tenure_id: Id, given: told.OnDay) -> Done:
    """The post is held no more from a day on."""
    rows = Tenure.objects.select_related("officer", "office")
    row = get_object_or_404(rows, pk=tenure_id)
    if row.replaced_id is not None:
        raise Http404
    ended = offices.leave(row, on=given.on, source=entry(request, given.reason, timezone.now()))
    return Done(id=ended.pk, url=entity_url(row.officer_id))
