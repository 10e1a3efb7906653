"""The peer of the register's pages: SQL by hand, plain psycopg, and no more HTML than needed.

It knows neither rights nor languages nor days gone by: what the pages cost beyond it is what the
system gives beyond it. Its answers are what the pages' answers are held against.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from types import TracebackType
from typing import Any, NamedTuple

import psycopg

TODAY = "since <= current_date AND (until IS NULL OR until > current_date)"


class ByHand(NamedTuple):
    """The rows of a page, the first column the id and the second the name; and their number."""

    rows: str
    values: Sequence[object] = ()
    count: str = ""


class Peer:
    def __init__(self, address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True)

    def __enter__(self) -> Peer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def rows(self, asked: ByHand) -> list[tuple[Any, ...]]:
        return self.connection.execute(asked.rows, asked.values).fetchall()

    def html(self, asked: ByHand) -> str:
        """The whole page."""
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>"
            for row in self.rows(asked)
        )
        count = ""
        if asked.count:
            (count,) = self.connection.execute(asked.count, asked.values).fetchone() or ("",)
        return f"<!doctype html><title>{count}</title><table>{rows}</table>"


def a_list(*, where: str = "", values: Sequence[object] = (), page: int = 1) -> ByHand:
    """Names of today in the order of pinyin, 25 a page, with what is known of each."""
    names = f"""
          FROM registry_entityname n
          JOIN registry_entity e ON e.id = n.entity_id AND e.merged_into_id IS NULL
          JOIN registry_enterprisefacts f ON f.entity_id = n.entity_id AND f.replaced_id IS NULL
           AND f.since <= current_date AND (f.until IS NULL OR f.until > current_date)
         WHERE n.kind = 'enterprise' AND n.sort = 'official' AND n.replaced_id IS NULL
           AND n.since <= current_date AND (n.until IS NULL OR n.until > current_date) {where}
    """
    return ByHand(
        f"""
        SELECT e.id, n.name, e.code, f.industry, f.scale, f.registered_capital, f.established_on,
               f.standing, (SELECT p.name FROM registry_entityname p
                             WHERE p.entity_id = f.place_id AND p.sort = 'official'
                               AND p.replaced_id IS NULL AND {TODAY} LIMIT 1)
        {names} ORDER BY n.key, n.entity_id LIMIT 25 OFFSET {25 * (page - 1)}
        """,
        values,
        f"SELECT count(*) FROM (SELECT 1 {names} LIMIT 10001) AS found",
    )


def a_search(tsquery: str) -> ByHand:
    return ByHand(
        f"""
        SELECT entity_id, name, kind FROM registry_entityname
         WHERE terms @@ %s::tsquery AND replaced_id IS NULL AND {TODAY}
         ORDER BY length(name), key LIMIT 12
        """,
        [tsquery],
    )


def a_profile(pk: int) -> ByHand:
    """A firm with its figures, one a row."""
    return ByHand(
        """
        SELECT n.entity_id, n.name, f.*, i.code, o.first, o.last, o.value, s.title
          FROM registry_entityname n
          JOIN registry_enterprisefacts f USING (entity_id)
          LEFT JOIN indicators_observation o ON o.subject_id = n.entity_id
          LEFT JOIN indicators_indicator i ON i.id = o.indicator_id
          LEFT JOIN record_source s ON s.id = o.source_id
         WHERE n.entity_id = %s AND n.sort = 'official' AND n.replaced_id IS NULL
           AND f.replaced_id IS NULL AND f.until IS NULL AND n.until IS NULL
         ORDER BY i.code, o.last
        """,
        [pk],
    )
