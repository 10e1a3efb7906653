"""What ``keeping`` does for one entity, for many at once: a whole import in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q

from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.registry.dated import Dated, fields_of
from tashan.registry.keeping import name_row
from tashan.registry.kinds import NameSort
from tashan.registry.models import Entity, EntityName

D = TypeVar("D", bound=Dated)
_AT_ONCE = 5_000
_DERIVED = frozenset({"terms", "key", "initials"})


@dataclass(slots=True)
class Restated:
    """Rows that are known better now, and what is said in their place; ``changed`` are entities."""

    replaced: list[int]
    said: list[Dated]
    changed: set[int]

    def store(self, model: type[Dated], source: Source) -> None:
        model._default_manager.filter(pk__in=self.replaced).update(replaced=source)
        copied(self.said)


@transaction.atomic
def state_many(
    model: type[Dated], said: Mapping[int, Mapping[str, Any]], *, since: date, source: Source
) -> set[int]:
    """From ``since`` on these fields of these entities hold; gives the entities that changed."""
    changed: set[int] = set()
    for some in _some(sorted(said)):
        rows = {pk: model(**{"entity_id": pk} | dict(said[pk])) for pk in some}
        given = {pk: frozenset(said[pk]) for pk in some}
        changed |= _state(model, rows, given, Q(), since=since, source=source)
    return changed


@transaction.atomic
def rename_many(names: Mapping[Entity, str], *, since: date, source: Source) -> set[int]:
    """From ``since`` on these entities have these official names; gives those that changed."""
    changed: set[int] = set()
    by_pk = {entity.pk: entity for entity in names}
    for some in _some(sorted(by_pk)):
        rows = {
            pk: name_row(by_pk[pk], names[by_pk[pk]], since=since, source=source) for pk in some
        }
        given = dict.fromkeys(some, frozenset({"kind", "sort", "name", *_DERIVED}))
        official = Q(sort=NameSort.OFFICIAL)
        changed |= _state(EntityName, rows, given, official, since=since, source=source)
    return changed


def _some(all_of: Sequence[int]) -> Iterable[Sequence[int]]:
    return (all_of[at : at + _AT_ONCE] for at in range(0, len(all_of), _AT_ONCE))


def _state(
    model: type[D],
    said: Mapping[int, D],
    given: Mapping[int, frozenset[str]],
    where: Q,
    *,
    since: date,
    source: Source,
) -> set[int]:
    list(Entity.objects.select_for_update().filter(pk__in=said).order_by("pk").values("pk"))
    known: dict[int, list[D]] = {pk: [] for pk in said}
    rows = model._default_manager.filter(where, entity__in=said, replaced__isnull=True)
    for row in rows.order_by("since"):
        known[row.entity_id].append(row)  # type: ignore[attr-defined]  # each names its entity
    restated = Restated([], [], set())
    for pk, row in said.items():
        row.since, row.source, row.entered = since, source, source
        _restate(row, given[pk], known[pk], restated)
    restated.store(model, source)
    return restated.changed


def _restate(said: Dated, given: frozenset[str], rows: Sequence[Dated], into: Restated) -> None:
    """As ``keeping.state``: carried over from what held that day, until the next statement."""
    since, entity = said.since, said.entity_id  # type: ignore[attr-defined]
    current = next((row for row in rows if row.since <= since and not _over(row, since)), None)
    if current is None:
        said.until = next((row.since for row in rows if row.since > since), None)
    else:
        for name, value in fields_of(current).items():
            if name not in given and name not in _DERIVED:
                setattr(said, name, value)
        said.until = current.until
        if _content(said) == _content(current):
            return
        into.replaced.append(current.pk)
        if current.since < since:
            into.said.append(_cut(current, until=since, by=said.entered))
    into.said.append(said)
    into.changed.add(entity)


def _over(row: Dated, day: date) -> bool:
    return row.until is not None and row.until <= day


def _content(row: Dated) -> dict[str, Any]:
    return {name: value for name, value in fields_of(row).items() if name not in _DERIVED}


def _cut(row: D, *, until: date, by: Source) -> D:
    """What the row said before the day, said again."""
    return type(row)(
        **fields_of(row), since=row.since, until=until, source_id=row.source_id, entered=by
    )
