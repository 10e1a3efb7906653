"""Places in their tree: what one lies in, what lies in it, which one a name begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from tashan.registry.dated import as_of
from tashan.registry.following import now
from tashan.registry.kinds import Kind, NameSort, PlaceLevel
from tashan.registry.models import Entity, EntityName, PlaceFacts
from tashan.registry.naming import names_on

LONGEST_NAME = 14
HIGHEST = 8  # village, town, zone, county, prefecture, province and two to spare
# 我县 and 全市 mean the place around the one spoken of whose name ends so
BARE = frozenset("县区市州旗省镇乡村")
OWN = ("我", "本", "全", "该")


@dataclass(frozen=True, slots=True)
class Ancestry:
    """A place and all above it, the nearest first, with their levels and names."""

    places: tuple[int, ...]
    levels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def ending(self, word: str) -> list[int]:
        """The places among them whose names end with a word: 市 for 青石市."""
        return [
            pk
            for pk, name in zip(self.places, self.names, strict=True)
            if name.endswith(word) and not name.endswith("自治区")
        ]


def ancestry(place: Entity, on: date) -> Ancestry:
    """What a place lies in on a day, itself first."""
    chain: list[PlaceFacts] = []
    at: int | None = place.pk
    while at is not None and len(chain) < HIGHEST:
        row = as_of(PlaceFacts.objects.filter(entity=at), on).first()
        if row is None:
            break
        chain.append(row)
        at = row.parent_id
    if not chain:
        return Ancestry(())
    called = names_on([row.entity_id for row in chain], on)
    return Ancestry(
        tuple(row.entity_id for row in chain),
        tuple(row.level for row in chain),
        tuple(called.get(row.entity_id, "") for row in chain),
    )


ABOVE = """WITH RECURSIVE above(id, steps) AS (
  SELECT %(place)s::bigint, 1
  UNION
  SELECT f.parent_id, steps + 1 FROM above JOIN registry_placefacts f ON f.entity_id = above.id
    AND f.replaced_id IS NULL AND f.since <= %(day)s AND (f.until IS NULL OR f.until > %(day)s)
  WHERE f.parent_id IS NOT NULL AND steps < %(highest)s
) SELECT id FROM above"""


def children(place: Entity | None, on: date) -> QuerySet[EntityName]:
    """The names of what lies directly in a place on a day (of provinces, for None), by code."""
    inside = as_of(PlaceFacts.objects.filter(parent=place), on)
    if place is None:
        inside = inside.filter(level=PlaceLevel.PROVINCE)
    rows = EntityName.objects.filter(
        sort=NameSort.OFFICIAL, entity__in=inside.values("entity"), kind=Kind.PLACE
    )
    return as_of(rows, on).select_related("entity").order_by("entity__code", "key", "entity")


WITHIN = """
WITH RECURSIVE inside AS (
    SELECT unnest(%(places)s::bigint[]) AS entity_id
    UNION
    SELECT facts.entity_id FROM registry_placefacts facts
    JOIN inside ON facts.parent_id = inside.entity_id
    WHERE facts.replaced_id IS NULL AND facts.since <= %(day)s
    AND (facts.until IS NULL OR facts.until > %(day)s)
) SELECT entity_id FROM inside
"""


def within(places: Iterable[int], on: date) -> frozenset[int]:
    """The places and everything that lies in them on a day, at any depth: one query."""
    with connection.cursor() as cursor:
        cursor.execute(WITHIN, {"places": list(places), "day": on})
        return frozenset(pk for (pk,) in cursor.fetchall())


def above(place: Entity, on: date) -> RawSQL:
    """The place and all that it lies in on a day, to stand in another query."""
    told = re.sub(r"%\(\w+\)s", "%s", ABOVE)
    return RawSQL(told, [place.pk, on, on, HIGHEST])


def inside(place: Entity, on: date) -> RawSQL:
    """The same of one place, to stand in another query: no query of its own."""
    told = re.sub(r"%\(\w+\)s", "%s", WITHIN)
    return RawSQL(told, [[place.pk], on, on])


def called(words: str) -> list[int]:
    """The places that ever had this whole name, or have this code: one query."""
    named = EntityName.objects.filter(kind=Kind.PLACE, name=words, replaced__isnull=True)
    coded = Entity.objects.filter(kind=Kind.PLACE, code=words).exclude(code="")
    return [pk for (pk,) in named.values_list("entity").union(coded.values_list("pk"))]


@dataclass(frozen=True, slots=True)
class Front:
    """The place that a name begins with, and the rest; no place where it names none."""

    places: tuple[int, ...]
    names: tuple[str, ...]
    written: str
    rest: str


def place_at_front(text: str, on: date, around: Ancestry) -> Front:
    """他山县 | 发改局, 县 | 发展和改革局: the longest name of a place that something follows."""
    own = _own_at_front(text, around)
    if own is not None:
        return own
    fronts = [text[:size] for size in range(2, min(LONGEST_NAME, len(text) - 1) + 1)]
    rows = EntityName.objects.filter(kind=Kind.PLACE, name__in=fronts, replaced__isnull=True)
    found: dict[str, set[Entity]] = {}
    for row in rows.select_related("entity"):
        found.setdefault(row.name, set()).add(row.entity)
    for front in sorted(found, key=len, reverse=True):
        places = {heir.pk for place in found[front] for heir in now(place, on)}
        near = [pk for pk in around.places if pk in places]
        meant = near[:1] or sorted(places)
        called = names_on(meant, on)
        return Front(tuple(meant), tuple(called.values()), front, text[len(front) :])
    return Front((), (), "", text)


def _own_at_front(text: str, around: Ancestry) -> Front | None:
    """县 or 我县 before something: the place of that kind around the one spoken of."""
    size = 2 if text[:1] in OWN else 1
    word = text[size - 1 : size]
    if word not in BARE or len(text) <= size:
        return None
    places = around.ending(word)
    names = [n for pk, n in zip(around.places, around.names, strict=True) if pk in places]
    return Front(tuple(places), tuple(names), text[:size], text[size:]) if places else None
