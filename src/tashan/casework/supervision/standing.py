"""What the pages show: lights by office and kind, and a list of what is due, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from tashan.casework.supervision.sources import LIT

COLORS = ("red", "yellow", "green", "stopped")
_URGENT = "CASE light WHEN 'red' THEN 0 WHEN 'yellow' THEN 1 WHEN 'green' THEN 2 ELSE 3 END"
SORTS: Mapping[str, str] = {
    "late": f"{_URGENT}, late DESC NULLS LAST",
    "-late": f"{_URGENT} DESC, late NULLS LAST",
    "due": "due_on NULLS LAST",
    "-due": "due_on DESC NULLS LAST",
    "title": "title",
    "-title": "title DESC",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which things; an empty one lets all through. ``officer`` with ``offices`` is either."""

    kind: str = ""
    office: int | None = None
    light: str = ""
    words: str = ""
    mine: tuple[int | None, tuple[int, ...]] | None = None  # an officer, and offices headed

    @property
    def where(self) -> str:
        parts = ["light IS NOT NULL"]
        parts += ["kind = %(kind)s"] if self.kind else []
        parts += ["office = %(office)s"] if self.office is not None else []
        parts += ["light = %(light)s"] if self.light else []
        parts += ["strpos(lower(title), lower(%(words)s)) > 0"] if self.words else []
        parts += ["(officer = %(me)s OR office = ANY(%(headed)s::bigint[]))"] if self.mine else []
        return " AND ".join(parts)

    @property
    def values(self) -> dict[str, Any]:
        me, headed = self.mine or (None, ())
        return {"kind": self.kind, "office": self.office, "light": self.light,
                "words": self.words, "me": me, "headed": list(headed)}  # fmt: skip


class Count(NamedTuple):
    """How many of one kind at one office have which light."""

    kind: str
    office: int | None
    light: str
    n: int


class DueRow(NamedTuple):
    """One open thing; ``late`` in working days, below nought before its day."""

    cause: str
    title: str
    office: int | None
    officer: int | None
    due_on: date | None
    kind: str
    light: str
    late: int | None
    red_since: date | None


def counts(values: Mapping[str, Any]) -> list[Count]:
    """Of everything that is due on the day of ``values_on``."""
    statement = LIT + "SELECT kind, office, light, count(*) FROM lit WHERE light IS NOT NULL" \
        " GROUP BY kind, office, light ORDER BY kind, office, light"  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(values))
        return [Count(*row) for row in cursor.fetchall()]


def dues(
    values: Mapping[str, Any], chosen: Filter, *, sort: str = "late", first: int = 0, most: int = 50
) -> list[DueRow]:
    """The rows from ``first`` on, one more than ``most`` where there is a next page."""
    order = SORTS.get(sort, SORTS["late"])
    statement = (
        LIT
        + "SELECT cause, title, office, officer, due_on, kind, light, late, red_since FROM lit"
        + f" WHERE {chosen.where} ORDER BY {order}, cause OFFSET %(first)s LIMIT %(most)s"
    )
    said = {**values, **chosen.values, "first": first, "most": most + 1}
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
        return [DueRow(*row) for row in cursor.fetchall()]
