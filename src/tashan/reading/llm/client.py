"""One question to an OpenAI-compatible endpoint, and what its answer or silence means."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import httpx

from tashan.base.errors import UserError
from tashan.reading.llm.passages import Passage
from tashan.reading.llm.schema import BrokenAnswerError, instructions, response_format
from tashan.reading.llm.settings import HOW_TO, LlmSettings

_BUSY = frozenset({408, 409, 425, 429})
_LONGEST_REASON = 200
_LONGEST_CONNECT = 10.0


class RefusedError(UserError):
    """The endpoint will never answer as things stand; asking again is of no use."""


class UnansweredError(Exception):
    """This question got no answer; ``after`` is how many seconds the endpoint asked to wait."""

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class UnreachableError(UnansweredError):
    """Nothing answers at the address at all."""


class CutOffError(Exception):
    """The answer ended before it was complete: the passage was too long for the model."""


def client(settings: LlmSettings) -> httpx.AsyncClient:
    """A connection to the endpoint; redirects are not followed, so that the key stays there."""
    headers = {"Accept-Encoding": "identity"}  # what is counted is what is held in memory
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    limits = httpx.Limits(max_connections=settings.workers)
    # How long an answer may take in all is the caller's deadline; only the door bell is timed.
    timeout = httpx.Timeout(None, connect=min(_LONGEST_CONNECT, settings.timeout))
    return httpx.AsyncClient(headers=headers, timeout=timeout, limits=limits)


async def ask(http: httpx.AsyncClient, settings: LlmSettings, passage: Passage) -> str:
    """The text that the model answers.

    Raises ``RefusedError``, ``UnansweredError``, ``BrokenAnswerError`` or ``CutOffError``.
    """
    request = http.build_request("POST", settings.endpoint, json=_question(settings, passage))
    try:
        response = await http.send(request, stream=True)
        try:
            return await _answer(response, settings)
        finally:
            await response.aclose()
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise UnreachableError(f"Nothing answers at {settings.host} ({_why(error)}).") from None
    except httpx.HTTPError as error:
        raise UnansweredError(f"the connection broke ({_why(error)})") from None


def _question(settings: LlmSettings, passage: Passage) -> dict[str, object]:
    return {
        "model": settings.model,
        "messages": [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": passage.text},
        ],
        "temperature": 0,
        "stream": settings.stream,
        "response_format": response_format(),
    }


async def _answer(response: httpx.Response, settings: LlmSettings) -> str:
    if not response.is_success:
        raise await _failure(response, settings)
    kind = response.headers.get("content-type", "")
    if "text/event-stream" in kind:
        return await _streamed(_lines(response, settings))
    body = b"".join([part async for part in _parts(response, settings)])
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise BrokenAnswerError("the endpoint did not answer in JSON") from None
    text, finished = _choice(message, "message")
    return _complete(text, finished or "stop")


async def _parts(response: httpx.Response, settings: LlmSettings) -> AsyncIterator[bytes]:
    received = 0
    async for part in response.aiter_bytes():
        received += len(part)
        if received > settings.max_answer:
            raise BrokenAnswerError(f"it is longer than {settings.max_answer:,} bytes")
        yield part


async def _lines(response: httpx.Response, settings: LlmSettings) -> AsyncIterator[bytes]:
    rest = b""
    async for part in _parts(response, settings):
        *lines, rest = (rest + part).split(b"\n")
        for line in lines:
            yield line
    yield rest


async def _streamed(lines: AsyncIterator[bytes]) -> str:
    """The pieces of a stream of server-sent events put together."""
    pieces: list[str] = []
    finished = ""
    async for line in lines:
        data = line.removeprefix(b"data:").strip() if line.startswith(b"data:") else b""
        if data == b"[DONE]":
            finished = finished or "stop"
            break
        if data:
            text, reason = _event(data)
            pieces.append(text)
            finished = reason or finished
    return _complete("".join(pieces), finished)


def _event(data: bytes) -> tuple[str, str]:
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):
        raise BrokenAnswerError("its stream holds something that is not JSON") from None
    return _choice(event, "delta")


def _choice(message: object, part: str) -> tuple[str, str]:
    """The text and the reason to stop in the first choice; both may be empty."""
    if isinstance(message, dict) and message.get("error"):
        raise UnansweredError(f"the endpoint reported: {_reason(message)}")
    choices = message.get("choices") if isinstance(message, dict) else None
    if choices is None:
        raise BrokenAnswerError("it has no choices")
    choice = choices[0] if isinstance(choices, list) and choices else {}
    if not isinstance(choice, dict):
        raise BrokenAnswerError("its choice is not an object")
    said = choice.get(part)
    text = said.get("content") if isinstance(said, dict) else ""
    reason = choice.get("finish_reason")
    return (text if isinstance(text, str) else "", reason if isinstance(reason, str) else "")


def _complete(text: str, finished: str) -> str:
    if finished == "length":
        raise CutOffError
    if finished == "":
        raise UnansweredError("the stream ended before the answer did")
    return text


async def _failure(response: httpx.Response, settings: LlmSettings) -> Exception:
    status = response.status_code
    reason = _reason(await _body(response, settings))
    if status in _BUSY or status >= 500:
        return UnansweredError(f"HTTP {status} {reason}".strip(), after=_pause(response))
    who = f"{settings.host} refused the question (HTTP {status}{': ' if reason else ''}{reason})."
    if status in {401, 403}:
        return RefusedError(who, hint="Check TASHAN_LLM_KEY.")
    if status == 404:
        return RefusedError(who, hint="Check TASHAN_LLM_URL (it ends in /v1) and TASHAN_LLM_MODEL.")
    return RefusedError(who, hint=f"The endpoint must know JSON schemas. {HOW_TO}")


async def _body(response: httpx.Response, settings: LlmSettings) -> object:
    try:
        return json.loads(b"".join([part async for part in _parts(response, settings)]))
    except (ValueError, RecursionError, BrokenAnswerError):
        return None


def _reason(body: object) -> str:
    """What the endpoint says about its error, in one short printable line."""
    error = body.get("error") if isinstance(body, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    words = " ".join(said.split()) if isinstance(said, str) else ""
    return "".join(filter(str.isprintable, words))[:_LONGEST_REASON]


def _pause(response: httpx.Response) -> float | None:
    try:
        return max(0.0, float(response.headers.get("retry-after", "")))
    except ValueError:
        return None


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
