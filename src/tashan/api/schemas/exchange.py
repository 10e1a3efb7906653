"""Sheets on their way in, and files on their way out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field, computed_field

from tashan.api.fields import ROOT, Words
from tashan.api.schemas.shared import Given

ImportStateCode = Literal[
    "previewing", "preview", "loading", "loaded", "undoing", "failed", "dropped", "undone"
]
ExportStateCode = Literal["waiting", "writing", "done", "failed"]


class Option(Schema):
    """A list that can be imported into, or exported."""

    code: str
    title: str


class ListOptions(Schema):
    items: list[Option]


class ImportOptions(Given):
    """What all rows share where they say nothing themselves; the page asks for the same."""

    since: date | None = Field(default=None, description="From when registers' rows hold")
    use: Literal["", "public", "work", "statistics"] = ""
    holder: Literal["", "statistics", "office", "stated"] = ""
    vintage: Literal["", "preliminary", "flash", "verified"] = ""
    measure: Literal["", "level", "growth"] = ""
    scope: Words = ""
    subject: Words = ""
    indicator: Words = ""
    period: Words = ""
    plan: Words = Field(default="", description="The number of a draft of a plan of investment")

    def options(self) -> dict[str, str]:
        """What was given, as an import keeps it."""
        said = self.model_dump(mode="json", exclude_unset=True, exclude={"target"})
        return {name: str(value) for name, value in said.items() if value}


class ImportGiven(ImportOptions):
    target: Words = Field(description="A code of /imports/targets")


class ImportChoice(Given):
    """Another sheet, other columns or other options; ``mapping`` leads from a field's code to the
    number of a column, from 0."""

    sheet: Words | None = None
    mapping: dict[Words, int] | None = None
    options: ImportOptions | None = None


class ImportDecision(Given):
    rows: Literal["good", "all"] = Field(description="The good rows, or all of them and else none")


class ImportRun(Schema):
    """Where an import stands; ask again until its state is ``preview``, ``loaded`` or an end."""

    id: int
    target: str
    file: str
    sheet: str
    state: ImportStateCode
    progress: int
    rows: int
    bad_rows: int
    loaded_rows: int
    changed_rows: int
    unchanged_rows: int
    options: dict[str, str]
    mapping: dict[str, int]
    seen: dict[str, Any] = Field(description="The sheets, columns and first rows")
    failure: str
    actor: str
    at: datetime
    finished_at: datetime | None
    source: str | None

    @computed_field  # type: ignore[prop-decorator]  # pydantic's way to say it
    @property
    def url(self) -> str:
        return f"{ROOT}/imports/{self.id}"


class CellProblem(Schema):
    """One cell that was not understood: what stands there, why not, what was expected."""

    row: int
    column: str
    field: str
    shown: str
    reason: str
    expected: str


class ExportGiven(Given):
    """``query`` are the filters of the page that shows the list."""

    kind: Words = Field(description="A code of /exports/kinds")
    query: dict[Words, Words] = Field(default_factory=dict)
    reviewer: Words = ""


class ExportRun(Schema):
    """Where an export stands; its file is there once its state is ``done``."""

    id: int
    kind: str
    title: str
    query: dict[str, str]
    state: ExportStateCode
    progress: int
    rows: int
    left_out: int = Field(description="Faulty rows that are not in the file, which lists them")
    failure: str
    reviewer: str
    at: datetime
    finished_at: datetime | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"{ROOT}/exports/{self.id}"
