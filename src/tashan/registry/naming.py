"""What entities are called on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tashan.registry.kinds import NameSort
from tashan.registry.models import Entity, EntityName


def names_on(entities: Iterable[int | None], day: date) -> dict[int, str]:
    """The official name of each on the day; where none held then, the last before it, else the
    first after it. One query for all."""
    wanted = {pk for pk in entities if pk is not None}
    if not wanted:
        return {}
    rows = EntityName.objects.filter(
        entity__in=wanted, sort=NameSort.OFFICIAL, replaced__isnull=True
    )
    told: dict[int, str] = {}
    for entity, since, name in rows.order_by("since").values_list("entity", "since", "name"):
        if since <= day or entity not in told:
            told[entity] = name
    return told


def name_on(entity: Entity, day: date) -> str:
    """The official name of one entity on a day."""
    return names_on([entity.pk], day).get(entity.pk, str(entity))


def history(entity: Entity) -> list[EntityName]:
    """Every name it had, official ones first, as far as is known now."""
    rows = EntityName.objects.filter(entity=entity, replaced__isnull=True).select_related("source")
    order = list(NameSort.values)
    return sorted(rows, key=lambda row: (order.index(row.sort), row.since))


def both_names_on(
    entities: Iterable[int | None], day: date
) -> tuple[dict[int, str], dict[int, str]]:
    """The official names as ``names_on`` tells them, and the short ones of that day, which are
    the official where there is none. One query for all."""
    wanted = {pk for pk in entities if pk is not None}
    sorts = [NameSort.OFFICIAL, NameSort.SHORT]
    rows = EntityName.objects.filter(entity__in=wanted, sort__in=sorts, replaced__isnull=True)
    official: dict[int, str] = {}
    short: dict[int, str] = {}
    for row in rows.order_by("since"):
        if row.sort == NameSort.OFFICIAL:
            if row.since <= day or row.entity_id not in official:
                official[row.entity_id] = row.name
        elif row.since <= day and (row.until is None or day < row.until):
            short[row.entity_id] = row.name
    return official, official | short
