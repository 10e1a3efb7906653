"""One subject's cells as its register says them on a day; further fields in one question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from tashan.indicators.snapshots.fields import FIELDS
from tashan.indicators.snapshots.keys import EXTRA, marked
from tashan.indicators.snapshots.taking import taken
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.mechanisms.rules.tables import Cell
from tashan.mechanisms.rules.units import measure
from tashan.registry.dated import as_of
from tashan.registry.following import same
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, ExtraFact

MERGERS = 3  # a duplicate of a duplicate of a duplicate


def single(entity: Entity, columns: Sequence[Column], on: date) -> dict[str, Cell] | None:
    """The cells by the keys of the columns; None where the register knew nothing of it that day.

    As ``taking.taken`` gives them for everybody, with fewer queries where a procedure asks for
    many further fields. ``entity`` is a survivor.
    """
    further = [column for column in columns if marked(column.key)[0] == EXTRA]
    others = [column for column in columns if marked(column.key)[0] != EXTRA]
    kind = Kind(entity.kind)
    is_plain = all(column.key in FIELDS[kind] for column in others)
    ids = [entity.pk] if is_plain else sorted(same(entity))  # a field is the survivor's own
    frame = taken(Subject(kind), others, on=on, only=ids)
    if frame.is_empty():
        return None
    cells: dict[str, Cell] = {column.key: frame[column.key][0] for column in others}
    return cells | _further(entity, further, on)


def _further(entity: Entity, columns: Sequence[Column], on: date) -> dict[str, Cell]:
    """The newest statement of each field; the subject's own goes before a duplicate's."""
    if not columns:
        return {}
    into = "entity"
    whose = Q(entity=entity)
    for _step in range(MERGERS):
        into += "__merged_into"
        whose |= Q(**{into: entity})
    rows = as_of(ExtraFact.objects.filter(whose), on)
    held: dict[str, ExtraFact] = {}
    for row in sorted(rows, key=lambda r: (r.entity_id == entity.pk, r.since, r.pk)):
        held[f"{EXTRA}:{row.register}.{row.field}"] = row
    return {column.key: _cell(column, held.get(column.key)) for column in columns}


def _cell(column: Column, row: ExtraFact | None) -> Cell:
    value = None if row is None else row.value
    if row is None or value is None or value == "":
        return None
    if column.sort is Sort.NUMBER:
        unit = library().registers[row.register].fields[row.field].unit
        return round(Fraction(Decimal(str(value))) * measure(unit or "").factor / column.factor)
    if column.sort is Sort.TRUTH:
        return str(value).lower() == "true"
    return date.fromisoformat(value) if column.sort is Sort.DATE else str(value)
