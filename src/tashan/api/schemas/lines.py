"""Lines of responsibility with their load, and hand-overs of posts."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Id, Line, Reason, Words
from tashan.api.schemas.shared import Given


class OpenThing(Schema):
    """``cause`` is its kind and its number or code; ``light`` None: none can be told."""

    cause: str
    title: str
    due_on: date | None
    light: str | None


class KindCount(Schema):
    kind: str
    open: int
    red: int


class LoadTold(Schema):
    """``percent`` is the mean of the key tasks as last told, None without one."""

    open: int
    red: int
    percent: int | None
    reached: int
    planned: int
    kinds: list[KindCount]


class WorkLineTold(Schema):
    """A line on a day: the post it belongs to and who sits there."""

    id: int
    url: str
    code: str
    title: dict[str, str]
    office: int | None
    post: str | None
    officer: int | None
    name: str
    hung: list[str] = Field(description="What hangs under it, as kind and number")
    load: LoadTold


class WorkLineInFull(WorkLineTold):
    things: list[OpenThing]


class WorkLines(Schema):
    items: list[WorkLineTold]


class OfficerLoadTold(LoadTold):
    officer: int
    things: list[OpenThing]


class HandOverTold(Schema):
    """The list as it stood on ``on``; done when both have signed."""

    id: int
    url: str
    office: int
    post: str
    giver: int
    taker: int
    on: date
    given_on: date | None
    taken_on: date | None
    is_done: bool
    things: list[OpenThing]


class LinesGiven(Given):
    adoption: Id
    part: Words
    since: date | None = None
    reason: Reason


class LinePostGiven(Given):
    office: EntityKey
    post: Line
    since: date | None = None
    reason: Reason


class LineThingGiven(Given):
    """``about``: ``key_task:5``, ``project:7``, ``target:9``, ``duty:land``, ``chain:3``."""

    about: Line
    since: date | None = None
    reason: Reason


class HandOverGiven(Given):
    office: EntityKey
    post: Line
    giver: EntityKey
    taker: EntityKey
    on: date | None = None
