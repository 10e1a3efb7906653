"""A sheet looked through: where its table stands, what its columns are, what is wrong with rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from tashan.exchange.models import Import, RememberedMapping
from tashan.exchange.options import Options
from tashan.exchange.problems import Problem, of_cell
from tashan.exchange.target import Loading, Setting, Target
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import Header, find_header
from tashan.papers.tables.mapping import ColumnMapping, chosen, fingerprint, propose
from tashan.papers.tables.opening import Book, Grid, open_table
from tashan.papers.tables.rows import CellProblem, Row, read_rows
from tashan.record import files

Part = Callable[[int], None]  # how much of a hundred is done
_AT_ONCE = 5_000


@dataclass(slots=True)
class Opened:
    """The sheet with its table found, and the columns laid to fields."""

    data: bytes
    book: Book
    grid: Grid
    header: Header
    fields: Sequence[Field]
    mapping: ColumnMapping


@dataclass(slots=True)
class Looked:
    """Every row that holds anything, and every problem, cell by cell and beyond."""

    opened: Opened
    loading: Loading
    rows: list[Row]
    cells: list[CellProblem]
    problems: list[Problem] = field(default_factory=list)

    @property
    def bad(self) -> set[int]:
        return {problem.row for problem in self.problems}

    @property
    def good(self) -> list[int]:
        bad = self.bad
        return [row.number for row in self.rows if row.number not in bad]


def opened(run: Import, target: Target, options: Options) -> Opened:
    """Open the file and find its table. What an officer chose goes before what was remembered."""
    data = files.read(run.file)
    book = open_table(data, run.file.name)
    grid = book.grid(run.sheet or None)
    bare = target.fields(options, None)
    header = find_header(grid, [label for entry in bare for label in entry.labels])
    fields = target.fields(options, header)
    return Opened(data, book, grid, header, fields, _mapping(run, target, options, header, fields))


def _mapping(
    run: Import, target: Target, options: Options, header: Header, fields: Sequence[Field]
) -> ColumnMapping:
    wanted = run.mapping or _remembered(run, header)
    known = {entry.code for entry in fields}
    if wanted and set(wanted) <= known:
        by_index = {index: code for code, index in wanted.items()}
        choice = {column.letter: by_index.get(column.index, "") for column in header.columns}
        return chosen(header, fields, choice)
    proposed = target.proposes(options, header) if target.proposes else fields
    return propose(header, proposed)


def _remembered(run: Import, header: Header) -> dict[str, int]:
    kept = RememberedMapping.objects.filter(target=run.target, fingerprint=fingerprint(header))
    row = kept.first()
    return dict(row.mapping) if row else {}


def looked(
    run: Import, target: Target, *, at: datetime, today: date, part: Part = lambda done: None
) -> Looked:
    """Read all rows of the sheet and check them against the registers."""
    options = Options.of(run.options, today=today)
    found = opened(run, target, options)
    part(20)
    setting = Setting(
        options,
        run.actor,
        at,
        today,
        letters={entry.field.code: entry.column.letter for entry in found.mapping.mapped},
        units={entry.field.code: entry.column.unit for entry in found.mapping.mapped},
        sheet_units=found.header.units,
    )
    rows, cells = _rows(found, target, part)
    result = Looked(found, target.loading(setting), rows, cells)
    result.problems = [of_cell(problem) for problem in cells]
    result.problems += _beyond(result)
    result.problems.sort(key=lambda problem: (problem.row, len(problem.column), problem.column))
    return result


def _beyond(result: Looked) -> list[Problem]:
    """What stands against rows beyond their cells; a cell that is bad already is left at that."""
    bad, told = result.bad, {(problem.row, problem.field) for problem in result.problems}
    whole = result.loading.checks_bad_rows
    rows = [row for row in result.rows if whole or row.number not in bad]
    return [p for p in result.loading.check(rows) if (p.row, p.field) not in told]


def _rows(found: Opened, target: Target, part: Part) -> tuple[list[Row], list[CellProblem]]:
    rows: list[Row] = []
    if found.mapping.missing:  # the officer first says which columns hold them
        return rows, []
    total = max(found.header.last - found.header.data_from + 1, 1)
    read = read_rows(found.grid, found.header, found.mapping, key=target.key)
    while some := list(islice(read, _AT_ONCE)):
        rows += some
        part(20 + min(30 * len(rows) // total, 30))
    return rows, [problem for row in rows for problem in row.errors]
