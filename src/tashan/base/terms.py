"""Search terms of a Chinese text: its characters in pairs, with their positions.

PostgreSQL's parsers split Chinese at spaces only. Every two neighbouring characters as one lexeme,
asked for in phrase order, find exactly the texts that contain the words asked for.
"""

from __future__ import annotations

import re

from tashan.base.script import simplified

# A tsvector keeps positions up to 16,383.
LAST_POSITION = 16_383
_WORD = re.compile(r"[^\W_]+|[%％]")


def _plain(text: str) -> str:
    return "".join(_WORD.findall(simplified(text).casefold()))


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(max(len(text) - 1, 1))] if text else []


def vector(*texts: str | None) -> str:
    """The literal of a ``tsvector`` over the texts; phrases do not run from one into the next."""
    lexemes: list[str] = []
    position = 0
    for text in texts:
        for pair in _pairs(_plain(text or "")):
            position += 1
            if position > LAST_POSITION:
                return " ".join(lexemes)
            lexemes.append(f"{_quoted(pair)}:{position}")
        position += 1
    return " ".join(lexemes)


def query(words: str) -> str:
    """The literal of a ``tsquery`` for texts that hold all the words; empty for no word at all."""
    phrases = []
    for word in words.split():
        plain = _plain(word)
        if len(plain) == 1:
            phrases.append(f"{_quoted(plain)}:*")
        elif plain:
            phrases.append("(" + " <-> ".join(map(_quoted, _pairs(plain))) + ")")
    return " & ".join(phrases)
