"""A report read by a language model: passages out, findings in, through the door."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass

import httpx

from tashan.base.errors import UserError
from tashan.reading.llm.client import (
    CutOffError,
    RefusedError,
    UnansweredError,
    UnreachableError,
    ask,
    client,
)
from tashan.reading.llm.door import Door
from tashan.reading.llm.passages import Passage, passages
from tashan.reading.llm.schema import BrokenAnswerError, Row, rows
from tashan.reading.llm.settings import HOW_TO, LlmSettings
from tashan.reading.pipeline import Reading
from tashan.reading.text.headings import in_original, tell_sections
from tashan.reading.text.normalise import normalise
from tashan.reading.text.sections import read_sections

Progress = Callable[[int, int], None]
Answer = tuple[Passage, list[Row]]
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that stays unread, in offsets of the original, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class ModelReading(Reading):
    """What a model read, and what the door did: all that a person must know to trust it.

    ``refused`` counts findings by reason; ``repeated`` and ``cleared`` as on the door;
    ``passages`` is how many were asked about, ``unread`` those that got no answer.
    """

    refused: dict[str, int]
    repeated: int
    cleared: int
    passages: int
    unread: tuple[Unread, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """The same in lines for the officer; empty where there is nothing to tell."""
        lines = [f"{count} left out: {reason}" for reason, count in sorted(self.refused.items())]
        for passage in self.unread:
            where = f"characters {passage.start:,} to {passage.end:,}"
            lines.append(f"not read, {where}: {passage.reason}")
        return tuple(lines)


def read_text_llm(
    text: str, *, settings: LlmSettings, progress: Progress | None = None
) -> ModelReading:
    """Read the decoded original ``text`` with the model of the settings.

    ``progress`` is told how many passages of how many are done. Raises ``UserError`` where the
    endpoint cannot be used or answers nothing at all.
    """
    return asyncio.run(_Run(text, settings=settings, progress=progress).reading())


class _Run:
    def __init__(self, text: str, *, settings: LlmSettings, progress: Progress | None) -> None:
        self._settings = settings
        self._progress = progress
        self._door = Door(normalise(text))
        self._unread: list[Unread] = []
        self._answered = False
        self._done = 0
        self._asked = passages(
            self._door.normal.text, size=settings.passage_size, overlap=settings.overlap
        )

    async def reading(self) -> ModelReading:
        workers = asyncio.Semaphore(self._settings.workers)
        async with client(self._settings) as http:
            answers = await _all([self._read(http, workers, passage) for passage in self._asked])
        self._refuse_silence()
        for passage, found in (answer for several in answers for answer in several):
            self._door.admit(found, passage)
        return self._told()

    def _told(self) -> ModelReading:
        normal, findings = self._door.normal, self._door.findings
        sections = in_original(normal, read_sections(normal))
        tell_sections(findings, sections)
        return ModelReading(
            sections=sections,
            findings=findings,
            refused={reason.value: count for reason, count in self._door.refused.items()},
            repeated=self._door.repeated,
            cleared=self._door.cleared,
            passages=len(self._asked),
            unread=tuple(sorted(self._unread, key=lambda passage: passage.start)),
        )

    async def _read(
        self, http: httpx.AsyncClient, workers: asyncio.Semaphore, passage: Passage
    ) -> list[Answer]:
        """The answers about a passage; none where it stays unread, which is noted."""
        async with workers:
            try:
                async with asyncio.timeout(self._settings.timeout):
                    return await self._answers(http, passage)
            except TimeoutError:
                self._note(passage, f"no answer within {self._settings.timeout:g} s")
            except UnansweredError as error:
                self._note(passage, str(error))
            except BrokenAnswerError as error:
                self._note(passage, f"the answer cannot be used: {error}")
            finally:
                self._tell_progress()
        return []

    async def _answers(self, http: httpx.AsyncClient, passage: Passage) -> list[Answer]:
        try:
            found = await self._patiently(http, passage)
        except CutOffError:
            halves = passage.halves(overlap=self._settings.overlap)
            if not halves:
                raise BrokenAnswerError("it was cut off") from None
            return [answer for half in halves for answer in await self._answers(http, half)]
        return [(passage, found)]

    async def _patiently(self, http: httpx.AsyncClient, passage: Passage) -> list[Row]:
        """Ask again after a growing pause, as often as the settings allow."""
        pause = self._settings.pause
        for left in reversed(range(self._settings.attempts)):
            try:
                found = rows(await ask(http, self._settings, passage))
            except (UnansweredError, BrokenAnswerError) as error:
                asked_to_wait = getattr(error, "after", None) or 0.0
                if not left or asked_to_wait > _LONGEST_PAUSE:
                    raise self._final(error) from None
                await asyncio.sleep(max(pause, asked_to_wait))
                pause *= 2
            else:
                self._answered = True
                return found
        raise ValueError("the settings allow no attempt")

    def _final(self, error: UnansweredError | BrokenAnswerError) -> Exception:
        """Where nobody was ever there, the other passages need not be tried."""
        if isinstance(error, UnreachableError) and not self._answered:
            return RefusedError(str(error), hint="Start the model, or correct TASHAN_LLM_URL.")
        return error

    def _note(self, passage: Passage, reason: str) -> None:
        start, end = self._door.normal.span(passage.start, passage.end)
        self._unread.append(Unread(start, end, reason))

    def _tell_progress(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, len(self._asked))

    def _refuse_silence(self) -> None:
        if self._unread and len(self._unread) == len(self._asked):
            raise UserError(
                f"The language model at {self._settings.host} read nothing: "
                f"{self._unread[0].reason}.",
                hint=f"A longer TASHAN_LLM_TIMEOUT or another model may help. {HOW_TO}",
            )


async def _all(questions: Sequence[Coroutine[None, None, list[Answer]]]) -> list[list[Answer]]:
    """Every answer in order; the first refusal ends the other questions and is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(question) for question in questions]
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]
