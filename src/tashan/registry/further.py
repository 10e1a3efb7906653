"""Further fields of an entity, as ``register`` files let it carry them: stated with one event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.changes import lock, note
from tashan.registry.models import Entity


@transaction.atomic
def state_further(
    entity: Entity,
    values: Mapping[tuple[str, str], object],
    *,
    since: date,
    source: Source,
) -> None:
    """From a day on these fields, by register and name, have these values; one event for all."""
    if not values:
        return
    lock(entity)
    for (register, name), value in values.items():
        keeping.state_further(entity, register, name, value, since=since, source=source)
    said = {f"{register}.{name}": value for (register, name), value in values.items()}
    note(entity, "entity.further", said, source=source, on=since)
