"""Key work of a year: lists, tasks with their command groups, reports, moved days, clearing."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Id, Line, Prose, Words
from tashan.api.schemas.cases import CaseFileGiven
from tashan.api.schemas.shared import Given


class WorkListLine(Schema):
    """A list of a year as of ``on``; ``red`` tasks have a day that has passed."""

    id: int
    url: str
    year: int
    title: str
    adoption: int
    on: date
    tasks: int
    red: int
    cleared: int


class CommandSeatTold(Schema):
    """A seat of a command group; ``office`` None: the register knows no such post."""

    role: str
    words: dict[str, str]
    office: int | None
    post: str
    officer: int | None
    name: str


class TaskMilestoneTold(Schema):
    id: int
    title: dict[str, str]
    planned_on: date
    first_planned_on: date
    done_on: date | None


class KeyTaskLine(Schema):
    """A task as of a day; ``why`` says what its light is for."""

    id: int
    url: str
    position: int
    code: str
    title: dict[str, str]
    light: str
    why: list[str]
    leader: str
    office: str
    due_on: date | None
    first_due_on: date | None
    cleared_on: date | None
    percent: int | None = Field(description="Of the whole, as last told")
    reached: int
    milestones: int
    last_report: str | None


class WorkListInFull(WorkListLine):
    most: int | None = Field(description="So many tasks and no more")
    items: list[KeyTaskLine]


class WorkFileTold(Schema):
    """``url`` gives its bytes."""

    url: str
    name: str
    media_type: str
    sha256: str


class WorkReportTold(Schema):
    on: date
    says: str
    percent: int
    by: str
    files: list[WorkFileTold]


class AimTold(Schema):
    """``figure`` is the address of the newest figure of the year, None where there is none."""

    indicator: str
    unit: str
    target: str
    reached: str | None
    until: date | None
    figure: str | None


class TaskDayMoved(Schema):
    milestone: int | None
    was: date | None
    becomes: date
    reason: str
    approved_by: str
    on: date


class ClearingTold(Schema):
    asked_on: date
    asked_by: str
    evidence: str
    due_on: date | None
    is_cleared: bool | None
    says: str
    checked_on: date | None
    checked_by: str | None
    files: list[WorkFileTold]


class KeyTaskInFull(KeyTaskLine):
    """``acts`` are what you may do now."""

    work_list: int
    seats: list[CommandSeatTold]
    steps: list[TaskMilestoneTold]
    aims: list[AimTold]
    reports: list[WorkReportTold]
    day_changes: list[TaskDayMoved]
    clearings: list[ClearingTold]
    acts: list[str]


class WorkListGiven(Given):
    adoption: Id
    part: Words
    year: int | None = Field(None, ge=1949, le=2200)


class StepGiven(Given):
    title: Line
    on: date


class KeyTaskGiven(Given):
    """One more task; the leader is a post of an office."""

    code: Words
    title: Line
    title_en: Line | None = None
    lead: EntityKey
    by: date | None = None
    leader_office: EntityKey | None = None
    leader_post: Line | None = None
    supporting: list[EntityKey] = Field(default_factory=list, max_length=20)
    milestones: list[StepGiven] = Field(default_factory=list, max_length=50)


class KeyTaskActGiven(Given):
    """What the act needs; ``percent`` is of the whole task, ``becomes`` the new day."""

    on: date | None = None
    says: Prose | None = None
    percent: int | None = Field(None, ge=0, le=100)
    milestone: Id | None = None
    becomes: date | None = None
    files: list[CaseFileGiven] = Field(default_factory=list, max_length=10)
