"""The part `list`: a year's few and select works, each with its command group, targets and days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import Choice, Code, Entry, Listed, Text, refused
from tashan.mechanisms.programme import Rule
from tashan.mechanisms.timing import Every, Limit


class CommandGroup(Entry):
    """Posts and offices, never persons."""

    leader: Text
    deputies: Listed[Text] = ()
    members: Listed[Text] = ()
    office: Text | None = None


class ListTarget(Entry):
    """What shall be reached: an indicator and its value by a rule, in the indicator's unit."""

    indicator: Code
    value: Rule


class Milestone(Entry):
    title: Text
    by: date


class Task(Entry):
    title: Text
    command: CommandGroup | None = None  # without it that of the list
    lead: Text | None = None
    supporting: Listed[Text] = ()
    by: date | None = None
    targets: Listed[ListTarget] = ()
    milestones: Listed[Milestone] = ()

    def model_post_init(self, context: object, /) -> None:
        late = [m.by for m in self.milestones if self.by and m.by > self.by]
        if late:
            raise refused(f"a milestone of {max(late)} lies behind the end, {self.by}.")


class Clearing(Entry):
    """销号: when a task counts as done; never by the word of who did it alone."""

    by_another: bool = True
    evidence: bool = True
    within: Limit | None = None


class TaskList(Entry):
    kind: Literal["list"]
    code: Code | None = None
    title: Text
    year: Annotated[int, Field(ge=1949, le=2200)] | None = None
    command: CommandGroup | None = None
    tasks: dict[Code, Task] = Field(default_factory=dict)
    most: Annotated[int, Field(ge=1, le=1000)] | None = None  # so many and no more
    reports: Choice[Every] = Every.MONTH
    clearing: Clearing = Clearing()
    board: bool = False  # shown on a board

    def model_post_init(self, context: object, /) -> None:
        if self.most is not None and len(self.tasks) > self.most:
            raise refused(f"{len(self.tasks)} tasks are more than 'most' allows, {self.most}.")
        for code, task in self.tasks.items():
            if not (task.command or task.lead or self.command):
                raise refused(f"nobody leads {code}. Expected 'lead', or 'command' here or above.")
