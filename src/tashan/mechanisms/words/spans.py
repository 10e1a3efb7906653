"""Words with their stress, as data: a page makes bold of it, a letter or the API does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tashan.mechanisms.fields import Text


class Tongue(StrEnum):
    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    is_strong: bool = False


Phrase = tuple[Span, ...]


def plain(text: str) -> Phrase:
    return (Span(text),) if text else ()


def strong(text: str) -> Phrase:
    return (Span(text, is_strong=True),) if text else ()


def joined(*pieces: Phrase | str) -> Phrase:
    """One phrase of several; a plain string is not stressed. Neighbours alike become one span."""
    found: list[Span] = []
    for span in _spans(pieces):
        if found and found[-1].is_strong == span.is_strong:
            found[-1] = Span(found[-1].text + span.text, span.is_strong)
        else:
            found.append(span)
    return tuple(found)


def _spans(pieces: Iterable[Phrase | str]) -> Iterator[Span]:
    for piece in pieces:
        yield from plain(piece) if isinstance(piece, str) else piece


def listed(phrases: Iterable[Phrase], between: str, *, last: str | None = None) -> Phrase:
    """a, b and c: ``last`` stands before the last one, ``between`` before the others."""
    items = list(phrases)
    pieces: list[Phrase | str] = []
    for number, item in enumerate(items):
        if number:
            is_last = number == len(items) - 1
            pieces.append(last if is_last and last is not None else between)
        pieces.append(item)
    return joined(*pieces)


def text_of(phrase: Phrase) -> str:
    return "".join(span.text for span in phrase)


def said(text: Text | str, tongue: Tongue) -> str:
    """The words of a file in one tongue; words that stand in one tongue alone as they are."""
    if isinstance(text, str):
        return text
    return text.zh if tongue is Tongue.ZH else text.en


def begun(phrase: Phrase, tongue: Tongue) -> Phrase:
    """As the beginning of a sentence: with a capital in English."""
    if tongue is Tongue.ZH or not phrase:
        return phrase
    first = phrase[0]
    return (Span(first.text[:1].upper() + first.text[1:], first.is_strong), *phrase[1:])
