"""Which language model is asked, and within which limits; nothing is set by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tashan.base.errors import UserError

HOW_TO = "See docs/how-to/language-model.md."
_NO, _YES = frozenset({"0", "no", "false", "off"}), frozenset({"", "1", "yes", "true", "on"})


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """``url`` is the address that ends in ``/v1``; ``timeout`` is in seconds for one passage,
    its retries included. ``max_answer`` counts bytes, passage sizes count characters.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    stream: bool = True
    workers: int = 2
    attempts: int = 3
    pause: float = 1.0
    passage_size: int = 3000
    overlap: int = 300
    max_answer: int = 2_000_000

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UserError(
                "TASHAN_LLM_URL is not an address that begins with http:// or https://.",
                hint="Expected something like http://127.0.0.1:8080/v1.",
            )
        if parts.username or parts.password:
            raise UserError(
                "TASHAN_LLM_URL holds a name or password.",
                hint="Take it out, and put the key in TASHAN_LLM_KEY.",
            )
        if not self.key.isascii() or not self.key.isprintable():
            raise UserError("TASHAN_LLM_KEY holds characters that no key has; copy it again.")
        if not 0 < self.timeout < float("inf"):
            raise UserError("TASHAN_LLM_TIMEOUT must be a number of seconds above 0.")
        if min(self.workers, self.attempts, self.max_answer) < 1:
            raise ValueError("workers, attempts and max_answer are at least 1")

    @property
    def endpoint(self) -> str:
        return f"{self.url.rstrip('/')}/chat/completions"

    @property
    def host(self) -> str:
        """Whom to name in messages: the address without its path and query."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def settings_from(environment: Mapping[str, str]) -> LlmSettings:
    """The settings that an environment (``os.environ``) holds.

    Raises ``UserError`` where the reader is not set up or a value cannot be used.
    """
    for variable in ("TASHAN_LLM_URL", "TASHAN_LLM_MODEL"):
        if not environment.get(variable, "").strip():
            raise UserError(
                f"The language model reader is not set up: {variable} is missing.",
                hint=f"{HOW_TO} The reader by rules needs no model.",
            )
    return LlmSettings(
        url=environment["TASHAN_LLM_URL"].strip(),
        model=environment["TASHAN_LLM_MODEL"].strip(),
        key=environment.get("TASHAN_LLM_KEY", "").strip(),
        timeout=_seconds(environment.get("TASHAN_LLM_TIMEOUT", "").strip() or "120"),
        stream=_switch(environment.get("TASHAN_LLM_STREAM", "").strip().lower()),
    )


def _seconds(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise UserError(
            f"TASHAN_LLM_TIMEOUT is {written!r}; expected a number of seconds, for example 120."
        ) from None


def _switch(written: str) -> bool:
    if written in _NO:
        return False
    if written in _YES:
        return True
    raise UserError(f"TASHAN_LLM_STREAM is {written!r}; expected 1 or 0.")
