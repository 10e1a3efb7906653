"""The columns of figures: the newest number whose source stands, the verified before others.

A single firm's return to the statistics office serves statistics alone (statistics law, article
28): it is left out, and a second column says where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from tashan.indicators.catalogue import definition
from tashan.indicators.choices import PERCENT
from tashan.indicators.models import Holder, Measure, Vintage
from tashan.indicators.snapshots.copied_out import ONLY, SURVIVORS, Only, copied_out
from tashan.indicators.snapshots.keys import FigureKey
from tashan.indicators.snapshots.ways import Way, ways
from tashan.mechanisms.rules.bound import Column
from tashan.mechanisms.rules.units import measure
from tashan.record.models import PermittedUse
from tashan.registry.kinds import Kind

# of two figures of one period: the settled one, then the one whose holder knows firms best
VINTAGES = [Vintage.VERIFIED, Vintage.FLASH, Vintage.PRELIMINARY]
HOLDERS = [Holder.OFFICE, Holder.STATISTICS, Holder.STATED]
_ROWS = """
  SELECT coalesce(survivor.root, o.subject_id) AS root, o.subject_id, o.first, o.last, o.holder,
    o.value, o.vintage, o.number
  FROM indicators_observation o
  JOIN registry_entity e ON e.id = o.subject_id AND e.kind = %(kind)s
  JOIN record_source s ON s.id = o.source_id
  LEFT JOIN record_withdrawal w ON w.source_id = s.id
  LEFT JOIN survivor ON survivor.id = o.subject_id
  WHERE o.indicator_id = (SELECT id FROM indicators_indicator WHERE code = %(code)s)
    AND (o.first, o.last) IN ({{days}}) AND {only}
    AND o.measure = %(measure)s AND o.scope = '' AND w.id IS NULL AND {whose}
"""
_ONE_FIRMS = "(e.kind = %(enterprise)s AND s.permitted_use = %(statistics)s)"
_FIGURES = (
    SURVIVORS
    + """, piece(way, size, first, last, sign) AS (VALUES {pieces}), stored AS ("""
    + _ROWS.format(whose="NOT " + _ONE_FIRMS, only=ONLY.format("o.subject_id"))
    + """), newest AS (
  SELECT DISTINCT ON (root, first, last, holder) root, first, last, holder, value,
    array_position(%(vintages)s, vintage::text) AS settled
  FROM stored ORDER BY root, first, last, holder, (subject_id = root) DESC, number DESC
), told AS (
  SELECT root, way, holder, sum(sign * value) AS value, max(settled) AS settled
  FROM newest JOIN piece USING (first, last)
  GROUP BY root, way, size, holder HAVING count(*) = size
)
SELECT DISTINCT ON (root) root, round(value * {up} / {down})::bigint
FROM told ORDER BY root, way, settled, array_position(%(holders)s, holder::text)"""
)
_WITHHELD = (
    SURVIVORS
    + """, piece(way, size, first, last, sign) AS (VALUES {pieces})
SELECT DISTINCT root FROM ("""
    + _ROWS.format(whose=_ONE_FIRMS, only=ONLY.format("o.subject_id"))
    + ") AS withheld"
)


def figure_column(column: Column, kind: Kind, only: Only) -> pl.DataFrame:
    """The subjects whose figure is known, and its cells under the column's key."""
    query = _composed(_FIGURES, _key(column), column.factor)
    return copied_out(query, _said(column, kind, only), {"subject": pl.Int64, column.key: pl.Int64})


def withheld_column(column: Column, kind: Kind, only: Only) -> pl.Series:
    """The subjects whose figure, or a part of it, was reported for statistics alone."""
    if kind is not Kind.ENTERPRISE:
        return pl.Series("subject", [], dtype=pl.Int64)
    query = _composed(_WITHHELD, _key(column), column.factor)
    return copied_out(query, _said(column, kind, only), {"subject": pl.Int64})["subject"]


def _key(column: Column) -> FigureKey:
    key = FigureKey.parse(column.key)
    assert key is not None, f"{column.key} is no figure's column"
    return key


def _composed(query: str, key: FigureKey, factor: Fraction) -> str:
    exact = measure(PERCENT if key.is_growth else definition(key.code).unit).factor
    cell = exact / factor
    found = ways(key)
    days = dict.fromkeys((piece.first, piece.last) for way in found for piece in way)
    told = query.replace("{pieces}", ", ".join(_values(found)))
    told = told.replace("{days}", ", ".join(f"(date '{a}', date '{b}')" for a, b in days))
    return told.replace("{up}", f"{cell.numerator}::numeric").replace(
        "{down}", f"{cell.denominator}"
    )


def _values(found: Sequence[Way]) -> list[str]:
    return [
        f"({at}, {len(way)}, date '{piece.first}', date '{piece.last}', {piece.sign})"
        for at, way in enumerate(found)
        for piece in way
    ]


def _said(column: Column, kind: Kind, only: Only) -> dict[str, object]:
    key = _key(column)
    measure = Measure.GROWTH if key.is_growth else Measure.LEVEL
    return {
        "only": only,
        "code": key.code,
        "kind": kind.value,
        "measure": measure.value,
        "enterprise": Kind.ENTERPRISE.value,
        "statistics": PermittedUse.STATISTICS.value,
        "vintages": [vintage.value for vintage in VINTAGES],
        "holders": [holder.value for holder in HOLDERS],
    }
