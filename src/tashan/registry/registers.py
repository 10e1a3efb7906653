"""Enter and change what the registers hold; each act is an event of the entity's stream.

The source says who did it, when and why, so an event needs no more than the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tashan.record import events
from tashan.record.models import Event, Source
from tashan.registry import keeping
from tashan.registry.dated import as_of
from tashan.registry.keeping import New
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


def note(
    entity: Entity, kind: str, payload: Mapping[str, Any], *, source: Source, on: date
) -> Event:
    """Something happened to the entity on a day; what lies ahead is noted on the day of entry."""
    said = {name: plain(value) for name, value in payload.items()}
    return events.append(
        entity.stream,
        kind,
        {**said, "since": on.isoformat(), "source": source.pk},
        actor=source.actor,
        at=source.at,
        occurred_on=min(on, timezone.localdate(source.at)),
    )


def plain(value: Any) -> Any:
    """As JSON carries it exactly: days and decimals as text, an entity as its number."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


@transaction.atomic
def register(kind: Kind, new: New, *, source: Source) -> Entity:
    """A new entity with its official name, its facts and the first event of its stream."""
    entity = keeping.enter(kind, new, source=source)
    payload = {"name": new.name, "code": new.code, **new.facts}
    note(entity, f"{kind}.entered", payload, source=source, on=new.since)
    return entity


@transaction.atomic
def change(
    entity: Entity, *, since: date, source: Source, name: str = "", **fields: Any
) -> Mapping[str, Any]:
    """From a day on the entity has another name or other facts; returns what changed by it."""
    Entity.objects.select_for_update().get(pk=entity.pk)
    held = facts_on(entity, since)
    changed = {k: v for k, v in fields.items() if held is None or getattr(held, k) != v}
    if changed:
        keeping.state(entity, since=since, source=source, **changed)
    if name and not _is_called(entity, name, since):
        keeping.rename(entity, name, since=since, source=source)
        changed["name"] = name
    if changed:
        note(entity, f"{entity.kind}.changed", changed, source=source, on=since)
    return changed


def facts_on(entity: Entity, day: date) -> Any:
    """The row of facts that held on a day, of whatever kind; None before the entity is known."""
    model = keeping.FACTS[entity.kind]
    rows = model._default_manager.filter(entity=entity).select_related("source")
    return as_of(rows, day).first()


def _is_called(entity: Entity, name: str, day: date) -> bool:
    held = as_of(entity.names.filter(sort="official"), day).values_list("name", flat=True)
    return name.strip() in held
