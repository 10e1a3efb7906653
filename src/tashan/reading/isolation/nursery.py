"""A warm process that forks one child a file, and stays clean itself.

``python -m tashan.reading.isolation.nursery`` is started by tashan.reading.isolation.nurse with
a socket as its standard input. Each message on it is one job with the descriptors of the file,
of where the result goes and of where the end of the child is told. A child is held by the
kernel to its limits of memory, processor and clock, so that nothing that a file does to it can
outlive them or touch another file. When the other end of the socket closes, all children and
the nursery end.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import selectors
import signal
import socket
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, NoReturn

from tashan.base.errors import UnreadableFileError
from tashan.reading.formats.registry import prepare, read_bytes, read_pictured
from tashan.reading.isolation.jobs import END, MESSAGE_BYTES, Answer, Job
from tashan.reading.limits import Limits

SOCKET = 0  # the socket is the standard input


def serve() -> None:
    """Take jobs until the socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other end decides when to stop
    commands = socket.socket(fileno=SOCKET)
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    selector = selectors.DefaultSelector()
    selector.register(commands, selectors.EVENT_READ)
    selector.register(woken, selectors.EVENT_READ)
    children: dict[int, int] = {}
    while True:
        for key, _ in selector.select():
            if key.fd == woken:
                os.read(woken, MESSAGE_BYTES)
                _tell_ends(children)
            elif not _take_job(commands, children):
                _kill(children)
                return


def _take_job(commands: socket.socket, children: dict[int, int]) -> bool:
    message, descriptors, _, _ = socket.recv_fds(commands, MESSAGE_BYTES, 3)
    if not message:
        return False
    job: Job = pickle.loads(message)
    _prepare(job)
    file, result, status = descriptors
    gc.freeze()  # what is there already need not be copied when a child collects its rubbish
    pid = os.fork()
    if not pid:
        _be_child(job, file, result)
    children[pid] = status
    os.close(file)
    os.close(result)
    return True


def _prepare(job: Job) -> None:
    """Do once for all files what this one will need; what fails, fails in the child again."""
    with suppress(Exception):
        prepare(job.name)
        if job.work.warm:
            _warm(job.work.warm)


@cache
def _warm(up: Callable[[], object]) -> None:
    up()


def _tell_ends(children: dict[int, int]) -> None:
    for pid in list(children):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            told = children.pop(pid)
            with suppress(BrokenPipeError):  # nobody waits for this file any more
                os.write(told, END.pack(status))
            os.close(told)


def _kill(children: dict[int, int]) -> None:
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    for pid in children:
        os.waitpid(pid, 0)


def _be_child(job: Job, file: int, result: int) -> NoReturn:
    """Everything that a child does; it never returns."""
    code = 70
    gc.disable()  # all of its memory goes when the child does
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(SOCKET)
        _be_quiet()
        _limit(job.limits)
        answer = _answer(job, file)
        with open(result, "wb") as stream:
            pickle.dump(answer, stream, protocol=pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _be_quiet() -> None:
    """Libraries in C write their complaints to a descriptor; ours travel in the answer."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)


def _limit(limits: Limits) -> None:
    """Bind this process; the kernel ends it, whatever code it is in."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.max_memory, limits.max_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.max_cpu_seconds, limits.max_cpu_seconds + 1))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.max_seconds)


def _answer(job: Job, file: int) -> tuple[Answer, Any]:
    try:
        with open(file, "rb") as stream:
            data = stream.read(job.limits.max_bytes + 1)
        return Answer.DONE, _done(job, data)
    except UnreadableFileError as error:
        return Answer.UNREADABLE, (error.code, error.message, error.hint)
    except MemoryError:
        return Answer.NO_MEMORY, None
    except Exception:
        return Answer.BUG, traceback.format_exc()


def _done(job: Job, data: bytes) -> Any:
    if job.pictured:
        document = read_pictured(data, limits=job.limits)
    else:
        document = read_bytes(data, job.name, limits=job.limits)
    return job.work.function(document)


if __name__ == "__main__":
    serve()
