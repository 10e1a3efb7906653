"""The columns of labels, of the credit record and of the further fields of a register."""

from __future__ import annotations

from datetime import date

import polars as pl

from tashan.indicators.snapshots.copied_out import ONLY, SURVIVORS, Only, Schema, copied_out
from tashan.indicators.snapshots.fields import dtype
from tashan.mechanisms.library import library
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.mechanisms.rules.units import measure
from tashan.registry.kinds import Severity

_ROOT = "coalesce(survivor.root, t.entity_id)"
_ONLY = ONLY.format("t.entity_id")
_HELD = "t.replaced_id IS NULL AND t.since <= %(on)s AND (t.until IS NULL OR t.until > %(on)s)"
_LABELLED = f"""{SURVIVORS}
SELECT DISTINCT {_ROOT} FROM registry_label t LEFT JOIN survivor ON survivor.id = t.entity_id
WHERE t.code = %(code)s AND {_HELD} AND {_ONLY}"""
_ON_RECORD = f"""{SURVIVORS}
SELECT DISTINCT {_ROOT} FROM registry_creditevent t
LEFT JOIN survivor ON survivor.id = t.entity_id
LEFT JOIN record_withdrawal w ON w.source_id = t.source_id
WHERE {_ONLY} AND w.id IS NULL AND t.occurred_on <= %(on)s
  AND (t.ends_on IS NULL OR t.ends_on >= %(on)s)
  AND (t.repaired_on IS NULL OR t.repaired_on > %(on)s)"""
_EXTRA = f"""{SURVIVORS}
SELECT DISTINCT ON (1) {_ROOT}, {{value}}
FROM registry_extrafact t LEFT JOIN survivor ON survivor.id = t.entity_id
WHERE t.register = %(register)s AND t.field = %(field)s AND {_HELD} AND {_ONLY}
ORDER BY 1, (survivor.id IS NULL) DESC, t.since DESC, t.id DESC"""
_SUBJECTS: Schema = {"subject": pl.Int64}


def labelled(code: str, on: date, only: Only) -> pl.Series:
    """Who carries a label that day."""
    return copied_out(_LABELLED, {"code": code, "on": on, "only": only}, _SUBJECTS)["subject"]


def dishonest(on: date, only: Only) -> pl.Series:
    """Whose record has a serious event that counts that day."""
    query = _ON_RECORD + " AND t.severity = %(severity)s"
    return copied_out(
        query, {"on": on, "severity": Severity.SERIOUS.value, "only": only}, _SUBJECTS
    )["subject"]


def on_record(kind: str, on: date, only: Only) -> pl.Series:
    """Whose record has an event of a kind that counts that day."""
    query = _ON_RECORD + " AND t.kind = %(event)s"
    return copied_out(query, {"on": on, "event": kind, "only": only}, _SUBJECTS)["subject"]


def extra_column(column: Column, register: str, field: str, on: date, only: Only) -> pl.DataFrame:
    """Who carries a further field that day, and its cells under the column's key."""
    said = {"register": register, "field": field, "on": on, "only": only}
    schema: Schema = {"subject": pl.Int64, column.key: dtype(column)}
    return copied_out(_EXTRA.format(value=_value(column, register, field)), said, schema)


def _value(column: Column, register: str, field: str) -> str:
    text = "(t.value #>> '{}')"
    if column.sort is not Sort.NUMBER:
        return text
    unit = library().registers[register].fields[field].unit
    cell = measure(unit or "").factor / column.factor
    return f"round({text}::numeric * {cell.numerator}::numeric / {cell.denominator})::bigint"
