"""Everything that the registers hold: searched, resolved, and read as of any day."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from ninja import Query

from tashan.api.asked import named_or_none, seen, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import registers as router
from tashan.api.schemas import entities as told
from tashan.api.schemas.facts import facts_of, references, with_references
from tashan.api.schemas.shared import AsOf, Known, Refs, days_of
from tashan.record import perms
from tashan.record.models import Event, Source
from tashan.record.tokens import Scope, may_see_some_registers
from tashan.registry import dated
from tashan.registry.dated import Dated
from tashan.registry.following import now, survivor
from tashan.registry.keeping import FACTS
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Label
from tashan.registry.naming import history
from tashan.registry.resolve import Resolution, resolve
from tashan.registry.search import search

READ = Scope.REGISTERS_READ


@door(router, "GET", "/entities", scope=READ, right=perms.may_see_registers, answer=told.Hits)
def search_entities(request: ProgramRequest, asked: Query[told.EntitiesAsked]) -> told.Hits:
    """The best entities for some words, over all kinds or one.

    A duplicate leads to the one that it was merged into.
    """
    on = asked.on or today()
    kinds = [kind for kind in _searchable(request) if asked.kind in (None, kind)]
    hits = search(asked.q, on=on, kinds=kinds, most=asked.limit) if kinds else []
    refs = Refs([hit.entity for hit in hits], on=on, viewer=request.user)
    return told.Hits(
        items=[
            told.Hit(
                **refs.to(hit.entity).model_dump(),
                matched=hit.matched,
                is_current=hit.is_current,
            )
            for hit in hits
        ]
    )


def _searchable(request: ProgramRequest) -> list[str]:
    """A household's name that is masked must not be found by guessing it."""
    is_told = perms.may_keep_registers(request.user)
    return [kind for kind in Kind.values if is_told or kind != Kind.HOUSEHOLD]


@door(
    router, "GET", "/entities/resolve",
    scope=READ, right=perms.may_see_registers, answer=told.Resolved,
)  # fmt: skip
def resolve_name(request: ProgramRequest, asked: Query[told.NameAsked]) -> told.Resolved:
    """Which entity a name means on a day: one, or candidates with reasons."""
    on = asked.on or today()
    context = named_or_none(asked.context, Kind.PLACE)
    found = Resolution(None)
    if asked.kind in _searchable(request):
        found = resolve(asked.name, kind=Kind(asked.kind), on=on, context=context)
    known = [found.entity, *(one.entity for one in found.candidates)]
    refs = Refs(known, on=on, viewer=request.user)
    return told.Resolved(
        entity=refs.of(found.entity),
        candidates=[
            told.Candidate(
                **refs.to(one.entity).model_dump(),
                why=one.why.value,
                matched=one.name,
                is_successor=one.is_successor,
            )
            for one in found.candidates
        ],
    )


@door(
    router, "GET", "/entities/{entity_id}",
    scope=READ, right=may_see_some_registers, answer=told.Entity,
)  # fmt: skip
def read_entity(request: ProgramRequest, entity_id: Id, asked: Query[Known]) -> told.Entity:
    """One entity as of a day: facts, names, labels, and what it had become by then."""
    entity, on = seen(request, entity_id), asked.on or today()
    row = next(iter(facts_rows(entity, asked)), None)
    lead, heirs = survivor(entity), now(entity, on)
    known = [entity, lead, *heirs, *(references(row) if row else [])]
    refs = Refs(known, on=on, viewer=request.user)
    labels = dated.as_of(Label.objects.filter(entity=entity), on, known_at=asked.known_at)
    return told.Entity(
        **refs.to(entity).model_dump(),
        on=on,
        merged_into=refs.to(lead) if lead != entity else None,
        facts=facts_of(row, refs) if row else None,
        names=names_of(entity, refs),
        labels=[label_of(label) for label in labels.order_by("code")],
        became=[refs.to(heir) for heir in heirs],
    )


def facts_rows(entity: Entity, asked: Known, *, all_days: bool = False) -> list[Dated]:
    """What is known of the entity on the day asked about, or on all days."""
    model = FACTS.get(entity.kind)
    if model is None:  # an officer: names and tenures say all
        return []
    manager: Any = model
    rows: QuerySet[Any] = manager.objects.filter(entity=entity).select_related("entity")
    if not all_days:
        rows = dated.as_of(rows, asked.on or today(), known_at=asked.known_at)
    return list(with_references(rows).order_by("since", "pk"))


def names_of(entity: Entity, refs: Refs) -> list[told.Name]:
    """Every name; of a household only what the account may be told."""
    if entity.kind == Kind.HOUSEHOLD:
        return [
            told.Name(name=refs.name(entity), sort="official", **days_of(row))
            for row in history(entity)[:1]
        ]
    return [told.Name(name=row.name, sort=row.sort, **days_of(row)) for row in history(entity)]  # type: ignore[arg-type]


def label_of(row: Label) -> told.Label:
    return told.Label(id=row.pk, code=row.code, note=row.note, **days_of(row))


@door(
    router, "GET", "/entities/{entity_id}/names",
    scope=READ, right=may_see_some_registers, answer=told.Names,
)  # fmt: skip
def list_names(request: ProgramRequest, entity_id: Id) -> told.Names:
    """Every name that the entity had, with its days and source."""
    entity = seen(request, entity_id)
    refs = Refs([entity], on=today(), viewer=request.user)
    return told.Names(items=names_of(entity, refs))


@door(
    router, "GET", "/entities/{entity_id}/labels",
    scope=READ, right=may_see_some_registers, answer=told.Labels,
)  # fmt: skip
def list_labels(request: ProgramRequest, entity_id: Id, asked: Query[AsOf]) -> told.Labels:
    """The labels carried on a day; without a day all that were ever carried."""
    rows: QuerySet[Label] = Label.objects.filter(entity=seen(request, entity_id))
    rows = dated.as_of(rows, asked.on) if asked.on else rows.filter(replaced__isnull=True)
    return told.Labels(items=[label_of(row) for row in rows.order_by("code", "since")])


@door(
    router, "GET", "/entities/{entity_id}/facts",
    scope=READ, right=may_see_some_registers, answer=told.FactHistory,
)  # fmt: skip
def list_facts(
    request: ProgramRequest, entity_id: Id, asked: Query[told.HistoryAsked]
) -> told.FactHistory:
    """What held from when to when, as it is known now, or was known at a moment."""
    entity = seen(request, entity_id)
    rows = facts_rows(entity, asked, all_days=asked.on is None)
    times = Source.objects.in_bulk(
        pk for row in rows for pk in (row.entered_id, row.replaced_id) if pk
    )
    moments = {pk: source.at for pk, source in times.items()}
    shown = [row for row in rows if asked.all or _was_known(row, moments, asked)]
    refs = Refs(
        [one for row in shown for one in references(row)],
        on=asked.on or today(), viewer=request.user,
    )  # fmt: skip
    return told.FactHistory(
        items=[
            told.Spell(
                **days_of(row),
                facts=facts_of(row, refs),
                entered_at=moments[row.entered_id],
                replaced_at=moments.get(row.replaced_id or 0),
            )
            for row in shown
        ]
    )


def _was_known(row: Dated, moments: dict[int, Any], asked: Known) -> bool:
    replaced = moments.get(row.replaced_id or 0)
    if asked.known_at is None:
        return replaced is None
    is_entered: bool = moments[row.entered_id] <= asked.known_at
    return is_entered and (replaced is None or replaced > asked.known_at)


@door(
    router, "GET", "/entities/{entity_id}/events",
    scope=READ, right=perms.may_see_registers, answer=Page[told.Event],
)  # fmt: skip
def list_events(request: ProgramRequest, entity_id: Id, paging: Query[Paging]) -> Page[told.Event]:
    """What was done to the entity, the newest first."""
    entity = seen(request, entity_id)
    if entity.kind not in _searchable(request):
        raise Http404
    rows = Event.objects.filter(stream=entity.stream).select_related("actor")
    return page(request, rows, [Key("sequence", is_descending=True)], shown=_events, asked=paging)


def _events(rows: list[Event]) -> list[told.Event]:
    return [
        told.Event(
            sequence=row.sequence,
            kind=row.kind,
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            actor=str(row.actor) if row.actor else None,
            payload=row.payload,
        )
        for row in rows
    ]
