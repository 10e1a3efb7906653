"""The columns of the registers: one expression a field, over the facts that held on the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import polars as pl
from django.conf import settings

from tashan.base.quantities import exact_factor
from tashan.indicators.snapshots.copied_out import ONLY, Only, Schema, copied_out
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.registry.kinds import Kind


class Stored(NamedTuple):
    """Where a field stands; of a number how many of its base unit it is stored in."""

    expression: str
    base: Fraction = Fraction(1)


_PLACE = Stored("nullif(place.code, '')")
_IN_PARK = Stored("f.park_id IS NOT NULL")
_MU = exact_factor("亩")[0]
_FEN = Fraction(1, 100)
_OPERATES_HERE = (
    "CASE WHEN f.standing <> 'operating' THEN false"
    " WHEN nullif(place.code, '') IS NULL THEN NULL"
    " ELSE starts_with(place.code, %(home)s) END"
)
FIELDS: dict[Kind, dict[str, Stored]] = {
    Kind.ENTERPRISE: {
        "industry": Stored("nullif(f.industry, '')"),
        "place": _PLACE,
        "scale": Stored("nullif(f.scale, '')"),
        "standing": Stored("f.standing"),
        "above_scale": Stored("f.is_above_scale"),
        "in_park": _IN_PARK,
        "registered_capital": Stored("f.registered_capital", _FEN),
        "established_on": Stored("f.established_on"),
        "operates_here": Stored(_OPERATES_HERE),
    },
    Kind.PROJECT: {
        "type": Stored("f.type"),
        "route": Stored("nullif(f.route, '')"),
        "stage": Stored("f.stage"),
        "funding": Stored("nullif(f.funding, '')"),
        "industry": Stored("nullif(f.industry, '')"),
        "place": _PLACE,
        "in_park": _IN_PARK,
        "investment": Stored("f.investment", _FEN),
        "land_mu": Stored("f.land_mu", _MU),
        "floor_area": Stored("f.floor_area"),
        "planned_start": Stored("f.planned_start"),
        "planned_finish": Stored("f.planned_finish"),
        "started_on": Stored("f.started_on"),
        "finished_on": Stored("f.finished_on"),
        "is_key": Stored("f.is_key"),
    },
    Kind.PLACE: {"place": Stored("nullif(e.code, '')"), "level": Stored("f.level")},
    Kind.OFFICE: {},
    Kind.PARK: {
        "place": _PLACE,
        "level": Stored("f.level"),
        "planned_mu": Stored("f.planned_mu", _MU),
        "developed_mu": Stored("f.developed_mu", _MU),
    },
}
_TABLES = {
    Kind.ENTERPRISE: "registry_enterprisefacts",
    Kind.PROJECT: "registry_projectfacts",
    Kind.PLACE: "registry_placefacts",
    Kind.OFFICE: "registry_officefacts",
    Kind.PARK: "registry_parkfacts",
}
_QUERY = """
SELECT e.id{columns} FROM registry_entity e
JOIN {facts} f ON f.entity_id = e.id AND f.replaced_id IS NULL
  AND f.since <= %(on)s AND (f.until IS NULL OR f.until > %(on)s)
{place}
WHERE e.kind = %(kind)s AND e.merged_into_id IS NULL AND {only} ORDER BY e.id
"""
_PLACES = "LEFT JOIN registry_entity place ON place.id = f.place_id"
_TYPES: dict[Sort, type[pl.DataType]] = {
    Sort.NUMBER: pl.Int64,
    Sort.TRUTH: pl.Boolean,
    Sort.CODE: pl.String,
    Sort.WORDS: pl.String,
    Sort.DATE: pl.Date,
}


def dtype(column: Column) -> type[pl.DataType]:
    """How the cells of a column are kept."""
    return _TYPES[column.sort]


def register_columns(columns: Sequence[Column], kind: Kind, on: date, only: Only) -> pl.DataFrame:
    """Everything of the kind that held on the day, by number, with these fields."""
    told = "".join(f", {_cell(column, FIELDS[kind][column.key])}" for column in columns)
    placed = "" if kind is Kind.PLACE else _PLACES
    query = _QUERY.format(columns=told, facts=_TABLES[kind], place=placed, only=ONLY.format("e.id"))
    schema: Schema = {"subject": pl.Int64} | {c.key: dtype(c) for c in columns}
    said = {"on": on, "kind": kind.value, "home": settings.PLACE, "only": only}
    return copied_out(query, said, schema)


def _cell(column: Column, field: Stored) -> str:
    if column.sort is Sort.NUMBER:
        cell = field.base / column.factor
        return f"round({field.expression} * {cell.numerator}::numeric / {cell.denominator})::bigint"
    if column.sort is Sort.TRUTH:
        return f"({field.expression})::text"
    return field.expression
