"""Entitlements: granted and ended by what grants them, asked by all others on a day.

Cards write them; casework, services and pages ask here and know nothing of cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from tashan.record.models import Source
from tashan.registry import changes, keeping
from tashan.registry.dated import as_of
from tashan.registry.models import Entitlement, Entity

ONE_DAY_DISPATCH = "one_day_dispatch"  # what the holder asks for is passed on in a working day
REPORTED_FIRST = "reported_first"  # four kinds of acts are reported before they are done
SERVICE_OFFICER = "service_officer"


@transaction.atomic
def grant(
    entity: Entity,
    benefits: Mapping[str, Mapping[str, str]],
    *,
    of: str,
    since: date,
    until: date | None,
    source: Source,
) -> list[Entitlement]:
    """From a day until another the entity is entitled to these: their words by their codes."""
    changes.lock(entity)
    rows = [
        Entitlement(entity=entity, code=code, title=dict(title), of=of, since=since, until=until,
                    source=source, entered=source)
        for code, title in benefits.items()
    ]  # fmt: skip
    Entitlement.objects.bulk_create(rows)
    said = {"entitlements": sorted(benefits), "of": of, "until": until}
    changes.note(entity, "entity.entitled", said, source=source, on=since)
    return rows


@transaction.atomic
def end(entity: Entity, of: str, *, on: date, source: Source) -> int:
    """What this granted is held no more from a day on; how many there were."""
    changes.lock(entity)
    rows = list(Entitlement.objects.filter(entity=entity, of=of, replaced__isnull=True))
    open_ones = [row for row in rows if row.until is None or row.until > on]
    for row in open_ones:
        if row.since < on:
            keeping.end(row, on=on, source=source)
        else:
            keeping.take_back(row, source=source)
    said = {"entitlements": sorted(row.code for row in open_ones), "of": of}
    changes.note(entity, "entity.entitlement_ended", said, source=source, on=on)
    return len(open_ones)


def held(entity: Entity, on: date) -> list[Entitlement]:
    """What an entity is entitled to on a day, each code once."""
    rows = as_of(Entitlement.objects.filter(entity=entity), on).order_by("code", "until", "pk")
    return list({row.code: row for row in rows}.values())


def entitled(entities: Iterable[int | None], code: str, on: date) -> frozenset[int]:
    """Which of these hold a benefit on a day. One query."""
    wanted = {pk for pk in entities if pk is not None}
    if not wanted:
        return frozenset()
    rows = as_of(Entitlement.objects.filter(entity__in=wanted, code=code), on)
    return frozenset(rows.values_list("entity", flat=True))
