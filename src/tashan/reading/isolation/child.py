"""Files are read in child processes: a bad one costs its own child and nothing else."""

from __future__ import annotations

import errno
import os
import selectors
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from tashan.base.errors import UnreadableFileError
from tashan.reading.document import Document
from tashan.reading.formats.registry import too_large
from tashan.reading.isolation.answers import read_answer
from tashan.reading.isolation.ends import answer_or_raise
from tashan.reading.isolation.jobs import END, Job, NurseryLostError, ReaderBugError, Work
from tashan.reading.isolation.nurse import NURSE
from tashan.reading.limits import Limits, limits_from

T = TypeVar("T")
NOT_OPENED = {
    errno.ENOENT: ("missing", "There is no such file.", "Look at its name and folder."),
    errno.EACCES: ("no_permission", "It may not be opened.", "Ask for the right to read it."),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its name, and a path or an open descriptor (which stays the caller's).

    ``number`` is the caller's own, to know the outcome by.
    """

    name: str
    path: Path | None = None
    descriptor: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of one source: the value, or the error (a bug of the reader's is one too)."""

    source: Source
    value: T | None = None
    error: UnreadableFileError | ReaderBugError | None = None


def open_document(path: Path | str, *, name: str = "", limits: Limits | None = None) -> Document:
    """The document in a file, read in a child process within the limits.

    ``name`` is the name that the file came with, where ``path`` does not end in it. Without
    ``limits`` those of the environment hold. Raises UnreadableFileError.
    """
    return work_on(path, Work(_itself), name=name, limits=limits)


def work_on(path: Path | str, work: Work[T], *, name: str = "", limits: Limits | None = None) -> T:
    """What ``work`` makes of the document in the child, so that its time is limited as well.

    Raises UnreadableFileError, or ReaderBugError with the child's traceback.
    """
    source = Source(name=name or Path(path).name, path=Path(path))
    (outcome,) = read_each([source], work, limits=limits)
    if outcome.error:
        raise outcome.error
    return cast(T, outcome.value)


def _itself(document: Document) -> Document:
    return document


def read_each(
    sources: Iterable[Source], work: Work[T], *, limits: Limits | None = None, jobs: int = 1
) -> Iterator[Outcome[T]]:
    """Read many files, ``jobs`` at a time; outcomes come as files are done, in no order."""
    plan = Job("", limits or limits_from(os.environ), work)
    waiting = iter(sources)
    with selectors.DefaultSelector() as selector:
        try:
            while True:
                yield from _fill(selector, waiting, plan, jobs=jobs)
                if not selector.get_map():
                    return
                for key, _ in selector.select():
                    yield from _finish(selector, key.data)
        finally:
            for key in list(selector.get_map().values()):
                key.data.close()


def _fill(
    selector: selectors.BaseSelector, waiting: Iterator[Source], plan: Job, *, jobs: int
) -> Iterator[Outcome[Any]]:
    """Begin files until as many are being read as may be; what does not open is an outcome."""
    while len(selector.get_map()) < jobs:
        source = next(waiting, None)
        if source is None:
            return
        try:
            running = _Running(source, replace(plan, name=source.name))
        except UnreadableFileError as error:
            yield Outcome(source, error=error)
        else:
            selector.register(running.told, selectors.EVENT_READ, running)


def _finish(selector: selectors.BaseSelector, running: _Running) -> Iterator[Outcome[Any]]:
    selector.unregister(running.told)
    try:
        answer = running.answer()
    except (UnreadableFileError, ReaderBugError, NurseryLostError) as error:
        second = _second_job(running.job, error)
        if second:
            again = _Running(running.source, second)
            selector.register(again.told, selectors.EVENT_READ, again)
        elif isinstance(error, NurseryLostError):
            raise
        else:
            yield Outcome(running.source, error=error)
    else:
        yield Outcome(running.source, value=answer)
    finally:
        running.close()


def _second_job(job: Job, error: Exception) -> Job | None:
    """The job with which to read a file a second time, where that may go better."""
    if isinstance(error, NurseryLostError) and not job.again:
        return replace(job, again=True)
    asks_for_ocr = isinstance(error, UnreadableFileError) and error.code == "needs_ocr"
    if asks_for_ocr and not job.pictured and ocr_is_installed():
        return replace(job, pictured=True, limits=job.limits.for_ocr())
    return None


def ocr_is_installed() -> bool:
    """Whether tashan[ocr] is there: scanned pages can be read."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class _Running:
    """A file with its child: where the child's answer lies, and where its end is told."""

    def __init__(self, source: Source, job: Job) -> None:
        self.source = source
        self.job = job
        self._file = _opened(source, job.limits)
        self._result = os.memfd_create("tashan-answer")
        self.told, telling = os.pipe()
        try:
            NURSE.submit(job, (self._file, self._result, telling))
        except BaseException:
            self.close()
            raise
        finally:
            os.close(telling)

    def answer(self) -> Any:
        """What the child answered; raises what kept it from doing so."""
        told = os.read(self.told, END.size)
        if not told:
            raise NurseryLostError
        (status,) = END.unpack(told)
        os.lseek(self._result, 0, os.SEEK_SET)
        with open(self._result, "rb", closefd=False) as stream:
            answer = read_answer(stream) if status == 0 else None
        return answer_or_raise(answer, status, self.job.limits)

    def close(self) -> None:
        for descriptor in (self.told, self._result, self._file):
            os.close(descriptor)


def _opened(source: Source, limits: Limits) -> int:
    """A descriptor of the file at its beginning; raises where it is none or too large."""
    try:
        if source.descriptor is not None:
            file = os.dup(source.descriptor)
        else:
            # a pipe without a writer must not keep us waiting
            file = os.open(source.path or "", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _not_opened(error) from error
    found = os.fstat(file)
    if stat.S_ISREG(found.st_mode) and found.st_size <= limits.max_bytes:
        os.lseek(file, 0, os.SEEK_SET)
        return file
    os.close(file)
    if stat.S_ISREG(found.st_mode):
        raise too_large(found.st_size, limits)
    raise UnreadableFileError(
        "not_a_file", "It is a folder or a device.", hint="Give a file that is kept on a disk."
    )


def _not_opened(error: OSError | ValueError) -> UnreadableFileError:
    number = error.errno if isinstance(error, OSError) else None
    code, message, hint = NOT_OPENED.get(
        number or 0, ("not_opened", f"It does not open ({error}).", "Look at its name.")
    )
    return UnreadableFileError(code, message, hint=hint)
