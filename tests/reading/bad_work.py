"""What a reader must not do, for children to be held to their limits."""

from __future__ import annotations

import os
import signal
import sys
import time

from tashan.reading.document import Document


def sleep(document: Document) -> None:
    time.sleep(60)


def nap(document: Document) -> str:
    time.sleep(0.5)
    return document.text


def spin(document: Document) -> None:
    while True:
        pass


def take_memory(document: Document) -> int:
    return len(b"x" * 10**10)


def die(document: Document) -> None:
    if "死" in document.text:
        os.kill(os.getpid(), signal.SIGSEGV)


def leave(document: Document) -> None:
    os._exit(3)


def fail(document: Document) -> None:
    raise ZeroDivisionError("a bug of ours")


def modules(document: Document) -> set[str]:
    return set(sys.modules)


def chatter(document: Document) -> str:
    os.write(1, b"noise")
    os.write(2, b"noise")
    return document.text


def parent(document: Document) -> int:
    return os.getppid()


counted = [0]


def begin_to_count() -> None:
    counted[0] += 1


def count(document: Document) -> int:
    counted[0] += 1
    return counted[0]


def begin_not_to_load() -> None:
    raise ImportError("it does not load")


def not_to_load(document: Document) -> None:
    begin_not_to_load()
