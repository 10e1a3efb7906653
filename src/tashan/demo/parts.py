"""The programs that a supervisor runs side by side: started, watched and stopped together."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tashan.base.errors import UserError
from tashan.serve.parent import end_with_parent

SECONDS_TO_STOP = 10
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequest(BaseException):
    """A signal asked for the end; not an error, so nothing but the supervisor catches it."""


class PartEndedError(UserError):
    """A part ended by itself; the others are stopped, for half a system helps nobody."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    process: subprocess.Popen[bytes]
    log: Path


def start(name: str, command: Sequence[str], *, log: Path, environment: Mapping[str, str]) -> Part:
    """Start a part in a process group of its own; it ends when this process ends."""
    log.parent.mkdir(parents=True, exist_ok=True)
    parent = os.getpid()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            env=dict(environment),
            start_new_session=True,
            # SIGKILL: if this process was killed the database ends too, and without it nobody can
            # finish work in an orderly way; it would only wait.
            preexec_fn=lambda: end_with_parent(parent, signal.SIGKILL),
        )
    return Part(name, process, log)


def watch(parts: Sequence[Part], *, look: Callable[[], None]) -> NoReturn:
    """Wait until a part ends by itself, and say which; ``look`` is called each second."""
    with selectors.DefaultSelector() as selector:
        for part in parts:
            ended = os.pidfd_open(part.process.pid)
            selector.register(ended, selectors.EVENT_READ, part)
        while not (ready := selector.select(timeout=1)):
            look()
    raise PartEndedError(epitaph(ready[0][0].data))


def epitaph(part: Part) -> str:
    """One line on how a part ended."""
    code = part.process.wait()
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
    return f"The {part.name} ended {how}, so everything was stopped. Its log: {part.log}"


def stop(part: Part, *, patience: float = SECONDS_TO_STOP) -> None:
    """Stop a part and whatever it started; it has ``patience`` seconds for an orderly end."""
    with suppress(ProcessLookupError):
        part.process.terminate()
    with suppress(subprocess.TimeoutExpired):
        part.process.wait(patience)
    with suppress(ProcessLookupError):
        os.killpg(part.process.pid, signal.SIGKILL)
    part.process.wait()


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn the signals that ask for the end into a StopRequest, once; then they are ignored."""

    def ask(number: int, frame: FrameType | None) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise StopRequest(signal.Signals(number).name)

    before = {number: signal.signal(number, ask) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
