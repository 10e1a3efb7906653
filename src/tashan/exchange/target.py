"""What a sheet can be imported into: its fields, who may, and how its rows are taken."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise

from tashan.exchange.options import Asks, Options
from tashan.exchange.problems import Problem
from tashan.exchange.words import Words
from tashan.papers.tables.fields import Field
from tashan.papers.tables.header import Header
from tashan.papers.tables.rows import Row
from tashan.papers.tables.shown import shown
from tashan.record.models import Source, User
from tashan.record.perms import Visitor

Tell = Callable[[int], None]  # how many rows are done


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of one import are read with; ``letters`` and ``units`` are by field code."""

    options: Options
    actor: User
    at: datetime
    today: date
    letters: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    sheet_units: tuple[str, ...] = ()

    def problem(
        self, row: Row, code: str, reason: Words, expected: Words, *, value: object = None
    ) -> Problem:
        """Something wrong with what a row says in a field."""
        said = row.values.get(code) if value is None else value
        return Problem(
            row.number,
            self.letters.get(code, ""),
            code,
            "" if said is None else shown(said),
            reason,
            expected,
        )


@dataclass(slots=True)
class Counts:
    """What became of the rows that were loaded."""

    entered: int = 0
    changed: int = 0
    unchanged: int = 0


class Loading(ABC):
    """Takes the rows of one import: ``check`` remembers what it understood, ``load`` stores it."""

    checks_bad_rows = False  # rows with a bad cell too: a value that is in error is None

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    @abstractmethod
    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        """What stands against the rows beyond their cells; each row's number is in a problem."""

    @abstractmethod
    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        """Store what ``check`` understood of the rows with these numbers."""

    def say_again(self, numbers: Iterable[int], *, lost: Source, source: Source) -> int:
        """Store what a withdrawn source had told before these rows said the same; how many.

        A register needs none of it: it says again by itself what held before.
        """
        return 0


@dataclass(frozen=True, slots=True)
class Target:
    """``fields`` are those of a sheet with this head (of the template, without one); ``key`` the
    fields that no two rows share; imports with one ``lock`` wait for each other."""

    code: str
    title: str | Promise
    fields: Callable[[Options, Header | None], Sequence[Field]]
    loading: Callable[[Setting], Loading]
    right: Callable[[Visitor], bool]
    asks: tuple[Asks, ...] = (Asks.SINCE,)
    key: tuple[str, ...] = ()
    lock: int = 1
    proposes: Callable[[Options, Header | None], Sequence[Field]] | None = None  # if not all
    take_back: Callable[[Source, User, datetime, date], int] | None = None  # what no register has
