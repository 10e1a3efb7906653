"""What an import would do, shown before it is done: counts, the first rows, and every bad one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tashan.papers.tables.reasons import Expected, Note, Reason
from tashan.papers.tables.rows import CellNote, CellProblem, Row

_MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """``good`` and ``bad`` count rows. ``bad_rows`` are all of them, ``notes`` the first ones."""

    first: tuple[Row, ...]
    good: int
    bad: int
    bad_rows: tuple[Row, ...]
    by_reason: tuple[tuple[Reason | Expected | Note, int], ...]
    by_field: tuple[tuple[str, int], ...]
    notes: tuple[CellNote, ...]

    @property
    def total(self) -> int:
        return self.good + self.bad

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        return tuple(problem for row in self.bad_rows for problem in row.errors)


def preview(rows: Iterable[Row], *, first: int = 20) -> Preview:
    """Reads ``rows`` to their end; of the good ones it keeps only the first few."""
    shown: list[Row] = []
    bad: list[Row] = []
    notes: list[CellNote] = []
    good = 0
    for row in rows:
        if len(shown) < first:
            shown.append(row)
        if len(notes) < _MOST_NOTES:
            notes.extend(row.notes)
        if row.errors:
            bad.append(row)
        else:
            good += 1
    reasons = Counter(problem.reason.form for row in bad for problem in row.errors)
    fields = Counter(problem.field.code for row in bad for problem in row.errors)
    return Preview(
        tuple(shown),
        good,
        len(bad),
        tuple(bad),
        tuple(reasons.most_common()),
        tuple(fields.most_common()),
        tuple(notes),
    )
