"""How a child ended, told in one line that says what to do."""

from __future__ import annotations

import os
import signal
from typing import Any

from tashan.base.errors import UnreadableFileError
from tashan.reading.isolation.jobs import Answer, ReaderBugError
from tashan.reading.limits import MEGABYTE, Limits

OUT_OF_TIME = (signal.SIGXCPU, signal.SIGALRM)


def answer_or_raise(answer: tuple[Answer, Any] | None, status: int, limits: Limits) -> Any:
    """The value that a child answered, or the error that says why there is none.

    ``status`` is the wait status of the child.
    """
    if answer is None:
        raise _error_of_end(status, limits)
    kind, said = answer
    if kind == Answer.DONE:
        return said
    if kind == Answer.UNREADABLE:
        code, message, hint = said
        raise UnreadableFileError(code, message, hint=hint)
    if kind == Answer.NO_MEMORY:
        raise _no_memory(limits)
    raise ReaderBugError(said)


def _error_of_end(status: int, limits: Limits) -> UnreadableFileError:
    by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    if by in OUT_OF_TIME:
        return UnreadableFileError(
            "too_slow",
            f"Reading it took longer than {limits.max_seconds} seconds and was stopped.",
            hint="Split the file, or raise TASHAN_READ_MAX_SECONDS and _MAX_CPU_SECONDS.",
        )
    how = f"signal {signal.Signals(by).name}" if by else "without a word"
    return UnreadableFileError(
        "crashed",
        f"The process that read it was ended ({how}); the file may be damaged on purpose, or need "
        f"more than {limits.max_memory // MEGABYTE} MB of memory.",
        hint="Save it anew in the program that made it.",
    )


def _no_memory(limits: Limits) -> UnreadableFileError:
    return UnreadableFileError(
        "too_much_memory",
        f"Reading it takes more than {limits.max_memory // MEGABYTE} MB of memory.",
        hint="Split the file, or raise TASHAN_READ_MAX_MEMORY.",
    )
