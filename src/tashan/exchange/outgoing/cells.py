"""A value as an office writes it in a cell, so that an import reads the same value again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tashan.base.quantities import exact_factor
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.registry.dated import as_of
from tashan.registry.kinds import NameSort
from tashan.registry.models import Entity, EntityName
from tashan.registry.naming import names_on


def cell(field: Field, value: object) -> object:
    """Money in the unit of the column, a choice by its label, yes and no as 是 and 否."""
    if value is None or value == "":
        return None
    match field.type:
        case CellType.MONEY:
            return exactly(Decimal(str(value)) / 100, field.counts_in)
        case CellType.CHOICE:
            return field.choices[str(value)][0]
        case CellType.YES_NO:
            return "是" if value else "否"
        case CellType.DECIMAL:
            return Decimal(str(value)).normalize()
    return value


def exactly(yuan: Decimal, unit: str) -> Decimal:
    """An amount of yuan told in 万元 or 亿元, to the last fen."""
    factor = exact_factor(unit)[0]
    return (yuan * factor.denominator / factor.numerator).normalize()


def references(entities: Iterable[int | None], on: date) -> Mapping[int, str]:
    """What each is called; by its code where another thing is called the same."""
    names = names_on(entities, on)
    kinds = dict(Entity.objects.filter(pk__in=names).values_list("pk", "kind"))
    codes = dict(Entity.objects.filter(pk__in=names).values_list("pk", "code"))
    official = EntityName.objects.filter(sort=NameSort.OFFICIAL, name__in=set(names.values()))
    called: dict[tuple[str, str], set[int]] = {}
    for kind, name, pk in as_of(official, on).values_list("kind", "name", "entity"):
        called.setdefault((kind, name), set()).add(pk)
    return {
        pk: (codes[pk] or name) if len(called.get((kinds[pk], name), ())) > 1 else name
        for pk, name in names.items()
    }
