"""Enterprises: listed with the filters of the page, entered, changed, tied to each other."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from ninja import Query

from tashan.api.asked import entry, kept, named, seen, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id, Money, entity_url, exact, source_url
from tashan.api.routers import registers as router
from tashan.api.schemas import enterprises as told
from tashan.api.schemas.shared import AsOf, Done, Refs
from tashan.record import perms
from tashan.record.tokens import Scope, may_see_some_registers
from tashan.registry import enterprise_list, enterprises
from tashan.registry.enterprise_list import FACTS, Row
from tashan.registry.kinds import Kind, Tie
from tashan.registry.models import EntityName
from tashan.registry.places import within

LAST = Key("entity_id")
ORDERS = {
    "name": (Key("key"), LAST),
    "capital": (Key(FACTS + "registered_capital", may_be_unknown=True), LAST),
    "established": (Key(FACTS + "established_on", may_be_unknown=True), LAST),
}


@door(
    router, "GET", "/enterprises",
    scope=Scope.REGISTERS_READ, right=perms.may_see_registers, answer=Page[told.Enterprise],
)  # fmt: skip
def list_enterprises(
    request: ProgramRequest, asked: Query[told.EnterprisesAsked], paging: Query[Paging]
) -> Page[told.Enterprise]:
    """The enterprises of a day, filtered and sorted as on the page."""
    on = asked.on or today()
    rows = enterprise_list.listed(_wanted(asked, on), on)

    def shown(names: list[EntityName]) -> list[told.Enterprise]:
        return [_line(row) for row in enterprise_list.lines(names, on)]

    return page(request, rows, _order(asked.sort), shown=shown, asked=paging)


def _wanted(asked: told.EnterprisesAsked, on: date) -> enterprise_list.Asked:
    place = kept(asked.place, Kind.PLACE) if asked.place else None
    return enterprise_list.Asked(
        words=asked.q,
        industry=asked.industry,
        scale=asked.scale,
        is_above_scale=asked.is_above_scale,
        places=within([place.pk], on) if place else None,
        park=asked.park,
        label=asked.label,
        standing=asked.standing,
        sort=asked.sort.removeprefix("-"),
        is_descending=asked.sort.startswith("-"),
    )


def _order(sort: str) -> list[Key]:
    """As the list itself sorts: the names' ties follow them, the others' go up."""
    is_descending = sort.startswith("-")
    first, last = ORDERS[sort.removeprefix("-")]
    turned = Key(first.column, is_descending, first.may_be_unknown)
    return [turned, Key(last.column, is_descending and first.column == "key")]


def _line(row: Row) -> told.Enterprise:
    facts = row.facts
    return told.Enterprise(
        id=row.entity.pk,
        kind=row.entity.kind,
        code=row.entity.code,
        name=row.name,
        url=entity_url(row.entity.pk),
        industry=facts.industry if facts else "",
        scale=facts.scale if facts else "",
        is_above_scale=facts.is_above_scale if facts else None,
        standing=facts.standing if facts else "",
        place=row.place,
        park=row.park,
        registered_capital=Money.of(facts.registered_capital if facts else None),
        established_on=facts.established_on if facts else None,
        labels=list(row.labels),
    )


@door(
    router, "POST", "/enterprises",
    scope=Scope.REGISTERS_WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def enter_enterprise(request: ProgramRequest, given: told.EnterpriseNew) -> Done:
    """A new enterprise; a code that is mistyped or taken is refused, so is an unknown industry."""
    new = enterprises.NewEnterprise(
        given.name, given.code, given.since, short=given.short, facts=given.facts.facts()
    )
    source = entry(request, given.reason, timezone.now())
    made = enterprises.enter_enterprise(new, source=source)
    return Done(id=made.pk, url=entity_url(made.pk))


@door(
    router, "PATCH", "/enterprises/{entity_id}",
    scope=Scope.REGISTERS_WRITE, right=perms.may_keep_registers, answer=Done,
)  # fmt: skip
def change_enterprise(
    request: ProgramRequest, entity_id: Id, given: told.EnterpriseChanged
) -> Done:
    """From a day on the given facts hold; what was known before stays."""
    entity = kept(entity_id, Kind.ENTERPRISE)
    source = entry(request, given.reason, timezone.now())
    enterprises.change_enterprise(
        entity, since=given.since, until=given.until, source=source, **given.facts.facts()
    )
    return Done(id=entity.pk, url=entity_url(entity.pk))


@door(
    router, "GET", "/enterprises/{entity_id}/affiliates",
    scope=Scope.REGISTERS_READ, right=may_see_some_registers, answer=told.Affiliates,
)  # fmt: skip
def list_affiliates(request: ProgramRequest, entity_id: Id, asked: Query[AsOf]) -> told.Affiliates:
    """The ties of a day, whichever side they were entered from."""
    on = asked.on or today()
    ties = enterprises.affiliates(seen(request, entity_id, kinds=(Kind.ENTERPRISE,)), on)
    refs = Refs([tied.entity for tied in ties], on=on, viewer=request.user)
    return told.Affiliates(
        items=[
            told.Affiliate(
                **refs.to(tied.entity).model_dump(),
                tie=tied.tie.value,
                share=None if tied.share is None else exact(tied.share),
                since=tied.since,
                source=source_url(tied.source.pk),
            )
            for tied in ties
        ]
    )


@door(
    router, "POST", "/enterprises/{entity_id}/affiliates",
    scope=Scope.REGISTERS_WRITE, right=perms.may_keep_registers, answer=Done, status=201,
)  # fmt: skip
def affiliate(request: ProgramRequest, entity_id: Id, given: told.AffiliationGiven) -> Done:
    """Another enterprise belongs to this one from a day on."""
    row = enterprises.affiliate(
        kept(entity_id, Kind.ENTERPRISE),
        named(given.other, Kind.ENTERPRISE),
        Tie(given.tie),
        since=given.since,
        source=entry(request, given.reason, timezone.now()),
        share=given.share,
    )
    return Done(id=row.pk, url=entity_url(entity_id))
