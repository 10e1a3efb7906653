"""What entities were called on a day: for lists and drawings, many names in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from tashan.registry.dated import held_on
from tashan.registry.kinds import NameSort
from tashan.registry.models import EntityName


def titles(entities: Iterable[int | None], on: date) -> Mapping[int, str]:
    """The official name of each on that day.

    An entity not yet or no longer known on that day is called by its newest known name.
    """
    return both_titles(entities, on)[0]


def both_titles(
    entities: Iterable[int | None], on: date
) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """The official names, and the short ones, which are the official where there is none."""
    wanted = {pk for pk in entities if pk is not None}
    sorts = [NameSort.OFFICIAL, NameSort.SHORT]
    rows = EntityName.objects.filter(entity__in=wanted, sort__in=sorts, replaced__isnull=True)
    official = {pk: _("entity %s") % pk for pk in wanted}
    short = {}
    for row in sorted(rows, key=lambda row: (_holds(row, on), row.since)):
        if row.sort == NameSort.OFFICIAL:
            official[row.entity_id] = row.name
        elif _holds(row, on):
            short[row.entity_id] = row.name
    return official, official | short


def title(entity: int, on: date) -> str:
    """The official name of one entity on a day."""
    return titles([entity], on)[entity]


def _holds(row: EntityName, on: date) -> bool:
    return row.since <= on and (row.until is None or on < row.until)


def named(words: str, on: date) -> Iterable[int]:
    """The entities whose name of that day holds the words."""
    rows = EntityName.objects.filter(held_on(on), name__icontains=words)
    return rows.values_list("entity", flat=True)
