"""What became of an entity: the survivor of a merger of duplicates, and who followed whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tashan.registry.models import Entity, Succession


def survivors(entities: Iterable[Entity]) -> dict[int, Entity]:
    """For each entity the one that its duplicates were merged into: itself for most."""
    told = {entity.pk: entity for entity in entities}
    waiting = {pk for pk, entity in told.items() if entity.merged_into_id}
    while waiting:
        wanted = {told[pk].merged_into_id for pk in waiting}
        found = Entity.objects.in_bulk(pk for pk in wanted if pk is not None)
        for pk in list(waiting):
            told[pk] = found[told[pk].merged_into_id or 0]
            if told[pk].merged_into_id is None:
                waiting.remove(pk)
    return told


def survivor(entity: Entity) -> Entity:
    """The entity that this one was merged into, else itself."""
    return survivors([entity])[entity.pk]


def same(entity: Entity) -> set[int]:
    """The entity and every duplicate that was merged into it, however many steps away."""
    found = {entity.pk}
    newest = found
    while newest:
        rows = Entity.objects.filter(merged_into__in=newest).values_list("pk", flat=True)
        newest = set(rows) - found
        found = found | newest
    return found


def now(entity: Entity, on: date) -> list[Entity]:
    """What the entity had become by a day: itself, or all that followed, last ones first.

    国土资源局 asked for a day after 2018 gives 自然资源和规划局.
    """
    found: dict[int, tuple[date, Entity]] = {}
    waiting = [(date.min, entity)]
    seen: set[int] = set()
    while waiting:
        ids = [at.pk for _since, at in waiting if at.pk not in seen]
        seen.update(ids)
        rows = Succession.objects.filter(entity__in=ids, on__lte=on).select_related("successor")
        following: dict[int, list[Succession]] = {}
        for row in rows:
            following.setdefault(row.entity_id, []).append(row)
        for since, at in waiting:
            if at.pk in ids and at.pk not in following:
                found[at.pk] = (since, at)
        waiting = [(row.on, row.successor) for rows in following.values() for row in rows]
    newest_first = sorted(found.values(), key=lambda pair: (pair[0], pair[1].pk), reverse=True)
    return [at for _since, at in newest_first]
