"""One import as its page shows it: the columns, the first rows, and every bad cell in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tashan.exchange.models import Import, ImportProblem, ImportState
from tashan.exchange.target import Target
from tashan.exchange.targets import target
from tashan.exchange.words import told
from tashan.papers.tables.outside import Why

WORKING = (ImportState.PREVIEWING, ImportState.LOADING, ImportState.UNDOING)
MOST_LISTED = 200
# the page where the rows of a target are seen
LISTS = {
    "enterprises": "enterprises", "labels": "enterprises", "credits": "enterprises",
    "projects": "projects", "parks": "parks", "units": "parks", "offices": "offices",
    "officers": "offices", "places": "places", "households": "households", "figures": "figures",
    "figures_wide": "figures",
}  # fmt: skip
LEFT_OUT = {
    Why.TOTAL: gettext_lazy("a total"),
    Why.FOOT: gettext_lazy("a line under the table"),
    Why.NUMBERS: gettext_lazy("the numbers of the columns"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem in words."""

    row: int
    column: str
    label: str
    shown: str
    reason: str
    expected: str

    @property
    def cell(self) -> str:
        return f"{self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    faults: Sequence[Fault]


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is what the column is taken as, or ""."""

    index: int
    letter: str
    name: str
    unit: str
    field: str
    how: str


class ImportPage:
    """What the page of one import asks of it."""

    def __init__(self, run: Import) -> None:
        self.run = run
        self.seen: dict[str, Any] = run.seen
        self.target: Target = target(run.target)

    @property
    def is_working(self) -> bool:
        return self.run.state in WORKING

    @property
    def rows_url(self) -> str:
        return reverse(LISTS[self.run.target])

    @property
    def good_rows(self) -> int:
        return self.run.rows - self.run.bad_rows

    @property
    def entered_rows(self) -> int:
        return max(self.run.loaded_rows - self.run.changed_rows - self.run.unchanged_rows, 0)

    @property
    def title(self) -> str:
        """What there is to know first."""
        run = self.run
        match run.state:
            case ImportState.PREVIEW if run.bad_rows:
                words = _("%(good)s rows are good, %(bad)s cannot be loaded yet")
                return words % {"good": f"{self.good_rows:,}", "bad": f"{run.bad_rows:,}"}
            case ImportState.PREVIEW:
                many = ngettext("%s row is good", "All %s rows are good", run.rows)
                return many % f"{run.rows:,}"
            case ImportState.LOADED:
                many = ngettext("%s row is loaded", "%s rows are loaded", run.loaded_rows)
                return many % f"{run.loaded_rows:,}"
            case ImportState.UNDONE:
                return _("The import is undone: what was known before holds again")
            case ImportState.FAILED:
                return _("The sheet could not be looked through")
        return str(run.get_state_display())

    @cached_property
    def columns(self) -> list[Column]:
        keys = ("index", "letter", "name", "unit", "field", "how")
        return [Column(*(column[key] for key in keys)) for column in self.seen.get("columns", [])]

    @property
    def fields(self) -> list[tuple[str, str, bool]]:
        """What may be chosen for a column: its code, its label and whether it is required."""
        return [(code, label, required) for code, label, required in self.seen.get("fields", [])]

    @cached_property
    def labels(self) -> dict[str, str]:
        return {code: label for code, label, _required in self.fields}

    @property
    def sheets(self) -> list[str]:
        return list(self.seen.get("sheets", []))

    @property
    def shown(self) -> list[Column]:
        """The columns that hold something we take."""
        return [column for column in self.columns if column.field]

    @property
    def first(self) -> list[tuple[int, list[str]]]:
        """The first good rows as understood."""
        return [
            (number, [values.get(column.field, "") for column in self.shown])
            for number, values in self.seen.get("first", [])
        ]

    @cached_property
    def faults(self) -> list[Fault]:
        rows = self.run.problems.all()[: MOST_LISTED * 3]
        return [self._fault(row) for row in rows]

    def _fault(self, row: ImportProblem) -> Fault:
        return Fault(
            row.row,
            row.column,
            self.labels.get(row.field, row.field),
            row.shown,
            told(row.reason, row.details.get("reason", {})),
            told(row.expected, row.details.get("expected", {})),
        )

    @property
    def bad(self) -> Iterator[tuple[int, list[Cell], list[Fault]]]:
        """The bad rows as the sheet shows them: each cell with what is wrong, then the rest."""
        by_row: dict[int, list[Fault]] = {}
        for fault in self.faults:
            by_row.setdefault(fault.row, []).append(fault)
        for number, texts in self.seen.get("bad", []):
            mine = by_row.get(number, [])
            cells = [
                Cell(text, [fault for fault in mine if fault.column == column.letter])
                for column, text in zip(self.columns, texts, strict=False)
            ]
            yield number, cells, mine

    @property
    def more_bad(self) -> int:
        return max(self.run.bad_rows - len(self.seen.get("bad", [])), 0)

    @property
    def left_out(self) -> list[str]:
        """The lines that are no rows, with why."""
        said = []
        for line in self.run.notes:
            if "more" in line:
                said.append(_("%s more lines") % f"{line['more']:,}")
            else:
                words = {"row": line["row"], "text": line["text"], "why": LEFT_OUT[line["why"]]}
                said.append(_("row %(row)s “%(text)s”: %(why)s") % words)
        return said
