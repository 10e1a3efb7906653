"""What entities were called on a day: for lists and drawings, many names in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from tashan.registry.dated import held_on
from tashan.registry.kinds import NameSort
from tashan.registry.models import EntityName


def titles(
    entities: Iterable[int | None], on: date, *, is_short: bool = False
) -> Mapping[int, str]:
    """The official name of each on that day; with ``is_short`` its short name where it has one.

    An entity not yet or no longer known on that day is called by its newest known name.
    """
    wanted = {pk for pk in entities if pk is not None}
    sorts = [NameSort.OFFICIAL, NameSort.SHORT] if is_short else [NameSort.OFFICIAL]
    rows = EntityName.objects.filter(entity__in=wanted, sort__in=sorts, replaced__isnull=True)
    found = {pk: _("entity %s") % pk for pk in wanted}
    for row in sorted(rows, key=lambda row: _rank(row, on)):
        found[row.entity_id] = row.name
    return found


def title(entity: int, on: date) -> str:
    """The official name of one entity on a day."""
    return titles([entity], on)[entity]


def _rank(row: EntityName, on: date) -> tuple[bool, bool, date]:
    """The last in this order is the name to use."""
    holds = row.since <= on and (row.until is None or on < row.until)
    return holds, holds and row.sort == NameSort.SHORT, row.since


def named(words: str, on: date) -> Iterable[int]:
    """The entities whose name of that day holds the words."""
    rows = EntityName.objects.filter(held_on(on), name__icontains=words)
    return rows.values_list("entity", flat=True)
