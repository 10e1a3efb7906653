"""The part `ladder`: what follows when something is late, step by step; complaints; the bulletin.

Days are working days. A number is written as it is, or is the name of a parameter of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tashan.mechanisms.fields import Basis, Choice, Code, Entry, OneOrMore, Some, Text, refused
from tashan.mechanisms.plain import Path

Days = Annotated[int, Field(ge=0, le=1000)] | Code


class Told(StrEnum):
    """Who is told: the officer in charge of the thing, the head of the office, who leads it."""

    OFFICER = "officer"
    CHIEF = "chief"
    LEADER = "leader"
    OFFICE = "office"  # its group: by webhook alone


class Way(StrEnum):
    """How they are told."""

    PAGE = "page"
    MAIL = "mail"
    WEBHOOK = "webhook"


class LetterKind(StrEnum):
    ASSIGNMENT = "assignment"  # 交办函
    REMINDER = "reminder"  # 提醒函
    SUPERVISION = "supervision"  # 督办函
    NOTICE = "notice"  # 通报


class Reminding(Entry):
    """From ``before`` days ahead of its day, or ``late`` days after it, until a higher step.

    ``every`` repeats it; without that it comes once.
    """

    title: Text
    before: Days | None = None
    late: Days | None = None
    to: Some[Choice[Told]]
    by: Some[Choice[Way]]
    every: Days | None = None

    def model_post_init(self, context: object, /) -> None:
        if (self.before is None) == (self.late is None):
            raise refused("a step begins 'before' the day or when it is 'late'. Expected one.")


class Letter(Entry):
    """A letter to the office, from ``late`` days on; ``answer``: days to answer it."""

    title: Text
    kind: Choice[LetterKind]
    late: Days
    answer: Days
    copies: OneOrMore[Choice[Told]] = ()
    demands: Text


class Complaints(Entry):
    """Limits of complaints, in working days from the day they come in."""

    assign: Days
    answer: Days
    basis: OneOrMore[Basis] = ()


class Ladder(Entry):
    kind: Literal["ladder"]
    code: Code | None = None
    title: Text
    leader: Code  # the duty, with an office as its place, of who leads that office
    reminders: Annotated[dict[Code, Reminding], Field(min_length=1)]
    letters: dict[Code, Letter] = Field(default_factory=dict)
    complaints: Complaints
    bulletin: Days  # the day of the week: 1 is Monday
    basis: OneOrMore[Basis] = ()

    def named(self) -> Iterator[tuple[Path, str]]:
        """The parameters that stand for a number, with their place in the part."""
        yield from _names(("bulletin",), self.bulletin)
        for field in ("assign", "answer"):
            yield from _names(("complaints", field), getattr(self.complaints, field))
        for code, step in self.reminders.items():
            for field in ("before", "late", "every"):
                yield from _names(("reminders", code, field), getattr(step, field))
        for code, letter in self.letters.items():
            for field in ("late", "answer"):
                yield from _names(("letters", code, field), getattr(letter, field))


def _names(path: Path, value: Days | None) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
