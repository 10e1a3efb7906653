"""Enter entities, and state what held from a day on. Nothing known before is overwritten.

Callers hold a transaction; the entity's row is locked, so that two officers wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q, Value
from django.utils.translation import gettext as _

from tashan.base import pinyin, terms
from tashan.base.errors import UserError
from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.record.search import Literal
from tashan.registry.dated import Dated, as_of, fields_of
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import (
    BuildingFacts,
    EnterpriseFacts,
    Entity,
    EntityName,
    ExtraFact,
    HouseholdFacts,
    OfficeFacts,
    ParkFacts,
    PlaceFacts,
    ProjectFacts,
)

D = TypeVar("D", bound=Dated)

# An officer has no facts of their own: names and tenures say all.
FACTS: dict[str, type[Dated]] = {
    Kind.PLACE: PlaceFacts,
    Kind.OFFICE: OfficeFacts,
    Kind.ENTERPRISE: EnterpriseFacts,
    Kind.PARK: ParkFacts,
    Kind.BUILDING: BuildingFacts,
    Kind.PROJECT: ProjectFacts,
    Kind.HOUSEHOLD: HouseholdFacts,
}


@dataclass(frozen=True, slots=True)
class New:
    """An entity that is entered for the first time; ``facts`` are fields of its kind's table."""

    name: str
    since: date
    code: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    until: date | None = None


def enter(kind: Kind, new: New, *, source: Source) -> Entity:
    """One new entity with its official name and facts."""
    return enter_many(kind, [new], source=source)[0]


@transaction.atomic
def enter_many(kind: Kind, news: Iterable[New], *, source: Source) -> list[Entity]:
    """Many new entities at once, in their order. A code that exists breaks a named constraint."""
    given = list(news)
    entities = [Entity(kind=kind, code=new.code, entered=source) for new in given]
    copied(entities)
    pairs = list(zip(entities, given, strict=True))
    copied([name_row(e, new.name, since=new.since, until=new.until, source=source)
            for e, new in pairs])  # fmt: skip
    facts = FACTS.get(kind)
    if facts is not None:
        copied([_fact_row(facts, entity, new, source=source) for entity, new in pairs])
    return entities


def _fact_row(facts: type[Dated], entity: Entity, new: New, *, source: Source) -> Dated:
    said = {"entity": entity, "source": source, "entered": source} | new.facts
    return facts(since=new.since, until=new.until, **said)


def name_row(
    entity: Entity,
    name: str,
    *,
    since: date,
    source: Source,
    sort: NameSort = NameSort.OFFICIAL,
    until: date | None = None,
) -> EntityName:
    """A name, not stored yet, with what it is sorted and searched by."""
    plain = name.strip()
    if not plain:
        raise UserError(_("A name is empty."), hint=_("Give the name as its documents write it."))
    key, initials = pinyin.key_and_initials(plain)
    return EntityName(
        entity=entity,
        kind=entity.kind,
        sort=sort,
        name=plain,
        key=key,
        initials=initials,
        terms=Literal(Value(terms.vector(plain, entity.code))),
        since=since,
        until=until,
        source=source,
        entered=source,
    )


@transaction.atomic
def rename(entity: Entity, name: str, *, since: date, source: Source) -> None:
    """From a day on the entity has another official name; the earlier one stays in its history."""
    new = name_row(entity, name, since=since, source=source)
    fields = {"name": new.name, "key": new.key, "initials": new.initials, "terms": new.terms}
    official = Q(sort=NameSort.OFFICIAL)
    base = {"kind": entity.kind, "sort": NameSort.OFFICIAL}
    _state(EntityName, entity, base | fields, where=official, since=since, source=source)


def call(entity: Entity, name: str, *, sort: NameSort, since: date, source: Source) -> EntityName:
    """Another name that texts use for the entity."""
    row = name_row(entity, name, since=since, source=source, sort=sort)
    row.save(force_insert=True)
    return row


@transaction.atomic
def state(
    entity: Entity, *, since: date, source: Source, until: date | None = None, **fields: Any
) -> Dated:
    """From ``since`` on (until the next statement, or ``until``) these fields hold.

    Fields that are not given stay as they were that day. Saying what holds already changes
    nothing.
    """
    return _state(FACTS[entity.kind], entity, fields, since=since, source=source, until=until)


@transaction.atomic
def state_further(
    entity: Entity, register: str, name: str, value: object, *, since: date, source: Source
) -> ExtraFact:
    """From a day on a further field, as a ``register`` file lets the kind carry, has this value."""
    fields = {"register": register, "field": name, "value": value}
    where = Q(register=register, field=name)
    return _state(ExtraFact, entity, fields, where=where, since=since, source=source)


def _state(
    model: type[D],
    entity: Entity,
    fields: dict[str, Any],
    *,
    since: date,
    source: Source,
    until: date | None = None,
    where: Q | None = None,
) -> D:
    Entity.objects.select_for_update().get(pk=entity.pk)
    known = model._default_manager.filter(where or Q(), entity=entity, replaced__isnull=True)
    rows = list(known.order_by("since"))
    current = next((row for row in rows if _holds(row, since)), None)
    following = next((row.since for row in rows if row.since > since), None)
    said = model(entity=entity, since=since, source=source, entered=source, **fields)
    if current is None:
        said.until = _earlier(until, following)
    else:
        said = _carried_over(current, fields, since=since, source=source)
        said.until = _earlier(until, current.until)
        if _says_the_same(said, current):
            return current
        _replace(current, by=source, but=said)
    said.save(force_insert=True)
    return said


def _holds(row: Dated, day: date) -> bool:
    return row.since <= day and (row.until is None or day < row.until)


def _earlier(a: date | None, b: date | None) -> date | None:
    return min((day for day in (a, b) if day), default=None)


def _carried_over(row: D, fields: dict[str, Any], *, since: date, source: Source) -> D:
    copy = type(row)(**fields_of(row), since=since, source=source, entered=source)
    for name, value in fields.items():
        setattr(copy, name, value)
    return copy


def _says_the_same(said: Dated, row: Dated) -> bool:
    mine, theirs = fields_of(said), fields_of(row)
    for derived in ("terms", "key", "initials"):
        mine.pop(derived, None)
        theirs.pop(derived, None)
    return mine == theirs and said.until == row.until


def _replace(row: D, *, by: Source, but: Dated) -> None:
    """The row is known better now: what it said before and after ``but`` is said again."""
    type(row)._default_manager.filter(pk=row.pk).update(replaced=by)
    times = {"source": row.source, "entered": by}
    if row.since < but.since:
        before = type(row)(**fields_of(row), since=row.since, until=but.since, **times)
        before.save(force_insert=True)
    if but.until is not None and (row.until is None or but.until < row.until):
        after = type(row)(**fields_of(row), since=but.until, until=row.until, **times)
        after.save(force_insert=True)


@transaction.atomic
def end(row: Dated, *, on: date, source: Source) -> Dated:
    """The row holds until ``on`` (from that day on no more): a label, a tenancy, a tenure ends."""
    if on <= row.since:
        raise UserError(
            _("It began on %(since)s and cannot end on %(on)s.") % {"since": row.since, "on": on},
            hint=_("Give a day after it began."),
        )
    model: type[models.Model] = type(row)
    model._default_manager.filter(pk=row.pk).update(replaced=source)
    ended = type(row)(
        **fields_of(row), since=row.since, until=on, source=row.source, entered=source
    )
    ended.save(force_insert=True)
    return ended


@transaction.atomic
def take_back(row: Dated, *, source: Source) -> None:
    """The row is known not to hold on any day; what it said stays to be seen."""
    model: type[models.Model] = type(row)
    model._default_manager.filter(pk=row.pk).update(replaced=source)


@transaction.atomic
def restate(row: D, *, source: Source, **changes: Any) -> D:
    """The same row known better: fields or times of it change, its earlier wording stays."""
    model = type(row)
    model._default_manager.filter(pk=row.pk).update(replaced=source)
    times = {"since": row.since, "until": row.until, "source": row.source}
    better = model(**fields_of(row), **times, entered=source)
    for name, value in changes.items():
        setattr(better, name, value)
    better.save(force_insert=True)
    return better


def facts_on(entity: Entity, day: date) -> Any:
    """The row of facts that held on a day, of whatever kind, with its source; else None."""
    model: type[models.Model] = FACTS[entity.kind]
    rows = model._default_manager.filter(entity=entity).select_related("source")
    return as_of(rows, day).first()
