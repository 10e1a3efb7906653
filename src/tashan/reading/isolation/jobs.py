"""What passes between a reader of files and the nursery of its children."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tashan.reading.document import Document
from tashan.reading.limits import Limits

T = TypeVar("T")
MESSAGE_BYTES = 65536
END = struct.Struct("i")  # the wait status of a child


class ReaderBugError(RuntimeError):
    """A reader failed where no file should make it fail; the message is the child's traceback."""


class NurseryLostError(Exception):
    """The nursery was ended from outside while a file was being read; the file is read again."""


class Answer(StrEnum):
    """What a child has to say of its file."""

    DONE = "done"
    UNREADABLE = "unreadable"
    NO_MEMORY = "no_memory"
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """A function at the top of a module that a child calls with the document it has opened.

    ``warm`` is called once in the nursery, before the first such file: the modules it imports and
    the tables it fills are then there in every child.
    """

    function: Callable[[Document], T]
    warm: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One file and what to do with it.

    ``pictured`` where its pictures are to be recognised; ``again`` where it was lost once.
    """

    name: str
    limits: Limits
    work: Work[Any]
    pictured: bool = False
    again: bool = False
