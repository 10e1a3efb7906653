"""What is wrong with a row, at the cell where it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tashan.exchange.models import Import, ImportProblem
from tashan.exchange.words import Words, of_said
from tashan.papers.tables.rows import CellProblem

MOST_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Problem:
    """``row`` as the sheet numbers it; ``column`` its letters, "" where no column is to blame."""

    row: int
    column: str
    field: str
    shown: str
    reason: Words
    expected: Words


def of_cell(found: CellProblem) -> Problem:
    return Problem(
        found.row,
        found.column,
        found.field.code,
        found.shown,
        of_said(found.reason),
        of_said(found.expected),
    )


def keep(run: Import, problems: Iterable[Problem]) -> None:
    """Exchange the kept problems of the import for these, the first thousands of them."""
    run.problems.all().delete()
    kept = [_row(run, problem) for problem in list(problems)[:MOST_KEPT]]
    ImportProblem.objects.bulk_create(kept, batch_size=1_000)


def _row(run: Import, problem: Problem) -> ImportProblem:
    return ImportProblem(
        run=run,
        row=problem.row,
        column=problem.column[:3],
        field=problem.field[:64],
        shown=problem.shown[:200],
        reason=problem.reason.form[:300],
        expected=problem.expected.form[:300],
        details={"reason": problem.reason.details, "expected": problem.expected.details},
    )
